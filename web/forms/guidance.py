"""What a counsellor fills in, and carries from page to page in the form itself."""

import unicodedata
from math import isnan
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from matching.past import PastReading
from skills.guidance import Asked, Diploma, GuidanceRules
from skills.reference import Reference
from web.flows.guidance import Choices

LONGEST = 500
HOURS = tuple(range(4 * 60, 11 * 60, 30))
"""From when one can leave home: every half hour from 4 to 10:30, in minutes after midnight."""
MOST_CHOSEN = 6
_MOST_POINTS = 10.0


class GuidanceForm(BaseModel):
    """The whole state of an appointment; it lives in the pages alone."""

    tiles: list[str] = []
    limits: list[str] = []
    words: str = Field("", max_length=20_000)
    dropped: list[str] = []  # codes that were read in the words and are not meant
    near: str = ""
    place: str = Field("", max_length=200)  # another commune, typed
    within_km: str = ""
    move: str = ""
    leaves_at: str = ""
    diploma: str = ""
    minor: str = ""
    removed: list[str] = []
    added: list[str] = []  # put first, in this order
    add: str = ""  # one more to put first
    shown: list[str] = []  # on the page that was sent
    hands: str = ""
    past: str = ""
    course: str = ""
    demand: str = ""
    limit: str = ""
    hours: str = ""
    occupation: str = ""  # whose sheet is asked for
    do: str = ""  # remove, restore, first, up or drop:CODE; relax:FIELD:VALUE; reset


GuidanceFields = Annotated[GuidanceForm, Form()]
_RELAXED = ("near", "within_km", "move", "leaves_at", "diploma")


def settle(fields: GuidanceForm, reference: Reference) -> GuidanceForm:
    """The form after what was done on the page; what is not understood is left out."""
    deed, _, what = fields.do.partition(":")
    known = reference.occupations
    removed = [code for code in dict.fromkeys(fields.removed) if code in known]
    added = [code for code in dict.fromkeys([fields.add, *fields.added]) if code in known]
    dropped, changes = list(dict.fromkeys(fields.dropped)), dict[str, object]()
    if deed == "remove" and what in known:
        removed = [*(code for code in removed if code != what), what]
        added = [code for code in added if code != what]
    elif deed == "restore":
        removed = [code for code in removed if code != what]
    elif deed == "first" and what in known:
        added = [what, *(code for code in added if code != what)]
    elif deed == "up" and what in fields.shown[1:]:
        shown = [code for code in dict.fromkeys(fields.shown) if code in known]
        at = shown.index(what)
        shown[at - 1 : at + 1] = [what, shown[at - 1]]
        added = shown
    elif deed == "reset":
        removed, added = [], []
    elif deed == "drop":
        dropped = list(dict.fromkeys([*dropped, what]))
    elif deed == "relax":
        name, _, value = what.partition(":")
        if name in _RELAXED:
            changes[name] = value
        elif name == "limits":
            changes["limits"] = [code for code in fields.limits if code != value]
    changes |= {
        "removed": [code for code in removed if code not in added],
        "added": added[:MOST_CHOSEN],
        "dropped": dropped,
        "add": "",
        "shown": [],
        "words": fields.words[:LONGEST],
        "do": "",
    }
    return fields.model_copy(update=changes)


def read_asked(fields: GuidanceForm, reference: Reference, past: PastReading) -> Asked:
    """What is asked; what is not understood is left out."""
    guidance = reference.guidance
    tiles = {*fields.tiles, *past.tiles} - set(fields.dropped)
    typed = find_place(fields.place, reference)
    known = fields.near if fields.near in reference.communes else ""
    return Asked(
        tuple(t for t in guidance.tiles if t in tiles),
        tuple(code for code in past.occupations if code not in fields.dropped),
        tuple(code for code in past.learnt if code not in fields.dropped),
        tuple(code for code in guidance.limits if code in fields.limits),
        typed or ("" if fields.place.strip() else known),
        _number(fields.within_km, 999),
        fields.move if fields.move in guidance.moves else "",
        _number(fields.leaves_at, 24 * 60 - 1),
        Diploma(fields.diploma) if fields.diploma in set(Diploma) else None,
        bool(fields.minor),
    )


def find_place(typed: str, reference: Reference) -> str:
    """The commune of a name, a postal code or an INSEE code; of several, the most populous."""
    wanted = _plain(typed)
    if not wanted:
        return ""
    found = [
        commune
        for commune in reference.communes.values()
        if wanted in (commune.code.lower(), *commune.postal_codes) or _plain(commune.name) == wanted
    ]
    return max(found, key=lambda one: (one.population or 0, one.code)).code if found else ""


def _plain(text: str) -> str:
    """Letters and digits only. ``folded`` would remember what was typed."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    return "".join(c for c in decomposed if c.isalnum())


def _number(text: str, most: int) -> int | None:
    known = text.isascii() and text.isdecimal() and len(text) < 5
    return int(text) if known and int(text) <= most else None


def read_choices(fields: GuidanceForm, reference: Reference) -> Choices:
    """What the counsellor decided, of a form that is settled."""
    return Choices(tuple(fields.removed), tuple(fields.added), _rules(fields, reference))


def _rules(fields: GuidanceForm, reference: Reference) -> GuidanceRules:
    """The points, those of the reference where none was typed; bounded to ± 10."""
    usual = reference.guidance.rules

    def points(text: str, value: float) -> float:
        try:
            typed = float(text.replace(",", ".")) if text.strip() else value
        except ValueError:
            return value
        return value if isnan(typed) else max(-_MOST_POINTS, min(_MOST_POINTS, typed))

    return GuidanceRules(
        points(fields.hands, usual.hands),
        points(fields.past, usual.past),
        points(fields.course, usual.course),
        points(fields.demand, usual.demand),
        points(fields.limit, usual.limit),
        points(fields.hours, usual.hours),
    )

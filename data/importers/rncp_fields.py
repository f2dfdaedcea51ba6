"""The registers' own ways to write codes, levels, dates, and lists of competences."""

import re
from datetime import date, datetime

from skills.register import Trainer
from skills.training import Rejected

_HABILITATIONS = {
    "HABILITATION_FORMER": (True, False),
    "HABILITATION_ORGANISER": (False, True),
    "HABILITATION_ORGA_FORM": (True, True),
}
_NO_LEVEL = ("", "REPRISE", "SANS NIVEAU")
_LINES = re.compile(r"(?i)\n|<\s*br\s*/?\s*>|</?(?:li|p|ul|div)[^>]*>|\s{2,}")
_BULLETS = re.compile(r"\s[*•●▪-]\s+")
_MARKS = "-–*•●▪· \t;,"


class Fiche:
    """One fiche being read: where it begins, and the fields of it that were refused."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.rejected: list[Rejected] = []

    def reject(self, field: str, value: str, why: str) -> None:
        """Note that a field could not be taken."""
        self.rejected.append(self.refused(field, value, why))

    def refused(self, field: str, value: str, why: str) -> Rejected:
        """A refusal of the fiche or of one of its fields."""
        return Rejected(self.line, field, value[:80], why)


def register_code(text: str) -> str:
    """« RNCP 38432 », « 38432 » and « RNCP38432 » are one code; RS keeps its own; empty for
    anything else.
    """
    found = re.fullmatch(r"(?i)\s*(RNCP|RS)?\s*0*(\d{1,6})\s*", text)
    return f"{(found[1] or 'RNCP').upper()}{found[2]}" if found else ""


def register_level(fiche: Fiche, field: str, text: str) -> int | None:
    """The European level of « NIV3 » to « NIV8 »; None where the register has none."""
    found = re.fullmatch(r"NIV([3-8])", text)
    if found:
        return int(found[1])
    if text.upper() not in _NO_LEVEL:
        fiche.reject(field, text, "register_level")
    return None


def french_day(fiche: Fiche, field: str, text: str) -> date | None:
    """A day written JJ/MM/AAAA, or None."""
    if not text:
        return None
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        fiche.reject(field, text, "french_day")
        return None


def export_day(name: str) -> date | None:
    """The day that an export's file name says, or None."""
    found = re.search(r"(20\d\d)[_-](\d\d)[_-](\d\d)", name)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def trainer_of(fiche: Fiche, siret: str, habilitation: str) -> Trainer | None:
    """A body by its number and what it may do; None, told, when either cannot be read."""
    siret = "".join(siret.split())  # a cell may begin with a tab
    if not siret:
        return None  # abroad, or a person's
    if not re.fullmatch(r"[0-9]{14}", siret):
        fiche.reject("SIRET_PARTENAIRE", siret, "siret_of_partner")
        return None
    if habilitation not in _HABILITATIONS:
        fiche.reject("HABILITATION_PARTENAIRE", habilitation, "habilitation")
        return None
    return Trainer(siret, *_HABILITATIONS[habilitation])


def ability_items(text: str) -> tuple[str, ...]:
    """A list of competences written as one text, cut into its items: at lines, at what is left of
    them (two spaces), at bullets.
    """
    pieces = [piece for piece in _LINES.split(text.replace("\xa0", " ")) if piece.strip(_MARKS)]
    if len(pieces) == 1 and pieces[0].lstrip()[:1] in "*•●▪-":
        pieces = _BULLETS.split(f" {pieces[0]}")
    items = (" ".join(piece.strip(_MARKS).split()) for piece in pieces)
    return tuple(dict.fromkeys(item for item in items if item))

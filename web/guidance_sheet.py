"""The sheet for the hand: three actions, three dates, three contacts, on paper, in a message, in a
calendar. Nothing on it says who the person is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO

import segno

from matching.path_steps import Path
from matching.steps import Step
from skills.guidance import Asked
from skills.reference import Reference
from skills.training import DatePrecision
from web.guidance_wording import IMMERSION_SERVICE, MINOR, starts_fr, step_fr, step_title
from web.icalendar import Event, calendar_text
from web.wording import date_fr, upper_first

_ON_THE_SHEET = ("immersion", "course", "contract")
_WHO_TO_ASK = {
    "immersion": IMMERSION_SERVICE,
    "course": "le conseiller : France Travail, Mission Locale ou Cap emploi",
    "contract": "le conseiller : France Travail, Mission Locale ou Cap emploi",
}
_BY_WHEN = {
    "immersion": "cette semaine : demander un hôte",
    "course": "cette semaine : en parler au conseiller",
    "contract": "après l'immersion : en parler à l'entreprise",
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: by when, whom to ask, and the public page of its course, if there is one."""

    kind: str
    title: str
    text: str
    when: str
    contact: str
    link: str
    place: str
    starts_on: date | None
    ends_on: date | None

    @property
    def square(self) -> str:
        """The link as a square that a telephone photographs (SVG), or nothing."""
        return _square(self.link) if self.link else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the page that one takes home."""

    title: str
    occupation: str
    actions: tuple[Action, ...]
    note: str
    order: str
    made: str


def sheet_of(
    path: Path, asked: Asked, reference: Reference, *, rank: int, of: int, site: str, on: date
) -> Sheet:
    """The sheet of a path to the occupation that is ``rank`` in the order of ``of``."""
    steps = [step for step in path.steps if step.kind in _ON_THE_SHEET]
    order = (
        f"Ce métier est au rang {rank} sur {of} : des points pour les gestes déjà faits, les"
        " métiers proches, les formations à portée et la demande d'ici, ou le choix fait ensemble."
    )
    return Sheet(
        upper_first(path.occupation.label),
        path.occupation.code,
        tuple(_action(step, reference, site) for step in steps),
        MINOR if asked.minor else "",
        order,
        f"Imprimé le {date_fr(on)} · Matrice · à vérifier avant de partir",
    )


def _action(step: Step, reference: Reference, site: str) -> Action:
    commune = reference.communes.get(step.commune)
    exact = step.starts_on is not None and step.precision is DatePrecision.DAY
    return Action(
        step.kind,
        step_title(step),
        step_fr(step, reference),
        _when(step),
        step.who or (_WHO_TO_ASK[step.kind] if not step.title else "entreprise confidentielle"),
        f"{site}/formations/{step.offer}" if step.offer else "",
        commune.name if commune else "",
        step.starts_on if exact else None,
        (step.ends_on or step.starts_on) if exact else None,
    )


def _when(step: Step) -> str:
    if step.starts_on is None:
        return _BY_WHEN[step.kind]
    whole_week = step.kind == "immersion" and step.ends_on != step.starts_on
    return f"{'semaine du ' if whole_week else ''}{starts_fr(step)}"


def sheet_message(sheet: Sheet) -> str:
    """The sheet for a telephone message: a line for each thing to do."""
    lines = [sheet.title]
    for rank, action in enumerate(sheet.actions, start=1):
        place = f", {action.place}" if action.place else ""
        link = f" {action.link}" if action.link else ""
        lines.append(f"{rank}. {action.title} : {action.when}. {action.contact}{place}.{link}")
    return "\n".join(lines)


def sheet_calendar(sheet: Sheet, *, now: datetime) -> str:
    """The dates of the sheet that are known to the day, for one's own calendar."""
    events = []
    for action in sheet.actions:
        if action.starts_on is None or action.ends_on is None:
            continue
        about = f"{sheet.occupation} {action.kind} {action.starts_on} {action.contact}"
        uid = f"{action.kind}-{sha256(about.encode()).hexdigest()[:16]}"
        summary = f"{action.title} : {action.contact}"
        events.append(
            Event(
                uid, summary, action.starts_on, action.ends_on, action.place, action.link,
                action.text,
            )
        )  # fmt: skip
    return calendar_text(events, now=now)


def sheet_data(sheet: Sheet) -> dict[str, object]:
    """The sheet as the printed template reads it: strings only."""
    return {
        "title": sheet.title,
        "actions": [
            {
                "title": one.title,
                "text": one.text,
                "when": one.when,
                "contact": one.contact,
                "link": one.link,
                "square": one.square,
            }
            for one in sheet.actions
        ],
        "note": sheet.note,
        "order": sheet.order,
        "made": sheet.made,
    }


def _square(link: str) -> str:
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(
        drawn, kind="svg", scale=3, border=2, xmldecl=False, nl=False, light="#fff",
        title="Page de la formation",
    )  # fmt: skip
    return drawn.getvalue().decode()

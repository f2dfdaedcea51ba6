"""Interviews and needs from a partner's table: first what it would change, then the change."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from data.importers.columns import propose_columns, signature
from data.importers.spreadsheet import Sheet, SheetRow
from data.storage.columns import remember_columns, remembered_columns
from data.storage.interviews import add_interview, same_interview
from data.storage.needs import add_need
from matching.matcher import Matcher
from skills.account import User
from skills.folding import folded
from skills.interview import Firm, Interview
from skills.journal import Deed
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeedState
from skills.reference import Reference
from skills.training import Rejected
from web.flows.journal import note
from web.forms.people import read_headcount
from web.forms.siret import read_siret

FIELDS: Mapping[str, tuple[str, ...]] = {
    "firm": ("entreprise", "raison sociale", "société", "employeur", "nom de l'entreprise"),
    "siret": ("siret", "numéro siret"),
    "commune": ("commune", "ville", "code insee", "lieu"),
    "held_on": ("date de l'entretien", "date du rendez-vous", "date", "rencontré le"),
    "notes": ("notes", "besoin exprimé", "compte rendu", "verbatim", "commentaires", "besoin"),
    "occupation": ("métier recherché", "métier", "poste"),
    "headcount": ("nombre de personnes", "nombre", "combien", "effectif recherché"),
    "wanted_by": ("pour quand", "échéance", "date souhaitée"),
}
"""What a table may hold, by the names that people give it."""
REQUIRED = ("firm", "held_on", "notes")
_LONGEST_NAME = 200
_FRENCH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row would become. ``known``: it was imported before."""

    line: int
    interview: Interview
    occupation: str
    headcount: Headcount | None
    wanted_by: date | None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would change, row by row; nothing is written yet."""

    columns: Mapping[str, int]
    rows: tuple[PlannedRow, ...]
    rejected: tuple[Rejected, ...]
    lacking: tuple[str, ...]  # required fields without a column

    @property
    def new(self) -> int:
        """How many rows would be added."""
        return sum(not row.known for row in self.rows)


def columns_for(db: Session, sheet: Sheet) -> dict[str, int]:
    """The columns chosen the last time for such a table, else the likely ones."""
    known = remembered_columns(db, signature("interviews", sheet.header))
    return known or propose_columns(sheet.header, FIELDS)


def plan_import(
    db: Session,
    reference: Reference,
    sheet: Sheet,
    columns: Mapping[str, int],
    *,
    user: User,
    today: date,
) -> Plan:
    """What the table would change with these columns. A wrong row costs only itself."""
    chosen = {f: c for f, c in columns.items() if f in FIELDS and 0 <= c < len(sheet.header)}
    lacking = tuple(field for field in REQUIRED if field not in chosen)
    if lacking:
        return Plan(chosen, (), (), lacking)
    communes = _communes_by_name(reference)
    occupations = {
        folded(name): one.code
        for one in reference.occupations.values()
        for name in (
            one.label,
            one.label_masculine,
            one.label_feminine,
            *(alias.text for alias in one.aliases),
        )
    }
    rows: list[PlannedRow] = []
    rejected: list[Rejected] = []
    seen: set[Interview] = set()
    for row in sheet.rows:
        if not any(row.cells):
            continue
        if row.line in sheet.merged:
            rejected.append(Rejected(row.line, "ligne", "", "merged_cells"))
            continue
        planned, wrong = _read(row, chosen, communes, occupations, user=user, today=today)
        rejected += wrong
        if planned is None:
            continue
        twice = planned.interview in seen
        seen.add(planned.interview)
        known = twice or same_interview(db, planned.interview)
        rows.append(replace(planned, known=known))
    return Plan(chosen, tuple(rows), tuple(rejected), ())


def apply_import(
    db: Session,
    matcher: Matcher,
    sheet: Sheet,
    columns: Mapping[str, int],
    *,
    user: User,
    today: date,
    now: datetime,
) -> Plan:
    """Keep the rows that are new, and remember the columns; the same table twice adds nothing."""
    plan = plan_import(db, matcher.reference_, sheet, columns, user=user, today=today)
    if plan.lacking:
        return plan
    remember_columns(db, signature("interviews", sheet.header), dict(plan.columns))
    for row in plan.rows:
        if row.known:
            continue
        interview_id = add_interview(db, row.interview)
        commune = row.interview.firm.commune
        note(db, user, Deed.CREATED, "interview", interview_id, now=now, commune=commune,
             detail=f"tableau, ligne {row.line}")  # fmt: skip
        if row.occupation:
            add_need(db, _need(row, interview_id, matcher.reference_, user, now))
    return plan


def _read(
    row: SheetRow,
    columns: Mapping[str, int],
    communes: Mapping[str, str],
    occupations: Mapping[str, str],
    *,
    user: User,
    today: date,
) -> tuple[PlannedRow | None, list[Rejected]]:
    cells = {f: row.cells[c] if c < len(row.cells) else "" for f, c in columns.items()}
    wrong: list[Rejected] = []

    def reject(field: str, why: str) -> None:
        wrong.append(Rejected(row.line, FIELDS[field][0], cells.get(field, "")[:80], why))

    firm = " ".join(cells["firm"].split())
    if not firm or len(firm) > _LONGEST_NAME:
        reject("firm", "name_expected")
    errors: dict[str, str] = {}
    siret = read_siret(cells.get("siret", ""), errors)
    if errors:
        reject("siret", "siret_expected")
    place = cells.get("commune", "")
    commune = communes.get(folded(place), "")
    if place and not commune:
        reject("commune", "commune_expected")
    held_on = read_day(cells["held_on"])
    if held_on is None or not date(2000, 1, 1) <= held_on <= today:
        reject("held_on", "past_day_expected")
    words = cells["notes"]
    if not words:
        reject("notes", "words_expected")
    people: dict[str, str] = {}
    low, _, high = cells.get("headcount", "").replace("à", "-").partition("-")
    headcount = read_headcount(low, high, people)
    if people:
        reject("headcount", "people_expected")
    wanted = cells.get("wanted_by", "")
    wanted_by = read_day(wanted)
    if wanted and wanted_by is None:
        reject("wanted_by", "day_expected")
    if wrong or held_on is None:
        return None, wrong
    interview = Interview(
        Firm(firm, commune, siret),
        held_on,
        user.name,
        words,
        organisation=user.organisation,
        account=user.id,
    )
    occupation = occupations.get(folded(cells.get("occupation", "")), "")
    if cells.get("occupation") and not occupation:
        # The row is kept: its words are read like others.
        wrong.append(Rejected(row.line, "métier", cells["occupation"][:80], "occupation_not_known"))
    return PlannedRow(row.line, interview, occupation, headcount, wanted_by), wrong


def read_day(text: str) -> date | None:
    """A day written AAAA-MM-JJ or JJ/MM/AAAA, or None."""
    french = _FRENCH_DAY.fullmatch(text.strip())
    try:
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _communes_by_name(reference: Reference) -> dict[str, str]:
    """Codes of the communes by code and folded name, those of the territory first."""
    inside = {e.code for e in reference.epcis.values() if e.in_territory}
    found: dict[str, str] = {}
    for commune in sorted(reference.communes.values(), key=lambda c: c.epci not in inside):
        found.setdefault(folded(commune.name), commune.code)
        found[folded(commune.code)] = commune.code
    return found


def _need(
    row: PlannedRow, interview_id: int, reference: Reference, user: User, now: datetime
) -> Need:
    words = row.interview.notes
    return Need(
        firm=row.interview.firm,
        evidence=Evidence(EvidenceKind.CELL, words[:500], 0, min(len(words), 500)),
        occupation=row.occupation,
        competences=(),
        headcount=row.headcount,
        wanted_by=row.wanted_by,
        state=NeedState.TO_QUALIFY,
        interview_id=interview_id,
        decided_by=user.name,
        decided_at=now,
        reference_version=reference.version,
        owner=user.id,
    )

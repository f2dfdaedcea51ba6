"""The road map's actions, counts of people, daily totals of pages seen, outcomes of sessions."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, func, select

from data.storage.steering_reach import reaches, within_reach
from data.storage.tables import OutcomeRow, PageViewRow, PeopleCountRow, RoadActionRow
from skills.account import User
from skills.errors import NotFound
from skills.outcome import Outcome
from skills.rights import Action, Extent, Thing, extent, require
from skills.road_map import ActionState, CountKind, Indicator, RoadAction


def add_action(db: Session, action: RoadAction, *, by: User) -> int:
    """Keep an action of the road map."""
    within_reach(by, action.epcis, Action.WRITE)
    row = RoadActionRow(
        epcis=" ".join(action.epcis),
        stake=action.stake,
        title=action.title,
        owner=action.owner,
        due_on=action.due_on,
        indicator=action.indicator.value,
        state=action.state.value,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def list_actions(db: Session, *, visible_to: User) -> tuple[RoadAction, ...]:
    """The actions of the reader's perimeter, by due day."""
    rows = db.exec(select(RoadActionRow).order_by(col(RoadActionRow.due_on), col(RoadActionRow.id)))
    return tuple(
        RoadAction(
            row.stake,
            row.title,
            row.owner,
            row.due_on,
            Indicator(row.indicator),
            ActionState(row.state),
            tuple(row.epcis.split()),
            row.id,
        )
        for row in rows
        if reaches(visible_to, row.epcis.split())
    )


def move_action(db: Session, action_id: int, state: ActionState, *, by: User) -> None:
    """Put an action in another state."""
    row = db.get(RoadActionRow, action_id)
    if row is None or not reaches(by, row.epcis.split(), Action.WRITE):
        raise NotFound("action", action_id)
    row.state = state.value
    db.add(row)
    db.flush()


def add_count(
    db: Session, kind: CountKind, *, epci: str, month: date, people: int, by: User
) -> None:
    """Note how many people, in a month; several notes of a month add up."""
    require(by, Thing.COUNT, Action.WRITE)
    db.add(
        PeopleCountRow(
            kind=kind.value,
            epci=epci,
            month=month.replace(day=1),
            people=people,
            organisation_id=by.organisation,
            by=by.name,
        )
    )
    db.flush()


def count_people(db: Session, *, epcis: Collection[str], since: date) -> dict[CountKind, int]:
    """How many people of each kind since a month, in some inter-communal bodies."""
    rows = db.exec(
        select(PeopleCountRow.kind, func.sum(PeopleCountRow.people))
        .where(col(PeopleCountRow.epci).in_(epcis), PeopleCountRow.month >= since.replace(day=1))
        .group_by(col(PeopleCountRow.kind))
    )
    found = dict.fromkeys(CountKind, 0)
    found.update({CountKind(kind): int(people) for kind, people in rows})
    return found


def add_views(db: Session, day: date, views: dict[str, int]) -> None:
    """Add pages seen on a day to its totals; nothing else is kept of who saw them."""
    for page, seen in views.items():
        row = db.get(PageViewRow, (day, page)) or PageViewRow(day=day, page=page, views=0)
        row.views += seen
        db.add(row)
    db.flush()


def count_views(db: Session, *, since: date, pages: Collection[str] | None = None) -> int:
    """Pages seen since a day, all or some."""
    query = select(func.coalesce(func.sum(PageViewRow.views), 0)).where(PageViewRow.day >= since)
    if pages is not None:
        query = query.where(col(PageViewRow.page).in_(pages))
    return int(db.exec(query).one())


def keep_outcome(db: Session, outcome: Outcome, *, by: User) -> int:
    """Write the counts of a session over those that the same body gave before."""
    require(by, Thing.OUTCOME, Action.WRITE)
    row = db.exec(
        select(OutcomeRow).where(
            OutcomeRow.organisation_id == by.organisation,
            OutcomeRow.title == outcome.title,
            OutcomeRow.starts_on == outcome.starts_on,
        )
    ).first()
    row = row or OutcomeRow(
        organisation_id=by.organisation,
        title=outcome.title,
        starts_on=outcome.starts_on,
        provider=outcome.provider,
        entered=outcome.entered,
        by=by.name,
    )
    row.provider, row.epci, row.by = outcome.provider, outcome.epci, by.name
    row.entered, row.finished = outcome.entered, outcome.finished
    row.asked_6, row.working_6 = outcome.asked_6, outcome.working_6
    row.asked_12, row.working_12 = outcome.asked_12, outcome.working_12
    db.add(row)
    db.flush()
    return row.id or 0


def list_outcomes(db: Session, *, visible_to: User, own: bool = False) -> tuple[Outcome, ...]:
    """The counts of every session, to be pooled; or only those that the reader's body gave."""
    require(visible_to, Thing.OUTCOME, Action.READ)
    query = select(OutcomeRow).order_by(col(OutcomeRow.starts_on), col(OutcomeRow.id))
    if own and extent(visible_to, Thing.OUTCOME, Action.WRITE) is not Extent.ALL:
        query = query.where(OutcomeRow.organisation_id == visible_to.organisation)
        query = query.where(col(OutcomeRow.organisation_id).is_not(None))
    return tuple(
        Outcome(
            row.provider,
            row.title,
            row.starts_on,
            row.entered,
            row.finished,
            row.asked_6,
            row.working_6,
            row.asked_12,
            row.working_12,
            row.organisation_id,
            row.epci,
            row.id,
        )
        for row in db.exec(query)
    )

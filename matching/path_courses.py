"""The courses of a path: which sessions one may enter, go to, and begin in time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import ceil

from matching.catalogue import CatalogueIndex
from matching.sessions import open_sessions
from matching.short_course import shortest_course
from matching.steps import HINDERS, Known, Step
from matching.suggestions import analyse_need
from matching.travel import may_enter, trip
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Need, NeedState
from skills.training import DatePrecision, TrainingOffer, TrainingSession

_LOOKED_AT = 30
_MOST_BEYOND = 2
_HOURS_A_WEEK = 35
_NOTES = ("", "full", "before", *HINDERS)  # the better first


def courses_to(
    known: Known, catalogue: CatalogueIndex, free: date
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """The courses for what the occupation requires, best first, and those beyond reach.

    Those that begin from the day one is free, with a seat, go first; then the full ones, then
    those that begin before.
    """
    fitting: list[Step] = []
    beyond: list[Step] = []
    for one in analyse_need(_need(known), catalogue, on=known.on, most=_LOOKED_AT).suggestions:
        steps = [replace(s, missing=one.missing) for s in _sessions(known, one.offer, free)]
        if steps and steps[0].note in HINDERS:
            beyond.append(steps[0])
        else:
            fitting += steps[:1]
            fitting += [s for s in steps if s.note == "before"][:1]
    fitting.sort(key=lambda step: _NOTES.index(step.note))
    return tuple(fitting), tuple(beyond[:_MOST_BEYOND])


def shortest_to(
    known: Known, catalogue: CatalogueIndex, missing: tuple[str, ...], free: date
) -> tuple[Step, ...]:
    """The shortest course that gives what the person lacks, among those one may follow, and the
    shortest module that gives at least some of it when that is shorter still.
    """

    def attends(offer: TrainingOffer, session: TrainingSession) -> bool:
        return _step(known, offer, session, free).note == ""

    def shortest(wanted: tuple[str, ...], note: str) -> Step | None:
        found = shortest_course(wanted, catalogue, on=known.on, attends=attends)
        if found is None:
            return None
        taught = {one.code for one in found.offer.teaches}
        return replace(
            _step(known, found.offer, found.session, free),
            note=note,
            given=tuple(code for code in missing if code in taught),
            missing=tuple(code for code in missing if code not in taught),
        )

    whole = shortest(missing, "shortest")
    if whole is None:
        return ()
    modules = [m for code in missing if (m := shortest((code,), "module")) is not None and m.hours]
    module = min(modules, key=lambda m: (m.hours or 0, -len(m.given), str(m.offer)), default=None)
    if module is None or module.offer == whole.offer:
        return (whole,)
    return (whole, module) if not whole.hours or (module.hours or 0) < whole.hours else (whole,)


def _sessions(known: Known, offer: TrainingOffer, free: date) -> list[Step]:
    """Its sessions to come that have a date, the one that suits best first, then the soonest."""
    steps = [
        _step(known, offer, session, free)
        for session in open_sessions(offer, known.on)
        if session.starts_on is not None and session.starts_on.day >= known.on
    ]
    return sorted(steps, key=lambda step: (_NOTES.index(step.note), step.starts_on or free))


def _step(known: Known, offer: TrainingOffer, session: TrainingSession, free: date) -> Step:
    """A session as a step, with what stands against it."""
    reference = known.reference
    way = trip(known.asked, session.place, reference.guidance.hours.course, reference)
    starts = session.starts_on
    note = way.hinders
    if not note and not may_enter(known.asked, offer.level):
        note = "level"
    if not note and starts is not None and starts.day < free:
        note = "before"
    if not note and session.places_left == 0:
        note = "full"
    return Step(
        "course",
        offer.title,
        offer.provider.name,
        starts.day if starts else None,
        _end(offer, session),
        session.place.commune if session.place else "",
        way.km,
        way.minutes,
        session.places_left,
        offer.id,
        offer.hours,
        note=note,
        level=offer.level,
        precision=starts.precision if starts else DatePrecision.DAY,
        mode=way.mode,
    )


def _end(offer: TrainingOffer, session: TrainingSession) -> date | None:
    """The last day; from the hours, at 35 a week, when only those are said."""
    if session.ends_on is not None:
        return session.ends_on.day
    if session.starts_on is None or not offer.hours:
        return None
    return session.starts_on.day + timedelta(weeks=ceil(offer.hours / _HOURS_A_WEEK))


def _need(known: Known) -> Need:
    """What the occupation requires, near the person, as a need is asked."""
    return Need(
        Firm("", known.asked.near),
        Evidence(EvidenceKind.TICKED, "", 0, 0),
        known.occupation.code,
        (),
        None,
        None,
        NeedState.SENT,
        0,
        "",
        datetime.combine(known.on, datetime.min.time(), UTC),
        "",
    )

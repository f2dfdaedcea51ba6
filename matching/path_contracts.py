"""The contracts of a path: openings with where their courses are, and firms that committed."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from matching.steps import Known, Step
from matching.travel import Trip, begins_at, may_enter, trip
from skills.answer import Promise
from skills.apprenticeship import ApprenticeContract, ApprenticeshipOpening, ApprenticeshipPlace
from skills.terms_of_work import Commitment
from skills.training import DatePrecision, Place

_MOST_OPENINGS = 3
_MOST_FIRMS = 2
_TOGETHER = timedelta(days=122)
"""A contract may begin some months before or after its courses do."""
_HIRES = (Commitment.HIRE, Commitment.APPRENTICE, Commitment.INTERVIEW)


def contracts(
    known: Known,
    openings: Iterable[ApprenticeshipOpening],
    places: Sequence[ApprenticeshipPlace],
    free: date,
    ready: date,
) -> list[Step]:
    """The openings for the occupation, soonest first.

    One that begins from the day the course has ended follows it. An apprenticeship that begins
    from the day one is free trains as it goes: it stands in place of the course (``instead``). With
    no opening at all, a course by apprenticeship with places is told, whose firm is to be found.
    """
    starts = begins_at(known.occupation, known.reference)
    found = []
    for one in openings:
        day = one.starts_on.day if one.starts_on else None
        way = trip(known.asked, one.place, starts, known.reference)
        if one.vanished or day is None or day < free or way.hinders or not _fits(known, one):
            continue
        found.append((day, one.key, one, way))
    found.sort(key=lambda line: line[:2])
    chosen = [line for line in found if line[0] >= ready][:1]
    chosen += [line for line in found if line not in chosen][:_MOST_OPENINGS]
    steps = [_opening(known, one, way, places, ready) for _, _, one, way in chosen]
    if not steps:
        place = _best_place(known, places, None, known.on)
        if place is not None and place.starts_on is not None and place.starts_on >= free:
            return [place]
    return steps


def commitments(known: Known, hosts: Sequence[Promise], ready: date) -> list[Step]:
    """Firms that committed to hire, to take an apprentice or to meet each graduate, and agreed to
    be named; those that hire first.
    """
    starts = begins_at(known.occupation, known.reference)
    found = []
    for host in hosts:
        way = trip(known.asked, Place(host.commune), starts, known.reference)
        if host.kind in _HIRES and not way.hinders:
            far = way.km if way.km is not None else 1e9
            found.append(((_HIRES.index(host.kind), far, host.firm_name), host, way))
    found.sort(key=lambda line: line[0])
    return [
        Step(
            "contract", host.kind.label, host.firm_name, ready, None, host.commune,
            way.km, way.minutes, form=host.kind.value, mode=way.mode,
        )
        for _, host, way in found[:_MOST_FIRMS]
    ]  # fmt: skip


def _fits(known: Known, one: ApprenticeshipOpening) -> bool:
    wanted = known.occupation
    about = one.occupation == wanted.code or (
        not one.occupation and bool(wanted.rome) and wanted.rome in one.romes
    )
    return about and may_enter(known.asked, one.level)


def _opening(
    known: Known,
    one: ApprenticeshipOpening,
    way: Trip,
    places: Sequence[ApprenticeshipPlace],
    ready: date,
) -> Step:
    day = one.starts_on.day if one.starts_on else ready
    form = one.contracts[0] if one.contracts else ApprenticeContract.APPRENTICESHIP
    apprentice = form is ApprenticeContract.APPRENTICESHIP
    return Step(
        "contract",
        one.title,
        one.employer,
        day,
        None,
        one.place.commune if one.place else "",
        way.km,
        way.minutes,
        one.posts,
        form=form.value,
        note="instead" if day < ready else "",
        level=one.level,
        precision=one.starts_on.precision if one.starts_on else DatePrecision.DAY,
        mode=way.mode,
        cfa=_best_place(known, places, one, day) if apprentice else None,
    )


def _best_place(
    known: Known,
    places: Sequence[ApprenticeshipPlace],
    opening: ApprenticeshipOpening | None,
    day: date,
) -> Step | None:
    """The course by apprenticeship that goes with an opening: same certification first, then what
    it teaches of the occupation, then the nearest in time and space; None when none has a place.
    """
    wanted = {r.competence for r in known.occupation.requirements}
    starts = known.reference.guidance.hours.course
    found = []
    for place in places:
        begins = place.starts_on.day if place.starts_on else None
        if place.vanished or place.seats_left == 0 or begins is None or begins < known.on:
            continue
        way = trip(known.asked, place.place, starts, known.reference)
        same = bool(opening and opening.certification in place.certifications)
        taught = len(wanted & {t.code for t in place.teaches})
        if way.hinders or not may_enter(known.asked, place.level) or not (same or taught):
            continue
        if opening is not None and abs(begins - day) > _TOGETHER:
            continue
        far = way.km if way.km is not None else 1e9
        found.append(((not same, -taught, abs((begins - day).days), far, place.key), place, way))
    if not found:
        return None
    _, place, way = min(found, key=lambda line: line[0])
    left = place.seats_left if place.seats_left is not None else place.seats
    return Step(
        "contract",
        place.title,
        place.provider.name,
        place.starts_on.day if place.starts_on else None,
        None,
        place.place.commune if place.place else "",
        way.km,
        way.minutes,
        left,
        form="place",
        note="" if opening else "instead",
        level=place.level,
        precision=place.starts_on.precision if place.starts_on else DatePrecision.DAY,
        mode=way.mode,
    )

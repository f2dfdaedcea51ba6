"""The steps to an occupation: only what is known, only dates to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from matching.catalogue import CatalogueIndex
from matching.pathways import Asked, distance_from
from matching.results import Suggestion
from matching.suggestions import analyse_need
from skills.answer import Promise
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Need, NeedState
from skills.occupation import Occupation
from skills.reference import Reference
from skills.terms_of_work import Commitment
from skills.training import Place

_NEXT_VISIT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path. ``kind`` is immersion, course, contract, place or tutoring; what is not
    known is empty or None.
    """

    kind: str
    title: str = ""
    who: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    commune: str = ""
    distance: float | None = None
    seats: int | None = None
    offer: int | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """The steps to an occupation in the order of their dates, and other courses."""

    occupation: Occupation
    steps: tuple[Step, ...]
    others: tuple[Step, ...]


def path_to(
    occupation: Occupation,
    asked: Asked,
    catalogue: CatalogueIndex,
    openings: Iterable[ApprenticeshipOpening],
    places: Iterable[ApprenticeshipPlace],
    hosts: Sequence[Promise],
    *,
    on: date,
) -> Path:
    """Immersion, course, contract, tutoring: only what is known, only dates to come."""
    reference = catalogue.reference
    steps = [_immersion(asked, hosts, reference, on)]
    courses = _courses(occupation, asked, catalogue, on)
    steps += courses[:1] or [Step("course")]
    ready = courses[0].ends_on if courses else on
    steps.append(_contract(occupation, asked, openings, reference, ready or on))
    place = _place(occupation, asked, places, reference, on)
    if place is not None:
        steps.append(place)
    steps.append(Step("tutoring"))
    return Path(occupation, tuple(steps), tuple(courses[1:3]))


def _courses(
    occupation: Occupation, asked: Asked, catalogue: CatalogueIndex, on: date
) -> list[Step]:
    """The courses for what the occupation requires, those within the distance only."""
    need = Need(
        Firm("", asked.near), Evidence(EvidenceKind.TICKED, "", 0, 0), occupation.code, (), None,
        None, NeedState.SENT, 0, "", datetime.combine(on, datetime.min.time(), UTC), "",
    )  # fmt: skip
    found = []
    for one in analyse_need(need, catalogue, on=on, most=30).suggestions:
        start = one.session.starts_on if one.session else None
        too_far = (
            asked.within_km is not None
            and asked.near
            and (one.distance_km is None or one.distance_km > asked.within_km)
        )
        if start is None or start.day < on or too_far:
            continue
        found.append(_course(one))
    return found


def _course(one: Suggestion) -> Step:
    session = one.session
    place = session.place if session else None
    left = None
    if session is not None:
        left = session.seats_left if session.seats_left is not None else session.seats
    return Step(
        "course",
        one.offer.title,
        one.offer.provider.name,
        session.starts_on.day if session and session.starts_on else None,
        session.ends_on.day if session and session.ends_on else None,
        place.commune if place else "",
        one.distance_km,
        left,
        one.offer.id,
        one.missing,
    )


def _immersion(asked: Asked, hosts: Sequence[Promise], reference: Reference, on: date) -> Step:
    """A host that agreed to be named, the nearest, and the first Monday two weeks from now."""
    willing = [host for host in hosts if host.kind in (Commitment.IMMERSION, Commitment.VISIT)]
    near = [(host, distance_from(asked, Place(host.commune), reference)) for host in willing]
    if asked.within_km is not None and asked.near:
        near = [(h, far) for h, far in near if far is not None and far <= asked.within_km]
    near.sort(
        key=lambda one: (
            one[0].kind is not Commitment.IMMERSION,
            one[1] if one[1] is not None else 1e9,
            one[0].firm_name,
        )
    )
    if not near:
        return Step("immersion")
    host, far = near[0]
    soon = on + _NEXT_VISIT
    monday = soon + timedelta(days=-soon.weekday() % 7)
    return Step("immersion", host.kind.label, host.firm_name, monday, None, host.commune, far)


def _contract(
    occupation: Occupation,
    asked: Asked,
    openings: Iterable[ApprenticeshipOpening],
    reference: Reference,
    ready: date,
) -> Step:
    fitting = [
        (one, distance_from(asked, one.place, reference))
        for one in openings
        if not one.vanished
        and (
            one.occupation == occupation.code or (occupation.rome and occupation.rome in one.romes)
        )
        and one.starts_on is not None
        and one.starts_on.day >= ready
    ]
    if asked.within_km is not None and asked.near:
        fitting = [(o, far) for o, far in fitting if far is not None and far <= asked.within_km]
    fitting.sort(key=lambda one: (one[0].starts_on.day if one[0].starts_on else ready, one[0].key))
    if not fitting:
        return Step("contract")
    one, far = fitting[0]
    return Step(
        "contract",
        one.title,
        one.employer,
        one.starts_on.day if one.starts_on else None,
        None,
        one.place.commune if one.place else "",
        far,
        one.posts,
    )


def _place(
    occupation: Occupation,
    asked: Asked,
    places: Iterable[ApprenticeshipPlace],
    reference: Reference,
    on: date,
) -> Step | None:
    wanted = {r.competence for r in occupation.requirements}
    fitting = [
        (one, distance_from(asked, one.place, reference))
        for one in places
        if not one.vanished
        and wanted & {t.code for t in one.teaches}
        and one.starts_on is not None
        and one.starts_on.day >= on
        and one.seats_left != 0
    ]
    fitting.sort(
        key=lambda line: (
            -len(wanted & {t.code for t in line[0].teaches}),
            line[0].starts_on.day if line[0].starts_on else on,
            line[0].key,
        )
    )
    if not fitting:
        return None
    one, far = fitting[0]
    day = one.starts_on.day if one.starts_on else None
    left = one.seats_left if one.seats_left is not None else one.seats
    commune = one.place.commune if one.place else ""
    return replace(Step("place", one.title, one.provider.name, day, None, commune, far), seats=left)

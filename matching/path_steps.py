"""The steps to an occupation: only what is known, only dates that can be kept one after another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from matching.catalogue import CatalogueIndex
from matching.path_contracts import commitments, contracts
from matching.path_courses import courses_to, shortest_to
from matching.steps import Known, Step
from matching.travel import begins_at, trip
from matching.weeks import next_week
from skills.answer import Promise
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.guidance import Asked
from skills.occupation import Occupation
from skills.terms_of_work import Commitment
from skills.training import Place

_A_GAP = timedelta(days=21)
_MOST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Path:
    """The steps to an occupation in the order of their dates, and what could stand instead.

    ``beyond`` are courses that would do if one could go there or enter: what hinders is said.
    """

    occupation: Occupation
    steps: tuple[Step, ...]
    others: tuple[Step, ...] = ()
    beyond: tuple[Step, ...] = ()

    @property
    def course(self) -> Step:
        """The step that trains, known or not."""
        return next(step for step in self.steps if step.kind == "course")


def path_to(
    occupation: Occupation,
    asked: Asked,
    catalogue: CatalogueIndex,
    openings: Iterable[ApprenticeshipOpening],
    places: Iterable[ApprenticeshipPlace],
    hosts: Sequence[Promise],
    *,
    on: date,
    missing: tuple[str, ...] = (),
) -> Path:
    """Immersion, course, contract, tutoring: each begins once the one before has ended.

    Parameters
    ----------
    missing : gestures that the person lacks; the shortest course that gives them is told too.
    """
    reference = catalogue.reference
    known = Known(occupation, asked, reference, on)
    immersion = _immersion(known, hosts)
    free = immersion.ends_on + timedelta(days=1) if immersion.ends_on else on
    fitting, beyond = courses_to(known, catalogue, free)
    short = shortest_to(known, catalogue, missing, free)
    course = _first_course(asked, fitting, short)
    rest = [one for one in short if one.offer != course.offer]
    told = {(one.offer, one.starts_on) for one in (course, *rest)}
    rest += [one for one in fitting if (one.offer, one.starts_on) not in told]
    # The same course, sooner, is what one would ask about first.
    rest.sort(key=lambda one: one.offer != course.offer or not course.offer)
    over = course.ends_on or course.starts_on
    ready = over + timedelta(days=1) if over else free
    signed = contracts(known, openings, tuple(places), free, ready)
    promised = commitments(known, hosts, ready)
    after = [one for one in signed if not one.note] + promised
    contract = after[0] if after else Step("contract")
    others = [*rest[:_MOST_OTHERS], *[one for one in (*signed, *promised) if one is not contract]]
    steps = _with_waits((immersion, course, contract), on)
    return Path(occupation, (*steps, Step("tutoring")), tuple(others), beyond)


def _first_course(asked: Asked, fitting: Sequence[Step], short: Sequence[Step]) -> Step:
    """The course that answers the occupation best; for who has done something near already, the
    shortest that gives all that is missing.
    """
    if (asked.past or asked.learnt) and short and not short[0].missing:
        return replace(short[0], note="")
    return fitting[0] if fitting and not fitting[0].note else Step("course")


def _immersion(known: Known, hosts: Sequence[Promise]) -> Step:
    """A host that agreed to be named, the nearest that one can be at in time."""
    starts = begins_at(known.occupation, known.reference)
    found = []
    for host in hosts:
        if host.kind not in (Commitment.IMMERSION, Commitment.VISIT):
            continue
        way = trip(known.asked, Place(host.commune), starts, known.reference)
        if not way.hinders:
            far = way.km if way.km is not None else 1e9
            found.append(((host.kind is Commitment.VISIT, far, host.firm_name), host, way))
    if not found:
        return Step("immersion")
    _, host, way = min(found, key=lambda one: one[0])
    monday = next_week(known.on, known.reference.guidance.hours.closed)
    last = monday + timedelta(days=4 if host.kind is Commitment.IMMERSION else 0)
    return Step(
        "immersion", host.kind.label, host.firm_name, monday, last, host.commune,
        way.km, way.minutes, form=host.kind.value, mode=way.mode,
    )  # fmt: skip


def _with_waits(steps: Iterable[Step], on: date) -> tuple[Step, ...]:
    """The steps with each gap in time between two that have dates drawn as a step of its own."""
    told: list[Step] = []
    until = on
    for step in steps:
        if step.starts_on is not None and step.starts_on - until > _A_GAP:
            told.append(Step("wait", starts_on=until, ends_on=step.starts_on))
        told.append(step)
        if step.starts_on is not None:
            until = max(until, step.ends_on or step.starts_on)
    return tuple(told)

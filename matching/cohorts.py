"""Small cohorts: « 9 sur 11 », pooled over years, with an interval; nothing under five people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from skills.outcome import Outcome

LEAST_PEOPLE = 5
_Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """So many out of so many, and the 95 % interval of the share, 0..1."""

    part: int
    whole: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Cohort:
    """The sessions of one course together. A share is None when it rests on fewer than five."""

    provider: str
    title: str
    sessions: int
    first_year: int
    last_year: int
    entered: int | None
    finished: Share | None
    working_6: Share | None
    working_12: Share | None


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The Wilson interval at 95 % of a share; ``ValueError`` unless 0 <= part <= whole, whole > 0.

    Unlike the usual one it stays within 0..1 for small numbers. Source: Wilson, J. Am. Stat.
    Assoc. 22 (1927), 209-212.
    """
    if not 0 <= part <= whole or not whole:
        raise ValueError(f"{part} out of {whole} is no share")
    share, z2 = part / whole, _Z95**2
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = _Z95 * sqrt(share * (1 - share) / whole + z2 / (4 * whole**2)) / (1 + z2 / whole)
    return max(0.0, middle - half), min(1.0, middle + half)


def pool(outcomes: Iterable[Outcome]) -> tuple[Cohort, ...]:
    """The sessions of each course put together, by provider and title."""
    groups: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for one in outcomes:
        groups[one.provider, one.title].append(one)
    return tuple(_cohort(*key, groups[key]) for key in sorted(groups))


def _cohort(provider: str, title: str, group: list[Outcome]) -> Cohort:
    years = [one.starts_on.year for one in group]
    entered = sum(one.entered for one in group)
    return Cohort(
        provider,
        title,
        len(group),
        min(years),
        max(years),
        entered if entered >= LEAST_PEOPLE else None,
        _share((one.finished, one.entered) for one in group),
        _share((one.working_6, one.asked_6) for one in group),
        _share((one.working_12, one.asked_12) for one in group),
    )


def _share(pairs: Iterable[tuple[int | None, int | None]]) -> Share | None:
    """The pooled share over the sessions where both are known."""
    known = [(part, whole) for part, whole in pairs if part is not None and whole is not None]
    part, whole = sum(p for p, _ in known), sum(w for _, w in known)
    if whole < LEAST_PEOPLE:
        return None
    return Share(part, whole, *wilson(part, whole))

"""The committee's figures: each is counted from the records, and can be counted again from them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from matching.cohorts import LEAST_PEOPLE
from matching.disclosure import LEAST_FIRMS, MOST_SHARE
from skills.aid_request import AidState
from skills.committee import Figure, FigureCode, Period, Records, Report, Unit
from skills.need import NeedState
from skills.project import FactKind

TODAY = (FigureCode.WAITING, FigureCode.GAPS)
"""Figures of the day they are asked for, whatever the period."""
_OVER = (NeedState.SOLVED, NeedState.NO_SOLUTION, NeedState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class _Count:
    """A value, the records it counts, the whole for a share, and what each firm makes of it."""

    value: int | None
    records: int
    out_of: int | None = None
    by_firm: Counter[int] | None = None


def report(records: Records, period: Period) -> Report:
    """Every figure over a period, beside the period of the same length before."""
    figures = {}
    first = _first_day(records)
    compared = first is not None and first <= period.before.until
    for code, (unit, count) in _FIGURES.items():
        now = count(records, period)
        before = count(records, period.before) if compared and code not in TODAY else None
        firms, largest = None, 0.0
        if now.by_firm is not None:
            total = sum(now.by_firm.values())
            firms = sum(part > 0 for part in now.by_firm.values())
            largest = max(now.by_firm.values(), default=0) / total if total else 0.0
        figures[code] = Figure(
            code,
            unit,
            now.value,
            before.value if before else None,
            now.records,
            now.out_of,
            firms,
            largest,
        )
    return Report(period, figures, records)


def _first_day(records: Records) -> date | None:
    """The day of the oldest record; before it there is nothing to compare with."""
    days = [firm.on for firm in records.firms]
    days += [need.on for need in records.needs]
    days += [project.on for project in records.projects]
    days += [session.starts_on for session in records.sessions]
    return min(days, default=None)


def may_be_published(figure: Figure) -> bool:
    """Whether a figure rests on enough firms, none of which makes nearly all of it."""
    if figure.firms is None:
        return True
    return figure.firms >= LEAST_FIRMS and figure.largest <= MOST_SHARE


def _firms_met(records: Records, period: Period) -> _Count:
    met = {one.firm for one in records.firms if period.holds(one.on)}
    return _Count(len(met), len(met), by_firm=Counter(met))


def _needs(records: Records, period: Period) -> _Count:
    return _sum([(n.firm, 1) for n in records.needs if period.holds(n.on)])


def _answered(records: Records, period: Period) -> _Count:
    return _sum([(n.firm, 1) for n in records.needs if period.holds(n.answered_on)])


def _delay(records: Records, period: Period) -> _Count:
    waits = [
        (need.answered_on - need.on).days
        for need in records.needs
        if need.answered_on is not None and period.holds(need.answered_on)
    ]
    firms = Counter(n.firm for n in records.needs if period.holds(n.answered_on))
    return _Count(round(median(waits)) if waits else None, len(waits), by_firm=firms)


def _waiting(records: Records, period: Period) -> _Count:
    """People of the needs confirmed by the end of the period that are still open today."""
    still = [n for n in records.needs if n.on <= period.until and n.state not in _OVER]
    return _sum([(need.firm, need.people_min) for need in still])


def _gaps(records: Records, _period: Period) -> _Count:
    """Competences that lack seats today, whatever the period."""
    lacking = sum(gap.left > 0 for gap in records.gaps)
    return _Count(lacking, len(records.gaps))


def _sessions(records: Records, period: Period) -> _Count:
    held = [s for s in records.sessions if period.holds(s.starts_on)]
    return _Count(len(held), len(held))


def _seats(records: Records, period: Period) -> _Count:
    known = [s.seats for s in records.sessions if period.holds(s.starts_on) and s.seats is not None]
    return _Count(sum(known), len(known))


def _filled(records: Records, period: Period) -> _Count:
    known = [
        (s.seats - s.seats_left, s.seats)
        for s in records.sessions
        if period.holds(s.starts_on) and s.seats is not None and s.seats_left is not None
    ]
    return _Count(sum(f for f, _ in known), len(known), out_of=sum(seats for _, seats in known))


def _finished(records: Records, period: Period) -> _Count:
    ended = [s for s in records.sessions if period.holds(s.ends_on)]
    return _Count(len(ended), len(ended))


def _working(records: Records, period: Period) -> _Count:
    known = [
        (o.working_6, o.asked_6)
        for o in records.outcomes
        if period.holds(o.starts_on) and o.working_6 is not None and o.asked_6 is not None
    ]
    whole = sum(asked for _, asked in known)
    if whole < LEAST_PEOPLE:
        return _Count(None, len(known))
    return _Count(sum(working for working, _ in known), len(known), out_of=whole)


def _projects(records: Records, period: Period) -> _Count:
    return _sum([(p.firm, 1) for p in records.projects if period.holds(p.on)])


def _investment(records: Records, period: Period) -> _Count:
    return _sum([(p.firm, p.investment or 0) for p in records.projects if period.holds(p.on)])


def _jobs(records: Records, period: Period) -> _Count:
    return _sum([(p.firm, p.jobs or 0) for p in records.projects if period.holds(p.on)])


def _observed(kind: FactKind) -> Callable[[Records, Period], _Count]:
    def count(records: Records, period: Period) -> _Count:
        return _sum(
            [
                (fact.firm, 1 if kind is FactKind.OPENED else fact.amount or 0)
                for fact in records.facts
                if fact.kind is kind and period.holds(fact.on)
            ]
        )

    return count


def _aids(records: Records, period: Period) -> _Count:
    return _sum([(a.firm, 1) for a in records.aids if period.holds(a.on)])


def _granted(records: Records, period: Period) -> _Count:
    return _sum([(a.firm, 1) for a in _obtained(records, period)])


def _granted_euros(records: Records, period: Period) -> _Count:
    return _sum([(a.firm, a.amount or 0) for a in _obtained(records, period)])


def _obtained(records: Records, period: Period) -> list:  # type: ignore[type-arg]
    return [a for a in records.aids if a.state is AidState.GRANTED and period.holds(a.on)]


def _kept(records: Records, period: Period) -> _Count:
    due = [r for r in records.referrals if period.holds(r.due_on)]
    kept = sum(r.kept_on is not None and r.kept_on <= r.due_on for r in due)
    return _Count(kept, len(due), out_of=len(due))


def _late(records: Records, period: Period) -> _Count:
    due = [r for r in records.referrals if period.holds(r.due_on)]
    return _Count(sum(is_late(r.due_on, r.kept_on, period.until) for r in due), len(due))


def is_late(due_on: date, kept_on: date | None, on: date) -> bool:
    """Whether what was due on a day came after it, or has not come by another."""
    return kept_on > due_on if kept_on is not None else due_on < on


def _sum(parts: Sequence[tuple[int, int]]) -> _Count:
    """A total, with what each firm makes of it."""
    by_firm: Counter[int] = Counter()
    for firm, part in parts:
        by_firm[firm] += part
    return _Count(sum(by_firm.values()), len(parts), by_firm=by_firm)


_FIGURES: dict[FigureCode, tuple[Unit, Callable[[Records, Period], _Count]]] = {
    FigureCode.FIRMS_MET: (Unit.NUMBER, _firms_met),
    FigureCode.NEEDS: (Unit.NUMBER, _needs),
    FigureCode.NEEDS_ANSWERED: (Unit.NUMBER, _answered),
    FigureCode.DELAY: (Unit.DAYS, _delay),
    FigureCode.WAITING: (Unit.NUMBER, _waiting),
    FigureCode.GAPS: (Unit.NUMBER, _gaps),
    FigureCode.SESSIONS: (Unit.NUMBER, _sessions),
    FigureCode.SEATS: (Unit.NUMBER, _seats),
    FigureCode.FILLED: (Unit.SHARE, _filled),
    FigureCode.FINISHED: (Unit.NUMBER, _finished),
    FigureCode.WORKING: (Unit.SHARE, _working),
    FigureCode.PROJECTS: (Unit.NUMBER, _projects),
    FigureCode.INVESTMENT: (Unit.EUROS, _investment),
    FigureCode.JOBS: (Unit.NUMBER, _jobs),
    FigureCode.INVESTED: (Unit.EUROS, _observed(FactKind.INVESTED)),
    FigureCode.HIRED: (Unit.NUMBER, _observed(FactKind.HIRED)),
    FigureCode.OPENED: (Unit.NUMBER, _observed(FactKind.OPENED)),
    FigureCode.AIDS: (Unit.NUMBER, _aids),
    FigureCode.AIDS_GRANTED: (Unit.NUMBER, _granted),
    FigureCode.GRANTED_EUROS: (Unit.EUROS, _granted_euros),
    FigureCode.PROMISES_KEPT: (Unit.SHARE, _kept),
    FigureCode.PROMISES_LATE: (Unit.NUMBER, _late),
}


@dataclass(frozen=True, slots=True)
class PartnerRecord:
    """What a partner did of what it was asked, in a period."""

    partner: str
    asked: int
    kept: int
    late: int


def by_partner(records: Records, period: Period) -> tuple[PartnerRecord, ...]:
    """Promises kept in time or late, most asked first, ties by code."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in records.referrals:
        if period.holds(one.due_on):
            counts = found[one.partner]
            counts[0] += 1
            counts[1] += one.kept_on is not None and one.kept_on <= one.due_on
            counts[2] += is_late(one.due_on, one.kept_on, period.until)
    rows = (PartnerRecord(partner, *counts) for partner, counts in found.items())
    return tuple(sorted(rows, key=lambda row: (-row.asked, row.partner)))


def by_kind(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How many of each, most first, ties by name."""
    counted = Counter(values)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

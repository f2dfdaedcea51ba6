"""What may be told to everybody: figures from which no firm can be read.

Three rules, and one order. A figure rests on at least three firms. None of them makes more than
85 % of what is left once another firm has taken its own people out. And no sum or difference of all
the figures told so far, on any day, rests on fewer than three firms (``matching/audit.py``).
Figures are tried one after the other, the most useful first: one that would break a rule is left
out, or stays as it was last told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from matching.audit import Audit
from matching.bounds import telling_figures
from skills.published import Ask, Cell, Figure, Released

LEAST_FIRMS = 3
MOST_SHARE = 0.85  # of a figure without another firm's people, that one firm may make
_OLDEST = timedelta(days=366)
"""A figure that could not be renewed is shown for so long, with its date."""


def release(figures: Iterable[Figure]) -> tuple[Released, ...]:
    """Of figures that may be told, what is told: by kind, most people first, ties by code."""
    ordered = sorted(figures, key=lambda f: (f.cell.kind.rank, -f.people, f.cell))
    return tuple(
        Released(f.cell.kind, f.cell.code, f.cell.place, f.people, f.firms, f.told_on)
        for f in ordered
    )


def may_be_told(parts: Mapping[str, int]) -> bool:
    """Whether people by firm make a figure that betrays none, not even to one of them.

    The firm that knows most is the second: taking its own people out, it must not come within
    15 % of the first.
    """
    people = sorted((count for count in parts.values() if count > 0), reverse=True)
    if len(people) < LEAST_FIRMS:
        return False
    return people[0] <= MOST_SHARE * (sum(people) - people[1])


def publish(
    cells: Mapping[Cell, frozenset[Ask]], past: Iterable[Figure] = (), *, on: date
) -> tuple[Figure, ...]:
    """The figures to tell on a day.

    Parameters
    ----------
    cells : what each line of the table rests on today.
    past : every figure told before. What they gave away stays given away: a new one must betray
        nothing together with them. A line whose new figure would, keeps its last one for a year.
    """
    before = sorted(past, key=lambda figure: figure.told_on)
    latest = {figure.cell: figure for figure in before}
    audit = Audit()
    for figure in before:
        audit.add(figure.asks)
    told: list[Figure] = []
    for cell in sorted(cells, key=lambda c: (c.kind.rank, -_people(cells[c]), c)):
        asks, last = cells[cell], latest.get(cell)
        if not asks:
            continue
        if (
            may_be_told(_parts(asks))
            and _changed_safely(last, asks)
            and all(_apart(asks, other.asks) for other in (*before, *told))
            and audit.admits(asks)
        ):
            audit.add(asks)
            told.append(Figure(cell, asks, on))
        elif last is not None and on - last.told_on <= _OLDEST:
            told.append(last)
    return _without_betrayal(told, before, on)


def _without_betrayal(
    told: Sequence[Figure], before: Sequence[Figure], on: date
) -> tuple[Figure, ...]:
    """The figures to tell, less those by which one firm would come too close to another, the least
    useful first; such a line keeps its last figure for a year.
    """
    past = tuple(dict.fromkeys(figure.asks for figure in before))
    new = tuple(dict.fromkeys(one.asks for one in told if one.asks not in set(past)))
    gone = telling_figures(past, new, most_share=MOST_SHARE)
    latest = {figure.cell: figure for figure in before}
    kept = []
    for figure in told:
        last = latest.get(figure.cell)
        if figure.asks not in gone:
            kept.append(figure)
        elif last is not None and on - last.told_on <= _OLDEST:
            kept.append(last)
    return tuple(kept)


def _apart(one: frozenset[Ask], other: frozenset[Ask]) -> bool:
    """Whether the difference of two figures, one within the other, may be told; it is nothing, or
    it rests on enough firms.
    """
    if one <= other or other <= one:
        return one == other or may_be_told(_parts(one ^ other))
    return True


def _changed_safely(last: Figure | None, asks: frozenset[Ask]) -> bool:
    """Whether what changed since a line was last told may be told."""
    if last is None or last.asks == asks:
        return True
    before, after = _parts(last.asks), _parts(asks)
    changes = {
        firm: abs(after.get(firm, 0) - before.get(firm, 0)) for firm in before.keys() | after.keys()
    }
    return not any(changes.values()) or may_be_told(changes)


def _people(asks: frozenset[Ask]) -> int:
    return sum(ask.people for ask in asks)


def _parts(asks: Iterable[Ask]) -> dict[str, int]:
    parts: dict[str, int] = defaultdict(int)
    for ask in asks:
        parts[ask.firm] += ask.people
    return parts

"""The most people that can be seated, when each may take only some of the seats.

It is a maximum flow; ``by_transport`` says the same as a transport problem solved by HiGHS, and the
tests hold one against the other.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow


def seat_people(people: Sequence[int], seats: Sequence[int], fits: Sequence[Sequence[int]]) -> int:
    """The most people that can be seated: ``fits[i]`` lists the seats of the people ``i``."""
    if not people or not seats:
        return 0
    rooms = [sum(seats[place] for place in places) for places in fits]
    if len(people) == 1:
        return min(people[0], rooms[0])
    if min(rooms) >= sum(people):  # whoever is seated first, there is room for the others
        return sum(people)
    source, sink = 0, 1 + len(people) + len(seats)
    edges: dict[tuple[int, int], int] = {}
    for rank, number in enumerate(people, start=1):
        edges[source, rank] = number
        for place in fits[rank - 1]:
            edges[rank, 1 + len(people) + place] = number
    for place, left in enumerate(seats):
        edges[1 + len(people) + place, sink] = left
    starts, ends = zip(*edges, strict=True)
    graph = csr_array(
        (np.fromiter(edges.values(), dtype=np.int32), (starts, ends)),
        shape=(sink + 1, sink + 1),
    )
    return int(maximum_flow(graph, source, sink).flow_value)


def by_transport(people: Sequence[int], seats: Sequence[int], fits: Sequence[Sequence[int]]) -> int:
    """The same as ``seat_people``, as a transport problem solved by HiGHS."""
    pairs = [(rank, place) for rank, places in enumerate(fits) for place in places]
    if not pairs:
        return 0
    columns = range(len(pairs))
    rows = [rank for rank, _ in pairs] + [len(people) + place for _, place in pairs]
    matrix = csr_array(
        (np.ones(2 * len(pairs)), (rows, [*columns, *columns])),
        shape=(len(people) + len(seats), len(pairs)),
    )
    answer = linprog(
        -np.ones(len(pairs)), A_ub=matrix, b_ub=[*people, *seats], bounds=(0, None), method="highs"
    )
    return round(-float(answer.fun))

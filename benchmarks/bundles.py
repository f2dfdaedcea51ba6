"""Sets of offers: the proven optimum beside HiGHS alone: ``python -m benchmarks.bundles``.

Sixty competences, 220 random offers of three to nine of them, eight seeds.
"""

import json
import statistics
import time
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from matching.set_cover import _table, best_cover, greedy

THINGS, SETS = 60, 220


def highs_alone(sets: list[int], prices: list[float]) -> float:
    """The least price as HiGHS finds and proves it without any help."""
    scale = max(prices)
    answer = milp(
        np.array(prices) / scale,
        constraints=LinearConstraint(_table(sets, (1 << THINGS) - 1), lb=1),
        integrality=np.ones(SETS),
        bounds=Bounds(0, 1),
    )
    return float(answer.fun) * scale


def main() -> None:
    rows: dict[str, list[float]] = {}
    for seed in range(8):
        rng = Random(seed)
        sets = [
            sum(1 << b for b in rng.sample(range(THINGS), rng.randint(3, 9))) for _ in range(SETS)
        ]
        scores = [rng.random() for _ in sets]
        dear = [float(rng.randint(200, 6000)) for _ in sets]
        for name, prices in (("fewest", [1.0] * SETS), ("cheapest", dear)):
            start = time.perf_counter()
            chosen = best_cover(sets, prices, scores)
            ours = time.perf_counter() - start
            start = time.perf_counter()
            optimum = highs_alone(sets, prices)
            theirs = time.perf_counter() - start
            found = sum(prices[place] for place in chosen)
            assert abs(found - optimum) < 1e-6 * optimum, (seed, name, found, optimum)
            by_greed = sum(prices[place] for place in greedy(sets, prices))
            print(
                f"{name:8} seed {seed}: {found:7.0f} (greedy {by_greed:7.0f}) "
                f"{ours:6.2f} s, HiGHS alone {theirs:6.2f} s"
            )
            rows.setdefault(f"{name}, s", []).append(ours)
            rows.setdefault(f"{name}, HiGHS alone, s", []).append(theirs)
    told = {name: [statistics.median(all_), max(all_)] for name, all_ in rows.items()}
    for name, (median, worst) in told.items():
        print(f"{median:8.2f} {worst:8.2f}  {name} (median, worst)")
    print(json.dumps(told))


if __name__ == "__main__":
    main()

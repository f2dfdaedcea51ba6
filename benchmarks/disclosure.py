"""How long the public figures of a month take to be counted: ``python -m benchmarks.disclosure``.

An invented campaign over the real reference, some of its needs replaced each month, from one seed.
"""

import argparse
import random
import time
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.matching import invented_needs
from data.readers import load_reference
from matching.disclosure import publish
from matching.gaps import public_cells
from skills.interview import Firm
from skills.need import Headcount
from skills.published import Figure

ON = date(2026, 12, 1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--firms", type=int, default=50)
    parser.add_argument("--needs", type=int, default=150)
    parser.add_argument("--months", type=int, default=4)
    asked = parser.parse_args()
    reference = load_reference()
    rng = random.Random(56100)
    communes = [c.code for c in reference.communes.values() if c.epci in ("200042174", "242900694")]
    homes = {f"f{n}": rng.choice(communes) for n in range(asked.firms)}
    common = rng.sample(sorted(reference.competences), 40)

    def drawn(number: int, first: int) -> list:
        found = []
        for rank, need in enumerate(invented_needs(reference, number, rng), start=first):
            name = rng.choice(sorted(homes))
            people = rng.choice([1, 1, 1, 2, 2, 3, 5])
            codes = tuple(replace(c, code=rng.choice(common)) for c in need.competences[:3])
            found.append(
                replace(
                    need, id=rank, firm=Firm(name, homes[name]), competences=codes,
                    headcount=Headcount(people, people),
                )
            )  # fmt: skip
        return found

    needs, past = drawn(asked.needs, 1), list[Figure]()
    for month in range(asked.months):
        cells = public_cells(needs, reference)
        start = time.perf_counter()
        told = publish(cells, past, on=ON + timedelta(days=31 * month))
        taken = time.perf_counter() - start
        past = list(dict.fromkeys([*past, *told]))
        print(
            f"month {month + 1}: {len(told)} of {len(cells)} figures told, {len(past)} ever told, "
            f"{taken:.2f} s"
        )
        gone = asked.needs // 12
        needs = [*needs[gone:], *drawn(gone, 1000 * (month + 1))]


if __name__ == "__main__":
    main()

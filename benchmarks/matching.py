"""The matcher at scale, beside scoring every offer one by one: ``python -m benchmarks.matching``.

Invented offers and needs over the real reference, from one seed. ``--needs`` and ``--offers`` take
other sizes.
"""

import argparse
import json
import random
import resource
import time
from datetime import UTC, date, datetime, timedelta

from data.readers import load_reference
from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences
from matching.suggestions import analyse_need, suggest
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from skills.reference import Reference
from skills.training import (
    DeliveryMode,
    EntryMode,
    ImpreciseDate,
    Place,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)

ON = date(2026, 11, 23)
SAMPLE = 10
"""Needs that are also looked at offer by offer."""


def invented_offers(reference: Reference, number: int, rng: random.Random) -> list[TrainingOffer]:
    """Offers that teach two to seven competences, with up to three sessions."""
    codes, communes = list(reference.competences), list(reference.communes)
    found = []
    for place in range(number):
        sessions = []
        for key in range(rng.randint(0, 3)):
            start = ON + timedelta(days=rng.randint(-60, 400))
            end = start + timedelta(days=rng.randint(1, 200))
            sessions.append(
                TrainingSession(
                    str(key), ImpreciseDate(start), ImpreciseDate(end),
                    Place(rng.choice(communes)), 12, rng.randint(0, 12),
                    rng.choice([None, EntryMode.FIXED, EntryMode.PERMANENT]),
                )
            )  # fmt: skip
        teaches = tuple(
            TaughtCompetence(code, rng.randint(1, 4), TeachingBasis.TEXT, rng.uniform(0.5, 1))
            for code in sorted(rng.sample(codes, rng.randint(2, 7)))
        )
        found.append(
            TrainingOffer(
                "invented", f"{place:07d}", "x", Provider("x"),
                sessions=tuple(sessions), teaches=teaches,
                prerequisites=rng.choice(["", "Savoir lire"]), hours=rng.choice([None, 35, 700]),
                mode=rng.choice([None, DeliveryMode.ON_SITE, DeliveryMode.REMOTE]),
                seen_on=ON - timedelta(days=rng.randint(0, 300)),
            )
        )  # fmt: skip
    return found


def invented_needs(reference: Reference, number: int, rng: random.Random) -> list[Need]:
    """Needs that ask for one to five competences."""
    codes, communes = list(reference.competences), list(reference.communes)
    return [
        Need(
            Firm(f"f{place}", rng.choice(communes)),
            Evidence(EvidenceKind.SAID, "x", 0, 1),
            "",
            tuple(NeededCompetence(code) for code in rng.sample(codes, rng.randint(1, 5))),
            Headcount(1, 2),
            ON + timedelta(days=rng.randint(10, 400)) if rng.random() < 0.8 else None,
            NeedState.SENT,
            1,
            "x",
            datetime(2026, 11, 1, tzinfo=UTC),
            "v",
        )
        for place in range(number)
    ]


def one_by_one(need: Need, index: CatalogueIndex) -> list[str]:
    """The keys of the ten best, every offer scored and explained."""
    reference = index.reference
    asked = asked_competences(need.competences, need.occupation, reference)
    least = reference.weights.suggestions.least_coverage
    found = (suggest(need, asked, offer, reference, on=ON, least=least) for offer in index.offers_)
    scored = sorted((-round(s.score, 9), s.offer.key) for s in found if s is not None)
    return [key for _, key in scored[:10]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--needs", type=int, default=10_000)
    parser.add_argument("--offers", type=int, default=100_000)
    asked = parser.parse_args()
    reference = load_reference()
    rng = random.Random(56100)
    rows: dict[str, float] = {}
    for offers in (asked.offers // 10, asked.offers):
        catalogue = invented_offers(reference, offers, rng)
        needs = invented_needs(reference, asked.needs if offers == asked.offers else 200, rng)
        start = time.perf_counter()
        index = CatalogueIndex(reference).fit(catalogue)
        rows[f"fit {offers} offers, s"] = time.perf_counter() - start
        start = time.perf_counter()
        found = [analyse_need(need, index, on=ON) for need in needs]
        taken = time.perf_counter() - start
        rows[f"{len(needs)} needs × {offers} offers, s"] = taken
        rows[f"one need × {offers} offers, ms"] = 1000 * taken / len(needs)
        start = time.perf_counter()
        sample = needs[:SAMPLE]
        same = [one_by_one(need, index) for need in sample]
        slow = (time.perf_counter() - start) / len(sample)
        rows[f"one need one by one × {offers} offers, ms"] = 1000 * slow
        rows[f"ratio to one by one, {offers} offers"] = taken / len(needs) / slow
        kept = [[s.offer.key for s in analysis.suggestions] for analysis in found[:SAMPLE]]
        rows[f"identical to one by one, {offers} offers"] = float(same == kept)
    rows["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, value in rows.items():
        print(f"{value:12.3f}  {name}")
    print(json.dumps(rows))


if __name__ == "__main__":
    main()

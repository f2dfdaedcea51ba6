"""Same offer, several sources: what is merged alone and what a person is asked, on labelled pairs.

    .venv/bin/python -m benchmarks.duplicates [--half dev|test] [--pairs]

Thresholds and weights are chosen on the dev half; the test half is frozen. ``--pairs`` lists what
is not as labelled.
"""

import argparse
from collections import Counter

from data.readers import load_reference
from data.readers.gold import GOLD_FOLDER
from data.readers.offer_pairs import read_offer_pairs
from matching.same_offer.pairs import SameOfferFinder
from skills.same_offer import SameVerdict


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--half", choices=("dev", "test"), default="dev")
    arguments.add_argument("--pairs", action="store_true")
    options = arguments.parse_args()
    finder = SameOfferFinder(load_reference())
    counts: Counter[tuple[bool, SameVerdict]] = Counter()
    for pair in read_offer_pairs(GOLD_FOLDER / f"offer_pairs_{options.half}.csv"):
        found = finder.find((pair.one, pair.other))
        verdict = found[0].verdict if found else SameVerdict.APART
        counts[pair.same, verdict] += 1
        wrong = verdict is not (SameVerdict.SAME if pair.same else SameVerdict.APART)
        if options.pairs and wrong:
            judged = finder.judge(pair.one, pair.other)
            print(
                f"{pair.id} {'same' if pair.same else 'two'}, {pair.case}: {verdict.value}"
                f" {judged.score:.2f}{'' if found else ' (no block)'}"
            )
            print(f"    {pair.one.title} | {pair.other.title}")
            print(f"    {pair.one.provider.name} | {pair.other.provider.name}")
            for reason in judged.reasons:
                print(f"    {reason.weight:+.2f} {reason.kind} {reason.detail}")
    merged = counts[True, SameVerdict.SAME], counts[False, SameVerdict.SAME]
    asked = counts[True, SameVerdict.MAYBE], counts[False, SameVerdict.MAYBE]
    yes = sum(number for (same, _), number in counts.items() if same)
    print(f"{options.half}: {sum(counts.values())} pairs, {yes} of them one offer")
    print(f"merged alone: {sum(merged)}, precision {merged[0] / max(1, sum(merged)):.3f}")
    print(f"recall of what is merged alone: {merged[0] / yes:.3f}")
    print(f"recall with what a person is asked: {(merged[0] + asked[0]) / yes:.3f}")
    print(f"a person is asked about {sum(asked)}, of which {asked[0]} are one offer")


if __name__ == "__main__":
    main()

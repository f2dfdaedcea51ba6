"""How well cues are read when mentions are those of the labels, so that mistakes are the cues' own.

    .venv/bin/python -m benchmarks.cues FILE ... [--wrong polarity]

``--wrong`` prints what is read wrongly for one measure, one line a mistake: never on a file that is
kept unread. A mention stands where its quote does; a family is taken as a competence.
"""

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from data.readers import load_reference
from matching.evaluate import GoldMention, GoldText, evaluate
from matching.linking.linker import CompetenceLinker
from matching.reading import read_text
from matching.results import (
    CompetenceMention,
    Grain,
    InterviewReading,
    OccupationMention,
)
from matching.text.sentences import Sentence
from skills.reference import Reference
from skills.weights import LinkingModel
from web.flows.evaluation import gold_texts
from web.settings import read_settings

MEASURES = (
    "headcount_f1", "date_f1", "level_accuracy", "negation_accuracy", "polarity_accuracy",
    "contract_f1", "shift_f1", "commitment_f1", "difficulty_accuracy",
)  # fmt: skip


WRONG = ("polarity", "level", "headcount", "date", "contract", "shift", "commitment")


class Labels(CompetenceLinker):
    """Finds in each text what people labelled there."""

    def __init__(self, texts: Sequence[GoldText], reference: Reference, model: LinkingModel):
        super().__init__(model)
        self.reference, self.texts = reference, {gold.text: gold for gold in texts}

    def link(
        self,
        text: str,
        sentences: Sequence[Sentence],  # noqa: ARG002
    ) -> tuple[tuple[CompetenceMention, ...], tuple[OccupationMention, ...]]:
        gold = self.texts[text]
        family = self.reference.family_of
        return (
            tuple(
                CompetenceMention(
                    m.code, family(m.code), Grain.COMPETENCE, at, end, text[at:end], 1.0, ()
                )
                for m, at, end in placed(text, gold.competences)
            ),
            tuple(
                OccupationMention(m.code, at, end, text[at:end], 1.0, ())
                for m, at, end in placed(text, gold.occupations)
            ),
        )


def placed(text: str, mentions: Sequence[GoldMention]) -> Iterator[tuple[GoldMention, int, int]]:
    """Each mention with its place, in the order of the text; the same words twice, each its own."""
    taken: dict[str, int] = {}
    found = []
    for mention in mentions:
        at = text.find(mention.quote, taken.get(mention.quote, 0))
        if at < 0:
            at = text.find(mention.quote)
        if at >= 0 and mention.quote:
            taken[mention.quote] = at + len(mention.quote)
            found.append((at, at + len(mention.quote), mention))
    for at, end, mention in sorted(found, key=lambda f: f[:2]):
        yield mention, at, end


def _wrong(gold: GoldText, reading: InterviewReading, measure: str) -> Iterator[str]:
    """What is wrong in one reading, for one measure."""
    linked = reading.linked
    if measure in ("polarity", "level"):
        said = {m.code: m for m in (*linked.mentions, *linked.occupations)}
        for want in (*gold.competences, *gold.occupations):
            if want.code in said:
                pair = (getattr(said[want.code], measure), getattr(want, measure))
                if pair[0] != pair[1]:
                    yield f"{want.code} « {want.quote} »: read {pair[0]}, labelled {pair[1]}"
        return
    wanted = sorted(map(str, getattr(gold, f"{measure}s")))
    values = [cue.value for cue in getattr(linked, f"{measure}s")]
    if measure == "headcount":
        found = sorted(str((value.minimum, value.maximum)) for value in values)
    else:
        found = sorted({str(getattr(value, "value", value)) for value in values})
    if found != wanted:
        yield f"read {found}, labelled {wanted}"


def main() -> None:
    command = argparse.ArgumentParser(description=__doc__)
    command.add_argument("files", nargs="+", type=Path)
    command.add_argument("--wrong", choices=WRONG)
    asked = command.parse_args()
    texts = [gold for file in asked.files for gold in gold_texts(file)]
    reference = load_reference(read_settings().reference_folder)
    labels = Labels(texts, reference, reference.weights.linking)
    read = partial(read_text, linker=labels)
    if asked.wrong:
        for gold in texts:
            for line in _wrong(gold, read(gold.text, on=gold.on), asked.wrong):
                print(f"{gold.id}\t{line}\n\t{gold.text}")
        return
    scores = evaluate(texts, lambda text, on: read(text, on=on), reference, draws=50).scores
    for name in MEASURES:
        print(f"{name:20} {scores[name].value:.3f}  ({scores[name].labels} labels)")


if __name__ == "__main__":
    main()

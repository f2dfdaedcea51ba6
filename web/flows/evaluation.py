"""Labelled sentences read and compared: the linker's quality as numbers anyone can recompute."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from data.readers.gold import read_gold
from matching.evaluate import Evaluation, GoldMention, GoldText, evaluate
from matching.matcher import Matcher
from matching.results import Polarity


def evaluate_files(matcher: Matcher, paths: Iterable[Path]) -> Evaluation:
    """Evaluate the linker on the sentences of some files."""
    texts = [text for path in paths for text in gold_texts(path)]
    return evaluate(texts, lambda text, on: matcher.propose(text, on=on), matcher.reference_)


def gold_texts(path: Path) -> list[GoldText]:
    """The labelled sentences of a file, in its order."""
    return [_gold(record) for record in read_gold(path)]


def _gold(record: dict[str, Any]) -> GoldText:
    return GoldText(
        str(record.get("id", "")),
        date.fromisoformat(record["on"]),
        record["text"],
        tuple(_mention(m) for m in record.get("competences", ())),
        tuple(_mention(m) for m in record.get("occupations", ())),
        tuple((low, high) for low, high in record.get("headcounts", ())),
        tuple(date.fromisoformat(day) for day in record.get("dates", ())),
        record.get("sector") != "other",
        frozenset(record.get("contracts", ())),
        frozenset(record.get("shifts", ())),
        frozenset(record.get("commitments", ())),
        bool(record.get("difficult", False)),
    )


def _mention(facts: dict[str, Any]) -> GoldMention:
    return GoldMention(
        facts["code"],
        facts["quote"],
        Polarity(facts.get("polarity", "asked")),
        facts.get("level"),
    )

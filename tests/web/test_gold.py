"""The linker's quality on the frozen files of the gold, against the bounds last recorded."""

import hashlib
import re
from pathlib import Path

import pytest

from data.readers.gold import GOLD_FOLDER
from matching.evaluate import Score
from web.flows.evaluation import evaluate_files
from web.terminal import load_matcher

LOG = Path(__file__).parents[2] / "benchmarks" / "log.md"
FROZEN = {
    "test": "deb9e09007c404c9df2a7dd709b69d0129de1ec4d3b4c36a5096b2d7b7a9938b",
    "fresh": "cee1dce8ca8dca123f096b7efab156c54bd9cee19258c71d933d7cf4a763c49d",
}
_BOUNDS = re.compile(r"^\| (\w+)(, at most)? \| ([\d.]+) \| ([\d.]+) \|$", re.MULTILINE)


def bounds() -> list[tuple[str, str, bool, float]]:
    """File, measure, whether the bound is an upper one, and the bound, of the log's table."""
    section = LOG.read_text("utf-8").split("## Bounds that the tests hold")[1].split("\n## ")[0]
    return [
        (file, name, bool(most), float(bound))
        for name, most, *values in _BOUNDS.findall(section)
        for file, bound in zip(FROZEN, values, strict=True)
    ]


@pytest.fixture(scope="module")
def scores() -> dict[str, dict[str, Score]]:
    matcher = load_matcher()
    return {f: evaluate_files(matcher, [GOLD_FOLDER / f"{f}.jsonl"]).scores for f in FROZEN}


@pytest.mark.parametrize("file", FROZEN)
def test_what_measures_is_frozen(file: str):
    content = (GOLD_FOLDER / f"{file}.jsonl").read_bytes()
    assert hashlib.sha256(content).hexdigest() == FROZEN[file]


def test_every_goal_of_the_linker_has_its_bounds():
    assert len(bounds()) == 9 * len(FROZEN)


@pytest.mark.parametrize(("file", "name", "most", "bound"), bounds())
def test_quality_has_not_fallen(
    scores: dict[str, dict[str, Score]], file: str, name: str, most: bool, bound: float
):
    value = scores[file][name].value
    assert value <= bound if most else value >= bound

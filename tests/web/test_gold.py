"""The linker's quality on the frozen half of the gold, against the bounds last recorded."""

import hashlib
import re
from pathlib import Path

import pytest

from data.readers.gold import GOLD_FOLDER
from matching.evaluate import Score
from web.flows.evaluation import evaluate_files
from web.terminal import load_matcher

LOG = Path(__file__).parents[2] / "benchmarks" / "log.md"
TEST_HALF = "deb9e09007c404c9df2a7dd709b69d0129de1ec4d3b4c36a5096b2d7b7a9938b"
_BOUND = re.compile(r"^\| (\w+)(, at most)? \| ([\d.]+) \|$", re.MULTILINE)


def bounds() -> list[tuple[str, bool, float]]:
    """Each measure of the log's table of bounds, whether it is an upper one, and the bound."""
    section = LOG.read_text("utf-8").split("## Bounds that the tests hold")[1].split("\n## ")[0]
    return [(name, bool(most), float(bound)) for name, most, bound in _BOUND.findall(section)]


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return evaluate_files(load_matcher(), [GOLD_FOLDER / "test.jsonl"]).scores


def test_the_test_half_is_frozen():
    assert hashlib.sha256((GOLD_FOLDER / "test.jsonl").read_bytes()).hexdigest() == TEST_HALF


def test_every_goal_of_the_linker_has_its_bound():
    assert len(bounds()) == 9


@pytest.mark.parametrize(("name", "most", "bound"), bounds())
def test_quality_has_not_fallen(scores: dict[str, Score], name: str, most: bool, bound: float):
    value = scores[name].value
    assert value <= bound if most else value >= bound

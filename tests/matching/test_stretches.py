from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.linking.choice import best_apart
from matching.linking.stretches import (
    StretchReader,
    Word,
    learn_rarity,
    stretch_matrix,
    words_of,
)
from matching.linking.windows import windows
from matching.text.sentences import sentences
from matching.text.tokens import tokenise
from skills.weights import StretchModel


def words(text: str) -> tuple[Word, ...]:
    return words_of(tokenise(text))


PHRASES = (words("poser les plis"), words("tirer la résine sous vide"), words("la résine monte"))
STEMS, LETTERS = learn_rarity(PHRASES)


def a_model() -> StretchModel:
    """Columns whose weights are any whole numbers: what is tested is how they are added up."""
    rng = np.random.default_rng(0)
    rows = len(STEMS) + len(LETTERS)
    weights = rng.integers(-127, 127, size=(rows, 3)).astype(np.int8)
    return StretchModel(
        ("C-DRAPE", "C-INFUSE"), STEMS, LETTERS, weights.tobytes(), (0.01, 0.02, 0.03), (0, 1, -1)
    )


def said(text: str) -> list[str]:
    (sentence,) = sentences(text)
    return [
        text[sentence.tokens[first].start : sentence.tokens[last].end]
        for first, last in windows(sentence)
    ]


@given(
    st.lists(st.sampled_from(words("poser plis résine inconnu sous vide monte")), min_size=1),
    st.data(),
)
def test_a_stretch_scores_as_the_row_that_the_weights_were_learnt_from(found, data):
    model = a_model()
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first + 1, len(found)))
    weights = np.frombuffer(model.weights, dtype=np.int8).reshape(-1, 3) * model.scales
    wanted = stretch_matrix([found[first:last]], STEMS, LETTERS) @ weights + model.constant
    reader = StretchReader(model)
    scores = reader.scores([found], [[(first, last)]])
    assert scores == pytest.approx(wanted, abs=1e-3)
    among = reader.scores([PHRASES[1], found, PHRASES[0]], [[(0, 1)], [(first, last)], []])
    assert among[1].tolist() == scores[0].tolist()


def test_the_rarest_stem_weighs_most():
    (_, ply), (_, resin) = words("plis résine")
    assert STEMS[ply] > STEMS[resin]


def test_a_model_of_nothing_says_nothing():
    reader = StretchReader(StretchModel())
    assert reader.scores([words("poser les plis")], [[(0, 2)]]).tolist() == [[0.0]]
    assert reader.scores([()], [[]]).shape == (0, 1)
    assert reader.scores([], []).shape == (0, 1)


def test_what_stands_between_two_marks_is_a_stretch_and_so_are_its_parts():
    assert said("poser les plis et tirer la résine, démouler") == [
        "poser les plis et tirer la résine",
        "poser les plis",
        "tirer la résine",
        "démouler",
    ]


def test_a_stretch_neither_begins_nor_ends_with_a_tool_word():
    assert said("qui sache bien poser des plis dans") == ["bien poser des plis"]


def test_two_surer_readings_beat_the_one_that_covers_both():
    items = [(0, 5, 0.4, "whole"), (0, 2, 0.3, "left"), (3, 5, 0.2, "right")]
    assert best_apart(items) == ["left", "right"]
    assert best_apart([(0, 5, 0.6, "whole"), *items[1:]]) == ["whole"]


ITEMS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 4), st.integers(1, 9)).map(
        lambda t: (t[0], t[0] + t[1], t[2] / 10, t)
    ),
    max_size=8,
)


@given(ITEMS)
def test_the_readings_chosen_are_apart_and_worth_most(items):
    chosen = best_apart(items)
    spans = [(one[0], one[0] + one[1]) for one in chosen]
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    best = 0.0
    for mask in range(1 << len(items)):
        kept = sorted(item for at, item in enumerate(items) if mask >> at & 1)
        if all(a[1] < b[0] for a, b in pairwise(kept)):
            best = max(best, sum(item[2] for item in kept))
    assert sum(one[2] / 10 for one in chosen) == pytest.approx(best)

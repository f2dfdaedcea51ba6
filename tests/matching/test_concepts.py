import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.linking.concepts import ConceptLinker, forms

FRAMEWORK = {
    "E1": ["stratifieur/stratifieuse", "mouleur-stratifieur"],
    "E2": ["peintre en bâtiment"],
    "E3": ["chaudronnier", "chaudronnière industrielle"],
    "E4": ["pâtissier"],
}
LINKER = ConceptLinker(depth=3).fit(FRAMEWORK)


@pytest.mark.parametrize(
    ("label", "read"),
    [
        ("Couturier / Couturière", ["Couturier", "Couturière"]),
        ("stratifieur/stratifieuse", ["stratifieur", "stratifieuse"]),
        ("Chef / Cheffe d'équipe", ["Chef d'équipe", "Cheffe d'équipe"]),
        ("peintre en bâtiment", ["peintre en bâtiment"]),
        ("24/7", ["24/7"]),
    ],
)
def test_a_label_is_read_in_both_genders(label: str, read: list[str]):
    assert forms(label) == read


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("Stratifieuse", "E1"),
        ("peintre bâtiment", "E2"),
        ("chaudronier", "E3"),
        ("PÂTISSIER", "E4"),
    ],
)
def test_a_title_finds_its_concept(query: str, code: str):
    assert LINKER.rank([query], 1)[0][0][0] == code


def test_weights_are_learnt_from_a_crosswalk_and_give_probabilities():
    linker = ConceptLinker(depth=3).fit(FRAMEWORK)
    linker.fit_weights([("stratifieur", ["E1"]), ("peintre", ["E2"]), ("chaudronnier", ["E3"])])
    (ranked,) = linker.rank(["stratifieur"], 2)
    assert ranked[0][0] == "E1"
    assert 0 <= ranked[1][1] <= ranked[0][1] <= 1
    again = pickle.loads(pickle.dumps(linker))
    assert again.rank(["stratifieur"], 2) == [ranked]


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_query_is_ranked_and_alone_as_among_others(queries: list[str]):
    together = LINKER.rank(queries, 4)
    assert [len(row) for row in together] == [4] * len(queries)
    assert together == [LINKER.rank([query], 4)[0] for query in queries]

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.linking.concepts import ConceptLinker
from matching.linking.short_query import forms

FRAMEWORK = {
    "E1": ["stratifieur/stratifieuse", "mouleur-stratifieur"],
    "E2": ["peintre en bâtiment"],
    "E3": ["chaudronnier", "chaudronnière industrielle"],
    "E4": ["pâtissier"],
}
LINKER = ConceptLinker(depth=3).fit(FRAMEWORK)
TRADES = ("bois", "métal", "verre", "cuir", "papier", "tissu", "pierre", "carton")
WORKSHOP = {f"metier/{n}": [f"ajusteur de {trade}"] for n, trade in enumerate(TRADES)} | {
    f"metier/{n}": [f"vendeur de {trade}"] for n, trade in enumerate(TRADES, start=20)
}
CROSSWALK = [(f"usineur de {trade}", [f"metier/{n}"]) for n, trade in enumerate(TRADES)]


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


def test_a_word_that_no_label_holds_is_learnt_from_queries_that_use_it():
    linker = ConceptLinker().fit(WORKSHOP)
    linker.fit_weights(CROSSWALK[1:])
    assert linker.rank(["usineur de bois"], 1)[0][0][0] == "metier/0"


def test_a_known_query_kept_as_an_example_finds_its_concept_again():
    names = ("menuisier", "forgeron", "souffleur", "maroquinier", "relieur", "drapier")
    crosswalk = [
        (f"{name} {grade}", [f"metier/{n}"])
        for n, name in enumerate(names)
        for grade in ("apprenti", "confirmé", "chef")
    ]
    linker = ConceptLinker(examples=True).fit(WORKSHOP).fit_weights(crosswalk)
    assert linker.rank(["Maroquinière"], 1)[0][0][0] == "metier/3"


def test_headings_that_are_never_right_come_after_the_rest():
    headings = {f"rubrique/{n}": [f"usineur de {trade}"] for n, trade in enumerate(TRADES)}
    linker = ConceptLinker(depth=10).fit(WORKSHOP | headings).fit_weights(CROSSWALK * 10)
    ranked = [code for code, _ in linker.rank(["usineur de bois"], 24)[0]]
    assert [code.split("/")[0] for code in ranked] == ["metier"] * 16 + ["rubrique"] * 8


def test_no_query_is_learnt_from_itself():
    crosswalk = [*CROSSWALK, ("zygote", ["metier/25"])]
    linker = ConceptLinker(examples=True).fit(WORKSHOP).fit_weights(crosswalk)
    assert linker.held_out_.likeness[-1] == 0
    assert linker.held_out_.places[-1] != 1  # nothing but the query itself leads there


def test_a_crosswalk_of_another_framework_is_refused():
    with pytest.raises(ValueError, match="no query of the crosswalk"):
        ConceptLinker().fit(FRAMEWORK).fit_weights([("peintre", ["ailleurs"])])


@pytest.mark.parametrize("linker", [LINKER, ConceptLinker(examples=True).fit(WORKSHOP)])
def test_a_query_without_a_known_word_still_gets_an_answer(linker: ConceptLinker):
    assert len(linker.rank(["", "???", "zzzzzzzz"], 2)[0]) == 2


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_query_is_ranked_and_alone_as_among_others(queries: list[str]):
    together = LINKER.rank(queries, 4)
    assert [len(row) for row in together] == [4] * len(queries)
    assert together == [LINKER.rank([query], 4)[0] for query in queries]


LEARNT = ConceptLinker(examples=True).fit(WORKSHOP).fit_weights(CROSSWALK)


@given(st.text(max_size=40))
def test_chances_fall_from_the_first_answer_on(query: str):
    chances = [chance for _, chance in LEARNT.rank([query], 10)[0]]
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)

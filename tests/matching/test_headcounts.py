"""How many people are asked for, and what is only counted beside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.cues.headcounts import find_headcounts
from matching.cues.numbers import value
from matching.text.sentences import sentences
from tests.small_reference import LINKING

JOBS = ("stratifieur", "stratifieurs", "soudeur", "soudeurs", "drapeurs", "colleurs")


def counted(text: str) -> list[tuple[int, int]]:
    found = []
    for sentence in sentences(text):
        jobs = [
            (start, start + len(token.norm))
            for token, start in zip(sentence.tokens, sentence.offsets, strict=True)
            if token.norm in JOBS
        ]
        cues = find_headcounts(sentence, jobs, LINKING.counts)
        found += [(cue.value.minimum, cue.value.maximum) for cue in cues]
    return found


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("il nous en faut trois pour septembre", [(3, 3)]),
        ("2 à 3 personnes en renfort", [(2, 3)]),
        ("on cherche deux ou trois bons compagnons", [(2, 3)]),
        ("une dizaine de gars à recruter", [(10, 10)]),
        ("j'en prendrais bien 2", [(2, 2)]),
        ("on aurait besoin de quelqu'un au moule", [(1, 1)]),
        ("on prendrait jusqu'à 5 personnes", [(1, 5)]),
        ("équipe de 4, il en manque 2", [(2, 2)]),
        ("Recherche un soudeur en CDI", [(1, 1)]),
        ("1 soudeur, CDI, mars", [(1, 1)]),
        ("besoins : soudeurs x2", [(2, 2)]),
        ("Drapeurs, 4, pour la rentrée", [(4, 4)]),
        ("deux soudeurs pour mars et un stratifieur", [(2, 2), (1, 1)]),
        ("il nous faudra quarante-cinq saisonniers", [(45, 45)]),
        ("Trois places au collage, en CDI", [(3, 3)]),
        ("on prendrait un soudeur, voire deux", [(1, 2)]),
        ("besoin d'un renfort de deux personnes", [(2, 2)]),
        ("on n'arrive pas à recruter un soudeur", [(1, 1)]),
        ("on cherche une paire de soudeurs", [(2, 2)]),
        ("2x soudeurs, CDI, mars", [(2, 2)]),
        ("Deux postes sont libres", [(2, 2)]),
        ("il ne faut pas moins de deux soudeurs", [(2, 2)]),
        ("collage bases x4 / perçage x1", [(4, 4), (1, 1)]),
        ("collage : 8 confirmés + 4 débutants", [(8, 8), (4, 4)]),
        ("3 recrut. en mars", [(3, 3)]),
    ],
)
def test_people_asked_for_are_counted(text: str, people: list[tuple[int, int]]):
    assert counted(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "on est 12 dans l'atelier",
        "chantier de 18 personnes",
        "nos 60 salariés",
        "3 mètres de long, 2 moules",
        "on tourne en 2x8, 35 h",
        "5 ans d'expérience",
        "T1 2027",
        "on a embauché deux personnes l'an dernier",
        "pas besoin d'un soudeur",
        "une semaine de formation",
        "en deux-huit",
        "entretien le 15 sept.",
        "on en a recruté trois en mars dernier",
        "une pièce et un moule",
        "on ne cherche plus deux soudeurs",
        "deux soudeurs sont partis",
        "je souhaite former trois soudeurs au collage",
        "14 opérateurs à remettre à niveau",
        "public : six soudeurs",
        "équipementier rang 1, poste de jour",
        "besoin n°1 : du collage",
    ],
)
def test_staff_times_and_measures_are_not_people_asked_for(text: str):
    assert counted(text) == []


def test_one_or_the_other_is_one_person():
    assert counted("Il nous faut une soudeuse ou un soudeur pour mars") == [(1, 1)]


@pytest.mark.parametrize(
    ("words", "number"),
    [("dix sept", 17), ("quarante cinq", 45), ("vingt et un", 21), ("8", 8), ("seize", 16)],
)
def test_numbers_are_read_in_words(words: str, number: int):
    assert value(words) == number


SMALL = ["un", "deux", "3", "x", "12", "pers", "il en faut", ",", ":", "(", ")", "quelqu'un"]


@given(st.lists(st.sampled_from([*JOBS, *SMALL])))
def test_any_row_of_words_is_counted_in_order_and_quotes_it(words: list[str]):
    text = " ".join(words)
    for sentence in sentences(text):
        cues = list(find_headcounts(sentence, [], LINKING.counts))
        assert [cue.start for cue in cues] == sorted(cue.start for cue in cues)
        assert all(sentence.start <= cue.start < cue.end <= sentence.end for cue in cues)

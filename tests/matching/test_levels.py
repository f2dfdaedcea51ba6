"""Which level is asked for, and of what."""

import pytest

from matching.cues.hints import hints
from matching.cues.levels import levels_named, levels_of
from matching.cues.said import Said
from matching.text.sentences import Sentence, sentences

JOBS = ("drapeur", "mouliste")
GESTURES = ("drapage", "collage", "tableur")


def said(sentence: Sentence, refused: tuple[str, ...] = ()) -> list[Said]:
    return [
        Said(start, start + len(token.norm), token.norm in JOBS, token.norm not in refused)
        for token, start in zip(sentence.tokens, sentence.offsets, strict=True)
        if token.norm in (*JOBS, *GESTURES)
    ]


def read(text: str, refused: tuple[str, ...] = ()) -> dict[str, int]:
    """The level of each word of ours in a text of one paragraph."""
    paragraph = [
        (sentence, said(sentence, refused), levels_named(sentence)) for sentence in sentences(text)
    ]
    return {
        sentence.normal[mentions[rank].start : mentions[rank].end]: value
        for (sentence, mentions, _), levels in zip(paragraph, levels_of(paragraph), strict=True)
        for rank, value in levels.items()
    }


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("un drapeur confirmé", 3),
        ("drapeur, débutant accepté", 1),
        ("un vrai référent en drapage", 4),
        ("drapeur, 10 ans d'expérience", 4),
        ("drapeur (2 ans mini)", 2),
        ("drapeur, 1 à 2 ans d'expérience", 2),
        ("drapeur, exp. 5 ans", 3),
        ("des notions de drapage", 1),
        ("drapage : notions", 1),
        ("drapage, les bases suffisent", 2),
        ("drapage – perfectionnement", 3),
        ("pas besoin d'être expérimenté en drapage", 1),
        ("drapage, on vous montrera", 1),
        ("drapage tout seul", 3),
        ("un drapeur avec de l'expérience", 3),
        ("un drapeur qui a fait ses preuves", 3),
        ("un drapeur avec une expérience significative", 3),
        ("drapeur, expérience de trois à cinq ans", 3),
        ("un drapeur capable d'encadrer les jeunes", 4),
        ("excellente maîtrise du drapage", 4),
        ("autonomie en drapage", 3),
        ("un drapeur ayant déjà drapé", 2),
        ("drapeur, peu importe l'expérience", 1),
        ("un drapeur tout juste diplômé", 1),
        ("drapage avec l'aide d'un ancien", 1),
        ("drapeur, nous vous formons", 1),
        ("drapage conf., trois personnes", 3),
        ("drapage, sans assistance", 3),
        ("drapage, qu'ils aient une idée", 1),
    ],
)
def test_the_level_asked_for_is_read(text: str, level: int):
    assert all("level" in hints(sentence) for sentence in sentences(text) if levels_named(sentence))
    assert list(read(text).values()) == [level]


@pytest.mark.parametrize(
    "text",
    [
        "résine à base polyester, drapage",
        "un drapeur",
        "CDD de 8 mois, drapage",
        "drapage, depuis deux ans",
        "drapage, niveau confirmé non requis",
        "maintenance de premier niveau, drapage",
        "un drapeur en contrat pro",
        "titre pro, drapage",
        "Rodez, drapage",
        "besoin non confirmé en drapage",
        "drapage, équipe à former",
        "à la base il y a le drapage",
        "mettre la poche au bon niveau, drapage",
    ],
)
def test_what_is_no_level_is_not_read_as_one(text: str):
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un drapeur pour le collage, débutant accepté", {"drapeur": 1}),
        ("drapage (notions), collage", {"drapage": 1}),
        ("un drapeur, notions de collage", {"collage": 1}),
        ("un drapeur avec 3 ans d'expérience en collage", {"collage": 3}),
        ("drapage et collage, débutants bienvenus", {"drapage": 1, "collage": 1}),
        ("un drapeur débutant et un mouliste confirmé", {"drapeur": 1, "mouliste": 3}),
        ("Il nous faut un drapeur. Même débutant je prends.", {"drapeur": 1}),
        ("C'est du drapage toute la journée. Débutants acceptés.", {"drapage": 1}),
        ("débutant accepté au drapage, mais autonome", {"drapage": 3}),
        ("drapeur pour juin, au drapage (première expérience)", {"drapage": 2}),
        ("un drapeur drapage (cinq ans d'expérience)", {"drapeur": 3}),
        ("débutant bienvenu pour le drapage, un mouliste", {"drapage": 1}),
        ("remise à niveau en drapage et en collage", {"drapage": 2, "collage": 2}),
        ("stage expert : drapage, collage", {"drapage": 4, "collage": 4}),
        ("perfectionnement drapage : collage, tableur", {"drapage": 3}),
    ],
)
def test_a_level_speaks_of_the_person_or_of_the_gesture(text: str, expected: dict[str, int]):
    assert read(text) == expected


def test_what_is_not_asked_for_has_no_level():
    assert read("pas la peine de connaître le drapage, débutant accepté", ("drapage",)) == {}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("notions de tableur", {0: 1}),
        ("tableur autonome", {0: 3}),
        ("encadrer les débutants", {}),
        ("se contrôler tout seul", {}),
    ],
)
def test_the_words_of_a_mention_may_say_its_level(text: str, level: dict[int, int]):
    (sentence,) = sentences(text)
    mention = Said(0, len(sentence.normal), is_occupation=False)
    assert levels_of([(sentence, [mention], levels_named(sentence))]) == [level]


def test_levels_are_named_in_the_order_of_the_text():
    (sentence,) = sentences("débutant ou confirmé, dix ans de métier pour un expert")
    assert [level.value for level in levels_named(sentence)] == [1, 3, 4, 4]

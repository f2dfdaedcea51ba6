"""What is refused, what belongs to the past, and what only looks so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.cues.polarity import explained, polarities
from matching.cues.said import Said
from matching.results import Polarity
from matching.text.clauses import clauses
from matching.text.sentences import Sentence, sentences

ASKED, REFUSED, PAST = Polarity.ASKED, Polarity.NOT_ASKED, Polarity.PAST
WORDS = ("drapage", "collage", "soudure", "soudeur")


def said(sentence: Sentence) -> list[Said]:
    """The trade's words of a sentence, as if they had been linked."""
    return [
        Said(start, start + len(token.norm), token.norm == "soudeur")
        for token, start in zip(sentence.tokens, sentence.offsets, strict=True)
        if token.norm in WORDS
    ]


def read(text: str) -> list[Polarity]:
    first, *others = sentences(text)
    return polarities(clauses(first), said(first), others[0] if others else None)


@pytest.mark.parametrize(
    "text",
    [
        "pas besoin de drapage",
        "on n'a pas besoin de drapage",
        "nul besoin de drapage",
        "inutile de connaître le drapage",
        "ne me parlez pas de drapage",
        "on ne cherche pas de drapage",
        "on ne demande aucun drapage",
        "tout le parcours, hors drapage",
        "une semaine sans drapage",
        "au programme : rien sur le drapage",
        "non traités : le drapage",
        "sont exclus : le drapage",
        "on sous-traite le drapage",
        "le drapage n'est pas nécessaire",
        "le drapage ne fait pas partie du programme",
        "le drapage ne nous concerne pas",
        "drapage : non",
        "drapage : sous-traité",
        "drapage → siège",
        "le drapage, c'est le fournisseur",
        "le drapage est fait par un prestataire",
        "le drapage, mon voisin s'en charge",
        "le drapage, on a déjà quelqu'un",
        "le drapage, on s'en passe",
        "le drapage, peu importe",
        "le drapage attendra",
        "le drapage, très peu pour nous",
        "le drapage fait l'objet d'un autre module",
        "le drapage ? Inutile",
        "on laisse le drapage aux autres",
        "nous confions le drapage à un prestataire",
        "le programme exclut le drapage",
        "j'ai ce qu'il faut en drapage",
        "le drapage dépend du siège",
        "le drapage est automatisé",
        "le drapage, ils le font déjà très bien",
        "le drapage ? on n'en fait pas",
        "le drapage, on ne l'enseigne pas",
        "le drapage, eux, on n'en veut pas",
        "le drapage, le patron n'y croit pas, on n'en vend pas",
        "le drapage : rien à prévoir",
        "le drapage, on est tous formés",
        "le drapage nous arrive tout fait",
        "le drapage est fourni",
        "le drapage, c'est le chef qui décide",
        "le drapage, le robot le fait",
        "le drapage n'est pas notre problème",
        "le drapage, ne cherchez pas",
        "le drapage, il peut ignorer",
        "hors sujet : le drapage",
        "ce que vous n'aurez pas à faire : le drapage",
        "vous pouvez ignorer la ligne « drapage »",
        "non merci pour le drapage",
        "ce n'est pas du drapage qu'il nous faut",
    ],
)
def test_a_refusal_is_heard_on_either_side(text: str):
    assert read(text)[0] is REFUSED


@pytest.mark.parametrize(
    "text",
    [
        "on ne fait plus de drapage",
        "on a arrêté le drapage",
        "on faisait du drapage",
        "nous avons mis fin au drapage",
        "autrefois on faisait du drapage",
        "le drapage, on n'en fait plus",
        "le drapage, c'est fini",
        "drapage : abandonné en 2022",
        "le drapage, c'est de l'histoire ancienne",
        "le drapage a été supprimé",
        "on n'a plus de drapage",
        "drapage : terminé",
        "le drapage, on s'en servait pour les ailes",
        "nous avons vendu le drapage",
        "du temps de mon père, on faisait du drapage",
        "dans mon ancienne boîte je faisais du drapage",
        "le drapage a cédé la place aux robots",
        "le drapage appartient au passé",
        "le drapage, avant on le gardait pour nous",
        "le drapage (machine vendue)",
        "l'offre de drapage est caduque",
        "la partie drapage a été annulée",
        "parce qu'on ne fait plus de drapage",
    ],
)
def test_what_a_firm_no_longer_does_belongs_to_the_past(text: str):
    assert read(text)[0] is PAST


@pytest.mark.parametrize(
    "text",
    [
        "besoin de drapage",
        "on n'arrive pas à trouver en drapage",
        "on ne trouve pas de drapage",
        "personne ne sait faire le drapage",
        "pas seulement du drapage",
        "on ne manque pas de drapage facile, on manque de drapage",
        "n'hésitez pas à demander le drapage",
        "pas évident, le drapage",
        "on n'a jamais réussi à recruter en drapage",
        "pas de diplôme mais du drapage",
        "couper sans abîmer puis passer au drapage",
        "le drapage, oui",
        "le drapage, on n'arrive pas à recruter",
        "le drapage, ça ne s'improvise pas",
        "on ferme le moule avant le drapage",
        "des pièces finies au drapage",
        "il faut plus de drapage",
        "on fait plus de drapage qu'avant",
        "sans le drapage, rien ne sort",
        "aucun candidat ne connaît le drapage",
        "l'école n'enseigne plus le drapage",
        "quelqu'un qui ne rechigne pas au drapage",
        "pas question de faire l'impasse sur le drapage",
        "pourquoi pas du drapage",
        "drapage non négociable",
        "notre spécialiste du drapage est parti à la retraite",
        "on avait quelqu'un au drapage, il est parti",
        "on reprend le drapage, arrêté en 2019",
        "tant qu'ils ne sauront pas le drapage, rien ne sort",
        "vous n'imaginez pas le mal que j'ai en drapage",
        "je ne dirais pas non à du drapage",
        "c'est pas que je n'en veux pas, du drapage",
        "personne ne sait la soudure, ni le drapage",
        "je n'ai jamais appris le drapage",
        "rien ne sort sans un drapage bien mené",
        "la soudure est sous-traitée, sauf le drapage",
        "la soudure a cédé la place au drapage",
        "votre stage inclut-il le drapage ? Nos gars savent déjà souder",
        "l'objectif n'est pas la soudure, l'objectif est le drapage",
        "anglais inutile, drapage : notions",
        "drapage, plus besoin de gabarit",
        "zéro défaut au drapage",
        "le drapage, on ne l'a pas chez nous",
        "le drapage, c'est un débutant qui le fait",
        "un drapage qu'il faut qu'on ne voie plus",
    ],
)
def test_a_lack_is_a_need_whatever_its_negation(text: str):
    assert read(text)[-1] is ASKED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("du drapage, pas de soudure", [ASKED, REFUSED]),
        ("pas de soudure mais du drapage", [REFUSED, ASKED]),
        ("ni soudure ni drapage", [REFUSED, REFUSED]),
        ("on a arrêté le drapage et le collage", [PAST, PAST]),
        ("le drapage et le collage ne sont pas demandés", [REFUSED, REFUSED]),
        ("drapage, collage, soudure non", [ASKED, ASKED, REFUSED]),
        ("le drapage, le collage, on n'en fait plus", [PAST, PAST]),
        ("inutile de savoir le drapage, le collage et la soudure", [REFUSED] * 3),
        ("soudure : non ; drapage : oui", [REFUSED, ASKED]),
    ],
)
def test_items_of_a_list_share_what_is_said_of_it(text: str, expected: list[Polarity]):
    (sentence,) = [" ".join(text.split(" ; "))] if " ; " not in text else [text]
    found = [one for part in sentences(sentence) for one in polarities(clauses(part), said(part))]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "sans soudeur, on ne livre pas",
        "on n'a plus de soudeur",
        "un soudeur, il n'y en a plus",
        "pas un seul soudeur en vue",
    ],
)
def test_a_person_who_is_no_longer_there_is_a_need(text: str):
    assert read(text)[0] is ASKED


def over(text: str, *quotes: str, code: str = "C") -> list[Polarity]:
    """The reading of mentions of one competence, given by their words."""
    (sentence,) = sentences(text)
    mentions = [
        Said(start, start + len(quote), is_occupation=False, code=code)
        for quote in quotes
        for start in [sentence.normal.index(quote)]
    ]
    return polarities(clauses(sentence), mentions)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("vernis hors programme", "vernis hors programme"),
        ("le calcul de trajectoire n'est pas enseigné", "calcul de trajectoire n est pas enseigne"),
        ("couture de voiles réservée à d'autres", "couture de voiles reservee"),
        ("gréage non", "greage non"),
        ("saisie abandonnée l'an dernier", "saisie abandonnee l an dernier"),
        ("expérience en soudage métal inutile", "soudage"),
        ("lire un plan n'est pas requis", "lire"),
    ],
)
def test_an_answer_is_heard_wherever_the_mention_was_cut(text: str, quote: str):
    assert over(text, quote) != [ASKED]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("percer sans éclater la sortie", ["percer", "eclater la sortie"]),
        ("attendre qu'il ne colle plus", ["attendre", "colle"]),
        ("ranger les produits interdits", ["ranger les produits interdits"]),
        ("dire si la pièce est bonne ou non", ["dire si la piece est bonne ou non"]),
        ("repérer ce qui n'est pas conforme", ["reperer ce qui n est pas conforme"]),
    ],
)
def test_how_to_do_is_no_refusal(text: str, quotes: list[str]):
    assert set(over(text, *quotes)) == {ASKED}


def test_a_reading_says_which_rule_it_comes_from():
    (sentence,) = sentences("drapage : non")
    assert explained(clauses(sentence), said(sentence)) == [(REFUSED, "not: no")]


SMALL = ["pas", "de", "plus", "on", "ne", "fait", ",", ":", "non", "sans", "et", "qui", "c'", "est"]


@given(st.lists(st.sampled_from([*WORDS, *SMALL]), max_size=40))
def test_any_row_of_words_gets_a_reading_for_each_mention(words: list[str]):
    for sentence in sentences(" ".join(words)):
        mentions = said(sentence)
        assert len(polarities(clauses(sentence), mentions)) == len(mentions)

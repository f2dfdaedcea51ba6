import pytest

from matching.quotes import names_nobody

NAMES = ["Chantier Bellevague", "Larmor-Plage"]


@pytest.mark.parametrize(
    "quote",
    [
        "On ne trouve personne qui sache infuser.",
        "Il nous faut deux drapeurs pour septembre 2027",
        "RTM : une personne. Collage, deux autres.",
    ],
)
def test_words_of_the_trade_may_be_shown(quote: str):
    assert names_nobody(quote, NAMES)


@pytest.mark.parametrize(
    "quote",
    [
        "Chez bellevague on ne trouve personne",
        "À larmor plage personne ne veut venir",
        "On est 120 à la belle saison",
        "Demandez à Yannick, c'est lui qui forme",
        "Appelez le 02 97 00 00 00",
        "écrire à atelier@exemple.fr",
    ],
)
def test_what_tells_the_firm_is_kept_back(quote: str):
    assert not names_nobody(quote, NAMES)


def test_a_firm_named_after_the_trade_is_not_told_by_its_word():
    assert names_nobody("on cherche pour les moules", ["Estran Moules"], {"moules"})
    assert not names_nobody("on cherche sur l'estran", ["Estran Moules"], {"moules"})

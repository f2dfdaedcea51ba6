"""Words of a firm that may be read without telling which firm it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.readers import load_reference
from matching.quotes import QuoteGuard

REFERENCE = load_reference()
GUARD = QuoteGuard().fit(REFERENCE)
FIRM = "Chantier Bellevague"


@pytest.mark.parametrize(
    "quote",
    [
        "On ne trouve personne qui sache infuser.",
        "Il nous faut deux drapeurs pour septembre 2027",
        "RTM : une personne. Collage, deux autres.",
        "Collage structural : deux personnes",
        "Recherche un contrôleur qualité composite (CND, traçabilité)",
    ],
)
def test_words_of_the_trade_may_be_shown(quote: str):
    assert GUARD.lets(quote, FIRM)


@pytest.mark.parametrize(
    "quote",
    [
        "Chez bellevague on ne trouve personne",
        "À larmor plage personne ne veut venir",
        "On est 120 à la belle saison",
        "Demandez à Yannick, c'est lui qui forme",
        "Yannick forme tout le monde",
        "On cherche deux drapeurs. Yannick part en mars",
        "Nous, ZQX, on cherche un drapeur",
        "Appelez le 02 97 00 00 00",
        "écrire à atelier@exemple.fr",
    ],
)
def test_what_tells_the_firm_is_kept_back(quote: str):
    assert not GUARD.lets(quote, FIRM)


@pytest.mark.parametrize("firm", ["ZQ", "Abo", "A2b"])
def test_a_short_name_tells_the_firm_too(firm: str):
    assert not GUARD.lets(f"chez {firm.lower()} on cherche un drapeur", firm)


def test_what_others_are_called_tells_as_much():
    assert not GUARD.lets("le projet goéland demande deux drapeurs", FIRM, ["Goéland"])


def test_a_firm_named_after_the_trade_is_not_told_by_its_word():
    assert GUARD.lets("on cherche pour les moules", "Estran Moules")
    assert not GUARD.lets("on cherche sur l'estran", "Estran Moules")


places = st.sampled_from([one.name for one in REFERENCE.communes.values()])
words = st.text("abcdefghijklmnoprstuvz", min_size=5, max_size=9)


@given(words.filter(lambda word: word not in GUARD.trade_), st.sampled_from(["", "Chez ", "à "]))
def test_no_quote_with_the_name_of_its_firm_is_let(name: str, before: str):
    for said in (name, name.upper(), name.title()):
        assert not GUARD.lets(f"{before}{said} on cherche deux drapeurs", f"Atelier {name}")


@given(places)
def test_no_quote_that_names_a_place_the_trade_does_not_say_is_let(place: str):
    telling = {w for w in place.lower().replace("-", " ").split() if len(w) > 3}
    if telling and not telling <= GUARD.trade_ and place.isascii():
        assert not GUARD.lets(f"on cherche deux drapeurs vers {place}", FIRM)

"""The main job in a real browser: from an interview's words to a suggested course."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

NOTES = (
    "on galère à trouver des gars qui savent faire de l'infusion, il nous en faut trois pour "
    "septembre, pas besoin de drapage"
)
PAGES = (
    "/",
    "/entretiens",
    "/entretiens/nouveau",
    "/entretiens/1",
    "/entretiens/2",
    "/besoins",
    "/besoins/1",
    "/manques",
    "/courriers",
    "/aide",
    "/accessibilite",
    "/donnees-personnelles",
    "/mentions-legales",
    "/metiers",
    "/metiers?geste=coudre",
    "/metiers/O-DRAPER",
    "/metiers/O-DRAPER?projecteur=1",
    "/metiers/O-PASTRY-COOK",
    "/passerelles",
    "/competences",
    "/competences?q=infuzion",
    "/competences/C-INFUSE",
    "/certifications/RNCP38432",
    "/atelier/lier",
    "/atelier/vocabulaire",
    "/entretiens/1/cahier",
    "/entretiens/importer",
    "/declarer",
    "/demandes",
    "/relances",
    "/verifications",
    "/manques/horizons",
    "/manques/horizons?colonnes=place",
    "/manques/public",
    "/manques?par=family",
    "/besoins/1/pourquoi-pas?q=composites",
    "/formations",
    "/formations/1",
    "/alternance",
    "/catalogue/qualite",
    "/imports",
    "/parcours",
    "/classe",
    "/classe?projecteur=1",
    "/classe/quiz",
    "/classe/quiz?q01=O-GELCOATER",
    "/classe/quiz?projecteur=1",
    "/classe/quiz?projecteur=1&question=6&reponse=1",
    "/classe/cartes",
    "/nulle-part",
)


def test_the_road_from_words_to_a_course(page: Page):
    page.goto("/")
    page.get_by_role("link", name="Dire mes besoins").click()
    page.get_by_label("Entreprise").fill("Atelier d'essai")
    page.get_by_label("Commune").select_option("56121")
    page.get_by_label("Notes").fill(NOTES)
    page.get_by_role("button", name="Lire les besoins").click()

    proposal = page.locator(".proposal")
    expect(proposal).to_have_count(1)
    expect(proposal.get_by_label("Infuser une pièce sous vide")).to_be_checked()
    expect(proposal.get_by_label("de", exact=True)).to_have_value("3")
    expect(proposal.get_by_label("Pour quand")).to_have_value(re.compile("-09-01$"))
    expect(proposal).to_contain_text("Pas demandé : Draper des plis de préimprégné")

    proposal.get_by_role("button", name="Confirmer").click()
    expect(page.locator(".proposal")).to_have_count(0)
    page.locator(".need").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("qu'est-ce qui y répond")
    suggestion = page.locator(".suggestion").first
    expect(suggestion.locator(".reasons li")).to_have_count(3)

    page.get_by_role("link", name="Manques").first.click()
    page.locator("#couvert > summary").click()
    expect(page.get_by_role("row", name="Infuser une pièce sous vide")).to_be_visible()


def test_a_mistake_keeps_what_was_typed(page: Page):
    page.goto("/entretiens/nouveau")
    page.get_by_label("Notes").fill("deux drapeurs")
    page.get_by_role("button", name="Lire les besoins").click()
    expect(page.get_by_role("alert")).to_contain_text("Entreprise")
    expect(page.get_by_label("Notes")).to_have_value("deux drapeurs")


@pytest.mark.parametrize("width", [320, 1280], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    audit: Callable[[str, int], list[str]], path: str, width: int
):
    assert audit(path, width) == []

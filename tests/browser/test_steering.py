"""The manager's and the training body's journeys in a real browser, with and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import demonstration

pytestmark = pytest.mark.browser
PAGES = (
    "/aides",
    "/aides?pour=project&taille=small&nature=decarbonation",
    "/aides/decarb-flash",
    "/comite",
    "/campagnes",
    "/campagnes/1",
    "/projets",
    "/projets/1",
    "/aides-demandees",
    "/feuille-de-route",
    "/feuille-de-route/comptages",
    "/cohortes",
    "/simuler?metier=O-LAMINATOR&places=12&minimum=6&cout=60000&recette=6000&places_b=20",
    "/simuler/dossier?metier=O-LAMINATOR&places=12&minimum=6",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration of its own: what other journeys add would be counted here."""
    yield from demonstration(tmp_path_factory.mktemp("steering"))


def test_a_manager_reads_the_committee_opens_a_figure_and_notes_what_was_observed(page: Page):
    page.goto("/comite")
    figure = page.locator("details.figure", has_text="entreprises rencontrées")
    expect(figure.locator("strong")).to_have_text("47")
    figure.locator("summary").click()
    expect(figure).to_contain_text("chacune une fois")
    page.get_by_role("link", name="Projets", exact=True).first.click()
    page.locator("tbody th a").first.click()
    page.get_by_text("Noter une observation").click()
    page.get_by_label("Quoi").select_option("hired")
    page.get_by_label("Combien").fill("2")
    page.get_by_role("button", name="Noter", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Qui l'a dit")
    page.get_by_label("Qui l'a dit").fill("La directrice")
    page.get_by_role("button", name="Noter", exact=True).click()
    expect(page.get_by_text("Dit par La directrice").last).to_be_visible()


def test_a_manager_sees_which_aids_fit_and_why(page: Page):
    page.goto("/aides")
    page.get_by_label("Pour quoi ?").select_option("project")
    page.get_by_label("Nature du projet").select_option("decarbonation")
    page.get_by_label("Investissement").fill("50 k€")
    page.get_by_role("button", name="Voir les aides").click()
    card = page.locator("article", has_text="DECARB-FLASH")
    expect(card).to_contain_text("non : Investissement de 100 000 € à 3 M€")


def test_a_training_body_compares_two_sessions_and_takes_the_file(page: Page):
    page.goto("/simuler")
    page.get_by_label("Les bases d'un métier").select_option("O-LAMINATOR")
    page.locator("#places").fill("12")
    page.locator("#minimum").fill("20")
    page.get_by_role("button", name="Simuler").click()
    expect(page.get_by_role("alert")).to_contain_text("ne peut pas dépasser")
    page.locator("#minimum").fill("6")
    page.locator("#places_b").fill("20")
    page.get_by_role("button", name="Simuler").click()
    expect(page.get_by_role("heading", name="Scénario B", exact=True)).to_be_visible()
    page.get_by_role("link", name="Voir le dossier").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Une session à ouvrir")
    address = page.get_by_role("link", name="Télécharger le PDF").get_attribute("href")
    answer = page.request.get(address or "")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")


def test_a_training_body_gives_the_counts_of_a_session(page: Page, request: pytest.FixtureRequest):
    title = "Essai " + re.sub(r"\W+", " ", request.node.name)
    page.goto("/cohortes")
    page.get_by_label("Formation", exact=True).fill(title)
    page.get_by_label("Début de la session").fill("2025-01-13")
    for label, number in (
        ("Entrées", "12"),
        ("Allées au bout", "11"),
        ("Nouvelles à 6 mois", "11"),
        ("En emploi à 6 mois", "9"),
    ):
        page.get_by_label(label).fill(number)
    page.get_by_role("button", name="Enregistrer ces comptes").click()
    row = page.get_by_role("row", name=re.compile(re.escape(title)))
    expect(row).to_contain_text("9 sur 11")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_automatic_accessibility_fault_and_fits_a_telephone(page: Page, path: str):
    page.goto(path)
    assert page.locator("h1").count() == 1
    # The rules are run by a script: the page without JavaScript is the same document.
    if page.evaluate("() => typeof htmx !== 'undefined'"):
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360, (path, width)

"""A visit asked by a teacher and answered for the firm; the page of the head of a school."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PAGES = ("/classe/etablissement", "/classe/etablissement?commune=56121&km=20", "/visites")


def _ask(page: Page, teacher: str) -> None:
    page.goto("/classe")
    page.get_by_role("link", name="Demander une visite").first.click()
    page.get_by_label("Établissement").fill("Lycée d'essai")
    page.get_by_label("Classe").fill("Terminale")
    page.get_by_label("Votre adresse électronique").fill(teacher)
    page.get_by_label("Semaine du").select_option(index=4)
    page.get_by_role("button", name="Envoyer la demande").click()


def test_from_the_class_to_an_answer_on_the_teachers_page(page: Page):
    _ask(page, f"{'js' if _scripted(page) else 'sans'}@lycee-fictif.example")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Votre demande de visite")
    expect(page.get_by_text("en attente")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    mine = page.url
    page.goto("/visites")
    request = page.locator("article.card").first
    request.get_by_text("Noter la réponse de l'entreprise").click()
    request.get_by_role("button", name="Accepter le jour choisi").click()
    page.goto(mine)
    expect(page.get_by_text("acceptée", exact=True)).to_be_visible()
    page.get_by_role("button", name="Annuler la demande").click()
    expect(page.get_by_text("Vous avez annulé cette demande.")).to_be_visible()


def _scripted(page: Page) -> bool:
    page.goto("/classe")
    return page.locator("script[src]").count() > 0 and bool(
        page.evaluate("typeof htmx !== 'undefined'")
    )


def test_what_is_lacking_is_told_beside_its_field(page: Page):
    page.goto("/classe")
    page.get_by_role("link", name="Demander une visite").first.click()
    page.get_by_label("Établissement").fill("Lycée d'essai")
    page.get_by_role("button", name="Envoyer la demande").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("3 points à corriger")
    expect(page.get_by_label("Établissement")).to_have_value("Lycée d'essai")


def test_the_head_of_a_school_sees_what_is_asked_around(page: Page):
    page.goto("/classe")
    page.get_by_role("link", name="Ce que les entreprises cherchent").click()
    page.get_by_label("Il est à").select_option("56121")
    page.get_by_role("button", name="Voir").click()
    expect(page.get_by_role("heading", name="Demandé près de vous")).to_be_visible()
    expect(page.get_by_role("heading", name="n'enseigne")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_at_any_width(audit, path: str):
    for width in (320, 640, 1280):
        assert audit(path, width) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_request_and_its_page_are_clean_too(chromium, server, width: int):

    context = chromium.new_context(
        base_url=server, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    page.goto("/classe")
    page.get_by_role("link", name="Demander une visite").first.click()
    # The rules are run by a script, which the next page would take away under it.
    expect(page.get_by_label("Votre adresse électronique")).to_be_visible()
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    _ask(page, f"{width}@lycee-fictif.example")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Votre demande de visite")
    page.wait_for_load_state()
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()

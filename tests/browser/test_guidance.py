"""The counsellor's half hour and the teacher's card, in a browser."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_from_the_first_click_to_the_printed_sheet(page: Page):
    page.goto("/parcours")
    page.get_by_label("Coudre").check()
    page.get_by_role("button", name="Voir les métiers").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("métiers à votre portée")
    expect(page.locator("article.card")).to_have_count(3)
    assert "?" not in page.url
    page.get_by_role("button", name="La fiche à imprimer").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("trois choses à faire")
    expect(page.locator("ol.sheet-print > li")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Revenir aux métiers").click()
    expect(page.locator("article.card")).to_have_count(3)


def test_from_the_class_to_a_card_to_print(page: Page):
    page.goto("/classe")
    page.get_by_role("link", name="Le quiz des gestes").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Voir les réponses").click()
    expect(page.get_by_role("link", name="Ce métier")).to_have_count(10)
    page.goto("/classe")
    page.get_by_role("link", name="Les cartes à imprimer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("cartes des métiers")
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()


def test_it_is_readable_at_320_pixels(page: Page):
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/parcours", "/classe", "/classe/quiz", "/classe/cartes"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

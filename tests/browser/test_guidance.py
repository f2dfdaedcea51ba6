"""The counsellor's half hour and the teacher's card, in a browser."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

NARROW = ("/parcours", "/classe", "/classe/quiz", "/classe/cartes")


class Walk:
    """A journey that counts its clicks and the screens it went through."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        self.screens = 1

    def click(self, role: str, name: str, *, screen: bool = False) -> None:
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.clicks += 1
        self.screens += screen


def test_from_the_first_click_to_the_printed_sheet(page: Page):
    page.goto("/")
    walk = Walk(page)
    walk.click("link", "Parcours", screen=True)
    walk.click("checkbox", "Coudre")
    walk.click("button", "Voir les métiers", screen=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text("métiers à votre portée")
    assert walk.clicks <= 3
    expect(page.locator("article.card")).to_have_count(3)
    assert "?" not in page.url
    walk.click("button", "Monter", screen=True)
    expect(page.get_by_text("place choisie ensemble").first).to_be_visible()
    walk.click("button", "La fiche à imprimer", screen=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text("trois choses à faire")
    expect(page.locator("ol.sheet-print > li")).to_have_count(3)
    expect(page.locator("ol.sheet-print .qr svg")).not_to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    with page.expect_download() as calendar:
        walk.click("button", "Les dates dans mon agenda")
    assert calendar.value.suggested_filename == "parcours.ics"
    assert walk.screens <= 8
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.get_by_role("button", name="PDF à imprimer")).to_be_hidden()
    expect(page.locator("ol.sheet-print > li").first).to_be_visible()
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Revenir aux métiers").click()
    expect(page.get_by_text("place choisie ensemble").first).to_be_visible()


def test_what_hinders_is_told_with_a_button_that_relaxes_it(page: Page):
    page.goto("/parcours")
    page.get_by_label("Coudre").check()
    page.get_by_label("Ou une autre commune").fill("29019")
    page.get_by_label("Je me déplace").select_option(label="À pied")
    page.get_by_role("button", name="Voir les métiers").click()
    expect(page.get_by_role("heading", name="Ce qui manque")).to_be_visible()
    page.get_by_role("button", name="Peu importe comment on se déplace").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("métiers à votre portée")
    expect(page.get_by_text("Trop long à rejoindre")).to_have_count(0)
    page.get_by_role("button", name="Changer les réponses").click()
    expect(page.get_by_label("Ou une autre commune")).to_have_value("29019")
    expect(page.get_by_label("Coudre")).to_be_checked()


def test_the_keyboard_goes_through_the_questions_in_their_order(page: Page):
    page.goto("/parcours")
    page.get_by_label("Jeux et travaux de précision").focus()
    order = []
    for _ in range(7):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.name"))
    assert order == ["near", "place", "move", "within_km", "leaves_at", "words", "diploma"]


def test_a_new_order_is_announced_without_leaving_the_page(chromium, server):
    context = chromium.new_context(base_url=server)
    page = context.new_page()
    page.goto("/parcours")
    page.get_by_label("Coudre").check()
    page.get_by_role("button", name="Voir les métiers").click()
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    page.get_by_role("button", name="Monter").first.click()
    expect(status).to_contain_text("Ordre refait")
    context.close()


def test_it_is_readable_at_320_pixels(page: Page):
    page.set_viewport_size({"width": 320, "height": 640})
    for path in NARROW:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", NARROW)
def test_axe_finds_nothing_at_any_width(audit: Callable[[str, int], list[str]], path: str):
    for width in (320, 640, 1280):  # 640 is a page of 1280 seen at 200 %
        assert audit(path, width) == []


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_the_answer_and_the_sheet_are_clean_too(chromium, server, width: int):
    context = chromium.new_context(
        base_url=server, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    page.goto("/parcours")
    page.get_by_label("Coudre").check()
    page.get_by_label("Métiers, formations").fill("couturière, astronaute")
    page.get_by_label("J'ai moins de 18 ans").check()
    page.get_by_label("Je me déplace").select_option(label="À pied")
    page.get_by_label("J'habite près de").select_option("56121")
    steps = {"Voir les métiers": "à votre portée", "La fiche à imprimer": "trois choses à faire"}
    for button, heading in steps.items():
        page.get_by_role("button", name=button).first.click()
        # The rules are run by a script, which the next page would take away under it.
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        page.wait_for_load_state()
        assert [v["id"] for v in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()

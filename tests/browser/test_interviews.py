"""Two journeys of the interviews, in a browser: heard by an interviewer, declared alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import demonstration

pytestmark = pytest.mark.browser

NOTES = """Chantier de vingt personnes.
- il nous faut trois stratifieurs qui savent faire de l'infusion pour mars
- deux drapeurs confirmés en préimprégné dès que possible
- une personne au contrôle par ultrasons d'ici 6 mois
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration of its own: these journeys add firms, which others count."""
    yield from demonstration(tmp_path_factory.mktemp("interviews"))


@pytest.fixture
def desk(chromium: Browser, server: str) -> Iterator[Page]:
    """A page at desktop width."""
    context = chromium.new_context(base_url=server, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _note(page: Page, firm: str) -> str:
    page.goto("/entretiens/nouveau")
    page.get_by_label("Entreprise").fill(firm)
    page.get_by_label("Commune").select_option("56121")
    page.get_by_label("Notes").fill(NOTES)
    page.get_by_role("button", name="Lire les besoins").click()
    page.wait_for_load_state()  # the page then forgets, in this browser, what the site has
    return page.url.partition("#")[0]


def test_three_needs_are_heard_confirmed_by_the_firm_and_taken_in_charge(page: Page):
    firm = "Entreprise fictive du Voyage"
    interview = _note(page, firm)
    for left in (2, 1, 0):
        page.get_by_role("button", name="Confirmer").first.click()
        expect(page.locator("article.proposal")).to_have_count(left)
    expect(page.locator("article.need")).to_have_count(3)
    page.get_by_role("button", name=re.compile("voici ce que nous avons retenu")).click()
    link = page.locator("p.copy code").inner_text()

    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text(firm)
    page.get_by_role("button", name="C'est juste").first.click()
    expect(page.get_by_text("confirmé par l'entreprise")).to_have_count(1)

    page.goto(interview)
    page.locator("article.need a").first.click()
    page.get_by_role("button", name="Transmettre aux organismes").click()
    number = re.search(r"/besoins/(\d+)", page.url)
    assert number
    page.goto("/demandes")
    card = page.locator(f"#n{number[1]}")
    expect(card).not_to_contain_text(firm)
    card.get_by_role("button", name="Prendre en charge").click()
    expect(page.locator(f"#n{number[1]}")).to_contain_text(firm)

    page.goto(link)
    expect(page.locator(f"#b{number[1]}")).to_contain_text("Pris en charge")


def test_a_firm_declares_alone_in_four_screens_at_phone_width(page: Page):
    page.goto("/declarer")
    page.get_by_label("Votre entreprise").fill("Entreprise fictive Seule")
    page.get_by_label("Votre commune").select_option("56121")
    page.get_by_label("Où vous répondre").fill("seule@fictive.example")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Avec vos mots").fill("Deux personnes pour faire de l'infusion sous vide")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_label("de", exact=True)).to_have_value("2")
    ticked = page.locator("input[name=competences]:checked")
    assert 1 <= ticked.count() <= 6
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("faire visiter").check()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("en attente")).to_be_visible()
    receipt = page.url
    page.go_back()
    page.reload()
    assert page.url == receipt or "/declarer/" in page.url
    page.goto(receipt)
    expect(page.locator("article.need")).to_have_count(1)


def test_a_declaration_is_made_with_the_keyboard_alone(chromium: Browser, server: str):
    context = chromium.new_context(base_url=server, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto("/declarer")

    def tab_to(name: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement?.id") == name:
                return
        raise AssertionError(f"the keyboard does not reach {name}")

    def press(text: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if text in page.evaluate("document.activeElement?.textContent ?? ''"):
                with page.expect_navigation():
                    page.keyboard.press("Enter")
                return
        raise AssertionError(f"the keyboard does not reach {text}")

    tab_to("firm")
    page.keyboard.type("Entreprise fictive Clavier")
    tab_to("commune")
    page.keyboard.type("Lorient")
    tab_to("contact")
    page.keyboard.type("02 99 00 00 00")
    press("Continuer")
    tab_to("occupation")
    page.keyboard.press("ArrowDown")
    press("Continuer")
    assert page.url.endswith("/3")
    press("Continuer")
    press("Envoyer")
    expect(page.get_by_text("en attente")).to_be_visible()
    context.close()


def test_notes_survive_a_lost_network_and_a_closed_tab(desk: Page):
    interview = _note(desk, "Entreprise fictive Coupure")
    desk.goto(f"{interview}/cahier")
    box = desk.get_by_label("Notes de l'entretien")
    desk.context.set_offline(True)
    box.press_sequentially("Un mot de plus. ")
    expect(desk.get_by_text("Pas de réseau")).to_be_visible()
    context = desk.context
    desk.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{interview}/cahier")
    again.get_by_role("button", name="Les reprendre").click()
    expect(again.locator("#notes-etat")).to_contain_text("Enregistré à")
    again.reload()
    expect(again.get_by_label("Notes de l'entretien")).to_have_value(re.compile("Un mot de plus"))
    assert again.evaluate("Object.keys(localStorage).length") == 0


def test_two_tabs_never_write_over_each_other(desk: Page):
    interview = _note(desk, "Entreprise fictive Double")
    desk.goto(f"{interview}/cahier")
    other = desk.context.new_page()
    other.goto(f"{interview}/cahier")
    other.get_by_label("Notes de l'entretien").press_sequentially("Autre main. ")
    expect(other.locator("#notes-etat")).to_contain_text("Enregistré à")
    desk.get_by_label("Notes de l'entretien").press_sequentially("Ma main. ")
    expect(desk.locator("#notes-etat")).to_contain_text("Quelqu'un d'autre")
    desk.get_by_role("button", name="Enregistrer et lire les besoins").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Quelqu'un d'autre a modifié")
    expect(desk.get_by_label("Votre version des notes")).to_have_value(re.compile("Ma main"))

"""The teacher's way: from the class to a printed card, and the quiz on the wall."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
TOLD = ("/metiers", "/metiers?geste=poncer", "/metiers/O-INFUSION-OPERATOR",
        "/metiers/O-DRAPER?projecteur=1", "/metiers/O-BODY-REPAIRER", "/passerelles",
        "/competences/C-AUTOCLAVE", "/classe", "/classe/quiz?q01=O-DRAPER", "/classe/cartes",
        "/classe/quiz?projecteur=1&question=4&reponse=1")  # fmt: skip


def test_from_the_class_to_a_card_to_print(page: Page):
    page.goto("/classe")
    page.get_by_role("link", name="Les cartes à imprimer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("à imprimer")
    card = page.get_by_role("link", name="Une page A4 (PDF)").first.get_attribute("href")
    answer = page.request.get(card)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")


def test_the_quiz_is_answered_on_a_telephone(page: Page):
    page.goto("/classe")
    page.get_by_role("link", name="Le quiz sur un écran d'élève").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Voir les réponses").click()
    expect(page.get_by_text("c'est autre chose")).to_have_count(1)
    expect(page.get_by_role("link", name="Ce métier")).to_have_count(5)
    expect(page.get_by_role("link", name="Ce geste")).to_have_count(5)


def test_the_quiz_is_shown_question_by_question(page: Page):
    page.goto("/classe")
    page.get_by_role("link", name="Projeter le quiz").click()
    expect(page.get_by_text("Question 1 sur 10")).to_be_visible()
    page.get_by_role("link", name="Voir la réponse").click()
    expect(page.get_by_text("la réponse", exact=True)).to_be_visible()
    page.get_by_role("link", name="Question suivante").click()
    expect(page.get_by_text("Question 2 sur 10")).to_be_visible()


def test_from_what_one_likes_to_an_occupation_and_a_bridge(page: Page):
    page.goto("/")
    page.get_by_role("navigation", name="Navigation principale").get_by_role(
        "link", name="Métiers"
    ).click()
    page.get_by_role("link", name="coudre", exact=True).click()
    page.get_by_role("link", name="Drapeuse / drapeur").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Drapeuse / drapeur")
    expect(page.locator(".day li")).to_have_count(11)
    expect(page.get_by_role("img", name="Les plis et leur sens")).to_be_visible()
    page.get_by_role("link", name="Toutes les passerelles").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vos mains")


@pytest.mark.parametrize("width", [320, 640], ids=["320 px", "200 %"])
@pytest.mark.parametrize("path", TOLD)
def test_what_is_told_fits_a_telephone_and_twice_the_size(audit, path: str, width: int):
    """1280 pixels seen at 200 % are 640."""
    assert audit(path, width) == []

"""The catalogue in a real browser: every page at phone and desk width, and two journeys."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGES = (
    "/formations?competence=C-BRAIDING&pres=56121&km=10",
    "/formations?pres=56121&tri=distance&page=2",
    "/formations/1/enseigne",
    "/catalogue/doublons",
    "/catalogue/doublons?etat=reunies",
    "/catalogue/doublons?etat=separees",
    "/catalogue/qualite?manque=cost",
    "/etablissements",
    "/etablissements?pres=56121&km=40",
    "/alternance?metier=O-LAMINATOR&pres=56121&places=1",
    "/alternance/contrats/1",
    "/alternance/places/1",
)


@pytest.mark.parametrize("width", [320, 1280], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_catalogue_has_no_violation(
    audit: Callable[[str, int], list[str]], path: str, width: int
):
    assert audit(path, width) == []


def test_a_duplicate_is_set_apart_and_put_back(page: Page):
    page.goto("/catalogue/doublons?etat=reunies")
    first = page.locator("article").first
    title = first.get_by_role("heading").inner_text()
    first.get_by_role("button", name="Séparer").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    apart = page.locator("article", has=page.get_by_role("heading", name=title))
    apart.get_by_role("button", name="Revenir sur cette décision").click()
    expect(page.locator("h1")).to_contain_text("même formation")


def test_a_body_confirms_what_its_course_teaches_and_takes_it_back(page: Page):
    page.goto("/formations/3")
    page.get_by_role("link", name="Confirmer ou corriger").click()
    page.get_by_label("Est-ce enseigné ?").first.select_option("yes")
    page.get_by_role("button", name="Enregistrer mes réponses").click()
    expect(page.get_by_text("confirmé").first).to_be_visible()
    page.get_by_role("button", name="Revenir à ce qui était lu").first.click()
    expect(page.get_by_role("button", name="Revenir à ce qui était lu")).to_have_count(0)

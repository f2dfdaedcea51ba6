"""The ontology answers as one types, and as well when one presses the button."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_slip_of_the_pen_finds_the_gesture(page: Page, request: pytest.FixtureRequest):
    page.goto("/competences")
    box = page.get_by_label("Chercher un geste")
    box.press_sequentially("gelcot")
    if "without" in request.node.name:
        page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Appliquer un gelcoat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Appliquer un gelcoat")

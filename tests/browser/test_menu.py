"""The menu of the local desk, which opens every page: on a telephone and on a large screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from web.render import NAVIGATION

pytestmark = pytest.mark.browser
_LINE = 50  # pixels: a line of the menu is 44 high


def menu(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Navigation principale")


def height(page: Page) -> float:
    box = menu(page).bounding_box()
    assert box is not None
    return box["height"]


@pytest.mark.parametrize("path", ["/", "/besoins", "/relances"])
def test_on_a_telephone_it_takes_three_lines_at_most(page: Page, path: str):
    page.goto(path)
    assert height(page) <= 3 * _LINE


def test_on_a_telephone_the_keyboard_reaches_every_page(page: Page):
    page.goto("/")
    expect(menu(page).get_by_role("link")).to_have_count(6)
    menu(page).get_by_text("Autres pages").focus()
    page.keyboard.press("Enter")
    for entry in NAVIGATION:
        expect(menu(page).get_by_role("link", name=entry.label, exact=True)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(menu(page).get_by_text("Autres pages, dont celle-ci")).to_be_visible()


def test_on_a_large_screen_every_page_is_in_sight(chromium: Browser, server: str):
    context = chromium.new_context(base_url=server, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto("/")
    expect(menu(page).get_by_role("link")).to_have_count(len(NAVIGATION))
    expect(menu(page).get_by_text("Autres pages")).to_be_hidden()
    assert height(page) <= 2 * _LINE
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_has_no_fault_that_axe_finds(audit: Callable[[str, int], list[str]], width: int):
    assert audit("/relances", width) == []

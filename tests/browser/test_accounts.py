"""From an invitation to a closed sign-in, in a real browser over a real, empty database."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import free_port, wait_for

pytestmark = pytest.mark.browser
PASSWORD = "quatre poires sur un velo"


@pytest.fixture
def real_site(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Address of a real site, and the path of its first administrator's invitation."""
    port = free_port()
    environment = os.environ | {
        "MATRICE_DATABASE_URL": f"sqlite:///{tmp_path / 'base.sqlite3'}",
        "MATRICE_PORT": str(port),
    }
    matrice = str(Path(sys.executable).parent / "matrice")
    subprocess.run([matrice, "init"], env=environment, check=True, capture_output=True)
    made = subprocess.run(
        [matrice, "account", "create", "admin@essai.example", "Une Administratrice"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    link = re.search(r"/invitation/[\w-]+", made.stdout)
    assert link
    command = [matrice, "serve"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/sante", process)
            yield f"http://127.0.0.1:{port}", link[0]
        finally:
            process.terminate()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def browser_for(request: pytest.FixtureRequest, chromium: Browser, real_site: tuple[str, str]):
    """Opens a fresh browser context on the site, at phone width; closed at the end."""
    opened: list[BrowserContext] = []

    def fresh() -> Page:
        context = chromium.new_context(
            base_url=real_site[0],
            java_script_enabled=request.param,
            viewport={"width": 360, "height": 780},
            locale="fr-FR",
        )
        opened.append(context)
        return context.new_page()

    yield fresh
    for context in opened:
        context.close()


def come_in(page: Page, invitation: str) -> pyotp.TOTP:
    """Accept an invitation up to the recovery codes; give what makes the codes."""
    page.goto(invitation)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_label("Le même, une deuxième fois").fill(PASSWORD)
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Un code en plus")
    totp = pyotp.TOTP(page.locator("code.secret").inner_text().replace(" ", ""))
    expect(page.locator(".qr svg")).to_be_visible()
    page.get_by_label("Code à six chiffres").fill(totp.now())
    page.get_by_role("button", name="Vérifier").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="continuer").click()
    return totp


def test_from_an_invitation_to_a_closed_sign_in(browser_for, real_site: tuple[str, str]):
    admin = browser_for()
    come_in(admin, real_site[1])
    expect(admin).to_have_url(re.compile("/administration$"))

    admin.get_by_role("link", name="Inviter une personne").click()
    admin.get_by_label("Adresse électronique").fill("moi@essai.example")
    admin.get_by_label("Nom", exact=True).fill("Moi Même")
    admin.get_by_label("Rôle").select_option("interviewer")
    admin.get_by_label("Organisation").select_option(index=1)
    admin.get_by_role("button", name="Faire l'invitation").click()
    expect(admin.get_by_role("alert")).to_contain_text("Périmètre")
    expect(admin.get_by_label("Nom", exact=True)).to_have_value("Moi Même")
    admin.get_by_label("Lorient Agglomération").check()
    admin.get_by_role("button", name="Faire l'invitation").click()
    invitation = admin.locator("#lien").inner_text()

    mine = browser_for()
    come_in(mine, invitation)
    expect(mine).to_have_url(re.compile("/entretiens$"))
    mine.get_by_text("Autres pages").click()
    mine.get_by_role("link", name="Mon compte").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Moi Même")

    # The invitation has served: another browser cannot use it.
    other = browser_for()
    assert other.goto(invitation).status == 404

    other.goto("/entretiens")
    other.get_by_label("Adresse électronique").fill("MOI@essai.example")
    other.get_by_label("Mot de passe").fill("pas le bon mot de passe")
    other.get_by_role("button", name="Continuer").click()
    expect(other.get_by_role("alert")).to_contain_text("inexact")

    # Closing the sign-in from its own page ends it at the next page.
    mine.get_by_role("button", name="Fermer").click()
    mine.goto("/entretiens")
    expect(mine).to_have_url(re.compile("/connexion"))


def test_axe_finds_nothing_on_the_pages_of_accounts(chromium: Browser, real_site: tuple[str, str]):
    for width in (320, 1280):
        context = chromium.new_context(
            base_url=real_site[0], viewport={"width": width, "height": 900}, bypass_csp=True
        )
        page = context.new_page()
        found: dict[str, list[str]] = {}

        def look(page: Page = page, width: int = width, found: dict = found) -> None:
            wrong = [v["id"] for v in Axe().run(page).response["violations"]]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append("scrolls sideways")
            if wrong:
                found[page.url] = wrong

        for path in ("/connexion", "/mot-de-passe"):
            page.goto(path)
            look()
        if width == 320:
            page.goto(real_site[1])
            look()
            totp = come_in(page, real_site[1])
            cookies = context.cookies()
            assert totp
        else:
            context.add_cookies(cookies)
        for path in (
            "/administration",
            "/administration/comptes/nouveau",
            "/administration/comptes/1",
            "/administration/organisations/nouvelle",
            "/administration/organisations/1",
            "/administration/fusion",
            "/journal",
            "/compte",
        ):
            page.goto(path)
            look()
        context.close()
        assert found == {}

import pytest
from fastapi.testclient import TestClient

PAGES = ("/mentions-legales", "/donnees-personnelles", "/accessibilite", "/aide")


@pytest.mark.parametrize("path", PAGES)
def test_everybody_reads_what_the_site_says_of_itself(real_site: TestClient, path: str):
    assert real_site.get(path).status_code == 200
    assert f'href="{path}"' in real_site.get("/").text


def test_what_is_not_set_is_said_not_to_be(real_site: TestClient):
    assert "non renseigné" in real_site.get("/mentions-legales").text


def test_how_long_things_are_kept_is_what_the_settings_say(real_site: TestClient):
    page = real_site.get("/donnees-personnelles").text
    settings = real_site.app.state.settings  # type: ignore[attr-defined]
    assert f"{settings.journal_days} jours" in page
    assert f"{settings.sign_in_hours} heures" in page

from datetime import date

from fastapi.testclient import TestClient
from sqlmodel import Session, select

from data.storage.tables import PageViewRow


def stored(site: TestClient) -> dict[str, int]:
    site.app.state.views.write()  # type: ignore[attr-defined]
    with Session(site.app.state.engine) as db:  # type: ignore[attr-defined]
        rows = db.exec(select(PageViewRow).where(PageViewRow.day == date.today()))
        return {row.page: row.views for row in rows}


def test_pages_are_counted_by_family_and_by_day_and_nothing_else_is_kept(real_site: TestClient):
    before = stored(real_site)
    for path in ("/metiers", "/metiers/O-LAMINATOR", "/metiers/rien", "/manques.csv", "/"):
        real_site.get(path)
    real_site.post("/deconnexion", follow_redirects=False)
    after = stored(real_site)
    assert after["metiers"] - before.get("metiers", 0) == 2
    assert after["accueil"] - before.get("accueil", 0) == 1
    assert "manques.csv" not in after
    assert set(PageViewRow.model_fields) == {"day", "page", "views"}

"""The site over PostgreSQL: from signing in to the journal, the same as over SQLite."""

import re
from datetime import UTC, datetime

import pyotp
import pytest
from fastapi.testclient import TestClient

from data.storage.database import initialise
from skills.account import Role
from tests.web.people import LORIENT, PASSWORD, SECRET, a_person, an_organisation, signed_in
from web.app import create_app
from web.settings import Settings

pytestmark = pytest.mark.postgresql
NOTES = "il nous faut trois stratifieurs qui savent faire de l'infusion"


def test_from_signing_in_to_the_journal(postgresql_url: str):
    initialise(postgresql_url, kind="real")
    app = create_app(Settings(database_url=postgresql_url), demonstration=False)
    with TestClient(app, follow_redirects=False) as client:
        branch = an_organisation(app, Role.MANAGER, "Branche")
        person = a_person(
            app,
            Role.MANAGER,
            email="moi@essai.example",
            organisation=branch,
            perimeter=(LORIENT,),
            password=PASSWORD,
        )
        given = {"email": person.email, "password": PASSWORD}
        assert client.post("/connexion", data=given).status_code == 303
        code = pyotp.TOTP(SECRET).at(int(datetime.now(UTC).timestamp()))
        assert client.post("/connexion/code", data={"code": code}).status_code == 303

        sent = {"firm": "Essai", "commune": "56121", "held_on": "2026-11-20", "notes": NOTES}
        interview = client.post("/entretiens", data=sent).headers["location"]
        asked = {"start": "0", "end": str(len(NOTES)), "competences": "C-INFUSE"}
        assert client.post(f"{interview}/besoins", data=asked).status_code == 303
        need = re.search(r'href="(/besoins/\d+)"', client.get(interview).text).group(1)
        link = re.search(r"(/lien/[\w-]{43})", client.post(f"{need}/lien").text).group(1)
        assert signed_in(app, None).get(link).status_code == 200
        for path in ("/", "/besoins", need, "/journal?objet=need", "/compte", "/liens"):
            assert client.get(path).status_code == 200, path
        made = client.post("/compte/jetons", data={"name": "x", "scopes": ["needs:read"]}).text
        token = re.search(r"<code>([\w-]{43})</code>", made).group(1)
        bearer = {"Authorization": f"Bearer {token}"}
        assert signed_in(app, None).get("/api/v1/needs", headers=bearer).status_code == 200
        assert client.get(f"/besoins/{2**31 - 1}").status_code == 404
        assert client.post(f"{need}/annuler").status_code == 303
        assert signed_in(app, None).get(link).status_code == 404

        admin = a_person(app, Role.ADMINISTRATOR, email="a@essai.example", organisation=branch)
        keeper = signed_in(app, admin)
        for path in ("", "/comptes/1", f"/organisations/{branch}", "/fusion"):
            assert keeper.get(f"/administration{path}").status_code == 200, path
        assert keeper.post(f"/administration/organisations/{branch}/supprimer").status_code == 303
        path = f"/administration/comptes/{person.account}/supprimer"
        assert keeper.post(path).status_code == 303
        assert client.get("/entretiens").status_code == 303
    app.state.engine.dispose()

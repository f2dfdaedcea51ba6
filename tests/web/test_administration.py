"""Invitations from end to end, organisations, firms that are one, and the command line."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pyotp
import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from data.storage.firms import list_firms
from data.storage.interviews import add_interview
from data.storage.sign_in import make_mailed_link
from data.storage.tables import AccountRow, FirmRow, InterviewRow, MailedLinkRow
from skills.account import LOCAL_USER, Role
from skills.interview import Firm, Interview
from tests.web.people import LORIENT, PASSWORD, Person, a_person, an_organisation, signed_in
from web.deps import _now

NEW = "six cerises au fond du pot"


@pytest.fixture(scope="module")
def administrator(real_site: TestClient) -> Person:
    app = real_site.app
    organisation = an_organisation(app, Role.ADMINISTRATOR, "Territoire d'essai")
    return a_person(app, Role.ADMINISTRATOR, email="admin@essai.example", organisation=organisation)


@pytest.fixture
def admin(real_site: TestClient, administrator: Person) -> TestClient:
    return signed_in(real_site.app, administrator)


@pytest.fixture
def visitor(real_site: TestClient) -> TestClient:
    return signed_in(real_site.app, None)


@pytest.fixture
def later(real_site: TestClient) -> Iterator[dict[str, timedelta]]:
    moved = {"by": timedelta()}
    real_site.app.dependency_overrides[_now] = lambda: datetime.now(UTC) + moved["by"]
    yield moved
    real_site.app.dependency_overrides.clear()


def invitation(admin: TestClient, administrator: Person, email: str, **more: object) -> str:
    """The path of a new invitation's link."""
    sent = {
        "email": email,
        "name": "Invitée d'essai",
        "role": "interviewer",
        "organisation": str(administrator.organisation),
        "perimeter": [LORIENT],
    }
    page = admin.post("/administration/comptes", data=sent | more)
    assert page.status_code == 200, page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    return re.search(r"http://testserver(/invitation/[\w-]+)", page.text).group(1)


def test_an_invitation_leads_to_ones_own_pages(admin, administrator, visitor):
    link = invitation(admin, administrator, "invitee@essai.example")
    page = visitor.get(link)
    assert "Invitée d&#39;essai" in page.text
    assert page.headers["referrer-policy"] == "strict-origin"
    assert page.headers["cache-control"] == "no-store"
    chosen = visitor.post(link, data={"password": NEW, "again": NEW})
    assert chosen.headers["location"] == "/compte/second-facteur"
    assert visitor.get("/entretiens").status_code == 303
    shown = visitor.get("/compte/second-facteur").text
    assert "<svg" in shown
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', shown).group(1).replace(" ", "")
    assert visitor.post("/compte/second-facteur", data={"code": "000000"}).status_code == 422
    codes = visitor.post("/compte/second-facteur", data={"code": pyotp.TOTP(secret).now()})
    assert "Vos dix codes de secours" in codes.text
    assert visitor.get("/entretiens").status_code == 200
    assert visitor.get("/compte/second-facteur").headers["location"] == "/connexion"
    assert visitor.get("/administration").status_code == 404
    again = signed_in(visitor.app, None)
    assert again.get(link).status_code == 404
    assert again.post(link, data={"password": NEW, "again": NEW}).status_code == 404


def test_a_weak_password_does_not_use_the_invitation_up(admin, administrator, visitor):
    link = invitation(admin, administrator, "faible@essai.example")
    for first, second in (
        ("court", "court"),
        ("motdepasse123!", "motdepasse123!"),
        (NEW, PASSWORD),
    ):
        answer = visitor.post(link, data={"password": first, "again": second})
        assert answer.status_code == 422
        assert first not in answer.text or first == "court"
    assert visitor.post(link, data={"password": NEW, "again": NEW}).status_code == 303


def test_an_invitation_expires_and_a_new_one_replaces_it(admin, administrator, visitor, later):
    link = invitation(admin, administrator, "tard@essai.example")
    later["by"] = timedelta(days=8)
    assert visitor.get(link).status_code == 404
    later["by"] = timedelta()
    with Session(visitor.app.state.engine) as db:
        account = db.exec(select(AccountRow).where(AccountRow.email == "tard@essai.example")).one()
    page = admin.post(f"/administration/comptes/{account.id}/inviter").text
    other = re.search(r"http://testserver(/invitation/[\w-]+)", page).group(1)
    assert visitor.get(link).status_code == 404
    assert visitor.get(other).status_code == 200


@pytest.mark.parametrize("token", ["x", "A" * 43, "é", "%00", "../connexion"])
@pytest.mark.parametrize("place", ["/invitation/", "/mot-de-passe/"])
def test_a_forged_link_is_refused_in_a_plain_sentence(visitor, place, token):
    answer = visitor.get(place + token)
    assert answer.status_code in (404, 303, 200)
    if answer.status_code == 404:
        assert "Traceback" not in answer.text
        assert "n&#39;est pas valable" in answer.text or "n&#39;existe pas" in answer.text


def test_a_link_of_one_kind_does_not_serve_as_the_other(admin, administrator, visitor):
    token = invitation(admin, administrator, "genre@essai.example").rsplit("/", 1)[1]
    assert visitor.get(f"/mot-de-passe/{token}").status_code == 404


def test_a_new_password_by_link_closes_sign_ins_and_serves_once(real_site, administrator, visitor):
    app = real_site.app
    person = a_person(
        app,
        Role.INTERVIEWER,
        email="oubli@essai.example",
        organisation=administrator.organisation,
        perimeter=(LORIENT,),
        password=PASSWORD,
    )
    with Session(app.state.engine) as db:
        soon = datetime.now(UTC) + timedelta(hours=1)
        token = make_mailed_link(db, person.account, "password", expires_at=soon)
        db.commit()
    path = f"/mot-de-passe/{token}"
    assert visitor.get(path).headers["referrer-policy"] == "strict-origin"
    assert visitor.post(path, data={"password": NEW, "again": NEW}).status_code == 303
    assert visitor.post(path, data={"password": NEW, "again": NEW}).status_code == 404
    assert signed_in(app, person).get("/entretiens").status_code == 303
    with Session(app.state.engine) as db:
        kept = db.exec(select(MailedLinkRow.token_hash)).all()
    assert token not in kept


@pytest.mark.parametrize(
    "email",
    [
        "аdmin@essai.example",  # a Cyrillic « а »
        "admin@essаi.example",
        "admin@essai",
        "admin",
        "a b@essai.example",
        "admin@essai.example\r\nBcc: x@y.example",
        "é@essai.example",
        "x@-essai.example",
        "x" * 300 + "@essai.example",
    ],
)
def test_an_address_that_is_none_or_looks_like_another_is_refused(admin, administrator, email):
    sent = {"email": email, "name": "X", "role": "school", "organisation": "1"}
    answer = admin.post("/administration/comptes", data=sent)
    assert answer.status_code == 422
    assert "adresse électronique est attendue" in answer.text


@pytest.mark.parametrize(
    "email", ["ADMIN@Essai.Example", " admin@essai.example ", "ａdmin@essai.example"]
)
def test_the_same_address_written_otherwise_has_an_account_already(admin, administrator, email):
    sent = {
        "email": email,
        "name": "X",
        "role": "interviewer",
        "organisation": str(administrator.organisation),
        "perimeter": [LORIENT],
    }
    answer = admin.post("/administration/comptes", data=sent)
    assert answer.status_code == 422
    assert "a déjà un compte" in answer.text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"role": "local"}, "role"),
        ({"role": "employer"}, "role"),
        ({"organisation": "999"}, "organisation"),
        ({"perimeter": []}, "perimeter"),
        ({"perimeter": ["000000000"]}, "perimeter"),
    ],
)
def test_a_mistake_in_an_invitation_is_said_beside_its_field(admin, administrator, changed, field):
    sent = {
        "email": "quelquun@essai.example",
        "name": "Quelqu'un",
        "role": "interviewer",
        "organisation": str(administrator.organisation),
        "perimeter": [LORIENT],
    }
    answer = admin.post("/administration/comptes", data=sent | changed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "quelquun@essai.example" in answer.text


def test_the_last_administrator_can_neither_leave_nor_be_deleted(admin, administrator):
    path = f"/administration/comptes/{administrator.account}"
    sent = {"name": "Moi", "role": "territory_manager", "perimeter": [LORIENT], "enabled": "1"}
    sent["organisation"] = str(administrator.organisation)
    assert "dernier administrateur" in admin.post(path, data=sent).text
    refused = admin.post(f"{path}/supprimer")
    assert refused.status_code == 422
    assert "dernier administrateur" in refused.text
    assert admin.get("/administration").status_code == 200


def test_a_changed_role_closes_the_sign_ins_and_a_deleted_account_leaves_its_interviews(
    real_site, admin, administrator
):
    app = real_site.app
    person = a_person(
        app,
        Role.INTERVIEWER,
        email="partant@essai.example",
        organisation=administrator.organisation,
        perimeter=(LORIENT,),
        name="Partant d'essai",
    )
    client = signed_in(app, person)
    kept = client.post(
        "/entretiens",
        data={
            "firm": "Gardée",
            "commune": "56121",
            "held_on": "2026-11-20",
            "notes": "deux drapeurs",
        },
    ).headers["location"]
    path = f"/administration/comptes/{person.account}"
    sent = {"name": "Partant", "role": "interviewer", "perimeter": [LORIENT], "enabled": "1"}
    sent["organisation"] = str(administrator.organisation)
    assert admin.post(path, data=sent).status_code == 303
    assert client.get("/entretiens").status_code == 303
    assert admin.post(f"{path}/supprimer").status_code == 303
    assert admin.get(path).status_code == 404
    with Session(app.state.engine) as db:
        assert db.get(InterviewRow, int(kept.rsplit("/", 1)[1])) is not None


def test_an_organisation_is_added_changed_and_deleted_with_its_effects_shown(admin):
    sent = {"name": "Lycée d'essai", "kind": "school", "siret": "123"}
    assert "14 chiffres" in admin.post("/administration/organisations", data=sent).text
    sent["siret"] = "732 829 320 00074"
    assert admin.post("/administration/organisations", data=sent).status_code == 303
    listed = admin.get("/administration").text
    path = re.findall(r"/administration/organisations/\d+(?=\">Lycée)", listed)[0]
    assert "0 compte et 0 entretien" in admin.get(path).text
    assert admin.post(path, data=sent | {"verified": "1"}).status_code == 303
    assert admin.post(f"{path}/supprimer").status_code == 303
    assert admin.get(path).status_code == 404


def test_two_firms_become_one_with_the_effects_shown_first(real_site, admin):
    with Session(real_site.app.state.engine) as db:
        for name, commune in (("Chantier Un", "56121"), ("CHANTIER 1", "")):
            add_interview(db, Interview(Firm(name, commune), date(2026, 11, 20), "x", "besoin"))
        db.commit()
        ids = {f.name: f.id for f in list_firms(db, visible_to=LOCAL_USER)}
    kept, dropped = ids["CHANTIER 1"], ids["Chantier Un"]
    page = admin.get(f"/administration/fusion?kept={kept}&dropped={dropped}").text
    assert "« Chantier Un » disparaît ; 1 entretien" in page
    with Session(real_site.app.state.engine) as db:
        assert db.get(FirmRow, dropped) is not None
    same = admin.post("/administration/fusion", data={"kept": kept, "dropped": kept})
    assert same.status_code == 422
    done = admin.post("/administration/fusion", data={"kept": kept, "dropped": dropped})
    assert done.status_code == 303
    with Session(real_site.app.state.engine) as db:
        assert db.get(FirmRow, dropped) is None
        assert db.get(FirmRow, kept).commune == "56121"
        of_it = db.exec(select(InterviewRow).where(InterviewRow.firm_id == kept)).all()
    assert len(of_it) == 2

"""What attackers send first: numbers out of range, headers, huge bodies, odd paths."""

import pytest
from fastapi.testclient import TestClient

from skills.account import Role
from tests.web.people import LORIENT, Person, a_person, an_organisation, signed_in
from tests.web.routes import routes_of
from web.security import LARGEST_BODY

HUGE = (10**18, 10**19, 10**30, -1, 0, "0x1", "1e3", "é", "%00", "١", "' OR 1=1 --")


@pytest.fixture(scope="module")
def admin(real_site: TestClient) -> Person:
    app = real_site.app
    organisation = an_organisation(app, Role.ADMINISTRATOR, "Territoire d'essai")
    a_person(app, Role.ADMINISTRATOR, email="autre@essai.example", organisation=organisation)
    return a_person(app, Role.ADMINISTRATOR, email="a@essai.example", organisation=organisation)


@pytest.fixture(scope="module")
def author(real_site: TestClient) -> Person:
    app = real_site.app
    organisation = an_organisation(app, Role.INTERVIEWER, "Branche")
    return a_person(
        app,
        Role.INTERVIEWER,
        email="i@essai.example",
        organisation=organisation,
        perimeter=(LORIENT,),
    )


@pytest.fixture(scope="module")
def manager(real_site: TestClient, author: Person) -> Person:
    return a_person(
        real_site.app,
        Role.MANAGER,
        email="m@essai.example",
        organisation=author.organisation,
        perimeter=(LORIENT,),
    )


@pytest.mark.parametrize("value", HUGE, ids=str)
def test_a_number_out_of_range_names_nothing(real_site, admin, author, manager, value):
    for person in (admin, author, manager):
        client = signed_in(real_site.app, person)
        for asked in (
            f"atelier/vocabulaire?essai={value}",
            f"journal?compte={value}&apres={value}",
        ):
            assert client.get(f"/{asked}").status_code in (200, 404, 422), asked
    for person in (admin, author, manager):
        client = signed_in(real_site.app, person)
        for route in routes_of(real_site.app):
            if not route.parameters or route.pattern == "/deconnexion":
                continue
            sent = (
                {"data": {"start": "0", "end": "1", "code": "1"}} if route.method == "POST" else {}
            )
            path = route.path(dict.fromkeys(route.parameters, value))
            answer = client.request(route.method, path, **sent)
            assert answer.status_code in (200, 303, 404, 405, 422), route
            assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "host", ["ailleurs.example", "127.0.0.1.ailleurs.example", "a@b", "[", "", "127.0.0.1\r\nX: y"]
)
def test_a_forged_host_makes_no_link(real_site, admin, host):
    client = signed_in(real_site.app, admin)
    answer = client.post("/mot-de-passe", data={"email": "x@y.example"}, headers={"Host": host})
    assert answer.status_code == 421


def test_what_a_proxy_may_say_is_not_believed(real_site, admin):
    client = signed_in(real_site.app, admin)
    forged = {"X-Forwarded-Host": "ailleurs.example", "X-Forwarded-Proto": "https"}
    sent = {
        "email": f"x{id(client)}@essai.example",
        "name": "X",
        "role": "administrator",
        "organisation": str(admin.organisation),
    }
    page = client.post("/administration/comptes", data=sent, headers=forged).text
    assert "http://testserver/invitation/" in page
    assert "ailleurs.example" not in page


def test_a_huge_sign_in_is_refused_before_any_work(real_site):
    client = signed_in(real_site.app, None)
    sent = {"email": "a@essai.example", "password": "x" * (LARGEST_BODY + 1)}
    assert client.post("/connexion", data=sent).status_code == 413
    sent["password"] = "x" * 100_000
    assert client.post("/connexion", data=sent).status_code == 422


def test_a_sign_in_from_another_site_is_refused(real_site):
    client = signed_in(real_site.app, None)
    for headers in ({"Origin": "https://ailleurs.example"}, {"Sec-Fetch-Site": "cross-site"}):
        for path in ("/connexion", "/deconnexion", "/mot-de-passe", "/compte/jetons"):
            assert client.post(path, headers=headers).status_code == 403


def test_over_https_the_cookie_is_bound_to_its_host(real_site):
    client = TestClient(real_site.app, base_url="https://testserver", follow_redirects=False)
    said = client.post("/deconnexion").headers["set-cookie"]
    assert said.startswith("__Host-matrice=")
    assert "Secure" in said
    assert "Domain" not in said
    assert "Path=/" in said


@pytest.mark.parametrize("cookie", ["x", "A" * 43, "A" * 5000, "é", "' OR 1=1"])
def test_a_forged_cookie_opens_nothing(real_site, cookie):
    client = signed_in(real_site.app, None)
    answer = client.get("/entretiens", headers={"Cookie": f"matrice={cookie}".encode()})
    assert answer.status_code == 303

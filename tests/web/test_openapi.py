"""The API asked at random, as its OpenAPI document says it may be: no server error, no surprise."""

from collections.abc import Iterator

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from data.storage.database import initialise
from skills.account import Role
from tests.web.people import LORIENT, a_person, an_organisation
from web.app import create_app
from web.settings import Settings

pytestmark = pytest.mark.slow
OPERATIONS = (
    "/api/v1/interviews",
    "/api/v1/interviews/{interview_id}",
    "/api/v1/interviews/{interview_id}/reading",
    "/api/v1/needs",
    "/api/v1/needs/{need_id}",
    "/api/v1/needs/{need_id}/answers",
    "/api/v1/needs/{need_id}/suggestions",
    "/api/v1/needs/{need_id}/why-not",
    "/api/v1/gaps",
    "/api/v1/gaps/heat",
    "/api/v1/gaps/released",
)


@pytest.fixture(scope="module")
def cookie(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[object, str]]:
    """A real site with an interview, and the cookie of its author."""
    url = f"sqlite:///{tmp_path_factory.mktemp('base') / 'base.sqlite3'}"
    initialise(url, kind="real")
    app = create_app(Settings(database_url=url), demonstration=False)
    with TestClient(app) as client:
        person = a_person(
            app,
            Role.INTERVIEWER,
            email="moi@essai.example",
            organisation=an_organisation(app, Role.INTERVIEWER, "Branche"),
            perimeter=(LORIENT,),
        )
        client.cookies.set("matrice", person.token)
        sent = {"firm": "Essai", "commune": "56121", "held_on": "2026-11-20", "notes": "un drapeur"}
        assert client.post("/entretiens", data=sent).status_code == 200
        yield app, person.token


def test_the_operations_tried_are_all_of_them(cookie: tuple[object, str]):
    assert set(cookie[0].openapi()["paths"]) == set(OPERATIONS)


@pytest.mark.parametrize("path", OPERATIONS)
def test_no_request_that_the_document_allows_breaks_the_api(path: str, cookie: tuple[object, str]):
    api = schemathesis.openapi.from_asgi("/api/v1/openapi.json", cookie[0])

    @settings(
        max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @given(case=api[path]["GET"].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        for cookies in ({"matrice": cookie[1]}, {}):
            case.call_and_validate(cookies=cookies)

    ask()


def test_every_private_operation_says_that_it_needs_a_token_and_what_it_answers(
    cookie: tuple[object, str],
):
    app, _ = cookie
    for path, operations in app.openapi()["paths"].items():
        for operation in operations.values():
            if not path.startswith("/api/v1/gaps"):
                assert "401" in operation["responses"], path
                assert operation["security"], path
            if "{" in path:
                assert {"404", "422"} <= set(operation["responses"]), path

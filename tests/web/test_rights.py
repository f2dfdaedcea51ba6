"""A crawler: every role of one organisation asks every route for what belongs to another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlmodel import Session

from data.storage.interviews import add_interview, get_interview
from data.storage.learnt import propose_label
from data.storage.needs import add_need, get_need
from data.storage.projects import add_project
from data.storage.secret_links import make_secret_link
from data.storage.sign_in import list_sign_ins
from data.storage.tokens import list_api_tokens, make_api_token
from skills.account import GIVEN_ROLES, LOCAL_USER, Role, User
from skills.interview import Firm, Interview
from skills.journal import Deed
from skills.learnt import LabelKind, LearntLabel
from skills.need import Evidence, EvidenceKind, Need, NeededCompetence, NeedState
from skills.project import Project, ProjectNature
from skills.rights import Action, Thing, may
from skills.sign_in import LinkScope
from tests.web.people import LORIENT, QUIMPERLE, Person, a_person, an_organisation, signed_in
from tests.web.routes import Route, routes_of
from tests.web.steering_things import their_steering
from tests.web.their_decision import their_decision
from tests.web.their_visit import their_visit
from web.flows.journal import note_need

NOTES, QUOTE, FIRM = "MARQUE-NOTES", "MARQUE-CITATION", "MARQUE-ENTREPRISE"
ACCOUNT, ORGANISATION, TOKEN = "MARQUE-COMPTE", "MARQUE-ORGANISATION", "MARQUE-JETON"
MARKS = (NOTES, QUOTE, FIRM, ACCOUNT, ORGANISATION, TOKEN)
ABSENT = 987654
ROLES = (*GIVEN_ROLES, Role.VISITOR)
_NUMBERS = ("offer_id", "import_id", "pair_id", "opening_id", "place_id", "statement_id")
PUBLIC = {
    "code": "C-INFUSE",
    "kind": "competence",
    "name": "competences",
    "token": "A" * 43,
    **dict.fromkeys(_NUMBERS, "987654"),
}


@dataclass(frozen=True)
class Territory:
    """A site with two organisations of each kind, and the identifiers of what the second has."""

    app: FastAPI
    ours: dict[Role, Person | None]
    theirs: dict[Role, Person]
    ids: dict[str, int]

    def client(self, role: Role) -> TestClient:
        return signed_in(self.app, self.ours[role])


def _people(app: FastAPI, side: str, perimeter: str, firm: int | None) -> dict[Role, Person]:
    mark = f"{ORGANISATION} " if side == "b" else ""
    name = f"{ACCOUNT} b" if side == "b" else "Personne a"
    found = {}
    for role in GIVEN_ROLES:
        facts = {"firm": firm} if role is Role.EMPLOYER else {}
        organisation = an_organisation(app, role, f"{mark}{role.value} {side}", **facts)
        email = f"{role.value}-{side}@{ACCOUNT.lower() if side == 'b' else 'essai'}.example"
        found[role] = a_person(
            app, role, email=email, organisation=organisation, perimeter=(perimeter,), name=name
        )
    return found


def _interview(db: Session, firm: str, commune: str, organisation: int | None) -> tuple[int, int]:
    """An interview and its need, already sent; their identifiers."""
    theirs = f"{QUOTE} : infusion. {NOTES}"
    notes = "rien : infusion, pour nous autres" if commune == "56121" else theirs
    interview = Interview(
        Firm(firm, commune), date(2026, 11, 20), "x", notes, organisation=organisation
    )
    interview_id = add_interview(db, interview)
    kept = get_interview(db, interview_id, visible_to=LOCAL_USER)
    need_id = add_need(
        db,
        Need(
            firm=kept.firm,
            evidence=Evidence(EvidenceKind.SAID, notes[:30], 0, 30),
            occupation="",
            competences=(NeededCompetence("C-INFUSE"),),
            headcount=None,
            wanted_by=None,
            state=NeedState.SENT,
            interview_id=interview_id,
            decided_by="x",
            decided_at=datetime.now(UTC),
            reference_version="v",
        ),
    )
    return interview_id, need_id


@pytest.fixture(scope="module")
def territory(real_site: TestClient) -> Territory:
    app, now = real_site.app, datetime.now(UTC)
    with Session(app.state.engine) as db:
        _interview(db, "Notre entreprise", "56121", None)
        interview_id, need_id = _interview(db, FIRM, "29233", None)
        their_firm = get_interview(db, interview_id, visible_to=LOCAL_USER).firm
        our_firm = get_interview(db, interview_id - 1, visible_to=LOCAL_USER).firm
        db.commit()
    ours = _people(app, "a", LORIENT, our_firm.id)
    theirs = _people(app, "b", QUIMPERLE, their_firm.id)
    them = theirs[Role.INTERVIEWER]
    user = User(ACCOUNT, them.role, them.account, organisation=them.organisation)
    with Session(app.state.engine) as db:
        soon = now + timedelta(days=1)
        make_api_token(db, TOKEN, ("needs:read",), of=user, now=now, expires_at=soon)
        sign_in = list_sign_ins(db, visible_to=user, since=now - timedelta(days=1))[0]
        token = list_api_tokens(db, visible_to=user)[0]
        need = get_need(db, need_id, visible_to=LOCAL_USER)
        note_need(db, user, Deed.CREATED, need, now=now)
        make_secret_link(db, LinkScope.NEED, need_id, by=user, now=now, expires_at=soon)
        label = LearntLabel(
            "C-INFUSE", "mot a eux", LabelKind.ALIAS, QUOTE, f"interview:{interview_id}", "x",
            date(2026, 11, 20),
        )  # fmt: skip
        label_id = propose_label(db, label)
        project = Project(
            their_firm, FIRM, ProjectNature.EXTENSION, date(2026, 11, 20), interview_id=interview_id
        )
        project_id = add_project(db, project)
        decision_id = their_decision(db, need_id, QUOTE, at=now)
        visit = their_visit(db, their_firm.id or 0, NOTES, at=now)
        db.commit()
    steering = their_steering(app, project_id, mark=FIRM, words=NOTES)
    ids = {
        "label_id": label_id,
        "interview_id": interview_id,
        "need_id": need_id,
        "account_id": them.account,
        "organisation_id": them.organisation,
        "sign_in_id": sign_in.id,
        "token_id": token.id,
        "link_id": 1,
        "project_id": project_id,
        "decision_id": decision_id,
        **steering,
        **visit,
    }
    return Territory(app, {**ours, Role.VISITOR: None}, theirs, ids)


def _crawled(app: FastAPI) -> tuple[Route, ...]:
    return tuple(r for r in routes_of(app) if not r.pattern.startswith(("/statique/", "/favicon")))


def _asked_by(role: Role, app: FastAPI) -> tuple[Route, ...]:
    """What a role is made to ask. An administrator may delete all that there is: it is asked for,
    not written. Signing out ends the walk, and has its own test.
    """
    return tuple(
        route
        for route in _crawled(app)
        if route.method == "GET"
        or not (role is Role.ADMINISTRATOR or route.pattern == "/deconnexion")
    )


def _forbidden(role: Role) -> tuple[str, ...]:
    """What a role of ours may never read of theirs: an administrator keeps all the accounts."""
    return (NOTES, QUOTE, TOKEN) if role is Role.ADMINISTRATOR else MARKS


def _ask(client: TestClient, route: Route, values: dict[str, object]) -> tuple[int, str]:
    sent = {
        "start": "0",
        "end": "20",
        "competences": "C-INFUSE",
        "kept": "1",
        "dropped": "2",
        "state": "sent",
        "verdict": "set_aside",
    }
    body = {"data": sent} if route.method == "POST" else {}
    answer = client.request(route.method, route.path(values), **body)
    return answer.status_code, answer.text + repr(sorted(answer.headers.items()))


@pytest.fixture
def queries(territory: Territory) -> Iterator[list[str]]:
    """Every statement sent to the database."""
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(territory.app.state.engine, "before_cursor_execute", note)
    yield sent
    event.remove(territory.app.state.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_no_route_shows_a_role_what_belongs_to_another_organisation(
    territory: Territory, role: Role
):
    values = {**PUBLIC, **territory.ids}
    client, leaks = territory.client(role), []
    for route in _asked_by(role, territory.app):
        status, text = _ask(client, route, values)
        leaks += [(route, mark) for mark in _forbidden(role) if mark in text]
        assert status < 500, route
    assert leaks == []


def test_the_crawler_asks_every_route_as_every_role(territory: Territory):
    pairs = {role: len(_asked_by(role, territory.app)) for role in ROLES}
    print(f"\n{sum(pairs.values())} pairs of role and route, 0 leaks")
    routes = len(_crawled(territory.app))
    assert min(pairs.values()) > routes / 2
    assert sum(pairs.values()) > 0.9 * routes * len(ROLES)


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_absent_and_forbidden_look_the_same(territory: Territory, role: Role, queries: list[str]):
    client = territory.client(role)
    client.get("/manques")  # the catalogue is fitted once, by whoever comes first
    for route in _crawled(territory.app):
        mine = [name for name in route.parameters if name in territory.ids]
        if not mine or (role is Role.ADMINISTRATOR and _kept_by_administrators(route)):
            continue
        seen = []
        for values in (territory.ids, dict.fromkeys(territory.ids, ABSENT)):
            queries.clear()
            status, text = _ask(client, route, {**PUBLIC, **values})
            for value in values.values():  # what the request said is said again
                text = re.sub(rf"(?<=%2F){value}\b|(?<=/){value}\b", "…", text)
            text = re.sub(r"\('content-length', '\d+'\)", "", text)
            seen.append((status, text, len(queries)))
        assert seen[0] == seen[1], route
        assert seen[0][0] in (303, 401, 404), route


def _kept_by_administrators(route: Route) -> bool:
    return any(name in ("account_id", "organisation_id", "link_id") for name in route.parameters)


def test_the_crawler_sees_the_marks_where_they_may_be_seen(territory: Territory):
    """What proves that it would find a leak: the others do read their own."""
    theirs = signed_in(territory.app, territory.theirs[Role.INTERVIEWER])
    assert NOTES in theirs.get(f"/entretiens/{territory.ids['interview_id']}").text
    assert QUOTE in theirs.get(f"/api/v1/needs/{territory.ids['need_id']}").text
    assert FIRM in theirs.get("/besoins").text
    assert TOKEN in theirs.get("/compte").text
    for role in (Role.EMPLOYER, Role.COUNSELLOR):
        client = signed_in(territory.app, territory.theirs[role])
        assert QUOTE in client.get(f"/besoins/{territory.ids['need_id']}").text
        assert client.get(f"/entretiens/{territory.ids['interview_id']}").status_code == 404


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_a_page_opens_exactly_to_the_roles_that_have_its_right(territory: Territory, role: Role):
    client = territory.client(role)
    user = User("x", role)
    for path, thing in (
        ("/entretiens", Thing.INTERVIEW),
        ("/besoins", Thing.NEED),
        ("/journal", Thing.JOURNAL),
        ("/administration", Thing.ORGANISATION),
    ):
        shut = 303 if role is Role.VISITOR else 404
        expected = 200 if may(user, thing, Action.READ) else shut
        assert client.get(path).status_code == expected, path
    for path in ("/", "/metiers", "/competences", "/competences/C-INFUSE", "/manques"):
        assert client.get(path).status_code == 200


def test_every_parameter_of_a_route_has_a_value_to_crawl_with(territory: Territory):
    asked = {name for route in _crawled(territory.app) for name in route.parameters}
    assert asked <= {*PUBLIC, *territory.ids}


def test_whoever_is_not_public_is_not_asked_before_signing_in(territory: Territory):
    """A route is public because it is in this list, not because somebody forgot."""
    public = re.compile(
        r"/(|sante|connexion.*|deconnexion|invitation/.*|declarer.*|flux/.*|parcours.*|classe.*|formations.*|etablissements|alternance.*|catalogue/qualite|mot-de-passe.*|compte/second-facteur|lien/.*|visite/.*"
        r"|metiers.*|passerelles|competences.*|certifications.*|manques.*|atelier/lier.*|id/.*|api/v1/gaps(/released|/heat)?"
        r"|api/v1/openapi.json|aides(/.*)?|simuler.*|cohortes|mentions-legales|donnees-personnelles|accessibilite|aide)"
    )
    visitor = territory.client(Role.VISITOR)
    for route in _crawled(territory.app):
        if not public.fullmatch(route.pattern):
            status, _ = _ask(visitor, route, {**PUBLIC, **territory.ids})
            assert status == (401 if route.pattern.startswith("/api/") else 303), route

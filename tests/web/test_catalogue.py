"""The catalogue's pages and imports: found, relaxed, shown before, applied whole, undone."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from sqlmodel import Session

from data.readers import load_reference
from data.storage.catalogue_imports import list_imports, purge_shown
from data.storage.offers import list_offers
from data.storage.work import list_jobs
from matching.matcher import Matcher
from skills.account import STATISTICS, Role
from skills.training import (
    DeliveryMode,
    ImpreciseDate,
    Place,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)
from tests.web.people import LORIENT, a_person, an_organisation, signed_in
from web.flows.catalogue import (
    Wanted,
    _relaxed,
    fundings,
    search_catalogue,
)
from web.flows.import_jobs import apply_import
from web.flows.importing import save_taught
from web.forms.catalogue import NAMES, read_wanted, without

ON = date(2026, 11, 23)
REFERENCE = load_reference()


def offer(key: str, title: str = "Infusion", **facts: object) -> TrainingOffer:
    return TrainingOffer("essai", key, title, Provider("Organisme inventé"), **facts)  # type: ignore[arg-type]


def session(days: int, commune: str = "56121", left: int | None = 3) -> TrainingSession:
    start = ON + timedelta(days=days)
    return TrainingSession("1", ImpreciseDate(start), ImpreciseDate(start), Place(commune), 8, left)


NEAR = offer("a", sessions=(session(30),))
FAR = offer("b", "Infusion à Rennes", sessions=(session(10, "35238"),))
FULL = offer("c", "Infusion complète", sessions=(session(20, left=0),))


def titles(wanted: Wanted) -> list[str]:
    found = search_catalogue((NEAR, FAR, FULL), REFERENCE, wanted, on=ON)
    return [line.offer.key for line in found.lines]


def test_courses_are_ordered_by_their_next_session_or_by_distance():
    assert titles(Wanted()) == ["b", "c", "a"]
    assert titles(Wanted(near="56121", sort="distance")) == ["c", "a", "b"]
    assert titles(Wanted(near="56121", within_km=30)) == ["c", "a"]
    assert titles(Wanted(with_seats=True, starts_by=ON + timedelta(days=15))) == ["b"]
    assert titles(Wanted(words="rennes")) == ["b"]


PAID = offer(
    "p", "Peinture", sessions=(session(40),), funding=("Région Bretagne", "CPF"), cost=990.0
)
DRAPING = replace(
    offer("q", "Drapage", sessions=(session(50),)),
    teaches=(TaughtCompetence("C-DRAPE-PREPREG", 2, TeachingBasis.TEXT, 0.9),),
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"paye": "region bretagne"}, ["p"]),
        ({"competence": "C-DRAPE-PREPREG"}, ["q"]),
        ({"competence": "F-PREPREG"}, ["q"]),
        ({"famille": "F-PREPREG"}, ["q"]),
        ({"competence": "C-INFUSE"}, []),
        ({"apres": "2027-01-05", "avant": "2027-01-20"}, ["q"]),
        ({"apres": "n'importe"}, ["a", "p", "q"]),
        ({"tri": "title"}, ["q", "a", "p"]),
    ],
)
def test_every_facet_of_an_address_keeps_what_answers(query: dict[str, str], found: list[str]):
    lines = search_catalogue((NEAR, PAID, DRAPING), REFERENCE, read_wanted(query, REFERENCE), on=ON)
    assert [line.offer.key for line in lines.lines] == found


def test_who_may_pay_is_what_sources_say_however_they_write_it():
    other = offer("r", funding=("REGION BRETAGNE",))
    gone = offer("s", funding=("OPCO",), vanished=True)
    assert fundings((PAID, other, gone)) == (
        ("region bretagne", "Région Bretagne"),
        ("cpf", "CPF"),
    )


def test_a_condition_is_relaxed_by_its_own_names_and_no_other():
    asked = {"q": "x", "famille": "F-PREPREG", "km": "10"}
    assert without(asked, "taught") == "q=x&km=10"
    assert {name for name, _ in _relaxed(replace(Wanted(), **EVERY))} == set(NAMES)


EVERY = {
    "words": "x", "taught": "C-INFUSE", "occupation": "O-LAMINATOR", "level": 3,
    "mode": DeliveryMode.REMOTE, "within_km": 10, "starts_from": ON, "starts_by": ON,
    "funding": "x", "with_seats": True, "siret": "000000000",
}  # fmt: skip


def test_nothing_found_says_what_to_relax():
    wanted = Wanted(words="infusion", near="35238", within_km=10, with_seats=True,
                    starts_by=ON + timedelta(days=5))  # fmt: skip
    found = search_catalogue((NEAR, FAR, FULL), REFERENCE, wanted, on=ON)
    assert found.lines == ()
    assert dict(found.relax) == {"starts_by": 1}


def test_what_vanished_is_kept_and_not_shown():
    gone = offer("d", vanished=True, sessions=(session(5),))
    assert search_catalogue((gone,), REFERENCE, Wanted(), on=ON).found == 0


@pytest.fixture(scope="module")
def manager(real_site: TestClient) -> TestClient:
    app = real_site.app
    with Session(app.state.engine) as db:
        save_taught(db, Matcher().fit(REFERENCE), [NEAR, FAR, FULL], on=ON)
        db.commit()
    body = an_organisation(app, Role.MANAGER, "Territoire")
    person = a_person(app, Role.MANAGER, email="m@essai.example", organisation=body,
                      perimeter=(LORIENT,))  # fmt: skip
    return signed_in(app, person)


def keys(site: TestClient, source: str = "tableau") -> dict[str, bool]:
    with Session(site.app.state.engine) as db:
        found = list_offers(db, visible_to=STATISTICS)
    return {one.title: one.vanished for one in found if one.source == source}


def work(site: TestClient, import_id: int) -> None:
    with Session(site.app.state.engine) as db:
        apply_import(db, Matcher().fit(REFERENCE), import_id, now=datetime.now(UTC))
        db.commit()


def send(site: TestClient, text: str, **more: str) -> int:
    answer = site.post("/imports", files={"file": ("a.csv", text.encode())}, data=more)
    assert answer.status_code == 303
    return int(answer.headers["location"].rsplit("/", 1)[1])


TABLE = "Intitulé;Organisme;Date de début;Ville\nCours A;Inventé;01/03/2099;Lorient\n"


def test_public_pages_answer_and_a_course_says_what_is_not_known(manager, real_site):
    visitor = signed_in(real_site.app, None)
    page = visitor.get("/formations?pres=56121&km=40&tri=distance").text
    assert "Infusion" in page
    link = re.search(r'href="(/formations/\d+)"', page).group(1)
    course = visitor.get(link).text
    assert "non communiqué" in course
    assert "application/ld+json" in course
    assert visitor.get(f"{link}/sessions.ics").text.startswith("BEGIN:VCALENDAR")
    table = visitor.get("/formations.csv").text.splitlines()
    assert table[0].startswith("id,title,provider")
    names = [field["name"] for field in visitor.get("/formations.schema.json").json()["fields"]]
    assert table[0].split(",") == names
    feed = etree.fromstring(visitor.get("/formations.atom").content)
    assert feed.tag.endswith("feed")
    exchanged = visitor.get("/formations.lheo.xml?pres=56121&km=40")
    assert exchanged.headers["content-type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(exchanged.content)
    assert root.tag == "{http://lheo.gouv.fr/2.3}lheo"
    assert len(root.findall(".//{*}formation")) == 2
    nothing = visitor.get("/formations.lheo.xml?siret=000000000")
    assert nothing.status_code == 404
    assert "il n&#39;y a rien à écrire" in nothing.text
    for path in ("/alternance", "/catalogue/qualite", "/formations?q=zzz&page=99&km=x&niveau=12"):
        assert visitor.get(path).status_code == 200
    assert visitor.get("/imports").status_code == 303


def test_an_import_is_shown_before_it_changes_anything(manager):
    before = keys(manager)
    answer = manager.post("/imports/apercu", files={"file": ("a.csv", TABLE.encode())})
    assert "1 nouveau" in answer.text
    assert "Cours A" in answer.text
    assert keys(manager) == before
    asked = re.search(r'action="(/imports/(\d+)/appliquer)"', answer.text)
    assert "à confirmer" in manager.get(f"/imports/{asked[2]}").text
    work(manager, int(asked[2]))  # nobody asked for it yet
    assert keys(manager) == before
    for _ in range(2):  # asked twice, applied once
        assert manager.post(asked[1]).status_code == 303
    with Session(manager.app.state.engine) as db:
        assert sum(job.about == int(asked[2]) for job in list_jobs(db)) == 1
    work(manager, int(asked[2]))
    assert "Cours A" in keys(manager)
    manager.post(f"/imports/{asked[2]}/annuler")
    assert keys(manager) == before


def test_a_file_that_was_only_shown_is_forgotten_after_a_day(manager):
    manager.post("/imports/apercu", files={"file": ("a.csv", TABLE.encode())})
    with Session(manager.app.state.engine) as db:
        count = len(list_imports(db, most=1000))
        assert purge_shown(db, before=datetime.now(UTC) - timedelta(days=1)) == 0
        assert purge_shown(db, before=datetime.now(UTC) + timedelta(days=1)) >= 1
        assert len(list_imports(db, most=1000)) < count
        db.rollback()


def test_an_import_is_applied_once_and_undone(manager):
    first = send(manager, TABLE)
    assert "en attente" in manager.get(f"/imports/{first}").text
    work(manager, first)
    work(manager, first)  # a worker that comes back does nothing twice
    assert keys(manager) == {"Cours A": False}
    second = send(manager, TABLE.replace("Lorient", "Vannes") + "Cours B;Inventé;;\n")
    work(manager, second)
    assert set(keys(manager)) == {"Cours A", "Cours B"}
    assert manager.post(f"/imports/{first}/annuler").status_code == 422
    manager.post(f"/imports/{second}/annuler")
    assert keys(manager) == {"Cours A": False}
    assert "revenu" in manager.get(f"/imports/{second}").text


def test_a_complete_file_says_what_has_vanished_and_it_comes_back(manager):
    work(manager, send(manager, TABLE + "Cours C;Inventé;;\n"))
    work(manager, send(manager, TABLE, complete="1"))
    assert keys(manager)["Cours C"] is True
    work(manager, send(manager, TABLE + "Cours C;Inventé;;\n"))
    assert keys(manager)["Cours C"] is False


def test_a_complete_table_of_one_body_says_nothing_of_the_others(manager):
    work(manager, send(manager, TABLE + "Cours D;Autre organisme;;\n"))
    work(manager, send(manager, TABLE.replace("Cours A", "Cours E"), complete="1"))
    shown = keys(manager)
    assert (shown["Cours A"], shown["Cours D"], shown["Cours E"]) == (True, False, False)


def test_a_bad_file_is_refused_and_the_catalogue_is_as_before(manager):
    before = keys(manager)
    bad = b"<?xml version='1.0'?><!DOCTYPE lheo [<!ENTITY a 'b'>]><lheo>&a;</lheo>"
    answer = manager.post("/imports/apercu", files={"file": ("a.xml", bad)})
    assert answer.status_code == 422
    assert "entités" in answer.text
    sent = manager.post("/imports", files={"file": ("a.xml", bad)})
    work(manager, int(sent.headers["location"].rsplit("/", 1)[1]))
    assert "refusé" in manager.get(sent.headers["location"]).text
    unknown = manager.post("/imports", files={"file": ("a.bin", b"\x00\x01")})
    assert unknown.status_code == 422
    assert keys(manager) == before


def test_a_body_finds_its_own_courses_from_its_account(real_site):
    body = an_organisation(real_site.app, Role.TRAINING_BODY, "Corps", siret="12345678900011")
    person = a_person(real_site.app, Role.TRAINING_BODY, email="o@essai.example", organisation=body)
    page = signed_in(real_site.app, person).get("/compte").text
    assert 'href="/formations.lheo.xml?siret=12345678900011"' in page

"""The same offer in several sources: measured on labelled pairs, put together, reviewed, undone."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from sqlmodel import Session

from data.readers import load_reference
from data.readers.gold import GOLD_FOLDER
from data.readers.offer_pairs import read_offer_pairs
from data.storage.offers import list_offers
from data.storage.same_offers import list_same
from matching.matcher import Matcher
from skills.account import STATISTICS, Role
from skills.same_offer import SameVerdict
from skills.training import ImpreciseDate, Place, Provider, TrainingOffer, TrainingSession
from tests.web.people import LORIENT, a_person, an_organisation, signed_in
from web.flows.duplicates import catalogue_offers
from web.flows.import_jobs import apply_import
from web.flows.importing import save_taught

MATCHER = Matcher().fit(load_reference())
TEST_HALF = "a14baaddf02329d805c5f5874523608ea2d1db8653b5714faad9fe84bbf0dd82"
PRECISION, RECALL = 0.98, 0.90


def test_the_test_half_is_frozen():
    content = (GOLD_FOLDER / "offer_pairs_test.csv").read_bytes()
    assert hashlib.sha256(content).hexdigest() == TEST_HALF


@pytest.mark.parametrize(("half", "pairs"), [("dev", 200), ("test", 100)])
def test_what_is_put_together_alone_is_right_and_little_is_missed(half: str, pairs: int):
    labelled = tuple(read_offer_pairs(GOLD_FOLDER / f"offer_pairs_{half}.csv"))
    assert len(labelled) == pairs
    merged = [
        pair.same
        for pair in labelled
        if any(p.verdict is SameVerdict.SAME for p in MATCHER.same_offers((pair.one, pair.other)))
    ]
    assert sum(merged) >= PRECISION * len(merged)
    assert sum(merged) >= RECALL * sum(pair.same for pair in labelled)


def offer(source: str, key: str, title: str, **facts: object) -> TrainingOffer:
    when = ImpreciseDate(date(2099, 3, 1))
    told = {
        "provider": Provider("Maison inventée des Résines", "00010100000011"),
        "sessions": (TrainingSession("1", when, place=Place("56121")),),
        "hours": 70,
        **facts,
    }
    return TrainingOffer(source, key, title, **told)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def manager(real_site: TestClient) -> TestClient:
    app = real_site.app
    with Session(app.state.engine) as db:
        save_taught(
            db,
            MATCHER,
            [
                offer("lheo", "L1", "Infusion de coques", level=3),
                offer("onisep", "O1", "INFUSION DE COQUES", cost=1200.0),
                offer("lheo", "L2", "Collage structural"),
                offer("onisep", "O2", "Collage structural des coques", hours=400),
            ],
            on=date(2026, 11, 23),
        )
        db.commit()
    body = an_organisation(app, Role.MANAGER, "Territoire")
    person = a_person(app, Role.MANAGER, email="d@essai.example", organisation=body,
                      perimeter=(LORIENT,))  # fmt: skip
    return signed_in(app, person)


def shown(site: TestClient) -> list[str]:
    with Session(site.app.state.engine) as db:
        return [one.title for one in catalogue_offers(db, MATCHER)]


def pair_id(site: TestClient, verdict: SameVerdict) -> int:
    with Session(site.app.state.engine) as db:
        return next(pair.id or 0 for pair in list_same(db) if pair.verdict is verdict)


def number(site: TestClient, key: str) -> int:
    with Session(site.app.state.engine) as db:
        return next(o.id or 0 for o in list_offers(db, visible_to=STATISTICS) if o.key == key)


def test_two_records_of_one_offer_stand_once_and_say_where_each_field_comes_from(manager):
    assert len(shown(manager)) == 3
    page = manager.get(f"/formations/{number(manager, 'L1')}").text
    assert "2 sources décrivent cette formation" in page
    assert "1200 €" in page
    other = manager.get(f"/formations/{number(manager, 'O1')}")
    assert other.headers["location"] == f"/formations/{number(manager, 'L1')}"
    assert manager.get("/formations").text.count("card-title") == 3


def test_a_course_told_twice_is_exported_once(manager):
    flow = etree.fromstring(manager.get("/formations.lheo.xml").content)
    titles = [e.text for e in flow.iter() if str(e.tag).endswith("}intitule-formation")]
    assert sorted(titles) == sorted(shown(manager))


def test_what_is_unsure_waits_for_a_person_and_every_decision_is_undone(manager):
    queue = manager.get("/catalogue/doublons").text
    assert "Collage structural des coques" in queue
    assert "une autre durée" in queue
    asked = pair_id(manager, SameVerdict.MAYBE)
    for verdict, offers, where in (
        ("same", 2, "reunies"),
        ("undo", 3, "a-relire"),
        ("apart", 3, "separees"),
        ("undo", 3, "a-relire"),
    ):
        answer = manager.post(f"/catalogue/doublons/{asked}", data={"verdict": verdict})
        assert answer.headers["location"].endswith(where)
        assert len(shown(manager)) == offers
        page = manager.get(answer.headers["location"]).text
        assert "Collage structural des coques" in page
        assert ("Personne d&#39;essai" in page) is (verdict != "undo")
    unknown = manager.post(f"/catalogue/doublons/{asked}", data={"verdict": "peut-être"})
    assert unknown.status_code == 422
    assert manager.post("/catalogue/doublons/99999", data={"verdict": "same"}).status_code == 404


def test_what_is_put_together_alone_can_be_set_apart(manager):
    joined = pair_id(manager, SameVerdict.SAME)
    manager.post(f"/catalogue/doublons/{joined}", data={"verdict": "apart"})
    assert len(shown(manager)) == 4
    manager.post(f"/catalogue/doublons/{joined}", data={"verdict": "undo"})
    assert len(shown(manager)) == 3


TABLE = (
    "Intitulé;Organisme;SIRET;Date de début;Ville;Heures\n"
    "Collage structural des coques;Maison Résines;00010100000011;01/03/2099;Lorient;400\n"
)


def test_an_import_looks_for_the_same_offer_elsewhere_and_its_undoing_forgets_it(manager):
    before = shown(manager)
    sent = manager.post("/imports", files={"file": ("a.csv", TABLE.encode())})
    path = sent.headers["location"]
    with Session(manager.app.state.engine) as db:
        apply_import(db, MATCHER, int(path.rsplit("/", 1)[1]), now=datetime.now(UTC))
        db.commit()
    assert len(shown(manager)) == len(before)
    assert "1 rapprochement fait avec une autre source, 1 à relire" in manager.get(path).text
    manager.post(f"{path}/annuler")
    assert shown(manager) == before
    with Session(manager.app.state.engine) as db:
        assert not any("tableau" in (p.one.source, p.other.source) for p in list_same(db))


def test_only_those_who_keep_the_catalogue_review_it(manager, real_site):
    assert signed_in(real_site.app, None).get("/catalogue/doublons").status_code == 303
    body = an_organisation(real_site.app, Role.TRAINING_BODY, "Organisme d'essai")
    person = a_person(real_site.app, Role.TRAINING_BODY, email="o@essai.example", organisation=body)
    assert signed_in(real_site.app, person).get("/catalogue/doublons").status_code == 404

"""Who does what for a need: states, owners, reminders, training bodies that take it in charge."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from sqlmodel import Session, select

from data.storage.tables import InterviewRow, LetterRow, NeedRow
from skills.account import Role
from tests.web.people import LORIENT, QUIMPERLE, a_person, an_organisation, signed_in
from web.choices import communes_by_epci
from web.flows.answers import remind
from web.flows.subscriptions import tell_subscribers

NOTES = "Il nous faut trois stratifieurs qui savent faire de l'infusion. Le patron hésite."


@pytest.fixture(scope="module", autouse=True)
def _stay(site: TestClient) -> None:
    site.follow_redirects = False


@pytest.fixture
def need(site: TestClient) -> str:
    sent = {"firm": "Chantier suivi", "commune": "56121", "held_on": "2026-11-20", "notes": NOTES}
    interview = site.post("/entretiens", data=sent).headers["location"]
    end = NOTES.index(" Le patron")
    site.post(f"{interview}/besoins", data={"start": "0", "end": str(end),
                                            "competences": "C-INFUSE"})  # fmt: skip
    return re.search(r'href="(/besoins/\d+)"', site.get(interview).text).group(1)


def body(site: TestClient, role: Role, name: str, perimeter: str = LORIENT) -> TestClient:
    organisation = an_organisation(site.app, role, name)
    email = f"{name.split(maxsplit=1)[0].lower()}-{organisation}@essai.example"
    person = a_person(site.app, role, email=email, organisation=organisation,
                      perimeter=(perimeter,), name=f"Personne de {name}")  # fmt: skip
    return signed_in(site.app, person)


def state(site: TestClient, need: str) -> str:
    return site.get(need.replace("/besoins", "/api/v1/needs")).json()["need"]["state"]


def send(site: TestClient, need: str) -> None:
    site.post(f"{need}/etat", data={"state": "sent"})


def test_a_need_belongs_to_whoever_confirmed_it_and_is_to_be_qualified(site, need):
    page = site.get(need).text
    assert "Suivi par Personne d&#39;essai" in page
    assert state(site, need) == "to_qualify"


def test_a_training_body_sees_a_need_once_it_is_sent_without_its_firm(site, need):
    school = body(site, Role.TRAINING_BODY, "Formateur A")
    number = need.rsplit("/", 1)[1]
    assert f'id="n{number}"' not in school.get("/demandes").text
    send(site, need)
    page = school.get("/demandes").text
    assert f'id="n{number}"' in page
    assert "Chantier suivi" not in page
    assert "trois stratifieurs" not in page
    assert school.get(need).status_code == 404  # the whole need is not theirs


def test_the_body_that_takes_it_in_charge_sees_the_firm_and_the_firm_sees_it(site, need):
    send(site, need)
    school = body(site, Role.TRAINING_BODY, "Formateur B")
    other = body(site, Role.TRAINING_BODY, "Formateur C")
    number = need.rsplit("/", 1)[1]
    school.post(f"/demandes/{number}/etat", data={"state": "taken"})
    assert "Chantier suivi" in school.get("/demandes").text
    assert "Chantier suivi" not in other.get("/demandes").text
    interview = re.search(r'href="(/entretiens/\d+)"', site.get(need).text).group(1)
    page = site.post(f"{interview}/lien", data={}).text
    link = re.search(r"http://testserver(/lien/[\w-]{43})", page).group(1)
    firm = signed_in(site.app, None)
    assert "Formateur B s'en occupe" in firm.get(link).text
    school.post(f"/demandes/{number}/etat", data={"state": "solved", "words": "Session en mars"})
    page = firm.get(link).text
    assert "Résolu" in page
    assert "Session en mars" in page


def test_words_are_shown_to_bodies_once_the_firm_lets_them(site, need):
    send(site, need)
    school = body(site, Role.SCHOOL, "Lycée D")
    interview = re.search(r'href="(/entretiens/\d+)"', site.get(need).text).group(1)
    page = site.post(f"{interview}/lien", data={}).text
    link = re.search(r"http://testserver(/lien/[\w-]{43})", page).group(1)
    signed_in(site.app, None).post(f"{link}/engagements", data={"quotes_allowed": "1"})
    page = school.get("/demandes").text
    assert "trois stratifieurs" in page
    assert "Le patron" not in page


def test_a_body_of_another_territory_sees_and_takes_nothing(site, need):
    send(site, need)
    far = body(site, Role.TRAINING_BODY, "Formateur E", QUIMPERLE)
    number = need.rsplit("/", 1)[1]
    assert f'id="n{number}"' not in far.get("/demandes").text
    assert far.post(f"/demandes/{number}/etat", data={"state": "taken"}).status_code == 404


def test_a_need_goes_only_where_it_may_and_moves_once(site, need):
    assert site.post(f"{need}/etat", data={"state": "solved"}).status_code == 422
    assert site.post(f"{need}/etat", data={"state": "nowhere"}).status_code == 422
    for _ in range(2):
        send(site, need)
    assert site.get(need).text.count(": transmis, par") == 1
    assert state(site, need) == "sent"


def test_whoever_follows_a_need_may_change(site, need):
    colleague = body(site, Role.INTERVIEWER, "Collègue F")
    colleague.post(f"{need}/suivre")
    assert "Suivi par Personne de Collègue F" in site.get(need).text


def _age(site: TestClient, need: str, days: int) -> None:
    with Session(site.app.state.engine) as db:
        row = db.get(NeedRow, int(need.rsplit("/", 1)[1]))
        row.moved_at = datetime.now(UTC) - timedelta(days=days)
        row.reminded = 0
        db.add(row)
        db.commit()


def _letters(site: TestClient, subject: str) -> list[LetterRow]:
    with Session(site.app.state.engine) as db:
        return list(db.exec(select(LetterRow).where(LetterRow.subject == subject)))


def _remind(site: TestClient, now: datetime) -> int:
    with Session(site.app.state.engine) as db:
        sent = remind(db, now=now, site="http://testserver")
        db.commit()
    return sent


def test_the_owner_is_reminded_once_for_each_step(site, need):
    now = datetime.now(UTC)
    _remind(site, now)
    before = len(_letters(site, "Des besoins vous attendent"))
    _age(site, need, 10)
    assert _remind(site, now) == 1
    assert _remind(site, now) == 0
    assert _remind(site, now + timedelta(days=12)) >= 1
    assert len(_letters(site, "Des besoins vous attendent")) >= before + 2
    assert "Chantier suivi" in site.get("/relances").text


def test_a_need_without_news_for_six_months_is_withdrawn(site, need):
    _age(site, need, 190)
    assert "périmé" in site.get("/relances").text
    _remind(site, datetime.now(UTC))
    assert state(site, need) == "withdrawn"
    assert "six mois sans nouvelle" in site.get(need).text


def test_a_firm_is_to_be_heard_again_after_a_year(site, need):
    interview = re.search(r'href="(/entretiens/\d+)"', site.get(need).text).group(1)
    with Session(site.app.state.engine) as db:
        for row in db.exec(select(InterviewRow)).all():
            row.held_on = date(2024, 3, 1)
            db.add(row)
        db.commit()
    assert interview in site.get("/relances").text


def test_a_body_follows_its_fields_and_is_told_once_of_what_is_new(site, need):
    school = body(site, Role.TRAINING_BODY, "Formateur G")
    school.post("/demandes/abonnement", data={"families": ["F-INFUSION"], "by_letter": "1"})
    send(site, need)
    reference = site.app.state.vocabulary.latest.matcher.reference_

    def tell() -> int:
        with Session(site.app.state.engine) as db:
            told = tell_subscribers(db, reference, communes_by_epci(reference),
                                    now=datetime.now(UTC), site="http://testserver")  # fmt: skip
            db.commit()
        return told

    assert tell() == 1
    assert tell() == 0
    letter = _letters(site, "De nouveaux besoins dans vos domaines")[-1]
    assert "Chantier suivi" not in letter.text
    assert "Lorient" in letter.text


def test_a_feed_gives_the_same_needs_to_a_program_and_only_by_its_secret(site, need):
    school = body(site, Role.TRAINING_BODY, "Formateur H")
    school.post("/demandes/abonnement", data={"families": ["F-INFUSION"]})
    page = school.post("/demandes/flux").text
    address = re.search(r"http://testserver(/flux/besoins/[\w-]{43})", page).group(1)
    send(site, need)
    program = signed_in(site.app, None)
    feed = program.get(address)
    assert feed.headers["content-type"].startswith("application/atom+xml")
    root = etree.fromstring(feed.content)
    titles = root.findall("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title")
    assert titles
    assert "Chantier suivi" not in feed.text
    assert program.get("/flux/besoins/" + "A" * 43).status_code == 404
    school.post("/demandes/abonnement", data={"end": "1"})
    assert program.get(address).status_code == 404


def test_fields_that_one_does_not_follow_are_said_to_be_elsewhere(site, need):
    send(site, need)
    school = body(site, Role.TRAINING_BODY, "Formateur I")
    school.post("/demandes/abonnement", data={"families": ["F-MAINTENANCE"]})
    page = school.get("/demandes").text
    assert "Voir tous les domaines" in page or "hors de vos domaines" in page
    number = need.rsplit("/", 1)[1]
    assert f'id="n{number}"' in school.get("/demandes?tout=1").text

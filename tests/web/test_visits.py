"""A class asks for a visit: the firm answers without an account, and the teacher sees it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from data.storage.firms import keep_firm
from data.storage.interviews import add_interview
from data.storage.promises import keep_promises
from data.storage.secret_links import make_secret_link
from data.storage.tables import LetterRow, VisitRequestRow
from data.storage.visits import keep_host_contact
from skills.account import LOCAL_USER, Role
from skills.interview import Firm, Interview
from skills.sign_in import LinkScope
from skills.terms_of_work import Commitment
from tests.web.people import LORIENT, a_person, an_organisation, signed_in
from web.flows.visits import remind_visits
from web.flows.work import work_once
from web.settings import Settings

LINK = re.compile(r"https?://[^\s\"<>]+/visite/([\w-]+)")


@pytest.fixture(scope="module")
def teacher(real_site: TestClient) -> TestClient:
    return signed_in(real_site.app, None)


def a_firm(site: TestClient, name: str, *, address: str = "accueil@atelier.example") -> int:
    with Session(site.app.state.engine) as db:
        firm = keep_firm(db, Firm(name, "56121")).id or 0
        keep_promises(db, firm, (Commitment.VISIT,), on=date.today(), named=True)
        keep_host_contact(db, firm, address, now=datetime.now(UTC))
        db.commit()
    return firm


def weeks(site: TestClient, firm: int) -> list[str]:
    return re.findall(
        r'<option value="(\d{4}-\d\d-\d\d)"', site.get(f"/visite/demander/{firm}").text
    )


def ask(site: TestClient, firm: int, **said: object):
    typed = {"school": "Lycée d'essai, Lorient", "school_class": "Seconde",
             "teacher": "prof@lycee.example", "weeks": weeks(site, firm)[2:4]}  # fmt: skip
    return site.post(f"/visite/demander/{firm}", data=typed | said)


def letters(site: TestClient) -> list[LetterRow]:
    with Session(site.app.state.engine) as db:
        return list(db.exec(select(LetterRow).order_by(LetterRow.id)))  # type: ignore[arg-type]


def newest(site: TestClient, to: str) -> LetterRow:
    return [letter for letter in letters(site) if letter.to == to][-1]


def opened(site: TestClient, to: str) -> str:
    """The page that the newest letter to an address opens."""
    return f"/visite/{LINK.search(newest(site, to).text)[1]}"


def test_from_the_class_to_an_accepted_day_in_both_agendas(teacher):
    firm = a_firm(teacher, "Atelier Un")
    assert f'href="/visite/demander/{firm}"' in teacher.get("/classe").text
    asked = ask(teacher, firm)
    assert asked.status_code == 303
    mine = asked.headers["location"]
    assert "en attente" in teacher.get(mine).text
    theirs = opened(teacher, "accueil@atelier.example")
    shown = teacher.get(theirs)
    assert shown.headers["cache-control"] == "no-store"
    assert "prof@lycee.example" in shown.text
    day = re.search(r'<option value="(\d{4}-\d\d-\d\d)"', shown.text)[1]
    answer = teacher.post(theirs, data={"do": "accept", "day": day, "words": "Chaussures fermées."})
    assert answer.status_code == 303
    for page in (mine, opened(teacher, "prof@lycee.example"), theirs):
        assert "Chaussures fermées." in teacher.get(page).text
        told = teacher.get(f"{page}/agenda.ics").text
        assert f"DTSTART;VALUE=DATE:{day.replace('-', '')}" in told
    assert "Chaussures fermées." in newest(teacher, "prof@lycee.example").text


def test_nothing_can_be_said_of_the_pupils(teacher):
    form = teacher.get(f"/visite/demander/{a_firm(teacher, 'Atelier Onze')}").text
    form = form.partition('<form class="form"')[2].partition("</form>")[0]
    assert set(re.findall(r' name="([^"]+)"', form)) == {
        "school",
        "school_class",
        "teacher",
        "weeks",
    }
    columns = set(VisitRequestRow.__table__.columns.keys())
    assert columns == {"id", "firm_id", "school", "school_class", "teacher", "weeks", "asked_at",
                       "state", "day", "words", "moved_at", "reminded"}  # fmt: skip


def test_another_date_is_proposed_then_accepted_by_the_teacher(teacher):
    firm = a_firm(teacher, "Atelier Deux", address="deux@atelier.example")
    mine = ask(teacher, firm, teacher="deux@lycee.example").headers["location"]
    theirs = opened(teacher, "deux@atelier.example")
    other = (date.today() + timedelta(days=60)).isoformat()
    teacher.post(theirs, data={"do": "propose", "other": other})
    assert "à vous de répondre" in teacher.get(mine).text
    teacher.post(mine, data={"do": "accept"})
    assert "acceptée" in teacher.get(theirs).text
    assert "accepte votre date" in newest(teacher, "deux@atelier.example").text


def test_a_firm_declines_and_a_teacher_gives_up(teacher):
    firm = a_firm(teacher, "Atelier Trois", address="trois@atelier.example")
    mine = ask(teacher, firm, teacher="trois@lycee.example").headers["location"]
    teacher.post(opened(teacher, "trois@atelier.example"), data={"do": "decline"})
    assert "refusée" in teacher.get(mine).text
    assert teacher.post(mine, data={"do": "accept"}).status_code == 422
    again = ask(teacher, firm, teacher="trois@lycee.example").headers["location"]
    teacher.post(again, data={"do": "cancel"})
    assert "annulée" in teacher.get(opened(teacher, "trois@atelier.example")).text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"school": " "}, "À remplir."),
        ({"school_class": "x" * 61}, "C&#39;est trop long."),
        ({"teacher": "prof"}, "Une adresse électronique est attendue"),
        ({"weeks": []}, "Choisissez une à trois semaines."),
        ({"weeks": ["2020-01-06", "demain"]}, "Choisissez une à trois semaines."),
    ],
    ids=["no school", "long class", "no address", "no week", "weeks that are none"],
)
def test_a_request_that_lacks_something_is_shown_again_with_what_was_typed(teacher, said, sentence):
    firm = a_firm(teacher, "Atelier Quatre", address="quatre@atelier.example")
    answer = ask(teacher, firm, **({"teacher": "quatre@lycee.example"} | said))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Lycée d&#39;essai, Lorient" in answer.text or "school" in said


def test_too_many_requests_at_once_are_refused(teacher):
    firm = a_firm(teacher, "Atelier Cinq", address="cinq@atelier.example")
    statuses = [ask(teacher, firm, teacher=f"{n}@cinq.example").status_code for n in range(4)]
    assert statuses == [303, 303, 303, 422]


@pytest.mark.parametrize(
    "answer",
    [{"do": "accept", "day": "2020-01-01"}, {"do": "accept"}, {"do": "propose", "other": "hier"},
     {"do": "propose", "other": "2020-01-01"}, {"do": "rien"}, {},
     {"do": "decline", "words": "x" * 501}],
    ids=str,
)  # fmt: skip
def test_an_answer_that_is_none_is_shown_again(teacher, answer):
    firm = a_firm(teacher, "Atelier Six", address="six@atelier.example")
    with Session(teacher.app.state.engine) as db:
        for row in db.exec(select(VisitRequestRow).where(VisitRequestRow.firm_id == firm)):
            db.delete(row)
        db.commit()
    ask(teacher, firm, teacher="six@lycee.example")
    assert teacher.post(opened(teacher, "six@atelier.example"), data=answer).status_code == 422


def test_a_firm_that_is_not_open_to_visits_has_no_such_page(teacher):
    assert teacher.get("/visite/demander/99999").status_code == 404
    assert teacher.post("/visite/demander/99999", data={}).status_code == 404
    assert teacher.get("/visite/inconnu").status_code == 404


def test_a_firm_without_an_address_is_reached_by_who_follows_the_territory(teacher):
    firm = a_firm(teacher, "Atelier Sept", address="")
    mine = ask(teacher, firm, teacher="sept@lycee.example").headers["location"]
    assert "animateur du territoire" in teacher.get(mine).text
    app = teacher.app
    person = a_person(
        app, Role.MANAGER, email="animateur@essai.example", perimeter=(LORIENT,),
        organisation=an_organisation(app, Role.MANAGER, "Pays d'essai"),
    )  # fmt: skip
    manager = signed_in(app, person)
    listed = manager.get("/visites").text
    assert "aucune adresse : à joindre" in listed
    visit = max(map(int, re.findall(r'id="v(\d+)"', listed)))
    link = manager.post(f"/visites/{visit}/lien").text
    assert "Semaines voulues" in teacher.get(f"/visite/{LINK.search(link)[1]}").text
    day = re.search(rf'id="v{visit}".*?<option value="([\d-]+)"', listed, re.DOTALL)[1]
    said = {"do": "accept", "day": day, "words": "dit au téléphone"}
    assert manager.post(f"/visites/{visit}/reponse", data=said).status_code == 303
    assert "dit au téléphone" in teacher.get(mine).text
    assert manager.post(f"/visites/{visit}/adresse", data={"email": "x"}).status_code == 422
    manager.post(f"/visites/{visit}/adresse", data={"email": "sept@atelier.example"})
    assert "sept@atelier.example" in manager.get("/visites").text


def test_a_firm_gives_its_address_on_the_page_of_its_needs(teacher):
    with Session(teacher.app.state.engine) as db:
        firm = Firm("Atelier Dix", "56121")
        interview = add_interview(db, Interview(firm, date.today(), "x", "On peut faire visiter."))
        scope, soon = LinkScope.INTERVIEW, datetime.now(UTC) + timedelta(days=2)
        _, token = make_secret_link(
            db, scope, interview, by=LOCAL_USER, now=datetime.now(UTC), expires_at=soon
        )
        db.commit()
    offered = {"promises": ["visit"], "named": "1"}
    wrong = teacher.post(f"/lien/{token}/engagements", data=offered | {"contact": "rien"})
    assert wrong.status_code == 422
    assert "Une adresse électronique est attendue" in wrong.text
    kept = teacher.post(f"/lien/{token}/engagements", data=offered | {"contact": "dix@b.example"})
    assert kept.status_code == 303
    assert 'value="dix@b.example"' in teacher.get(f"/lien/{token}").text
    assert "dix@b.example" not in teacher.get("/classe").text


def test_the_worker_reminds_firms_and_tells_teachers_whom_nobody_answered(teacher):
    firm = a_firm(teacher, "Atelier Huit", address="huit@atelier.example")
    mine = ask(teacher, firm, teacher="huit@lycee.example").headers["location"]
    with Session(teacher.app.state.engine) as db:
        remind_visits(db, now=datetime.now(UTC) + timedelta(days=8), site="https://x.example")
        db.commit()
    assert "Ceci est un rappel" in newest(teacher, "huit@atelier.example").text
    with Session(teacher.app.state.engine) as db:
        remind_visits(db, now=datetime.now(UTC) + timedelta(days=29), site="https://x.example")
        db.commit()
    assert "28 jours" in newest(teacher, "huit@lycee.example").text
    assert "sans réponse" in teacher.get(mine).text


def test_the_worker_forgets_what_is_past_its_time(teacher, settings: Settings):
    firm = a_firm(teacher, "Atelier Neuf", address="neuf@atelier.example")
    mine = ask(teacher, firm, teacher="neuf@lycee.example").headers["location"]
    work_once(teacher.app.state.engine, settings, now=datetime.now(UTC) + timedelta(days=300))
    with Session(teacher.app.state.engine) as db:
        kept = db.exec(
            select(VisitRequestRow).where(VisitRequestRow.teacher == "neuf@lycee.example")
        )
        assert kept.first() is None
    assert teacher.get(mine).status_code == 404
    assert not any("neuf@lycee.example" in letter.to for letter in letters(teacher))

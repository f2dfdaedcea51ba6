"""A firm declares alone: four pages, nothing lost, nothing counted before somebody verified it."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from data.storage.declarations import purge_drafts
from data.storage.needs import list_needs
from data.storage.promises import list_hosts
from data.storage.tables import DeclarationRow, FirmRow, InterviewRow, LetterRow
from skills.account import STATISTICS, Role
from tests.web.people import LORIENT, QUIMPERLE, a_person, an_organisation, signed_in

WHO = {"firm": "Chantier d'essai", "commune": "56121", "contact": "moi@chantier.example"}
SOON = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()


@pytest.fixture
def firm(real_site: TestClient) -> TestClient:
    return signed_in(real_site.app, None)


@pytest.fixture(scope="module")
def manager(real_site: TestClient) -> TestClient:
    app = real_site.app
    body = an_organisation(app, Role.MANAGER, "Territoire d'essai")
    person = a_person(app, Role.MANAGER, email="chef@essai.example", organisation=body,
                      perimeter=(LORIENT,))  # fmt: skip
    return signed_in(app, person)


def begin(visitor: TestClient, **more: str) -> str:
    answer = visitor.post("/declarer", data={**WHO, **more})
    assert answer.status_code == 303
    return answer.headers["location"].rsplit("/", 1)[0]


def declare(visitor: TestClient, **more: str) -> str:
    """A whole declaration; the address that follows it."""
    draft = begin(visitor, **more)
    words = "Il me faut deux gars qui savent faire de l'infusion."
    visitor.post(f"{draft}/2", data={"words": words})
    page = visitor.get(f"{draft}/3").text
    ticked = re.findall(r'name="competences" value="([\w-]+)" checked', page)
    assert "C-INFUSE" in ticked
    visitor.post(f"{draft}/3", data={"headcount_min": "2", "wanted_by": SOON, "beginner": "yes",
                                  "competences": ticked})  # fmt: skip
    visitor.post(f"{draft}/4", data={"promises": ["visit", "hire"], "named": "1"})
    return draft.replace("/declarer/", "/lien/")


def counted(site: TestClient) -> int:
    with Session(site.app.state.engine) as db:
        return len(list_needs(db, visible_to=STATISTICS))


def test_four_pages_ask_at_most_twelve_questions_of_which_four_at_most_must_be_answered(firm):
    draft = begin(firm)
    pages = [firm.get("/declarer").text, firm.get(f"{draft}/2").text]
    firm.post(f"{draft}/2", data={"occupation": "O-LAMINATOR"})
    pages += [firm.get(f"{draft}/3").text]
    firm.post(f"{draft}/3", data={})
    pages += [firm.get(f"{draft}/4").text]
    asked = 0
    for page in pages:
        main = page[page.index('<form class="form"') :]
        outside = re.sub(r"<fieldset.*?</fieldset>", "", main, flags=re.DOTALL)
        asked += main.count("<fieldset") + len(re.findall(r"<(?:select|textarea)\b", outside))
        asked += len(re.findall(r'<input id="', outside))
    assert asked <= 12


def test_a_declaration_alone_counts_nowhere_until_somebody_has_verified_the_firm(firm, manager):
    before = counted(firm)
    link = declare(firm)
    assert counted(firm) == before
    assert "Chantier d" not in manager.get("/entretiens").text
    assert "Chantier d" not in manager.get("/besoins").text
    page = firm.get(link).text
    assert "en attente" in page
    assert "moi@chantier.example" not in page
    with Session(firm.app.state.engine) as db:
        assert list_hosts(db) == ()
    waiting = manager.get("/verifications").text
    assert "moi@chantier.example" in waiting
    assert "infusion" in waiting
    accept = re.search(r'action="(/verifications/\d+/accepter)"', waiting).group(1)
    manager.post(accept, data={"firm": ""})
    assert counted(firm) == before + 1
    assert "infusion" in manager.get("/besoins").text
    assert "vérifiée" in firm.get(link).text
    with Session(firm.app.state.engine) as db:
        assert [one.firm_name for one in list_hosts(db)] == ["Chantier d'essai"] * 2
    assert manager.post(accept, data={"firm": ""}).status_code == 404


def test_a_declaration_that_is_refused_leaves_nothing(firm, manager):
    link = declare(firm, firm="Faux chantier")
    waiting = manager.get("/verifications").text
    refuse = re.findall(r'formaction="(/verifications/\d+/ecarter)"', waiting)[-1]
    manager.post(refuse)
    assert firm.get(link).status_code == 404
    with Session(firm.app.state.engine) as db:
        assert db.exec(select(FirmRow).where(FirmRow.name == "Faux chantier")).first() is None
        assert db.exec(select(InterviewRow).where(InterviewRow.waiting)).first() is None


def test_a_declared_firm_may_be_one_that_is_known(firm, manager):
    sent = {"firm": "Chantier connu", "commune": "56121", "held_on": "2026-11-20", "notes": "Rien."}
    manager.post("/entretiens", data=sent)
    declare(firm, firm="Chantier Connu SAS")
    waiting = manager.get("/verifications").text
    known = re.search(r'<option value="(\d+)">Chantier connu', waiting).group(1)
    accept = re.findall(r'action="(/verifications/\d+/accepter)"', waiting)[-1]
    assert manager.post(accept, data={"firm": "999999"}).status_code == 404
    manager.post(accept, data={"firm": known})
    with Session(firm.app.state.engine) as db:
        found = db.exec(select(FirmRow.name).where(FirmRow.name.startswith("Chantier "))).all()
    assert "Chantier Connu SAS" not in found


def test_another_territory_does_not_see_it(firm, real_site: TestClient):
    app = real_site.app
    body = an_organisation(app, Role.MANAGER, "Autre territoire")
    other = signed_in(
        app,
        a_person(app, Role.MANAGER, email="autre@essai.example", organisation=body,
                 perimeter=(QUIMPERLE,)),
    )  # fmt: skip
    declare(firm, firm="Chantier de Lorient")
    assert "Chantier de Lorient" not in other.get("/verifications").text


def test_sent_twice_it_is_sent_once_and_going_back_leads_to_what_follows_it(firm):
    link = declare(firm, firm="Deux fois")
    draft = link.replace("/lien/", "/declarer/")
    for page in ("1", "2", "3", "4"):
        assert firm.get(f"{draft}/{page}").headers["location"] == link
        assert firm.post(f"{draft}/{page}", data=WHO).headers["location"] == link
    with Session(firm.app.state.engine) as db:
        rows = db.exec(select(FirmRow).where(FirmRow.name == "Deux fois")).all()
        assert len(rows) == 1


def test_a_receipt_is_written_to_whoever_left_an_address(firm):
    declare(firm, contact="recu@chantier.example")
    with Session(firm.app.state.engine) as db:
        letter = db.exec(select(LetterRow).where(LetterRow.to == "recu@chantier.example")).one()
    assert "déclaration" in letter.subject
    assert "/lien/" in letter.text


def test_what_is_typed_is_kept_at_each_page_and_several_trades_fit(firm):
    draft = begin(firm)
    firm.post(f"{draft}/2", data={"occupation": "O-LAMINATOR"})
    there = firm.post(f"{draft}/3", data={"headcount_min": "3", "another": "1"}).headers["location"]
    assert there.endswith("/2?n=1")
    firm.post(there, data={"words": "Un peintre"})
    page = firm.get(f"{draft}/3").text
    assert 'name="headcount_min" inputmode="numeric" size="3" value="3"' in page
    assert "Un peintre" in firm.get(f"{draft}/4").text
    assert WHO["contact"] in firm.get(f"{draft}/1").text


@pytest.mark.parametrize(
    ("page", "sent", "sentence"),
    [
        ("1", {**WHO, "siret": "12345678901234"}, "SIRET"),
        ("1", {**WHO, "contact": "rien"}, "adresse électronique ou un téléphone"),
        ("1", {**WHO, "commune": "99999"}, "commune"),
        ("1", {**WHO, "firm": "x" * 300}, "trop long"),
        ("2", {"occupation": "O-INVENTED"}, "Choisissez un métier"),
        ("2", {"words": "x" * 5001}, "trop long"),
        ("3", {"headcount_min": "1000000"}, "personnes"),
        ("3", {"wanted_by": "2020-01-01"}, "à venir"),
        ("3", {"wanted_by": "hier"}, "date"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_kept(firm, page, sent, sentence):
    draft = begin(firm)
    firm.post(f"{draft}/2", data={"occupation": "O-LAMINATOR"})
    answer = firm.post(f"{draft}/{page}", data=sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    typed = max(sent.values(), key=len)
    assert typed in html.unescape(answer.text) or page == "2" or typed == "99999"


def test_emoji_and_markup_are_words_like_others(firm):
    draft = begin(firm, firm="Chantier 🚤 <b>gras</b>")
    firm.post(f"{draft}/2", data={"words": "🙂 <script>alert(1)</script> un stratifieur"})
    page = firm.get(f"{draft}/4").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_forged_or_foreign_link_opens_nothing(firm):
    for path in ("/declarer/" + "A" * 43 + "/2", "/lien/" + "A" * 43):
        assert firm.get(path).status_code == 404


def test_a_page_out_of_order_leads_to_the_one_that_is_missing(firm):
    draft = begin(firm)
    assert firm.get(f"{draft}/3").headers["location"].endswith("/2")
    assert firm.get(f"{draft}/4").headers["location"].endswith("/2")
    assert firm.get(f"{draft}/3?n=7").headers["location"].endswith("/2")


def test_a_draft_that_is_never_sent_is_forgotten(firm):
    draft = begin(firm, firm="Jamais envoyée")
    with Session(firm.app.state.engine) as db:
        purge_drafts(db, before=datetime.now(UTC) + timedelta(minutes=1))
        left = db.exec(select(DeclarationRow).where(DeclarationRow.sent_at.is_(None))).all()
        db.commit()
    assert left == []
    assert firm.get(f"{draft}/2").status_code == 404

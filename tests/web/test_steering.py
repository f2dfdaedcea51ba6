"""The manager's journey: campaign, projects, aids, road map; and the training body's counts."""

import re
from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.storage.interviews import add_interview, get_interview
from data.storage.projects import add_project
from skills.account import LOCAL_USER, Role
from skills.interview import Firm, Interview
from skills.project import Project, ProjectNature
from tests.web.people import LORIENT, QUIMPERLE, a_person, an_organisation, signed_in

TODAY = date.today()
SPRING = {"name": "Printemps", "epcis": LORIENT, "starts_on": "2026-03-01", "ends_on": "2026-05-31"}


@pytest.fixture(scope="module")
def project(site: TestClient) -> int:
    with Session(site.app.state.engine) as db:  # type: ignore[attr-defined]
        number = add_interview(db, Interview(Firm("Mât Vif", "56121"), TODAY, "x", "notes"))
        firm = get_interview(db, number, visible_to=LOCAL_USER).firm
        kept = add_project(
            db, Project(firm, "Extension", ProjectNature.DECARBONATION, TODAY, 900_000, 4, 2028)
        )
        db.commit()
    return kept


def test_a_campaign_is_made_filled_and_followed(site: TestClient):
    made = site.post("/campagnes", data=SPRING, follow_redirects=False)
    assert made.status_code == 303
    address = made.headers["location"]
    firms = {"firms": "Coque & Pont ; Lorient\nMât Vif;Lorient\n\nMât Vif ; Lorient"}
    shown = site.post(f"{address}/entreprises", data=firms).text
    assert "2 entreprises" in shown
    target = re.search(rf"{address}/entreprises/(\d+)", shown)
    moved = site.post(
        f"{address}/entreprises/{target[1]}",
        data={"state": "call_back", "call_back_on": "2026-04-02"},
    )
    assert 'value="2026-04-02"' in moved.text
    assert "<dt>à rappeler</dt><dd>1</dd>" in moved.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"starts_on": "2026-05-15", "ends_on": "2026-06-15"}, "Une campagne couvre déjà"),
        ({"starts_on": "2027-05-15", "ends_on": "2027-05-01"}, "La fin vient avant le début."),
        ({"starts_on": "", "ends_on": "2027-05-01"}, "À remplir."),
        ({"epcis": QUIMPERLE + "0"}, "Choisissez une intercommunalité"),
        ({"name": " "}, "À remplir."),
    ],
)
def test_a_wrong_campaign_is_refused_in_a_sentence(site: TestClient, changes: dict, said: str):
    answer = site.post("/campagnes", data={**SPRING, **changes})
    assert answer.status_code == 422
    assert said in answer.text


def test_a_firm_of_an_unknown_commune_is_asked_about(site: TestClient):
    made = {**SPRING, "starts_on": "2028-01-01", "ends_on": "2028-02-01"}
    address = str(site.post("/campagnes", data=made).url.path)
    answer = site.post(f"{address}/entreprises", data={"firms": "Essai ; Atlantide"})
    assert answer.status_code == 422
    assert "Une entreprise par ligne" in answer.text
    assert "Essai ; Atlantide" in answer.text


def test_what_was_observed_stands_beside_what_was_announced(site: TestClient, project: int):
    for kind, amount in (("hired", "2"), ("invested", "300 k€"), ("opened", "")):
        sent = {"kind": kind, "amount": amount, "on": str(TODAY), "said_by": "Le gérant"}
        assert site.post(f"/projets/{project}/observations", data=sent).status_code == 200
    shown = site.get(f"/projets/{project}").text
    assert "mis en service" in shown
    assert "300\u00a0k€. Dit par Le gérant" in shown
    listed = site.get("/projets?nature=decarbonation").text
    assert "900\u00a0k€" in listed
    assert "300\u00a0k€" in listed


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": "-2"}, "Un montant ne peut pas être négatif."),
        ({"amount": ""}, "À remplir."),
        ({"amount": "des sous"}, "Écrivez un montant"),
        ({"on": str(TODAY + timedelta(days=1))}, "Une date passée est attendue"),
        ({"said_by": ""}, "À remplir."),
        ({"kind": "rêvé"}, "Choisissez dans la liste."),
        ({"kind": "hired", "amount": "2 M"}, "Un nombre de personnes de 0 à 9999"),
    ],
)
def test_a_wrong_observation_is_refused_in_a_sentence(
    site: TestClient, project: int, changes: dict, said: str
):
    sent = {"kind": "invested", "amount": "1", "on": str(TODAY), "said_by": "x", **changes}
    answer = site.post(f"/projets/{project}/observations", data=sent)
    assert answer.status_code == 422
    assert said in answer.text


def test_an_aid_goes_from_found_to_granted_in_the_territorys_envelope(
    site: TestClient, project: int
):
    envelope = {"name": "Enveloppe", "epcis": LORIENT, "amount": "1,5 M€", "source": "essai"}
    assert site.post("/aides-demandees/enveloppes", data=envelope).status_code == 200
    number = re.search(r'<option value="(\d+)">Enveloppe', site.get(f"/projets/{project}").text)
    asked = {"aid": "decarb-flash", "state": "directed", "amount": "200 k€", "envelope": number[1]}
    assert "orientée" in site.post(f"/projets/{project}/aides", data=asked).text
    page = site.get("/aides-demandees").text
    assert "Orienté, pas encore décidé : 200\u00a0k€" in page
    request = re.search(r'id="demande-(\d+)"', page)[1]
    done = site.post(f"/aides-demandees/{request}", data={"state": "granted", "amount": "180 k€"})
    assert "obtenu : 180\u00a0k€ · reste : 1,32\u00a0M€" in done.text
    refused = site.post(f"/aides-demandees/{request}", data={"state": "granted", "amount": "-1"})
    assert refused.status_code == 422


def test_an_aid_checked_by_a_person_may_answer_yes_again(site: TestClient):
    asked = "/aides?pour=project&taille=very_small&commune=56121&nature=innovation"
    assert "Vérifiée le 1er juin 2025" in site.get(asked).text
    site.post("/aides-demandees/aides/credit-impot-innovation/verifiee")
    assert "Vérifiée le 1er juin 2025" not in site.get(asked).text


def test_a_partner_is_asked_for_something_by_a_day(site: TestClient):
    sent = {
        "partner": "P-BPI", "words": "Rappeler l'entreprise", "epci": LORIENT,
        "due_on": str(TODAY + timedelta(days=9)),
    }  # fmt: skip
    page = site.post("/aides-demandees/partenaires", data=sent).text
    assert "Rappeler l&#39;entreprise" in page
    number = re.search(r"/aides-demandees/partenaires/(\d+)/fait", page)[1]
    assert "fait le" in site.post(f"/aides-demandees/partenaires/{number}/fait").text
    late = {**sent, "due_on": str(TODAY - timedelta(days=1))}
    answer = site.post("/aides-demandees/partenaires", data=late)
    assert "Une date à venir est attendue." in answer.text


def test_the_road_map_shows_live_figures_for_each_stake(site: TestClient):
    counted = {"kind": "immersion", "epci": LORIENT, "month": f"{TODAY:%Y-%m}", "people": "3"}
    assert site.post("/feuille-de-route/comptages", data=counted).status_code == 200
    action = {
        "stake": "STAKE-3", "title": "Trouver des hôtes", "owner": "Agence", "indicator":
        "immersions", "due_on": "2027-01-31",
    }  # fmt: skip
    page = site.post("/feuille-de-route", data=action).text
    assert "immersions commencées : 3" in page
    assert page.count("<h2>") >= 4
    for stake in ("attractivité des métiers", "besoins des industriels", "chez les jeunes"):
        assert stake in page
    wrong = site.post("/feuille-de-route", data={**action, "due_on": "31/02/2027"})
    assert "Une date est attendue" in wrong.text


@pytest.mark.parametrize("people", ["", "-1", "deux", "99999999999"])
def test_a_count_is_a_whole_number(site: TestClient, people: str):
    sent = {"kind": "immersion", "epci": LORIENT, "month": "2026-01", "people": people}
    assert site.post("/feuille-de-route/comptages", data=sent).status_code == 422


def test_a_training_body_gives_counts_and_everybody_reads_nine_out_of_eleven(
    site: TestClient,
):
    app = site.app
    organisation = an_organisation(app, Role.TRAINING_BODY, "Organisme d'essai")
    body = signed_in(
        app, a_person(app, Role.TRAINING_BODY, email="of@essai.example", organisation=organisation)
    )
    sent = {
        "title": "Stratifieur", "starts_on": "2025-01-13", "entered": "12", "finished": "11",
        "asked_6": "11", "working_6": "9", "epci": LORIENT,
    }  # fmt: skip
    assert body.post("/cohortes", data=sent).status_code == 303
    small = {**sent, "title": "Voilerie", "entered": "4", "finished": "4", "asked_6": "4"}
    assert body.post("/cohortes", data={**small, "working_6": "3"}).status_code == 303
    page = TestClient(app).get("/cohortes").text
    assert "9 sur 11 (52 à 95" in page
    assert "moins de 5" in page
    assert "3 sur 4" not in page
    wrong = body.post("/cohortes", data={**sent, "working_6": "12"})
    assert "Il ne peut pas en sortir plus" in wrong.text
    assert TestClient(app).post("/cohortes", data=sent).status_code == 404


def test_a_need_shows_its_aids_and_notes_one(site: TestClient):
    sent = {
        "firm": "Foil Essai", "commune": "56121", "held_on": str(TODAY),
        "notes": "Il nous faut un apprenti stratifieur pour septembre.",
    }  # fmt: skip
    shown = site.post("/entretiens", data=sent)
    proposal = re.search(r'name="start" value="(\d+)".*?name="end" value="(\d+)"', shown.text, re.S)
    chosen = {"start": proposal[1], "end": proposal[2], "occupation": "O-LAMINATOR"}
    site.post(f"{shown.url.path}/besoins", data=chosen)
    need = re.search(r"/besoins/(\d+)", site.get("/besoins").text)[1]
    page = site.get(f"/aides-demandees/besoins/{need}").text
    assert "Préparation opérationnelle" in page
    noted = site.post(f"/aides-demandees/besoins/{need}", data={"aid": "poei"}).text
    assert "identifiée" in noted
    assert "Foil Essai, besoin" in site.get("/aides-demandees").text
    late = {"partner": "P-FT", "words": "Proposer une formation", "due_on": "2020-01-01"}
    address = f"/aides-demandees/besoins/{need}/partenaires"
    assert "Une date à venir est attendue." in site.post(address, data=late).text
    sent = {**late, "due_on": str(TODAY + timedelta(days=30))}
    assert "France Travail : Proposer une formation" in site.post(address, data=sent).text
    assert site.post(address, data={**sent, "partner": "P-BPI"}).status_code == 422

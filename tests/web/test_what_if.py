import re
from datetime import UTC, date, datetime

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from data.storage.interviews import add_interview, get_interview
from data.storage.needs import add_need
from skills.account import LOCAL_USER
from skills.interview import Firm, Interview
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState

ASKED = "/simuler?competences=C-INFUSE&places=12&minimum=6&cout=60 k€&recette=6 000"


def ask(site: TestClient, firm: str, people: int) -> None:
    with Session(site.app.state.engine) as db:  # type: ignore[attr-defined]
        number = add_interview(
            db, Interview(Firm(firm, "56121"), date(2026, 11, 20), "x", "on veut infuser")
        )
        kept = get_interview(db, number, visible_to=LOCAL_USER)
        add_need(
            db,
            Need(
                kept.firm, Evidence(EvidenceKind.SAID, "on veut infuser", 0, 15), "",
                (NeededCompetence("C-INFUSE"),), Headcount(people, people), None,
                NeedState.TO_QUALIFY, number, "x", datetime.now(UTC), "v",
            ),
        )  # fmt: skip
        db.commit()


@pytest.fixture(scope="module")
def asked(site: TestClient) -> TestClient:
    for name in ("MARQUE un", "MARQUE deux", "MARQUE trois"):
        ask(site, name, 4)
    return site


def test_one_scenario_then_two_side_by_side(asked: TestClient):
    one = asked.get(ASKED)
    assert one.status_code == 200
    assert "Scénario A</h3>" in one.text
    assert "Scénario B</h3>" not in one.text
    assert "12 personnes, 3 entreprises" in one.text
    two = asked.get(ASKED + "&places_b=20").text
    assert "Scénario B</h3>" in two
    assert "à partir de 10 inscrits sur 20" in two


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("&places=0", "Un nombre de places de 1 à 200"),
        ("&places=999999999999", "Un nombre de places de 1 à 200"),
        ("&inscrits_haut=140", "Une part de 0 à 100 %"),
        ("&inscrits_bas=90&inscrits_haut=10", "Le plus grand ne peut pas être"),
        ("&minimum=13", "Le minimum pour ouvrir ne peut pas dépasser"),
        ("&cout=-1", "Un montant ne peut pas être négatif"),
        ("&debut=31/02", "Une date est attendue"),
        ("&commune=99999", "Choisissez la commune"),
        ("&ajouter=n'importe quoi", "Choisissez la compétence dans la liste"),
        ("&metier=O-RIEN", "Choisissez dans la liste"),
        ("&formation=12345", "Choisissez dans la liste"),
        ("&semaines_b=0", "Un nombre de semaines"),
    ],
)
def test_absurd_numbers_are_refused_in_a_sentence(asked: TestClient, query: str, said: str):
    name = query[1:].split("=", maxsplit=1)[0]
    base = "&".join(part for part in ASKED.split("&") if not part.startswith(name + "="))
    answer = asked.get(base + query)
    assert answer.status_code == 422
    assert said in answer.text


def test_the_file_gives_the_figure_from_three_firms_on_and_names_none(asked: TestClient):
    page = asked.get(ASKED.replace("/simuler", "/simuler/dossier"))
    assert page.status_code == 200
    assert "De 10 à 15 personnes, demandées par 3 à 4 entreprises" in page.text
    assert "MARQUE" not in page.text
    pdf = asked.get(ASKED.replace("/simuler", "/simuler/dossier.pdf"))
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.content)) == 2
    assert b"MARQUE" not in pdf.content


def test_a_visitor_gets_public_figures_only(asked: TestClient):
    visitor = TestClient(asked.app)
    text = visitor.get(ASKED).text
    assert "chiffre public de la famille" in text
    assert "personnes servies" not in text
    dossier = visitor.get(ASKED.replace("/simuler", "/simuler/dossier")).text
    assert "MARQUE" not in dossier


def test_the_file_without_a_plan_asks_for_one(asked: TestClient):
    assert "Que donnerait une session de plus" in asked.get("/simuler/dossier").text
    assert asked.get("/simuler/dossier.pdf?places=0&metier=O-RIEN").status_code == 422


def test_the_file_stays_on_two_pages_however_much_there_is_to_say():
    from web.evidence_sheet import LIMITS, LONGEST_QUOTE, METHOD, shortened
    from web.pdf import compile_pdf

    long = "mots " * 400
    data = {
        "title": "Une session à ouvrir : " + "métier " * 8, "date": "23 novembre 2026",
        "reference": "abc", "teaches": ["Compétence au libellé plutôt long, à dire en entier"] * 12,
        "need": ["Une ligne de besoin, avec ses personnes et ses entreprises."] * 5,
        "commitments": ["Accueillir en immersion : 12 entreprises"] * 5,
        "quotes": [shortened(long, LONGEST_QUOTE)] * 4,
        "existing": [["titre " * 13, "organisme " * 6, "finit trop tard, " * 6]] * 5,
        "session": [["Nom", "valeur"]] * 7, "range": [["Nom", "valeur"]] * 4,
        "opening": "Ouvre.", "method": list(METHOD), "limits": list(LIMITS),
    }  # fmt: skip
    pdf = compile_pdf("evidence", data, on=date(2026, 11, 23))
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 2
    assert pdf == compile_pdf("evidence", data, on=date(2026, 11, 23))


def test_what_is_typed_is_never_read_as_a_programme():
    from web.pdf import compile_pdf

    text = '#panic("lu") $x$ *gras* `code` #read("/etc/passwd") \\ ] }'
    data = {
        "title": text, "date": text, "reference": text, "teaches": [text], "need": [text],
        "commitments": [text], "quotes": [text], "existing": [[text, text, text]],
        "session": [[text, text]], "range": [[text, text]], "opening": text, "method": [text],
        "limits": [text],
    }  # fmt: skip
    assert compile_pdf("evidence", data, on=date(2026, 11, 23)).startswith(b"%PDF")


def test_words_leave_the_house_only_when_their_firm_lets_them_and_never_to_a_stranger(
    asked: TestClient,
):
    from data.storage.tables import InterviewRow

    dossier = ASKED.replace("/simuler", "/simuler/dossier")
    assert "on veut infuser" not in asked.get(dossier).text
    with Session(asked.app.state.engine) as db:  # type: ignore[attr-defined]
        for row in db.exec(select(InterviewRow)):
            row.quotes_allowed = True
        db.commit()
    assert "on veut infuser" in asked.get(dossier).text
    assert "MARQUE" not in TestClient(asked.app).get(dossier).text

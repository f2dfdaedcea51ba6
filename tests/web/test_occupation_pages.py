"""The workshop corner by corner, each occupation as a day of work, the bridges."""

import html
import re
from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.demo import demo_offers, demo_openings, demo_places
from data.readers import load_reference
from data.storage.whole_records import save_whole
from matching.matcher import Matcher
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.occupation import Sector
from tests.web.people import signed_in
from tests.web.test_released import ask
from web.flows.importing import save_taught
from web.flows.occupations import bridge_page
from web.render import environment

REFERENCE = load_reference()


@pytest.fixture(scope="module")
def visitor(real_site: TestClient) -> TestClient:
    matcher, on = Matcher().fit(REFERENCE), date.today()
    with Session(real_site.app.state.engine) as db:
        save_taught(db, matcher, demo_offers(on), on=on)
        save_whole(db, ApprenticeshipOpening, demo_openings(on), on=on)
        places = [matcher.teach_place(one, on=on) for one in demo_places(on)]
        save_whole(db, ApprenticeshipPlace, places, on=on)
        db.commit()
    for firm in ("MARQUE un", "MARQUE deux", "MARQUE trois"):
        ask(real_site, firm, "C-DRAPE-PREPREG", 2)
    ask(real_site, "MARQUE seule", "C-INFUSE", 7)
    return signed_in(real_site.app, None)


def text_of(answer) -> str:
    return html.unescape(answer.text)


def test_every_occupation_stands_in_its_corner(visitor: TestClient):
    page = visitor.get("/metiers").text
    for code in REFERENCE.occupations:
        assert page.count(f'href="/metiers/{code}"') == 1
    assert page.count('class="corner"') == len(REFERENCE.workshops)


def test_one_finds_occupations_by_what_one_likes_to_do(visitor: TestClient):
    page = text_of(visitor.get("/metiers?geste=coudre"))
    assert "« Coudre » : " in page
    assert page.index("/metiers/O-DRAPER") < page.index("</main>")
    assert 'href="/metiers/O-STRUCTURE-ENGINEER"' not in page
    assert 'aria-current="true">coudre' in page
    assert page.index('href="/metiers/O-DRAPER"') < page.index('href="/metiers/O-SAILMAKER"')
    assert text_of(visitor.get("/metiers?geste=rien")).count('class="corner"') == 10


def test_the_list_and_its_block_agree(visitor: TestClient):
    headers = {"HX-Request": "true", "HX-Target": "results"}
    for asked in ("", "?geste=poncer", "?q=drapeur"):
        block = visitor.get(f"/metiers{asked}", headers=headers).text
        assert block.strip() in visitor.get(f"/metiers{asked}").text


@pytest.mark.parametrize("code", sorted(REFERENCE.occupations))
def test_an_occupation_is_told_hour_by_hour_with_its_tools_and_drawings(
    visitor: TestClient, code: str
):
    page = text_of(visitor.get(f"/metiers/{code}"))
    told = REFERENCE.presentations[code]
    for hour in told.day:
        assert f'datetime="{hour.at}"' in page
        assert hour.text in page
    assert all(tool.use[1:] in page for tool in told.tools)
    for drawing in REFERENCE.drawings_of(code)[:3]:
        assert f'<title id="{drawing.code}-title">{drawing.title}</title>' in page
        assert drawing.description in page
    neighbour = REFERENCE.occupations[code].sector is Sector.NEIGHBOUR
    assert ("sa journée est dite en court" in page) is neighbour


def test_who_hires_is_told_by_three_firms_or_not_at_all(visitor: TestClient):
    told = text_of(visitor.get("/metiers/O-DRAPER"))
    assert "6 personnes cherchées" in told
    assert "par 3 entreprises" in told
    hidden = text_of(visitor.get("/metiers/O-RTM-OPERATOR"))
    assert "Aucun chiffre ne peut être montré" in hidden
    assert "MARQUE" not in told + hidden


def test_what_pays_is_unknown_unless_dated_and_sourced(visitor: TestClient):
    page = text_of(visitor.get("/metiers/O-LAMINATOR"))
    assert "<strong>inconnu</strong>" in page
    for fact in REFERENCE.pay:
        assert fact.text in page
        assert fact.read_in in page


def test_the_courses_and_contracts_to_come_are_there(visitor: TestClient):
    page = text_of(visitor.get("/metiers/O-DRAPER"))
    assert 'href="/formations?metier=O-DRAPER"' in page
    assert "places libres" in page
    assert "Contrat · " in page
    assert "Place de cours · " in page


def test_the_course_that_teaches_the_most_of_it_comes_first(visitor: TestClient):
    page = text_of(visitor.get("/metiers/O-NDT-TECHNICIAN"))
    counts = [int(n) for n in re.findall(r"Apprend (\d) des 3 gestes indispensables", page)]
    assert counts
    assert counts == sorted(counts, reverse=True)


def test_a_bridge_says_what_is_there_what_is_new_and_the_shortest_course(visitor: TestClient):
    page = text_of(visitor.get("/passerelles"))
    assert page.count("Déjà dans les mains") == page.count("À apprendre") == len(REFERENCE.bridges)
    for bridge in REFERENCE.bridges:
        assert all(gesture.words[1:] in page for gesture in (*bridge.shared, *bridge.missing))
    assert "La plus courte" in page
    assert 'href="/formations/' in page


def test_a_bridge_without_a_course_says_so():
    (_, crossings), *_ = bridge_page(REFERENCE, Matcher().fit(REFERENCE).index(()), on=date.today())
    assert crossings[0].course is None
    macros = environment().get_template("trade.html").module
    card = macros.crossing(crossings[0], "target", REFERENCE, REFERENCE.label)  # type: ignore[attr-defined]
    assert "Aucune session ouverte ne donne ces gestes" in card


def test_a_course_that_one_enters_at_any_time_is_not_said_to_begin_in_the_past(visitor: TestClient):
    pages = text_of(visitor.get("/passerelles")) + text_of(visitor.get("/metiers/O-GELCOATER"))
    assert "entrée toute l'année" in pages


def test_a_neighbouring_occupation_shows_its_bridges(visitor: TestClient):
    page = text_of(visitor.get("/metiers/O-PASTRY-COOK"))
    assert "Napper un entremets" in page
    assert 'href="/metiers/O-GELCOATER"' in page
    assert "Se former" not in page
    arrived = text_of(visitor.get("/metiers/O-GELCOATER"))
    assert "Napper un entremets" in arrived

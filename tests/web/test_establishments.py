"""Real schools and training bodies: told with their source, and never as demonstration data."""

import re
from datetime import date

import pytest
from fastapi.testclient import TestClient

from data.demo import demo_directory, demo_offers, demo_places
from data.readers import load_reference
from skills.establishment import FactState
from tests.web.people import signed_in
from web.flows.establishments import leading_to, list_establishments, preparing
from web.record_wording import cited

REFERENCE = load_reference()


def test_every_fact_has_its_source_and_what_is_not_sure_says_so():
    assert len(REFERENCE.establishments) >= 20
    for one in REFERENCE.establishments.values():
        assert one.courses, one.code
        assert one.source
        assert all(course.source for course in one.courses)
        if "à vérifier" in f"{one.name} {one.note}":
            assert one.state is FactState.TO_VERIFY, one.code
        if one.state is FactState.VERIFIED:
            assert one.commune in REFERENCE.communes, one.code


def test_no_real_body_is_in_the_demonstration_and_no_fictitious_one_among_the_real():
    on = date(2026, 11, 23)
    demonstration = {
        one.provider.name.lower()
        for one in (*demo_offers(on), *demo_directory(on), *demo_places(on))
    }
    real = {one.name.lower() for one in REFERENCE.establishments.values()}
    assert not real & demonstration
    assert not any("ficti" in name for name in real)
    assert all("ficti" in name for name in demonstration)


def test_the_nearest_comes_first_and_what_has_no_place_last():
    lines = list_establishments(REFERENCE, near="56121").lines
    known = [line.distance for line in lines if line.distance is not None]
    assert known == sorted(known)
    assert lines[-1].distance is None
    close = list_establishments(REFERENCE, near="56121", within_km=10).lines
    assert {"AFPA-LORIENT", "LYCEE-JEAN-MACE"} <= {line.establishment.code for line in close}
    assert all((line.distance or 0) <= 10 for line in close)


def test_a_renewed_diploma_is_still_found():
    (code,) = {"RNCP7585"} & set(REFERENCE.certifications)
    assert "LYCEE-JEAN-MACE" in {one.code for one in preparing(REFERENCE, [code])}
    assert preparing(REFERENCE, []) == ()


def test_an_occupation_is_prepared_by_those_who_teach_a_third_of_it():
    assert leading_to(REFERENCE, "O-LAMINATOR")
    assert leading_to(REFERENCE, "O-NOTHING") == ()


@pytest.mark.parametrize(
    ("source", "words", "address"),
    [
        ("web:https://www.exemple.fr/a", "exemple.fr", "https://www.exemple.fr/a"),
        ("onisep:40133", "table Onisep, 40133", ""),
        ("domain", "relevé du projet", ""),
    ],
)
def test_a_source_is_cited_in_words(source: str, words: str, address: str):
    assert cited(source) == (words, address)


def test_the_page_answers_to_all_and_the_others_lead_to_it(real_site: TestClient):
    visitor = signed_in(real_site.app, None)
    page = visitor.get("/etablissements?diplome=RNCP38566&pres=56121").text
    assert "Lycée polyvalent Jean Macé" in page
    assert "à vérifier" in page
    assert "Skol ar Mor" not in page
    shown = re.findall(r'<article class="card" id="([^"]+)"', page)
    assert shown[0] == "LYCEE-JEAN-MACE"
    nothing = visitor.get("/etablissements?diplome=RNCP38409&pres=56121&km=10").text
    assert "Aucun établissement connu" in nothing
    assert visitor.get("/etablissements?diplome=%3Cscript%3E&km=x&pres=zz").status_code == 200
    for path in ("/formations", "/certifications/RNCP38566", "/metiers/O-LAMINATOR"):
        assert "/etablissements" in visitor.get(path).text, path

"""The counsellor's pages: an order explained and fair, a sheet, useful when little is said."""

import html
import re
from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.demo import demo_offers
from data.readers import load_reference
from matching.matcher import Matcher
from matching.travel import in_teams
from skills.guidance import Asked
from skills.occupation import ConditionKind, Sector
from tests.web.people import signed_in
from web.flows.guidance import guide
from web.flows.importing import save_taught
from web.occupation_wording import lower_first

REFERENCE = load_reference()
MATCHER = Matcher().fit(REFERENCE)
SHOWN = re.compile(r'</span> <a href="/metiers/(O-[\w-]+)"')


@pytest.fixture(scope="module")
def visitor(real_site: TestClient) -> TestClient:
    with Session(real_site.app.state.engine) as db:
        save_taught(db, MATCHER, demo_offers(date.today()), on=date.today())
        db.commit()
    return signed_in(real_site.app, None)


SAID = {"tiles": ["coudre"], "near": "56121", "within_km": "40", "move": "car", "leaves_at": "420",
        "words": "couturière", "diploma": "3", "minor": "1"}  # fmt: skip


def shown(site: TestClient, **said: object) -> list[str]:
    return SHOWN.findall(site.post("/parcours", data={**SAID, **said}).text)


def whole(site: TestClient, **said: object) -> list[str]:
    """The whole list, in its order."""
    text = site.post("/parcours", data={**SAID, **said}).text
    return re.findall(r'<li><a href="/metiers/(O-[\w-]+)"', text.partition("Tous les métiers")[2])


def test_from_the_form_to_the_sheet_in_three_pages(visitor):
    asked = visitor.get("/parcours").text
    for name in ("tiles", "near", "place", "move", "within_km", "leaves_at", "words", "diploma",
                 "limits", "minor"):  # fmt: skip
        assert f'name="{name}"' in asked
    answer = visitor.post("/parcours", data=SAID)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "Moins de 18 ans" in answer.text
    assert "Couturière industrielle" in answer.text  # what was understood
    sheet = visitor.post("/parcours/fiche", data={**SAID, "occupation": shown(visitor)[0]})
    assert sheet.text.count('<li class="card">') == 3
    assert sheet.text.count("Date :") == sheet.text.count("Contact :") == 3


def test_the_first_ones_and_the_whole_list_say_why(visitor):
    assert len(shown(visitor)) == 3
    listed = whole(visitor)
    assert len(listed) == len(set(listed)) > 30
    text = visitor.post("/parcours", data=SAID).text
    assert "Comment cet ordre est fait" in text
    assert re.search(r"vos mains s&#39;en approchent : [^<]+\(\+\d", text)


def test_the_counsellor_removes_restores_adds_and_reorders(visitor):
    first, second, third = shown(visitor)
    assert first not in shown(visitor, do=f"remove:{first}")
    assert shown(visitor, removed=[first], do=f"restore:{first}") == [first, second, third]
    assert shown(visitor, add="O-NDT-TECHNICIAN")[0] == "O-NDT-TECHNICIAN"
    up = shown(visitor, shown=[first, second, third], do=f"up:{third}")
    assert up == [first, third, second]
    assert shown(visitor, added=up, do="reset") == [first, second, third]
    four = ["O-NDT-TECHNICIAN", "O-GELCOATER", "O-BONDER", "O-TRIMMER"]
    assert shown(visitor, added=four) == four


def test_the_points_are_changed_on_the_page_and_stay_on_the_next_ones(visitor):
    text = visitor.post(
        "/parcours", data={**SAID, "hands": "0", "past": "99999", "limit": "x"}
    ).text
    assert 'id="r-past" name="past" inputmode="decimal" size="4" value="10"' in text
    assert 'id="r-limit" name="limit" inputmode="decimal" size="4" value="-2"' in text
    sheet = visitor.post("/parcours/fiche", data={**SAID, "hands": "0", "occupation": "O-DRAPER"})
    assert '<input type="hidden" name="hands" value="0">' in sheet.text


def test_what_was_misunderstood_is_taken_back(visitor):
    text = visitor.post("/parcours", data={**SAID, "do": "drop:O-INDUSTRIAL-SEWER"}).text
    assert "proche de : couturière" not in html.unescape(text)
    assert '<input type="hidden" name="dropped" value="O-INDUSTRIAL-SEWER">' in text


def test_the_answers_come_back_to_be_changed(visitor):
    text = visitor.post("/parcours/questions", data={**SAID, "limits": ["dust"]}).text
    assert 'id="tiles-coudre" name="tiles" value="coudre" checked' in text
    assert 'id="limits-dust" name="limits" value="dust" checked' in text
    assert '<option value="420" selected>7 h</option>' in text
    assert '<option value="56121" selected>' in text


@pytest.mark.parametrize(
    ("her", "his"),
    [("couturière", "couturier"), ("menuisière", "menuisier"), ("pâtissière", "pâtissier"),
     ("chaudronnière", "chaudronnier"), ("soudeuse", "soudeur"), ("sellière", "sellier"),
     ("carrossière", "carrossier"), ("modeleuse", "modeleur")],
)  # fmt: skip
def test_the_gender_of_a_title_changes_nothing(visitor, her: str, his: str):
    women, men = (whole(visitor, words=f"J'ai été {one}") for one in (her, his))
    assert MATCHER.read_past(her).occupations
    assert MATCHER.read_past(her) == MATCHER.read_past(his)
    assert women == men


def test_every_title_of_the_reference_is_read_alike_in_both_genders():
    for one in REFERENCE.occupations.values():
        hers, his = (MATCHER.read_past(x) for x in (one.label_feminine, one.label_masculine))
        assert hers == his
        assert one.code in hers.occupations


def test_being_under_eighteen_changes_nothing_to_the_order(visitor):
    assert whole(visitor, minor="") == whole(visitor, minor="1")


def test_two_communes_with_the_same_courses_in_reach_give_the_same_order(visitor):
    lorient, lanester = (
        whole(visitor, near=code, within_km="400", move="") for code in ("56121", "56098")
    )
    assert lorient == lanester


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ({}, "Rien n'est coché ni écrit"),
        ({"tiles": ["inventé"], "near": "99999", "within_km": "-3", "move": "fusée",
          "leaves_at": "25h", "diploma": "9", "limits": ["tout"]}, "Rien n'est coché"),
        ({"tiles": ["coudre"], "near": "29019", "within_km": "1"}, "Aller jusqu'à"),
        ({"tiles": ["coudre"], "near": "56121", "within_km": "80", "move": "walk"},
         "porte à environ 4 km"),
        ({"tiles": ["coudre"], "leaves_at": "630"}, "Les ateliers commencent vers 8 h"),
        ({"tiles": ["coudre"], "place": "Marseille"}, "n'est pas connue ici"),
        ({"tiles": ["coudre"], "place": "35000", "within_km": "10"},
         "n'est pas dans le territoire"),
        ({"words": "😀" * 400}, "n'ont pas été reconnus"),
        ({"tiles": ["coudre"], "words": "astronaute"}, "n'ont pas été reconnus"),
        ({"tiles": list(REFERENCE.guidance.tiles)}, "Tous les gestes sont cochés"),
        ({"tiles": ["coudre"], "removed": ["x"], "added": ["y"], "do": "up:O-DRAPER"}, "3 métiers"),
        ({"tiles": ["coudre"], "do": "relax:words:x"}, "3 métiers"),
    ],
    ids=["nothing", "invented", "no course in reach", "on foot far", "late", "outside Brittany",
         "outside the territory", "signs", "unknown words", "everything", "a deed on nothing",
         "a deed that is none"],
)  # fmt: skip
def test_little_or_absurd_answers_still_give_a_useful_page(visitor, said, tells):
    answer = visitor.post("/parcours", data=said)
    assert answer.status_code == 200
    assert answer.text.count("La fiche à imprimer") == 3
    assert tells in html.unescape(answer.text)


def test_what_is_relaxed_is_what_the_button_says(visitor):
    text = visitor.post(
        "/parcours", data={"tiles": ["coudre"], "near": "29019", "within_km": "1"}
    ).text
    deed = re.search(r'value="(relax:within_km:\d+)"', text).group(1)
    wider = visitor.post(
        "/parcours", data={"tiles": ["coudre"], "near": "29019", "within_km": "1", "do": deed}
    ).text
    assert f'name="within_km" value="{deed.rpartition(":")[2]}"' in wider
    assert "Aucune formation à cette distance" not in wider


def test_htmx_is_sent_the_answer_alone_with_what_to_announce(visitor):
    block = visitor.post(
        "/parcours", data=SAID, headers={"HX-Request": "true", "HX-Target": "answer"}
    ).text
    page = visitor.post("/parcours", data=SAID).text
    assert "<html" not in block
    assert block.strip() in page
    assert 'role="status" id="dit"' in page
    assert "Ordre refait :" in block


def test_a_commune_is_found_by_its_name_or_its_postal_code(visitor):
    for typed in ("Lorient", "lorient", "56100", "56121"):
        assert shown(visitor, near="", place=typed) == shown(visitor)


def test_the_flow_shows_the_demand_that_may_be_told(visitor):
    with Session(visitor.app.state.engine) as db:
        found = guide(db, MATCHER, MATCHER.index(()), Asked(("coudre",)), on=date.today())
    assert dict(found.demand) == {}
    assert "pas de chiffre public" in visitor.post("/parcours", data=SAID).text


def test_real_schools_that_lead_there_are_named_nearest_first(visitor):
    text = visitor.post("/parcours", data={**SAID, "within_km": "80", "add": "O-LAMINATOR"}).text
    told = re.search(r"Y préparent aussi, dates à demander : (.*?)</p>", text).group(1)
    codes = re.findall(r"/etablissements#([\w-]+)", told)
    assert codes
    assert set(codes) <= set(REFERENCE.establishments)


def test_an_occupation_that_is_none_has_no_sheet(visitor):
    assert visitor.post("/parcours/fiche", data={**SAID, "occupation": "O-NONE"}).status_code == 404
    neighbour = {**SAID, "occupation": "O-PASTRY-COOK"}
    assert visitor.post("/parcours/fiche", data=neighbour).status_code == 404


def test_what_the_files_of_guidance_name_is_in_the_reference():
    for tile in REFERENCE.guidance.tiles.values():
        assert set(tile.competences) <= set(REFERENCE.competences)
    known = {*REFERENCE.occupations, *REFERENCE.guidance.tiles}
    assert set(REFERENCE.guidance.studies.values()) <= known


def test_every_limit_and_the_hour_of_teams_are_words_that_occupations_say():
    core = [o for o in REFERENCE.occupations.values() if o.sector is Sector.CORE]
    hard = [" ".join(c.text for c in o.conditions if c.kind is ConditionKind.HARD).casefold()
            for o in core]  # fmt: skip
    for limit in REFERENCE.guidance.limits.values():
        assert any(word in said for word in limit.words for said in hard), limit.code
    assert 3 < sum(in_teams(one, REFERENCE) for one in core) < len(core) / 2


def test_the_reasons_name_the_gestures_that_a_person_named_of_a_past_occupation(visitor):
    text = visitor.post("/parcours", data={"words": "pâtissière", "near": "56121"}).text
    ranking = text.partition("Tous les métiers")[2]
    lines = {
        code: next(line for line in ranking.split("<li>") if f'href="/metiers/{code}"' in line)
        for code in ("O-LAMINATOR", "O-COMPOSITE-OPERATOR")
    }
    gestures = "proche de : pâtissière / pâtissier, dont les gestes préparent à : "
    assert gestures in lines["O-LAMINATOR"]
    for code in ("C-RESIN-MIX", "C-MOULD-PREP", "C-DEMOULD"):
        assert lower_first(REFERENCE.label(code)) in lines["O-LAMINATOR"].replace("&#39;", "'")
    # Named for a gelcoater and a laminator: an operator prepares moulds too.
    assert gestures + lower_first(REFERENCE.label("C-MOULD-PREP")) in lines["O-COMPOSITE-OPERATOR"]

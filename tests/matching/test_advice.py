import pytest

from matching.advice import advise
from matching.catalogue import CatalogueIndex
from matching.path_steps import path_to
from matching.pathways import leads
from skills.guidance import Asked, Diploma
from tests.small_guidance import FAR, HOME, NEAR, ON, a_commune, a_session, an_offer, guiding

REFERENCE = guiding()


def advice(asked: Asked, *offers, reference=REFERENCE) -> dict[str, str]:
    index = CatalogueIndex(reference).fit(offers)
    found = leads(asked, reference, index, frozenset(), on=ON)
    paths = [path_to(one.occupation, asked, index, (), (), (), on=ON) for one in found]
    return {one.kind: one.relax for one in advise(asked, found, paths, reference)}


def offer(at: str = NEAR, level: int | None = 3):
    return an_offer("a", "C-DRAPE", "C-GELCOAT", sessions=(a_session(30, at=at),), level=level)


def test_an_answer_that_lacks_nothing_is_given_no_advice():
    assert advice(Asked(("coudre",), near=HOME, within_km=20), offer()) == {}


def test_nothing_said_and_everything_said_are_both_told():
    assert advice(Asked(), offer()) == {"nothing": ""}
    assert advice(Asked(("coudre", "peindre")), offer()) == {"everything": ""}


@pytest.mark.parametrize(
    ("asked", "kind", "relax"),
    [
        (Asked(("coudre",), near=HOME, within_km=20), "far", "within_km:60"),
        (Asked(("coudre",), near=HOME, move="car"), "long", "move:"),
        (Asked(("coudre",), leaves_at=540), "early", "leaves_at:"),
        (Asked(("coudre",), diploma=Diploma.NONE), "level", "diploma:"),
    ],
    ids=["far", "long", "early", "level"],
)
def test_with_no_course_the_nearest_is_told_with_what_would_open_it(asked, kind, relax):
    assert advice(asked, offer(FAR, level=5))[kind] == relax


def test_with_no_course_anywhere_one_says_so():
    assert advice(Asked(("coudre",))) == {"no_course": ""}


def test_a_commune_outside_the_territory_is_said_to_be():
    reference = guiding(communes={"X": a_commune("X", 0, epci="2")})
    assert "outside" in advice(Asked(("coudre",), near="X"), reference=reference)


def test_on_foot_one_does_not_go_forty_kilometres():
    assert advice(Asked(("coudre",), near=HOME, move="walk", within_km=40))["slow"] == "move:"


def test_leaving_after_the_workshops_begin_is_told():
    assert advice(Asked(("coudre",), leaves_at=600))["late"] == "leaves_at:450"


def test_when_every_occupation_has_what_one_does_not_want_the_heaviest_is_named():
    only = {code: REFERENCE.occupations[code] for code in ("O-LAMINATOR", "O-PAINTER")}
    reference = guiding(occupations=only)
    asked = Asked(("coudre",), limits=("dust", "shifts"))
    assert advice(asked, offer(), reference=reference) == {"limits": "limits:dust"}


def test_under_eighteen_a_team_at_night_is_told():
    assert "night" in advice(Asked(("coudre",), minor=True), offer())

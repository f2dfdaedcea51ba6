import pytest

from matching.bridges import bridge, bridges_from, bridges_to
from matching.search import TermSearch
from skills.occupation import Bridge, Importance, Requirement
from tests.small_reference import an_occupation, small_reference

SEWER = an_occupation(
    "O-SEWER", "couturier", "couturière", Requirement("C-DRAPE", 1, Importance.ESSENTIAL)
)
LAMINATOR = small_reference().occupations["O-LAMINATOR"]


def test_a_bridge_names_what_is_shared_and_what_is_missing():
    found = bridge(SEWER, LAMINATOR, small_reference())
    assert (found.shared, found.missing) == (("C-DRAPE",), ())
    assert 0 < found.strength < 1
    itself = bridge(LAMINATOR, LAMINATOR, small_reference())
    assert itself.strength == pytest.approx(1)


def test_a_bridge_that_a_person_confirmed_comes_first():
    reference = small_reference(
        occupations={"O-SEWER": SEWER, **small_reference().occupations},
        bridges=(Bridge("O-DRAPER", "O-LAMINATOR", "Le même geste.", "own"),),
    )
    arriving = bridges_to(LAMINATOR, reference)
    assert [b.origin for b in arriving] == ["O-DRAPER", "O-SEWER"]
    assert arriving[0].reason == "Le même geste."
    assert [b.target for b in bridges_from(SEWER, reference)] == ["O-LAMINATOR"]


SEARCH = TermSearch().fit(small_reference())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("infusion", "C-INFUSE"),
        ("infuzion", "C-INFUSE"),
        ("gel coat", "C-GELCOAT"),
        ("drap", "C-DRAPE"),
        ("stratifieus", "O-LAMINATOR"),
        ("RNCP00001", "RNCP00001"),
    ],
)
def test_what_one_types_is_found_slips_included(typed: str, code: str):
    assert SEARCH.search(typed)[0].code == code


def test_a_thing_is_found_once_and_only_of_the_kinds_asked():
    codes = [hit.code for hit in SEARCH.search("infus")]
    assert len(codes) == len(set(codes))
    assert {hit.kind for hit in SEARCH.search("drap", kinds=("occupation",))} == {"occupation"}


@pytest.mark.parametrize("typed", ["", "   ", "xyzxyzxyz"])
def test_nothing_is_found_where_nothing_resembles(typed: str):
    assert SEARCH.search(typed) == ()

from datetime import UTC, datetime

import pytest

from skills.errors import NotFound
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Need, NeededCompetence, NeedState
from skills.territory import Point, distance_km
from tests.small_reference import LORIENT, QUIMPERLE, small_reference


def a_need(code: str, occupation: str = "") -> Need:
    return Need(
        firm=Firm("Entreprise fictive"),
        evidence=Evidence(EvidenceKind.SAID, "mots", 0, 4),
        occupation=occupation,
        competences=(NeededCompetence(code, 2),),
        headcount=None,
        wanted_by=None,
        state=NeedState.TO_QUALIFY,
        interview_id=1,
        decided_by="moi",
        decided_at=datetime(2026, 11, 23, tzinfo=UTC),
        reference_version="v",
    )


def test_a_stored_need_reads_through_the_codes_that_were_retired():
    reference = small_reference(replaced={"C-OLD": "C-OLDER", "C-OLDER": "C-INFUSE"})
    renewed = reference.renew(a_need("C-OLD"))
    assert renewed.competences == (NeededCompetence("C-INFUSE", 2),)
    assert reference.renew(a_need("C-DRAPE")) == a_need("C-DRAPE")


def test_codes_that_replace_each_other_do_not_loop_for_ever():
    reference = small_reference(replaced={"C-A": "C-B", "C-B": "C-A"})
    assert reference.current("C-A") in ("C-A", "C-B")


def test_a_code_that_the_reference_no_longer_has_is_shown_as_it_is():
    assert small_reference().label("C-GONE") == "C-GONE"
    with pytest.raises(NotFound):
        small_reference().competence("C-GONE")


def test_distances_are_those_of_the_map():
    assert distance_km(LORIENT.centre, LORIENT.centre) == 0
    assert distance_km(LORIENT.centre, QUIMPERLE.centre) == pytest.approx(19, abs=1)
    assert distance_km(Point(0, 0), Point(0, 180)) == pytest.approx(20015, abs=2)

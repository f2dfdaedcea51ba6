"""What an offer teaches, each competence with what says so."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from matching.matcher import Matcher
from skills.certification import Block
from skills.reference import Crosswalk
from skills.training import Provider, TaughtCompetence, TeachingBasis, TrainingOffer
from tests.small_reference import CERTIFICATION, small_reference

ON = date(2026, 11, 23)
BLOCKS = (
    Block("RNCP00001BC01", "Draper des plis sur un moule", "test"),
    Block("RNCP00001BC02", "Appliquer un gelcoat", "test"),
)
REFERENCE = small_reference(
    certifications=MappingProxyType({"RNCP00001": replace(CERTIFICATION, blocks=BLOCKS)}),
    crosswalks=(
        Crosswalk("F-LAYUP", "formacode", "22871", "exact"),
        Crosswalk("F-FINISH", "nsf", "225", "broad"),
    ),
)
MATCHER = Matcher().fit(REFERENCE)


def taught(**facts: object) -> dict[str, TaughtCompetence]:
    offer = TrainingOffer("s", "k", "Formation", Provider("P"), **facts)  # type: ignore[arg-type]
    return {one.code: one for one in MATCHER.teach(offer, on=ON).teaches}


def test_a_certification_gives_its_competences_at_its_levels():
    found = taught(certifications=("RNCP00001",))
    assert found == {
        "C-DRAPE": TaughtCompetence("C-DRAPE", 3, TeachingBasis.CERTIFICATION, 0.95, "RNCP00001")
    }


def test_a_text_says_it_in_its_own_words():
    (one,) = taught(content="Infusion de panneaux.").values()
    assert (one.code, one.basis, one.detail) == ("C-INFUSE", TeachingBasis.TEXT, "Infusion")


def test_a_block_comes_before_the_certification_and_keeps_its_level():
    found = taught(certifications=("RNCP00001",), blocks=("RNCP00001BC01",))
    drape = found["C-DRAPE"]
    assert (drape.basis, drape.level, drape.detail) == (TeachingBasis.BLOCK, 3, "RNCP00001BC01")


def test_of_a_certification_prepared_by_half_one_is_half_as_sure():
    found = taught(certifications=("RNCP00001",), blocks=("RNCP00001BC02",))
    assert found["C-GELCOAT"].basis is TeachingBasis.BLOCK
    assert found["C-DRAPE"].confidence == pytest.approx(0.95 / 2)


def test_the_text_gives_way_to_the_certification():
    found = taught(certifications=("RNCP00001",), content="Drapage.")
    assert found["C-DRAPE"].basis is TeachingBasis.CERTIFICATION


def test_the_code_of_a_field_speaks_only_where_nothing_else_does():
    found = taught(romes=("H3203",), formacodes=("22871",), nsf=("225",))
    assert {one.basis for one in found.values()} == {TeachingBasis.CODE}
    assert found["F-LAYUP"].detail == "Formacode 22871"
    # One of the two occupations of this ROME asks for it.
    assert found["C-DRAPE"].confidence == pytest.approx(0.2)
    assert "F-FINISH" not in found  # the widest code of all, only where the others are silent
    assert set(taught(nsf=("225",))) == {"F-FINISH"}
    said = taught(content="Infusion.", romes=("H3203",), formacodes=("22871",), nsf=("225",))
    assert set(said) == {"C-INFUSE"}


def test_an_offer_that_says_nothing_teaches_nothing_known():
    assert taught() == {}

"""Coverage, suggestions and gaps: what ranks before what, and why."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.catalogue import CatalogueIndex
from matching.coverage import cover
from matching.gaps import rank_gaps
from matching.suggestions import analyse_need
from matching.teaching import taught_by
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from skills.training import (
    ImpreciseDate,
    Place,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)
from tests.small_reference import SUGGESTIONS, small_reference

REFERENCE = small_reference()
ON = date(2026, 11, 23)


def a_need(*codes: str, people: int | None = 3, **changes: object) -> Need:
    need = Need(
        firm=Firm("Entreprise fictive", "56121", id=1),
        evidence=Evidence(EvidenceKind.SAID, "mots", 0, 4),
        occupation="",
        competences=tuple(NeededCompetence(code) for code in codes),
        headcount=Headcount(people, people) if people else None,
        wanted_by=date(2027, 9, 1),
        state=NeedState.TO_QUALIFY,
        interview_id=1,
        decided_by="moi",
        decided_at=datetime(2026, 11, 23, tzinfo=UTC),
        reference_version="v",
        id=1,
    )
    return replace(need, **changes)  # type: ignore[arg-type]


def an_offer(
    key: str,
    *codes: str,
    starts: int = 30,
    days: int = 30,
    commune: str = "56121",
    seats: int | None = 8,
) -> TrainingOffer:
    start = ON + timedelta(days=starts)
    session = TrainingSession(
        "1",
        ImpreciseDate(start),
        ImpreciseDate(start + timedelta(days=days)),
        Place(commune),
        seats,
        seats,
    )
    taught = tuple(TaughtCompetence(c, 3, TeachingBasis.CERTIFICATION, 0.9) for c in codes)
    return TrainingOffer(
        "essai", key, f"Formation {key}", Provider("Organisme"), sessions=(session,), teaches=taught
    )


def ranked(need: Need, *offers: TrainingOffer) -> list[str]:
    catalogue = CatalogueIndex(REFERENCE).fit(offers)
    return [s.offer.key for s in analyse_need(need, catalogue, on=ON).suggestions]


def test_an_offer_that_teaches_more_ranks_first():
    need = a_need("C-INFUSE", "C-GELCOAT")
    assert ranked(need, an_offer("a", "C-INFUSE"), an_offer("b", "C-INFUSE", "C-GELCOAT")) == [
        "b",
        "a",
    ]


def test_a_nearer_offer_ranks_before_its_twin():
    assert ranked(
        a_need("C-INFUSE"),
        an_offer("a", "C-INFUSE", commune="29233"),
        an_offer("b", "C-INFUSE"),
    ) == ["b", "a"]


def test_an_offer_that_ends_in_time_ranks_before_its_late_twin():
    assert ranked(
        a_need("C-INFUSE"), an_offer("a", "C-INFUSE", starts=400), an_offer("b", "C-INFUSE")
    ) == ["b", "a"]


def test_a_session_that_has_begun_is_not_suggested():
    assert ranked(a_need("C-INFUSE"), an_offer("a", "C-INFUSE", starts=-1)) == []


def test_an_offer_of_another_family_is_no_answer():
    assert ranked(a_need("C-INFUSE"), an_offer("a", "C-WELD")) == []


def test_the_weights_of_the_reasons_add_up_to_the_score():
    catalogue = CatalogueIndex(REFERENCE).fit([an_offer("a", "C-INFUSE", seats=None)])
    (suggestion,) = analyse_need(a_need("C-INFUSE", "C-WELD"), catalogue, on=ON).suggestions
    assert sum(r.weight for r in suggestion.reasons) == pytest.approx(suggestion.score)
    assert 0 < suggestion.score <= 1
    assert suggestion.missing == ("C-WELD",)


def test_a_neighbour_of_the_same_family_gets_part_of_the_credit():
    (covered,) = cover(
        [NeededCompetence("C-INFUSE")], an_offer("a", "C-DRAPE"), REFERENCE, SUGGESTIONS
    )
    assert covered.credit == pytest.approx(SUGGESTIONS.family_credit * 0.9)


def test_a_need_that_names_only_an_occupation_asks_for_what_it_requires():
    need = a_need(occupation="O-LAMINATOR")
    catalogue = CatalogueIndex(REFERENCE).fit([an_offer("a", "C-DRAPE")])
    (suggestion,) = analyse_need(need, catalogue, on=ON).suggestions
    assert [c.code for c in suggestion.coverage] == ["C-DRAPE", "C-GELCOAT"]


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_the_catalogue_never_changes_the_answer(keys: list[str]):
    offers = [an_offer(k, "C-INFUSE", starts=30 + 10 * (k > "b")) for k in keys]
    assert ranked(a_need("C-INFUSE"), *offers) == ["a", "b", "c", "d"]


def test_a_gap_with_more_people_ranks_first():
    needs = [a_need("C-DRAPE", people=1), a_need("C-INFUSE", people=6)]
    gaps = rank_gaps(needs, CatalogueIndex(REFERENCE).fit([]), on=ON)
    assert [(g.code, g.remaining_min) for g in gaps] == [("C-INFUSE", 6), ("C-DRAPE", 1)]
    assert all(sum(r.weight for r in g.reasons) == pytest.approx(g.score) for g in gaps)


def test_seats_that_come_too_late_fill_no_gap():
    need = a_need("C-INFUSE", people=3)
    late = CatalogueIndex(REFERENCE).fit([an_offer("a", "C-INFUSE", starts=400)])
    in_time = CatalogueIndex(REFERENCE).fit([an_offer("a", "C-INFUSE")])
    assert rank_gaps([need], late, on=ON)[0].remaining_max == 3
    assert rank_gaps([need], in_time, on=ON)[0].remaining_max == 0


def test_a_solved_need_is_no_gap():
    need = a_need("C-INFUSE", state=NeedState.SOLVED)
    assert rank_gaps([need], CatalogueIndex(REFERENCE).fit([]), on=ON) == ()


@given(st.integers(1, 50), st.integers(0, 60), st.integers(1, 20))
def test_a_seat_more_never_leaves_more_people_without(people: int, seats: int, more: int):
    need = a_need("C-INFUSE", people=people)

    def left(number: int) -> int:
        catalogue = CatalogueIndex(REFERENCE).fit([an_offer("a", "C-INFUSE", seats=number)])
        return rank_gaps([need], catalogue, on=ON)[0].remaining_max

    assert left(seats + more) <= left(seats)


def test_a_certification_says_what_an_offer_teaches():
    offer = replace(an_offer("a"), certifications=("RNCP00001",))
    (taught,) = taught_by(offer, (), REFERENCE)
    assert (taught.code, taught.level, taught.basis) == (
        "C-DRAPE",
        3,
        TeachingBasis.CERTIFICATION,
    )

"""The arrays find exactly the offers that scoring them one by one would."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.readers import load_reference
from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences
from matching.suggestions import analyse_need, suggest
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Need, NeededCompetence, NeedState
from skills.training import (
    EntryMode,
    ImpreciseDate,
    Place,
    Provider,
    RecruitmentState,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)

REFERENCE = load_reference()
ON = date(2026, 11, 23)
CODES = ("C-INFUSE", "C-VACUUM-BAG", "C-DEGAS", "C-CORE-BOND", "F-INFUSION", "F-VACUUM")
PLACES = ("56121", "29233", "35238", "")

days = st.none() | st.integers(-60, 400).map(lambda n: ImpreciseDate(ON + timedelta(days=n)))
sessions = st.builds(
    TrainingSession,
    key=st.just("1"),
    starts_on=days,
    ends_on=days,
    place=st.none() | st.sampled_from(PLACES).map(Place),
    seats=st.none() | st.integers(0, 12),
    seats_left=st.none() | st.integers(0, 12),
    entry=st.sampled_from([None, *EntryMode]),
    state=st.sampled_from([None, *RecruitmentState]),
)
taught = st.lists(
    st.builds(
        TaughtCompetence,
        st.sampled_from(CODES[:4]),
        st.none() | st.integers(1, 4),
        st.sampled_from(TeachingBasis),
        st.sampled_from([0.5, 0.75, 0.9, 1.0]),
    ),
    max_size=4,
    unique_by=lambda one: one.code,
).map(lambda found: tuple(sorted(found, key=lambda one: one.code)))
offers = st.lists(
    st.builds(
        TrainingOffer,
        source=st.just("essai"),
        key=st.integers(0, 10**6).map(str),
        title=st.just("x"),
        provider=st.just(Provider("p")),
        sessions=st.lists(sessions, max_size=3).map(tuple),
        teaches=taught,
        vanished=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda offer: offer.key,
)
needs = st.builds(
    Need,
    firm=st.sampled_from(PLACES).map(lambda code: Firm("f", code)),
    evidence=st.just(Evidence(EvidenceKind.SAID, "x", 0, 1)),
    occupation=st.sampled_from(["", "O-LAMINATOR"]),
    competences=st.lists(
        st.builds(NeededCompetence, st.sampled_from(CODES), st.none() | st.integers(1, 4)),
        max_size=3,
        unique_by=lambda one: one.code,
    ).map(tuple),
    headcount=st.none(),
    wanted_by=st.none() | st.integers(0, 400).map(lambda n: ON + timedelta(days=n)),
    state=st.just(NeedState.SENT),
    interview_id=st.just(1),
    decided_by=st.just("x"),
    decided_at=st.just(datetime(2026, 11, 1, tzinfo=UTC)),
    reference_version=st.just("v"),
)


def one_by_one(need: Need, index: CatalogueIndex, most: int) -> list[tuple[str, float]]:
    asked = asked_competences(need.competences, need.occupation, REFERENCE)
    found = [suggest(need, asked, offer, REFERENCE, on=ON) for offer in index.offers_]
    scored = sorted(
        (-round(s.score, 9), s.offer.source, s.offer.key) for s in found if s is not None
    )
    return [(key, -score) for score, _, key in scored[:most]]


@settings(max_examples=200)
@given(needs, offers, st.integers(1, 5))
def test_the_best_offers_are_those_that_scoring_each_would_give(need, found, most):
    index = CatalogueIndex(REFERENCE).fit(found)
    got = analyse_need(need, index, on=ON, most=most)
    assert [(s.offer.key, round(s.score, 9)) for s in got.suggestions] == [
        (key, pytest.approx(score)) for key, score in one_by_one(need, index, most)
    ]


@given(needs, offers)
def test_what_nobody_teaches_is_what_no_suggestion_covers(need, found):
    index = CatalogueIndex(REFERENCE).fit(found)
    got = analyse_need(need, index, on=ON, most=100)
    covered = {c.code for s in got.suggestions for c in s.coverage if c.taught is not None}
    asked = asked_competences(need.competences, need.occupation, REFERENCE)
    assert set(got.uncovered) == {c.code for c in asked} - covered


@given(needs, offers, st.randoms())
def test_the_order_of_the_catalogue_changes_nothing(need, found, random):
    mixed = list(found)
    random.shuffle(mixed)
    first, second = (
        analyse_need(need, CatalogueIndex(REFERENCE).fit(one), on=ON) for one in (found, mixed)
    )
    assert first == second


def _twin(near: bool, days: int, left: int | None, codes: tuple[str, ...]) -> TrainingOffer:
    end = ImpreciseDate(ON + timedelta(days=days))
    session = TrainingSession(
        "1", end, end, Place("56121" if near else "35238"), 12, left, EntryMode.FIXED
    )
    teaches = tuple(TaughtCompetence(c, None, TeachingBasis.TEXT, 0.9) for c in codes)
    key = f"{near}{days}{left}{len(codes)}"
    return TrainingOffer("e", key, "x", Provider("p"), sessions=(session,), teaches=teaches)


@given(
    st.integers(10, 300),
    st.integers(0, 90),
    st.sampled_from([None, 90, 200]),
    st.sampled_from(["near", "early", "covering", "seats"]),
)
def test_a_closer_earlier_or_more_covering_twin_never_ranks_below(days, later, wanted, what):
    codes = ("C-INFUSE", "C-VACUUM-BAG")
    better = _twin(True, days, 4, codes)
    worse = {
        "near": _twin(False, days, 4, codes),
        "early": _twin(True, days + later, 4, codes),
        "covering": _twin(True, days, 4, codes[:1]),
        "seats": _twin(True, days, 0, codes),
    }[what]
    need = Need(
        Firm("f", "56121"), Evidence(EvidenceKind.SAID, "x", 0, 1), "",
        tuple(NeededCompetence(c) for c in codes), None,
        ON + timedelta(days=wanted) if wanted else None, NeedState.SENT, 1, "x",
        datetime(2026, 11, 1, tzinfo=UTC), "v",
    )  # fmt: skip
    index = CatalogueIndex(REFERENCE).fit([replace(worse, key="a"), replace(better, key="b")])
    scores = {s.offer.key: s.score for s in analyse_need(need, index, on=ON).suggestions}
    assert scores["b"] >= scores["a"] - 1e-12

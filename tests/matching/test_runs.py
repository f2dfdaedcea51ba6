"""The arrays find exactly the offers that scoring each by itself would."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.readers import load_reference
from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences
from matching.sessions import open_sessions
from matching.suggestions import analyse_need, suggest
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Need, NeededCompetence, NeedState
from skills.terms_of_work import Shift
from skills.training import (
    DeliveryMode,
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
from skills.travel import TravelMode, TravelTime, TravelTimes

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
        hours=st.none() | st.integers(7, 900),
        mode=st.sampled_from([None, *DeliveryMode]),
        prerequisites=st.sampled_from(["", "Aucun.", "Savoir lire"]),
        public=st.sampled_from(["", "Tout public", "Salariés"]),
        seen_on=st.none() | st.integers(0, 400).map(lambda n: ON - timedelta(days=n)),
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
    shifts=st.sampled_from([(), (Shift.DAY,), (Shift.TWO,), (Shift.DAY, Shift.NIGHT)]),
)


def one_by_one(need: Need, index: CatalogueIndex, most: int) -> list[tuple[str, float]]:
    reference = index.reference
    asked = asked_competences(need.competences, need.occupation, reference)
    least = reference.weights.suggestions.least_coverage
    found = [suggest(need, asked, offer, reference, on=ON, least=least) for offer in index.offers_]
    scored = sorted(
        (-round(s.score, 9), s.offer.source, s.offer.key) for s in found if s is not None
    )
    return [(key, -score) for score, _, key in scored[:most]]


TIMED = replace(
    REFERENCE,
    travel=TravelTimes(
        {
            "56121": {
                "29233": (
                    TravelTime(TravelMode.BUS, 55, 480, "essai"),
                    TravelTime(TravelMode.CAR, 25, None, "essai"),
                ),
                "35238": (TravelTime(TravelMode.BUS, 95, 540, "essai"),),  # too late for a course
            },
            "29233": {"56121": (TravelTime(TravelMode.CAR, 90, None, "essai"),)},
        }
    ),
)


@settings(max_examples=200)
@given(needs, offers, st.integers(1, 5), st.sampled_from([REFERENCE, TIMED]))
def test_the_best_offers_are_those_that_scoring_each_would_give(need, found, most, reference):
    index = CatalogueIndex(reference).fit(found)
    got = analyse_need(need, index, on=ON, most=most)
    assert [(s.offer.key, round(s.score, 9)) for s in got.suggestions] == [
        (key, pytest.approx(score)) for key, score in one_by_one(need, index, most)
    ]


@given(needs, offers)
def test_what_nobody_teaches_is_what_no_open_offer_teaches(need, found):
    index = CatalogueIndex(REFERENCE).fit(found)
    open_offers = [o for o in found if not o.vanished and (not o.sessions or open_sessions(o, ON))]
    taught = {t.code for offer in open_offers for t in offer.teaches}
    taught |= {REFERENCE.family_of(code) for code in taught}
    asked = asked_competences(need.competences, need.occupation, REFERENCE)
    got = analyse_need(need, index, on=ON).uncovered
    assert got == tuple(c.code for c in asked if c.code not in taught)


@given(needs, offers, st.randoms())
def test_the_order_of_the_catalogue_changes_nothing(need, found, random):
    mixed = list(found)
    random.shuffle(mixed)
    first, second = (
        analyse_need(need, CatalogueIndex(REFERENCE).fit(one), on=ON) for one in (found, mixed)
    )
    assert first == second

"""The seats that fit a need, beside looking at each session by itself."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogue import CatalogueIndex
from matching.coverage import cover, covered_share, essential_competences
from matching.seats import FURTHEST_KM, FURTHEST_MINUTES, LEAST_FIT, SeatPlanner, asks_for
from matching.sessions import finishes_on, is_remote, open_sessions, where
from skills.need import Headcount, Need
from skills.reference import Reference
from skills.territory import distance_km
from skills.training import RecruitmentState, TrainingOffer, TrainingSession
from tests.matching.test_runs import CODES, ON, REFERENCE, TIMED, needs, offers

WEIGHTS = REFERENCE.weights.suggestions


def fits(
    need: Need, offer: TrainingOffer, session: TrainingSession, code: str, reference: Reference
) -> bool:
    asked = essential_competences(need.competences, need.occupation, REFERENCE)
    if code:
        taught = {one.code for one in offer.teaches}
        enough = code in taught | {REFERENCE.family_of(one) for one in taught}
    else:
        enough = covered_share(cover(asked, offer, REFERENCE, WEIGHTS), WEIGHTS) >= LEAST_FIT
    end = finishes_on(offer, session, ON)
    home, there = REFERENCE.communes.get(need.firm.commune), where(session, REFERENCE)
    near = True
    if home and not is_remote(offer):
        end_commune = session.place.commune if session.place else ""
        by = reference.guidance.hours.course
        way = reference.travel.find(home.code, end_commune, by=by)
        if way:
            near = way.minutes <= FURTHEST_MINUTES
        elif there:
            near = distance_km(home.centre, there) <= FURTHEST_KM
    return enough and near and not (need.wanted_by and end and end > need.wanted_by)


def seats(need: Need, found: list[TrainingOffer], code: str, reference: Reference) -> int:
    return sum(
        session.places_left or 0
        for offer in found
        if not offer.vanished
        for session in open_sessions(offer, ON)
        if session.state is not RecruitmentState.SUSPENDED
        and fits(need, offer, session, code, reference)
    )


@settings(max_examples=200)
@given(needs, offers, st.sampled_from(["", *CODES]), st.sampled_from([REFERENCE, TIMED]))
def test_the_seats_of_a_need_are_those_of_the_sessions_that_fit_one_by_one(
    need, found, code, reference
):
    planner = SeatPlanner(CatalogueIndex(reference).fit(found), on=ON)
    asked = not code or asks_for(need, code, reference)
    expected = seats(need, found, code, reference) if asked else 0
    assert planner.plan([need], code).seats == expected


@given(st.lists(needs, max_size=4), offers, st.randoms())
def test_the_order_of_needs_and_offers_changes_nothing(several, found, random):
    several = [replace(one, id=rank) for rank, one in enumerate(several)]
    mixed, other = list(several), list(found)
    random.shuffle(mixed)
    random.shuffle(other)
    first, second = (
        SeatPlanner(CatalogueIndex(REFERENCE).fit(o), on=ON).plan(n)
        for n, o in ((several, found), (mixed, other))
    )
    assert first == second


@given(st.lists(needs, min_size=1, max_size=4), offers.filter(bool), st.data())
def test_a_seat_more_or_a_need_less_never_leaves_more_people_out(several, found, data):
    """Over whole catalogues and needs, not over tables of numbers."""
    several = [replace(n, headcount=Headcount(2, 4), id=r) for r, n in enumerate(several)]

    def unmet(asking: list[Need], catalogue: list[TrainingOffer]) -> int:
        plan = SeatPlanner(CatalogueIndex(REFERENCE).fit(catalogue), on=ON).plan(asking)
        return plan.unmet_max

    before = unmet(several, found)
    place = data.draw(st.integers(0, len(found) - 1))
    more = [
        replace(s, seats_left=(s.places_left or 0) + 1) if rank == 0 else s
        for rank, s in enumerate(found[place].sessions)
    ]
    wider = [*found[:place], replace(found[place], sessions=tuple(more)), *found[place + 1 :]]
    assert unmet(several, wider) <= before
    gone = data.draw(st.integers(0, len(several) - 1))
    assert unmet([n for n in several if n.id != gone], found) <= before

"""What a territory notes, on each engine."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from data.storage.aid_requests import (
    add_aid_request,
    add_envelope,
    add_referral,
    keep_referral,
    last_aid_checks,
    list_aid_requests,
    list_envelopes,
    list_referrals,
    move_aid_request,
    note_aid_check,
)
from data.storage.campaigns import add_campaign, add_targets, list_campaigns, list_targets
from data.storage.committee import read_records
from data.storage.firms import merge_firms
from data.storage.interviews import add_interview, get_interview
from data.storage.needs import add_need, remove_need
from data.storage.project_facts import add_fact, facts_by_project, needs_of_project, tie_need
from data.storage.projects import add_project, remove_project
from data.storage.road_map import (
    add_count,
    add_views,
    count_people,
    count_views,
    keep_outcome,
    list_outcomes,
)
from data.storage.tables import AidRequestRow, AidStepRow, ProjectFactRow, ProjectNeedRow
from skills.account import LOCAL_USER, STATISTICS, Role, User
from skills.aid_request import AidRequest, AidState, Envelope, Referral
from skills.campaign import Campaign, TargetState
from skills.errors import Invalid, NotFound
from skills.interview import Firm, Interview
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from skills.outcome import Outcome
from skills.project import FactKind, Project, ProjectFact, ProjectNature
from skills.road_map import CountKind

HERE, THERE = "200042174", "242900694"
DAY = date(2026, 3, 10)
MANAGER = User("m", Role.MANAGER, id=1, organisation=1, perimeter=(HERE,), communes=("56121",))


def a_project(db: Session, name: str = "F", commune: str = "56121") -> tuple[int, int, int]:
    """A firm met, its project and its need: their identifiers."""
    number = add_interview(db, Interview(Firm(name, commune), DAY, "x", "notes"))
    firm = get_interview(db, number, visible_to=LOCAL_USER).firm
    project = add_project(db, Project(firm, "P", ProjectNature.EXTENSION, DAY, 5_000_000_000, 3))
    need = add_need(
        db,
        Need(
            firm, Evidence(EvidenceKind.SAID, "n", 0, 1), "", (NeededCompetence("C-INFUSE"),),
            Headcount(1, 2), None, NeedState.SENT, number, "x", datetime.now(UTC), "v",
        ),
    )  # fmt: skip
    return firm.id or 0, project, need


def test_a_campaign_may_not_overlap_another_of_the_same_perimeter(db: Session):
    first = Campaign("A", (HERE,), date(2026, 1, 1), date(2026, 6, 30))
    add_campaign(db, first, by=MANAGER)
    with pytest.raises(Invalid, match="campaign_overlaps"):
        add_campaign(db, Campaign("B", (HERE,), date(2026, 6, 30), date(2026, 9, 1)), by=MANAGER)
    add_campaign(db, Campaign("C", (HERE,), date(2026, 7, 1), date(2026, 9, 1)), by=MANAGER)
    add_campaign(db, Campaign("D", (THERE,), date(2026, 6, 1), date(2026, 9, 1)), by=LOCAL_USER)
    assert [one.name for one in list_campaigns(db, visible_to=MANAGER)] == ["C", "A"]
    with pytest.raises(NotFound):
        add_campaign(db, Campaign("E", (THERE,), date(2030, 1, 1), date(2030, 2, 1)), by=MANAGER)


def test_a_firm_of_the_list_is_met_once_it_was_interviewed_in_those_days(db: Session):
    number = add_campaign(
        db, Campaign("A", (HERE,), date(2026, 3, 1), date(2026, 3, 31)), by=MANAGER
    )
    added = add_targets(db, number, [Firm("F", "56121"), Firm("G"), Firm("f", "56121")], by=MANAGER)
    assert added == 2
    (campaign,) = list_campaigns(db, visible_to=MANAGER)
    states = [t.state for t in list_targets(db, campaign, visible_to=MANAGER)]
    assert states == [TargetState.TO_MEET, TargetState.TO_MEET]
    a_project(db)
    states = [t.state for t in list_targets(db, campaign, visible_to=MANAGER)]
    assert states == [TargetState.MET, TargetState.TO_MEET]


def test_what_hangs_on_a_project_or_a_need_goes_with_it(db: Session):
    _, project, need = a_project(db)
    add_fact(db, ProjectFact(project, FactKind.INVESTED, DAY, "x", "y", 3_000_000_000))
    tie_need(db, project, need)
    tie_need(db, project, need)
    assert needs_of_project(db, project) == (need,)
    for target in ({"project": project}, {"need": need}):
        add_aid_request(db, AidRequest("poei", AidState.FOUND, DAY, DAY, **target), by=LOCAL_USER)
    assert facts_by_project(db)[project][0].amount == 3_000_000_000
    remove_project(db, project, by=LOCAL_USER)
    remove_need(db, need)
    db.expire_all()
    for table in (ProjectFactRow, ProjectNeedRow, AidRequestRow, AidStepRow):
        assert db.exec(select(table)).all() == []


def test_an_envelope_counts_what_is_asked_and_what_is_granted(db: Session):
    _, project, _ = a_project(db)
    envelope = add_envelope(db, Envelope("E", (HERE,), 1_500_000, DAY, "s"), by=MANAGER)
    asked = AidRequest(
        "poei", AidState.DIRECTED, DAY, DAY, project=project, envelope=envelope, amount=400_000
    )
    number = add_aid_request(db, asked, by=MANAGER)
    (found,) = list_envelopes(db, visible_to=MANAGER)
    assert (found.directed, found.granted, found.left) == (400_000, 0, 1_500_000)
    move_aid_request(db, number, AidState.GRANTED, amount=None, on=date(2026, 4, 1), by=MANAGER)
    (found,) = list_envelopes(db, visible_to=MANAGER)
    assert (found.directed, found.granted, found.left) == (0, 400_000, 1_100_000)
    (request,) = list_aid_requests(db, project=project)
    assert [step.state for step in request.steps] == [AidState.DIRECTED, AidState.GRANTED]
    move_aid_request(db, number, AidState.REFUSED, amount=None, on=date(2026, 5, 1), by=MANAGER)
    assert list_envelopes(db, visible_to=MANAGER)[0].left == 1_500_000
    elsewhere = User("n", Role.MANAGER, id=2, perimeter=(THERE,))
    assert list_envelopes(db, visible_to=elsewhere) == ()


def test_records_are_those_of_the_perimeter_and_of_who_may_steer(db: Session):
    a_project(db)
    a_project(db, "G", "29233")
    add_referral(db, Referral("P-BPI", "w", HERE, DAY, DAY), by=MANAGER)
    (referral,) = list_referrals(db, visible_to=MANAGER)
    keep_referral(db, referral.id or 0, on=DAY, by=MANAGER)
    records = read_records(db, communes=("56121",), epcis=(HERE,), visible_to=MANAGER)
    assert [one.name for one in records.firms] == ["F"]
    assert [one.investment for one in records.projects] == [5_000_000_000]
    assert (len(records.needs), records.referrals[0].kept_on) == (1, DAY)
    with pytest.raises(NotFound):
        read_records(db, communes=("56121",), epcis=(HERE,), visible_to=STATISTICS)


def test_two_firms_that_are_one_keep_their_place_on_the_list(db: Session):
    first, _, _ = a_project(db)
    second, _, _ = a_project(db, "F bis")
    number = add_campaign(
        db, Campaign("A", (HERE,), date(2026, 3, 1), date(2026, 3, 31)), by=MANAGER
    )
    add_targets(db, number, [Firm("F bis", "56121", id=second)], by=MANAGER)
    merge_firms(db, first, second)
    db.expire_all()
    (campaign,) = list_campaigns(db, visible_to=MANAGER)
    (target,) = list_targets(db, campaign, visible_to=MANAGER)
    assert (target.firm.id, target.state) == (first, TargetState.MET)


def test_counts_totals_and_outcomes_add_up(db: Session):
    for people in (2, 3):
        add_count(db, CountKind.IMMERSION, epci=HERE, month=DAY, people=people, by=MANAGER)
    assert count_people(db, epcis=(HERE,), since=date(2026, 3, 31))[CountKind.IMMERSION] == 5
    assert count_people(db, epcis=(THERE,), since=DAY)[CountKind.IMMERSION] == 0
    for _ in range(2):
        add_views(db, DAY, {"metiers": 4, "accueil": 1})
    assert (count_views(db, since=DAY), count_views(db, since=DAY, pages=("metiers",))) == (10, 8)
    body = User("of", Role.TRAINING_BODY, id=3, organisation=7)
    for entered in (10, 12):
        keep_outcome(db, Outcome("AFPA", "T", DAY, entered), by=body)
    (kept,) = list_outcomes(db, visible_to=body, own=True)
    assert kept.entered == 12
    other = User("x", Role.TRAINING_BODY, id=4, organisation=8)
    assert list_outcomes(db, visible_to=other, own=True) == ()
    with pytest.raises(NotFound):
        keep_outcome(db, Outcome("AFPA", "T", DAY, 1), by=MANAGER)


def test_the_last_check_of_an_aid_is_kept(db: Session):
    for day in (date(2026, 5, 1), date(2026, 9, 1), date(2026, 7, 1)):
        note_aid_check(db, "poei", on=day, by=MANAGER)
    assert last_aid_checks(db) == {"poei": date(2026, 9, 1)}

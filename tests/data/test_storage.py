from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from data.storage.catalogue_version import catalogue_version
from data.storage.interviews import add_interview, count_interviews, get_interview, list_interviews
from data.storage.needs import (
    add_need,
    discard_proposal,
    get_need,
    list_discarded,
    list_needs,
    list_needs_of_interview,
)
from data.storage.offer_records import save_offers
from data.storage.offers import get_offer, list_offers
from data.storage.saved import Saved
from skills.account import LOCAL_USER
from skills.errors import NotFound
from skills.interview import Firm, Interview
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from skills.territory import Point
from skills.training import (
    DatePrecision,
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

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def an_interview(firm: str = "Entreprise fictive", notes: str = "besoin") -> Interview:
    return Interview(Firm(firm, "56121"), date(2026, 11, 20), "moi", notes)


def a_need(interview_id: int, firm: Firm) -> Need:
    return Need(
        firm=firm,
        evidence=Evidence(EvidenceKind.SAID, "besoin", 0, 6),
        occupation="O-DRAPER",
        competences=(NeededCompetence("C-INFUSE", 2), NeededCompetence("C-DRAPE")),
        headcount=Headcount(2, 3),
        wanted_by=date(2027, 9, 1),
        state=NeedState.TO_QUALIFY,
        interview_id=interview_id,
        decided_by="moi",
        decided_at=NOW,
        reference_version="v1",
    )


def an_offer(key: str = "a", **changes: object) -> TrainingOffer:
    facts: dict[str, object] = {
        "title": "Infusion",
        "provider": Provider("Organisme d'essai", "00000000000000"),
        "certifications": ("RNCP1", "RNCP2"),
        "mode": DeliveryMode.MIXED,
        "sessions": (
            TrainingSession(
                "1",
                ImpreciseDate(date(2027, 1, 4)),
                ImpreciseDate(date(2027, 2, 1), DatePrecision.MONTH),
                Place("56121", "Lorient", "56100", Point(47.75, -3.37)),
                12,
                4,
                EntryMode.FIXED,
                RecruitmentState.OPEN,
            ),
            TrainingSession("2"),
        ),
        "teaches": (TaughtCompetence("C-INFUSE", 2, TeachingBasis.TEXT, 0.7),),
    }
    return TrainingOffer("essai", key, **{**facts, **changes})  # type: ignore[arg-type]


def test_an_interview_comes_back_as_it_was_kept(db: Session):
    kept = add_interview(db, an_interview(notes="« déjà »\nvu"))
    found = get_interview(db, kept, visible_to=LOCAL_USER)
    assert (found.firm.name, found.notes, found.held_on) == (
        "Entreprise fictive",
        "« déjà »\nvu",
        date(2026, 11, 20),
    )


def test_two_interviews_of_one_firm_share_it(db: Session):
    first, second = (add_interview(db, an_interview()) for _ in range(2))
    firms = {get_interview(db, i, visible_to=LOCAL_USER).firm.id for i in (first, second)}
    assert len(firms) == 1
    assert count_interviews(db, visible_to=LOCAL_USER) == 2


def test_an_absent_interview_is_not_found(db: Session):
    with pytest.raises(NotFound):
        get_interview(db, 7, visible_to=LOCAL_USER)


def test_a_need_comes_back_with_its_evidence_and_competences_in_order(db: Session):
    interview = get_interview(db, add_interview(db, an_interview()), visible_to=LOCAL_USER)
    assert interview.id is not None
    need = a_need(interview.id, interview.firm)
    need_id = add_need(db, need)
    found = get_need(db, need_id, visible_to=LOCAL_USER)
    assert found.id == need_id
    assert (found.competences, found.evidence, found.headcount) == (
        need.competences,
        need.evidence,
        need.headcount,
    )
    assert found.decided_at == NOW
    assert list_needs(db, visible_to=LOCAL_USER) == (found,)
    assert list_needs_of_interview(db, interview.id, visible_to=LOCAL_USER) == (found,)
    assert list_interviews(db, visible_to=LOCAL_USER)[0].needs == 1


def test_a_proposal_discarded_twice_is_discarded_once(db: Session):
    interview_id = add_interview(db, an_interview())
    for _ in range(2):
        discard_proposal(db, interview_id, 0, 6, by=LOCAL_USER, at=NOW)
    assert list_discarded(db, interview_id, visible_to=LOCAL_USER) == ((0, 6),)


def test_an_offer_comes_back_as_it_was_kept(db: Session):
    assert save_offers(db, [an_offer()]) == Saved(new=1)
    (found,) = list_offers(db, visible_to=LOCAL_USER)
    assert found.sessions == an_offer().sessions
    assert found.teaches == an_offer().teaches
    assert found.certifications == ("RNCP1", "RNCP2")
    assert found.id is not None
    assert get_offer(db, found.id, visible_to=LOCAL_USER) == found


def test_an_offer_that_changed_is_replaced_with_its_sessions(db: Session):
    save_offers(db, [an_offer("a"), an_offer("b")])
    before = catalogue_version(db)
    changed = an_offer("a", title="Infusion et RTM", sessions=(TrainingSession("9"),))
    assert save_offers(db, [changed, an_offer("b")]) == Saved(changed=1, unchanged=1)
    first, second = list_offers(db, visible_to=LOCAL_USER)
    assert (first.title, first.sessions) == ("Infusion et RTM", (TrainingSession("9"),))
    assert second.title == "Infusion"
    assert catalogue_version(db) > before


def test_offers_read_from_the_catalogue_and_kept_again_are_unchanged(db: Session):
    save_offers(db, [an_offer("a"), an_offer("b")])
    assert save_offers(db, list_offers(db, visible_to=LOCAL_USER)) == Saved(unchanged=2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    titles=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), max_size=4)
)
def test_keeping_the_same_offers_twice_changes_nothing(db: Session, titles: list[str]):
    offers = [an_offer(str(rank), title=title) for rank, title in enumerate(titles)]
    save_offers(db, offers)
    before = catalogue_version(db), list_offers(db, visible_to=LOCAL_USER)
    assert save_offers(db, offers) == Saved(unchanged=len(offers))
    assert (catalogue_version(db), list_offers(db, visible_to=LOCAL_USER)) == before

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from data.storage.firms import keep_firm, merge_firms
from data.storage.promises import keep_promises
from data.storage.secret_links import make_secret_link, open_secret_link
from data.storage.visits import (
    add_visit_request,
    get_visit_request,
    get_visited_firm,
    given_contact,
    host_contacts,
    keep_host_contact,
    list_visit_requests,
    move_visit,
    purge_visits,
    take_visit_reminders,
)
from skills.account import LOCAL_USER, Role, User
from skills.errors import BadLink, Invalid, NotFound
from skills.interview import Firm
from skills.sign_in import LinkScope
from skills.terms_of_work import Commitment
from skills.visit import VisitRequest, VisitSide, VisitState

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WEEK = date(2027, 1, 4)


def a_firm(db: Session, name: str = "Atelier", *, named: bool = True) -> int:
    firm = keep_firm(db, Firm(name, "56121")).id or 0
    keep_promises(db, firm, (Commitment.VISIT,), on=NOW.date(), named=named)
    return firm


def a_request(firm: int, teacher: str = "a@b.example") -> VisitRequest:
    return VisitRequest(firm, "Lycée", "Seconde", teacher, (WEEK,), NOW)


def test_only_a_firm_that_agreed_to_be_named_is_open_to_requests(db: Session):
    assert get_visited_firm(db, a_firm(db)) == "Atelier"
    for firm in (a_firm(db, "Discret", named=False), 999):
        with pytest.raises(NotFound):
            get_visited_firm(db, firm)


def test_a_request_moves_as_each_side_may_and_once(db: Session):
    visit = add_visit_request(db, a_request(a_firm(db)))
    day = WEEK + timedelta(days=1)
    with pytest.raises(Invalid):
        move_visit(db, visit, VisitState.ACCEPTED, VisitSide.SCHOOL, now=NOW, day=day)
    assert move_visit(db, visit, VisitState.PROPOSED, VisitSide.FIRM, now=NOW, day=day, words="9 h")
    assert not move_visit(db, visit, VisitState.PROPOSED, VisitSide.FIRM, now=NOW, day=day)
    assert move_visit(db, visit, VisitState.ACCEPTED, VisitSide.SCHOOL, now=NOW, day=day)
    kept = get_visit_request(db, visit)
    assert (kept.state, kept.day, kept.words) == (VisitState.ACCEPTED, day, "9 h")


def test_three_requests_wait_at_most_for_a_firm_and_from_a_teacher(db: Session):
    firm, other = a_firm(db), a_firm(db, "Autre")
    for number in range(3):
        add_visit_request(db, a_request(firm, f"{number}@b.example"))
    with pytest.raises(Invalid, match="visits_waiting"):
        add_visit_request(db, a_request(firm, "4@b.example"))
    for _ in range(2):
        add_visit_request(db, a_request(other, "0@b.example"))
    with pytest.raises(Invalid, match="visits_waiting"):
        add_visit_request(db, a_request(other, "0@b.example"))


def test_requests_are_read_within_the_perimeter_and_by_the_firm(db: Session):
    firm = a_firm(db)
    add_visit_request(db, a_request(firm))
    near = User("x", Role.MANAGER, 1, communes=("56121",))
    for reader in (LOCAL_USER, near, User("x", Role.EMPLOYER, 1, firm=firm)):
        assert len(list_visit_requests(db, visible_to=reader)) == 1
    far = User("x", Role.MANAGER, 1, communes=("29233",))
    for reader in (far, User("x", Role.EMPLOYER, 1, firm=firm + 1), User("x", Role.SCHOOL, 1)):
        assert list_visit_requests(db, visible_to=reader) == ()


def test_the_address_that_a_firm_gave_is_kept_changed_and_forgotten(db: Session):
    firm = a_firm(db)
    assert host_contacts(db, firm) == ()
    keep_host_contact(db, firm, "un@b.example", now=NOW)
    keep_host_contact(db, firm, "deux@b.example", now=NOW)
    assert host_contacts(db, firm) == ("deux@b.example",)
    keep_host_contact(db, firm, "", now=NOW)
    assert given_contact(db, firm) == ""


def test_two_firms_that_are_one_keep_the_visits_and_an_address(db: Session):
    kept, dropped = a_firm(db, "Un"), a_firm(db, "Deux")
    visit = add_visit_request(db, a_request(dropped))
    keep_host_contact(db, dropped, "deux@b.example", now=NOW)
    merge_firms(db, kept, dropped)
    assert get_visit_request(db, visit).firm == kept
    assert given_contact(db, kept) == "deux@b.example"


def test_reminders_are_taken_once_then_the_teacher_is_told(db: Session):
    visit = add_visit_request(db, a_request(a_firm(db)))

    def taken(days: int) -> list[VisitState]:
        return [one.state for one in take_visit_reminders(db, now=NOW + timedelta(days=days))]

    assert taken(6) == []
    assert taken(7) == [VisitState.ASKED]
    assert taken(7) == []
    assert taken(15) == [VisitState.ASKED]
    assert taken(28) == [VisitState.UNANSWERED]
    assert taken(29) == []
    assert get_visit_request(db, visit).reminded == 2


def test_what_is_past_its_time_is_forgotten_with_its_links(db: Session):
    visit = add_visit_request(db, a_request(a_firm(db)))
    later = NOW + timedelta(days=400)
    scope = LinkScope.VISIT_SCHOOL
    _, token = make_secret_link(db, scope, visit, by=LOCAL_USER, now=NOW, expires_at=later)
    assert purge_visits(db, on=WEEK) == 0
    assert purge_visits(db, on=WEEK + timedelta(days=30)) == 1
    with pytest.raises(NotFound):
        get_visit_request(db, visit)
    with pytest.raises(BadLink):
        open_secret_link(db, token, now=NOW)

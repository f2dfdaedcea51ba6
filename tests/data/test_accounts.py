"""Accounts, sign-ins, links, organisations, firms and the journal, on both engines."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from data.storage.accounts import (
    accept_step,
    add_account,
    change_account,
    count_administrators,
    delete_account,
    find_credentials,
    get_account,
    list_accounts,
    note_failure,
    set_password,
    set_recovery_codes,
    set_second_factor,
    use_recovery_code,
)
from data.storage.firms import get_firm_use, merge_firms
from data.storage.interviews import add_interview, get_interview, list_interviews
from data.storage.journal import add_entry, list_entries, purge_journal
from data.storage.organisations import (
    add_organisation,
    count_of_organisation,
    delete_organisation,
    list_organisations,
)
from data.storage.secret_links import list_secret_links, make_secret_link, open_secret_link
from data.storage.sign_in import (
    find_sign_in,
    make_mailed_link,
    open_sign_in,
    purge_sign_ins,
    read_mailed_link,
    use_mailed_link,
)
from data.storage.tokens import find_token_user, make_api_token
from skills.account import LOCAL_USER, VISITOR, Role, User
from skills.errors import BadLink, Invalid, NotFound
from skills.interview import Firm, Interview
from skills.journal import Deed, Entry
from skills.organisation import Organisation, OrganisationKind
from skills.sign_in import LinkScope

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
ADMIN = User("admin", Role.ADMINISTRATOR)


def an_organisation(db: Session, name: str = "Branche", **facts: object) -> int:
    kind = OrganisationKind.TERRITORY
    return add_organisation(db, Organisation(kind, name, **facts))  # type: ignore[arg-type]


def an_account(db: Session, email: str = "a@b.example", role: Role = Role.INTERVIEWER) -> int:
    return add_account(
        db,
        email=email,
        name="Une",
        role=role,
        organisation=an_organisation(db),
        perimeter=("200042174",),
        now=NOW,
    )


def sign_in(db: Session, token: str, now: datetime):
    return find_sign_in(db, token, now=now, idle=HOUR / 2, longest=12 * HOUR)


def test_an_account_comes_back_to_itself_and_to_administrators_only(db: Session):
    mine, other = an_account(db), an_account(db, "b@b.example")
    me = User("moi", Role.INTERVIEWER, mine)
    assert get_account(db, mine, visible_to=me).perimeter == ("200042174",)
    with pytest.raises(NotFound):
        get_account(db, other, visible_to=me)
    assert len(list_accounts(db, visible_to=ADMIN)) == 2
    assert list_accounts(db, visible_to=VISITOR) == ()
    with pytest.raises(Invalid):
        an_account(db)


def test_a_sign_in_gives_its_user_until_it_is_closed_or_late(db: Session):
    account = an_account(db)
    token = open_sign_in(db, account, complete=True, device="x", now=NOW)
    found = sign_in(db, token, NOW + HOUR / 3)
    assert found is not None
    assert (found.user.id, found.user.role, found.complete) == (account, Role.INTERVIEWER, True)
    assert sign_in(db, "autre", NOW) is None
    assert sign_in(db, token, NOW + HOUR) is None
    assert purge_sign_ins(db, now=NOW + 13 * HOUR, longest=12 * HOUR) == 1
    token = open_sign_in(db, account, complete=True, device="x", now=NOW)
    set_password(db, account, "h")
    assert sign_in(db, token, NOW) is None


def test_a_mailed_link_serves_once_and_a_newer_one_replaces_it(db: Session):
    account = an_account(db)
    first = make_mailed_link(db, account, "invitation", expires_at=NOW + HOUR)
    second = make_mailed_link(db, account, "invitation", expires_at=NOW + HOUR)
    for token, kind, at in (
        (first, "invitation", NOW),
        (second, "password", NOW),
        (second, "invitation", NOW + 2 * HOUR),
    ):
        with pytest.raises(BadLink):
            read_mailed_link(db, token, kind, now=at)
    assert use_mailed_link(db, second, "invitation", now=NOW) == account
    with pytest.raises(BadLink):
        use_mailed_link(db, second, "invitation", now=NOW)


def test_a_step_and_a_recovery_code_are_accepted_once(db: Session):
    account = an_account(db)
    set_second_factor(db, account, "S", on=True)
    assert accept_step(db, account, 7)
    assert not accept_step(db, account, 7)
    assert not accept_step(db, account, 6)
    set_recovery_codes(db, account, ("un", "deux"))
    assert use_recovery_code(db, account, "un")
    assert not use_recovery_code(db, account, "un")


def test_failures_are_counted_and_cleared_by_a_new_password(db: Session):
    account = an_account(db)
    for _ in range(3):
        note_failure(db, account, locked_until=NOW)
    found = find_credentials(db, "a@b.example")
    assert found is not None
    assert (found.failures, found.locked_until) == (3, NOW)
    set_password(db, account, "h")
    found = find_credentials(db, "a@b.example")
    assert found is not None
    assert (found.failures, found.locked_until) == (0, None)


def test_an_account_goes_with_all_it_opens(db: Session):
    account = an_account(db, role=Role.ADMINISTRATOR)
    user = User("Une", Role.INTERVIEWER, account)
    token = make_api_token(db, "x", ("needs:read",), of=user, now=NOW, expires_at=NOW + HOUR)
    _, link = make_secret_link(db, LinkScope.NEED, 1, by=user, now=NOW, expires_at=NOW + HOUR)
    open_sign_in(db, account, complete=True, device="x", now=NOW)
    make_mailed_link(db, account, "invitation", expires_at=NOW + HOUR)
    set_recovery_codes(db, account, ("un",))
    found = find_token_user(db, token, now=NOW)
    assert found is not None
    assert found.scopes == ("needs:read",)
    assert open_secret_link(db, link, now=NOW).thing == 1
    assert list_secret_links(db, visible_to=VISITOR) == ()
    assert count_administrators(db) == 1
    assert count_administrators(db, without=account) == 0
    change_account(
        db, account, name="Une", role=Role.SCHOOL, organisation=None, perimeter=(), enabled=False
    )
    assert find_token_user(db, token, now=NOW) is None
    with pytest.raises(BadLink):
        open_secret_link(db, link, now=NOW)
    delete_account(db, account)
    assert find_credentials(db, "a@b.example") is None


def test_an_organisation_leaves_its_interviews_to_another_or_to_nobody(db: Session):
    one, other = an_organisation(db, "Une"), an_organisation(db, "Autre")
    interview = Interview(Firm("F"), date(2026, 11, 20), "x", "n", organisation=one)
    kept = add_interview(db, interview)
    assert count_of_organisation(db, one) == (0, 1)
    mine, theirs = (User("x", Role.INTERVIEWER, 1, organisation=o) for o in (one, other))
    assert [i.id for i in list_interviews(db, visible_to=mine)] == [kept]
    assert list_interviews(db, visible_to=theirs) == ()
    delete_organisation(db, one, moved_to=other)
    assert [i.id for i in list_interviews(db, visible_to=theirs)] == [kept]
    assert [o.name for o in list_organisations(db, visible_to=ADMIN)] == ["Autre"]
    assert list_organisations(db, visible_to=VISITOR) == ()


def test_an_interview_is_read_in_the_perimeter_of_its_commune(db: Session):
    kept = add_interview(db, Interview(Firm("F", "56121"), date(2026, 11, 20), "x", "n"))
    nowhere = add_interview(db, Interview(Firm("G"), date(2026, 11, 20), "x", "n"))
    here = User("x", Role.MANAGER, 1, communes=("56121", ""))
    assert get_interview(db, kept, visible_to=here).firm.name == "F"
    with pytest.raises(NotFound):
        get_interview(db, nowhere, visible_to=here)
    with pytest.raises(NotFound):
        get_interview(db, kept, visible_to=User("x", Role.MANAGER, 1, communes=("29233",)))


def test_merging_firms_moves_all_that_hangs_on_one(db: Session):
    for name, siret in (("A", ""), ("B", "73282932000074")):
        add_interview(db, Interview(Firm(name, "", siret), date(2026, 11, 20), "x", "n"))
    kept, gone = (i.firm.id or 0 for i in reversed(list_interviews(db, visible_to=LOCAL_USER)))
    an_organisation(db, "Orga", firm=gone)
    merge_firms(db, kept, gone)
    use = get_firm_use(db, kept, visible_to=ADMIN)
    assert (use.interviews, use.organisations, use.firm.siret) == (2, ("Orga",), "73282932000074")
    for pair in ((kept, kept), (kept, gone)):
        with pytest.raises(NotFound):
            merge_firms(db, *pair)


def test_the_journal_is_read_by_perimeter_and_forgotten_in_time(db: Session):
    for commune, organisation, after in (("56121", 1, "{}"), ("29233", 2, "{}")):
        add_entry(
            db,
            Entry(
                NOW, 5, "Une", Deed.CREATED, "need", 1, after=after,
                commune=commune, organisation=organisation,
            ),
        )  # fmt: skip
    manager = User("x", Role.MANAGER, 1, communes=("56121",))
    assert [e.commune for e in list_entries(db, visible_to=manager)] == ["56121"]
    assert [e.after for e in list_entries(db, visible_to=ADMIN)] == ["", ""]
    assert len(list_entries(db, visible_to=User("x", Role.MANAGER, 1, organisation=2))) == 1
    assert list_entries(db, visible_to=VISITOR) == ()
    assert list_entries(db, visible_to=ADMIN, between=(NOW + HOUR, NOW + 2 * HOUR)) == ()
    assert purge_journal(db, before=NOW + HOUR) == 2

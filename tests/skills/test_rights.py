import re

import pytest

from skills.account import LOCAL_USER, STATISTICS, VISITOR, Role, User
from skills.errors import NotFound
from skills.rights import RIGHTS, Action, Extent, Thing, extent, may, require
from tests.house.project_files import PROJECT


def documented() -> dict[tuple[Role, Thing, Action], Extent]:
    """The cells of the table in docs/rights.md."""
    text = (PROJECT / "docs" / "rights.md").read_text("utf-8")
    lines = [re.split(r"\s*\|\s*", line.strip("| ")) for line in text.splitlines() if "|" in line]
    roles = [next(r for r in Role if r.label == word) for word in lines[0][2:]]
    found = {}
    for line in lines[2:]:
        if len(line) != len(roles) + 2:
            break
        thing = next(t for t in Thing if t.label == line[0])
        action = next(a for a in Action if a.label == line[1])
        for role, word in zip(roles, line[2:], strict=True):
            if word != "—":
                found[role, thing, action] = next(e for e in Extent if e.label == word)
    return found


def test_the_page_and_the_code_give_the_same_rights():
    coded = {
        (role, *right): reach for role, rights in RIGHTS.items() for right, reach in rights.items()
    }
    assert documented() == coded
    assert {role for role, _, _ in documented()} == set(Role)


def test_a_visitor_reads_the_public_things_only():
    readable = {t for t in Thing if may(VISITOR, t, Action.READ)}
    assert readable == {Thing.OFFER, Thing.GAP, Thing.OUTCOME}
    assert not any(may(VISITOR, t, a) for t in Thing for a in (Action.WRITE, Action.DELETE))


def test_an_administrator_reads_neither_notes_nor_needs():
    one = User("a", Role.ADMINISTRATOR)
    assert not may(one, Thing.INTERVIEW, Action.READ)
    assert not may(one, Thing.NEED, Action.READ)


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.ADMINISTRATOR, Role.LOCAL)])
def test_only_an_administrator_gives_accounts(role: Role):
    assert extent(User("x", role), Thing.ACCOUNT, Action.WRITE) in (Extent.NONE, Extent.OWN)
    with pytest.raises(NotFound):
        require(User("x", role), Thing.ORGANISATION, Action.WRITE)


def test_a_token_reaches_what_was_ticked_and_no_further_than_its_maker():
    ticked = User("x", Role.INTERVIEWER, scopes=("needs:read",))
    assert extent(ticked, Thing.NEED, Action.READ) is Extent.PERIMETER
    assert not may(ticked, Thing.INTERVIEW, Action.READ)
    assert not may(ticked, Thing.NEED, Action.WRITE)
    assert not may(User("x", Role.SCHOOL, scopes=("needs:read",)), Thing.NEED, Action.READ)
    assert may(User("x", Role.SCHOOL, scopes=("inventé",)), Thing.GAP, Action.READ)


def test_statistics_read_needs_and_no_notes():
    assert may(STATISTICS, Thing.NEED, Action.READ)
    assert not may(STATISTICS, Thing.INTERVIEW, Action.READ)
    assert may(LOCAL_USER, Thing.INTERVIEW, Action.WRITE)

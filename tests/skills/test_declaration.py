"""A declaration is kept as plain values and read back the same."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from skills.declaration import Declaration, DeclaredNeed, as_plain, from_plain
from skills.interview import Firm
from skills.need import Headcount
from skills.terms_of_work import Commitment, Shift

NEEDS = st.builds(
    DeclaredNeed,
    occupation=st.text(max_size=8),
    words=st.text(max_size=30),
    competences=st.tuples(st.text(max_size=8)),
    headcount=st.none()
    | st.builds(lambda n, m: Headcount(n, n + m), st.integers(1, 9), st.integers(0, 9)),
    wanted_by=st.none() | st.dates(min_value=date(2000, 1, 1)),
    beginner=st.none() | st.booleans(),
    shifts=st.tuples(st.sampled_from(Shift)),
    told=st.booleans(),
)


@given(
    st.builds(
        Declaration,
        firm=st.builds(Firm, st.text(max_size=9), st.text(max_size=5), st.text(max_size=14)),
        contact=st.text(max_size=20),
        needs=st.lists(NEEDS, max_size=3).map(tuple),
        promises=st.tuples(st.sampled_from(Commitment)),
        named=st.booleans(),
    )
)
def test_what_is_kept_reads_back_the_same(declaration: Declaration):
    assert from_plain(as_plain(declaration)) == declaration


def test_nothing_kept_is_an_empty_declaration():
    assert from_plain({}) == Declaration()

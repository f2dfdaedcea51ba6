import pytest

from skills.amount import read_euros
from skills.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("1 200 000", 1_200_000),
        ("1\u202f200\u202f000 €", 1_200_000),
        ("250 k€", 250_000),
        ("250K", 250_000),
        ("1,5 M€", 1_500_000),
        ("1.5M€", 1_500_000),
        ("2 millions", 2_000_000),
        ("800", 800),
        ("800 euros", 800),
        ("0", 0),
        ("", None),
        ("   ", None),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str, euros: int | None):
    assert read_euros(typed) == euros


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("-5 000", "amount_negative"),
        ("− 3 k€", "amount_negative"),
        ("beaucoup", "amount"),
        ("12 34", "amount"),
        ("1e9", "amount"),
        ("nan", "amount"),
        ("5 $", "amount"),
        ("1.200", "amount_unclear"),
        ("99 Md€", "amount_large"),
    ],
)
def test_what_is_no_amount_is_refused_or_asked_about(typed: str, why: str):
    with pytest.raises(Invalid) as refused:
        read_euros(typed)
    assert refused.value.expected == why

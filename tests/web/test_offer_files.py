"""A course as other programs read it: schema.org, iCalendar, a table with its schema."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.training import DatePrecision, ImpreciseDate, Place, TrainingSession
from tests.web.test_catalogue import NEAR, ON, PAID, REFERENCE, offer, session
from web.flows.catalogue import Wanted, matching_lines
from web.flows.offer_files import (
    course_json,
    offers_csv,
    offers_schema,
    safe_cell,
    sessions_calendar,
)


@given(st.text(max_size=60))
def test_what_a_title_holds_never_leaves_its_script(title: str):
    markup = course_json(offer("x", title or "x"), REFERENCE, site="http://x")
    assert "<" not in markup
    assert json.loads(markup)["name"] == (title or "x")


def test_a_course_tells_only_what_is_known():
    month = ImpreciseDate(date(2027, 3, 1), DatePrecision.MONTH)
    one = offer("x", sessions=(TrainingSession("1", month, place=Place("56121")),), cost=120.0)
    course = json.loads(course_json(one, REFERENCE, site="http://x"))
    (instance,) = course["hasCourseInstance"]
    assert instance["startDate"] == "2027-03"
    assert "courseMode" not in instance
    assert instance["location"]["address"]["addressLocality"] == "Lorient"
    assert course["offers"] == {
        "@type": "Offer", "price": 120.0, "priceCurrency": "EUR", "category": "Paid"
    }  # fmt: skip
    assert "offers" not in json.loads(course_json(NEAR, REFERENCE, site="http://x"))


def test_the_table_follows_its_own_schema():
    text = offers_csv(matching_lines((NEAR, PAID), REFERENCE, Wanted(), on=ON), REFERENCE)
    rows = list(csv.DictReader(io.StringIO(text)))
    fields = offers_schema()["fields"]
    assert isinstance(fields, list)
    assert list(rows[0]) == [field["name"] for field in fields]
    readers = {"integer": int, "number": float, "date": date.fromisoformat, "string": str}
    for row in rows:
        for field in fields:
            if row[field["name"]]:
                readers[field["type"]](row[field["name"]])
    assert (rows[1]["cost"], rows[1]["funding"]) == ("990", "Région Bretagne; CPF")


@given(st.text(alphabet="é,;\\ abc\n", max_size=200))
def test_no_line_of_a_calendar_is_longer_than_the_format_allows(title: str):
    one = offer("x", title or "x", sessions=(session(5),))
    text = sessions_calendar(one, REFERENCE, site="http://x", now=datetime(2026, 1, 1, tzinfo=UTC))
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_begins_as_a_formula(cell: str):
    assert safe_cell(cell) == f"'{cell}"

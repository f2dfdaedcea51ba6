from datetime import date, timedelta

from matching.weeks import next_week, open_weeks

ON = date(2026, 11, 23)  # a Monday
ALWAYS = (("01-01", "12-31"),)


def test_the_first_week_leaves_two_weeks_to_agree():
    assert next_week(ON, ()) == ON + timedelta(days=14)
    assert next_week(ON + timedelta(days=1), ()) == ON + timedelta(days=21)


def test_a_week_with_one_closed_day_is_no_week():
    assert next_week(ON, (("12-07", "12-07"),)) == ON + timedelta(days=21)
    assert next_week(ON, (("12-12", "12-13"),)) == ON + timedelta(days=14)  # a weekend


def test_the_weeks_follow_each_other_and_are_mondays():
    weeks = open_weeks(ON, (("12-21", "12-31"), ("01-01", "01-03")), most=6)
    assert len(weeks) == 6
    assert all(week.weekday() == 0 for week in weeks)
    assert date(2026, 12, 21) not in weeks
    assert date(2026, 12, 28) not in weeks
    assert date(2027, 1, 4) in weeks


def test_where_everything_is_closed_there_is_no_week_but_one_is_still_told():
    assert open_weeks(ON, ALWAYS, most=5) == ()
    assert next_week(ON, ALWAYS) == ON + timedelta(days=14)

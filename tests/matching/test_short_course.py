from datetime import date, timedelta

from matching.catalogue import CatalogueIndex
from matching.short_course import shortest_course
from skills.training import (
    ImpreciseDate,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)
from tests.small_reference import small_reference

ON = date(2026, 11, 23)


def a_session(days: int, *, key: str = "1", left: int | None = 6) -> TrainingSession:
    start = ImpreciseDate(ON + timedelta(days=days))
    return TrainingSession(key, start, start, None, 8, left)


def an_offer(
    key: str, hours: int | None, *codes: str, sessions: tuple[TrainingSession, ...] | None = None
) -> TrainingOffer:
    taught = tuple(TaughtCompetence(code, None, TeachingBasis.PROVIDER, 1.0) for code in codes)
    return TrainingOffer(
        "essai", key, key, Provider("Organisme"), hours=hours, teaches=taught,
        sessions=(a_session(30),) if sessions is None else sessions,
    )  # fmt: skip


def found(*offers: TrainingOffer, lacking: tuple[str, ...] = ("C-DRAPE", "C-INFUSE")):
    return shortest_course(lacking, CatalogueIndex(small_reference()).fit(offers), on=ON)


def test_of_two_courses_that_give_all_the_shorter_is_told():
    long = an_offer("long", 700, "C-DRAPE", "C-INFUSE")
    short = an_offer("short", 70, "C-INFUSE", "C-DRAPE", "C-WELD")
    course = found(long, short)
    assert course is not None
    assert (course.offer.key, course.given, course.lacking) == (
        "short",
        ("C-DRAPE", "C-INFUSE"),
        (),
    )


def test_a_course_that_gives_all_goes_before_a_shorter_one_that_gives_some():
    course = found(an_offer("some", 7, "C-DRAPE"), an_offer("all", 70, "C-DRAPE", "C-INFUSE"))
    assert course is not None
    assert course.offer.key == "all"


def test_a_course_that_gives_some_says_what_it_leaves():
    course = found(an_offer("some", 7, "C-INFUSE"))
    assert course is not None
    assert (course.given, course.lacking) == (("C-INFUSE",), ("C-DRAPE",))


def test_a_course_of_unknown_length_comes_after_one_whose_hours_are_known():
    course = found(an_offer("a", None, "C-DRAPE"), an_offer("b", 900, "C-DRAPE"))
    assert course is not None
    assert course.offer.key == "b"


def test_a_free_seat_goes_before_an_earlier_full_session():
    sessions = (a_session(10, key="full", left=0), a_session(60, key="free"))
    course = found(an_offer("a", 35, "C-DRAPE", sessions=sessions))
    assert course is not None
    assert course.session.key == "free"


def test_what_is_over_gone_or_without_a_date_is_no_course():
    over = an_offer("over", 7, "C-DRAPE", sessions=(a_session(-5),))
    undated = an_offer("undated", 7, "C-DRAPE", sessions=(TrainingSession("1"),))
    assert found(over, undated) is None
    assert found(an_offer("other", 7, "C-WELD")) is None
    assert found(an_offer("a", 7, "C-DRAPE"), lacking=()) is None


def test_only_sessions_that_one_can_attend_count():
    index = CatalogueIndex(small_reference()).fit([an_offer("a", 7, "C-DRAPE")])
    nobody = shortest_course(["C-DRAPE"], index, on=ON, attends=lambda _offer, _session: False)
    assert nobody is None

"""Fill the demonstration database, once."""

from datetime import UTC, date, datetime, time

from sqlmodel import Session

from data.demo import demo_interviews, demo_offers
from data.readers import load_reference
from data.storage.engine import open_engine
from data.storage.interviews import add_interview, count_interviews
from matching.matcher import Matcher
from skills.account import LOCAL_USER
from skills.interview import Interview
from web.flows.importing import save_taught
from web.flows.interviews import Decision, confirm_need, review_interview


def load_demonstration(url: str, *, on: date) -> str:
    """Load the fictitious interviews and courses if there are none yet; say what was loaded.

    The sure proposals of all interviews but the first are confirmed, so that every page has
    something to show; the first is left for the visitor to decide on. Empty when nothing is done.
    """
    engine = open_engine(url)
    try:
        with Session(engine) as db:
            if count_interviews(db, visible_to=LOCAL_USER):
                return ""
            matcher = Matcher().fit(load_reference())
            offers = demo_offers(on)
            save_taught(db, matcher, offers, on=on)
            kept = [
                add_interview(db, Interview(firm, held_on, LOCAL_USER.name, notes))
                for firm, held_on, notes in demo_interviews(on)
            ]
            needs = sum(_confirm_sure(db, matcher, one, on) for one in kept[1:])
            db.commit()
    finally:
        engine.dispose()
    return f"{len(offers)} formations, {len(kept)} entretiens et {needs} besoins fictifs"


def _confirm_sure(db: Session, matcher: Matcher, interview_id: int, on: date) -> int:
    review = review_interview(db, matcher, interview_id, user=LOCAL_USER)
    sure = [p for p in review.pending if p.sure]
    for p in sure:
        decision = Decision(
            p.start,
            p.end,
            p.occupation.code if p.occupation else "",
            tuple(m.code for m in p.competences),
            p.headcount,
            p.wanted_by,
        )
        now = datetime.combine(on, time(9), UTC)
        confirm_need(db, matcher, interview_id, decision, user=LOCAL_USER, now=now)
    return len(sure)

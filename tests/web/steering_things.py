"""What a territory notes: for tests that must not see it."""

from datetime import date

from fastapi import FastAPI
from sqlmodel import Session

from data.storage.aid_requests import add_aid_request, add_referral
from data.storage.campaigns import add_campaign, add_targets
from data.storage.road_map import add_action
from skills.account import LOCAL_USER
from skills.aid_request import AidRequest, AidState, Referral
from skills.campaign import Campaign
from skills.interview import Firm
from skills.road_map import ActionState, Indicator, RoadAction
from tests.web.people import QUIMPERLE


def their_steering(app: FastAPI, project_id: int, *, mark: str, words: str) -> dict[str, int]:
    """What the other territory notes: a campaign with its firm, a request, a promise, an action."""
    day, later = date(2026, 1, 1), date(2026, 3, 1)
    theirs = (QUIMPERLE,)
    with Session(app.state.engine) as db:
        campaign = add_campaign(db, Campaign(mark, theirs, day, later), by=LOCAL_USER)
        add_targets(db, campaign, [Firm(mark, "29233")], by=LOCAL_USER)
        request = AidRequest("poei", AidState.FOUND, day, day, project=project_id)
        found = {
            "campaign_id": campaign,
            "target_id": 1,
            "aid_request_id": add_aid_request(db, request, by=LOCAL_USER),
            "referral_id": add_referral(
                db, Referral("P-FT", words, QUIMPERLE, day, later), by=LOCAL_USER
            ),
            "action_id": add_action(
                db,
                RoadAction(
                    "STAKE-1", words, mark, later, Indicator.IMMERSIONS, ActionState.TO_START,
                    theirs,
                ),
                by=LOCAL_USER,
            ),
        }  # fmt: skip
        db.commit()
    return found

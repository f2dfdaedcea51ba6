"""What a territory notes after its campaign: fictitious, for the demonstration."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

import data.demo
from data.storage.aid_requests import add_aid_request, add_envelope, add_referral
from data.storage.campaigns import add_campaign, add_targets
from data.storage.project_facts import add_fact
from data.storage.projects import list_projects
from data.storage.road_map import add_action, add_count, keep_outcome
from skills.account import LOCAL_USER
from skills.aid_request import AidRequest, AidState, Envelope, Referral
from skills.campaign import Campaign
from skills.interview import Firm
from skills.outcome import Outcome
from skills.project import FactKind, Project, ProjectFact
from skills.reference import Reference
from skills.road_map import ActionState, CountKind, Indicator, RoadAction

_COUNTS = ("entered", "finished", "asked_6", "working_6", "asked_12", "working_12")
_OBSERVED_AFTER = timedelta(days=15)
_HIRED_SHARE, _INVESTED_SHARE = 3, 4  # one of so many projects has been observed


def load_steering(db: Session, reference: Reference, *, on: date) -> None:
    """The campaign around the interviews already loaded, and what was noted since."""
    path = Path(data.demo.__file__).parent / "steering.toml"
    told: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    epcis = tuple(epci.code for epci in reference.epcis.values() if epci.in_territory)
    projects = list_projects(db, visible_to=LOCAL_USER)
    _campaign(db, told, epcis, projects, on)
    _requests(db, told, epcis, projects, on)
    _observations(db, projects, on)
    for one in told["referrals"]:
        referral = Referral(
            one["partner"],
            one["words"],
            epcis[0],
            on - timedelta(days=one["sent"]),
            on - timedelta(days=one["due"]),
            on - timedelta(days=one["kept"]) if "kept" in one else None,
        )
        add_referral(db, referral, by=LOCAL_USER)
    for one in told["actions"]:
        action = RoadAction(
            one["stake"],
            one["title"],
            one["owner"],
            on - timedelta(days=one["due"]),
            Indicator(one["indicator"]),
            ActionState(one["state"]),
            epcis,
        )
        add_action(db, action, by=LOCAL_USER)
    for one in told["counts"]:
        kind = CountKind(one["kind"])
        add_count(db, kind, epci=epcis[0], month=on, people=one["people"], by=LOCAL_USER)
    for one in told["outcomes"]:
        starts_on = on - timedelta(days=one["started"])
        counts = dict(zip(_COUNTS, one["counts"], strict=False))
        outcome = Outcome(one["provider"], one["title"], starts_on, epci=epcis[0], **counts)
        outcome.check()
        keep_outcome(db, outcome, by=LOCAL_USER)


def _campaign(
    db: Session,
    told: dict[str, Any],
    epcis: tuple[str, ...],
    projects: tuple[Project, ...],
    on: date,
) -> None:
    firms = {project.firm.id: project.firm for project in projects}
    first = min(project.said_on for project in projects)
    campaign = Campaign(told["campaign_name"], epcis, first, on, tuple(told["interviewers"]))
    number = add_campaign(db, campaign, by=LOCAL_USER)
    add_targets(db, number, firms.values(), by=LOCAL_USER)
    add_targets(db, number, (Firm(name) for name in told["to_meet"]), by=LOCAL_USER)


def _requests(
    db: Session,
    told: dict[str, Any],
    epcis: tuple[str, ...],
    projects: tuple[Project, ...],
    on: date,
) -> None:
    amount = told["envelope_amount"]
    envelope = Envelope(
        told["envelope_name"], epcis, amount, on - timedelta(days=60), told["envelope_source"]
    )
    number = add_envelope(db, envelope, by=LOCAL_USER)
    largest = sorted(projects, key=lambda p: (-(p.investment or 0), p.id or 0))
    for project, one in zip(largest, told["requests"], strict=False):
        request = AidRequest(
            "rebond-industriel",
            AidState(one["state"]),
            project.said_on,
            on - timedelta(days=7),
            project=project.id,
            partner="P-BPI",
            envelope=number,
            amount=round(amount * one["share"]),
        )
        add_aid_request(db, request, by=LOCAL_USER)


def _observations(db: Session, projects: tuple[Project, ...], on: date) -> None:
    for rank, project in enumerate(projects):
        day = min(project.said_on + _OBSERVED_AFTER, on)
        facts = []
        if rank % _HIRED_SHARE == 0 and project.jobs:
            facts.append((FactKind.HIRED, max(1, project.jobs // 3)))
        if rank % _INVESTED_SHARE == 0 and project.investment:
            facts.append((FactKind.INVESTED, project.investment // 4))
        for kind, amount in facts:
            said_by = "La direction, au téléphone"
            add_fact(db, ProjectFact(project.id or 0, kind, day, said_by, LOCAL_USER.name, amount))

"""Needs and answers that an expert of the trade can read: ``tests/scenarios/suggestions.yaml``."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from data.readers import load_reference
from matching.catalogue import CatalogueIndex
from matching.seats import why_no_seat
from matching.suggestions import analyse_need
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from skills.training import (
    EntryMode,
    ImpreciseDate,
    Place,
    Provider,
    RecruitmentState,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)

FILE = Path(__file__).parent.parent / "scenarios" / "suggestions.yaml"
TOLD: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
REFERENCE = load_reference()
ON = date(2026, 11, 23)


def course(key: str, facts: dict[str, Any]) -> TrainingOffer:
    start = ON + timedelta(days=facts["in"])
    session = TrainingSession(
        "1", ImpreciseDate(start), ImpreciseDate(start + timedelta(days=facts["days"])),
        Place(facts["commune"]), 12, facts["left"], EntryMode.FIXED, RecruitmentState.OPEN,
    )  # fmt: skip
    teaches = tuple(
        TaughtCompetence(code, None, TeachingBasis.PROVIDER, 1.0)
        for code in sorted(facts["teaches"])
    )
    return TrainingOffer("scenario", key, key, Provider("x"), sessions=(session,), teaches=teaches)


INDEX = CatalogueIndex(REFERENCE).fit(course(key, facts) for key, facts in TOLD["courses"].items())


def need(told: dict[str, Any]) -> Need:
    return Need(
        Firm("x", told["commune"]),
        Evidence(EvidenceKind.SAID, told["says"], 0, 1),
        "",
        tuple(NeededCompetence(code) for code in told["asks"]),
        Headcount(told["people"], told["people"]),
        ON + timedelta(days=told["within"]) if told["within"] else None,
        NeedState.SENT,
        1,
        "x",
        datetime(2026, 11, 1, tzinfo=UTC),
        "v",
    )


def test_there_are_enough_scenarios_and_every_code_is_known():
    assert len(TOLD["needs"]) >= 40
    codes = {code for told in TOLD["needs"] for code in told["asks"]}
    codes |= {code for facts in TOLD["courses"].values() for code in facts["teaches"]}
    assert codes <= set(REFERENCE.competences)


@pytest.mark.parametrize("told", TOLD["needs"], ids=lambda told: told["says"])
def test_the_answer_is_the_experts(told: dict[str, Any]):
    one = need(told)
    if "nothing" in told:
        assert why_no_seat(one, INDEX, on=ON) == told["nothing"]
        return
    suggestions = analyse_need(one, INDEX, on=ON).suggestions
    assert suggestions[0].offer.key == told["first"]

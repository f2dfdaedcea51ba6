"""Needs and answers that an expert of the trade can read: ``tests/scenarios/suggestions.yaml``."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from data.readers import load_reference
from matching.bundles import smallest_bundle
from matching.catalogue import CatalogueIndex
from matching.seats import why_no_seat
from matching.suggestions import analyse_need
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from skills.terms_of_work import Shift
from skills.training import (
    DeliveryMode,
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
    sessions: tuple[TrainingSession, ...] = ()
    if facts["in"] is not None:
        start = ON + timedelta(days=facts["in"])
        sessions = (
            TrainingSession(
                "1",
                ImpreciseDate(start),
                ImpreciseDate(start + timedelta(days=facts["days"])),
                Place(facts["commune"]),
                12,
                facts["left"],
                EntryMode.PERMANENT if "hours" in facts else EntryMode.FIXED,
                RecruitmentState.SUSPENDED if "suspended" in facts else RecruitmentState.OPEN,
            ),
        )
    teaches = tuple(
        TaughtCompetence(code, facts.get("level"), TeachingBasis.PROVIDER, 1.0)
        for code in sorted(facts["teaches"])
    )
    return TrainingOffer(
        "scenario",
        key,
        key,
        Provider("x"),
        sessions=sessions,
        teaches=teaches,
        hours=facts.get("hours"),
        prerequisites=facts.get("prerequisites", ""),
        mode=DeliveryMode.REMOTE if "remote" in facts else None,
    )


INDEX = CatalogueIndex(REFERENCE).fit(course(key, facts) for key, facts in TOLD["courses"].items())


def need(told: dict[str, Any]) -> Need:
    return Need(
        Firm("x", told["commune"]),
        Evidence(EvidenceKind.SAID, told["says"], 0, 1),
        "",
        tuple(NeededCompetence(code, told.get("level")) for code in told["asks"]),
        Headcount(told["people"], told["people"]) if told["people"] else None,
        ON + timedelta(days=told["within"]) if told["within"] is not None else None,
        NeedState.SENT,
        1,
        "x",
        datetime(2026, 11, 1, tzinfo=UTC),
        "v",
        shifts=tuple(Shift(shift) for shift in told.get("shifts", ())),
    )


def test_there_are_enough_scenarios_and_every_code_is_known():
    assert len(TOLD["needs"]) >= 40
    codes = {code for told in TOLD["needs"] for code in told["asks"]}
    codes |= {code for facts in TOLD["courses"].values() for code in facts["teaches"]}
    assert codes <= set(REFERENCE.competences)


@pytest.mark.parametrize("told", TOLD["needs"], ids=lambda told: told["says"])
def test_the_answer_is_the_experts(told: dict[str, Any]):
    one = need(told)
    analysis = analyse_need(one, INDEX, on=ON)
    assert [assumed.value for assumed in analysis.assumed] == told.get("assumes", [])
    if "nothing" in told:
        assert why_no_seat(one, INDEX, on=ON) == told["nothing"]
    elif "together" in told:
        found = smallest_bundle(one, INDEX, on=ON)
        assert sorted(s.offer.key for s in found.offers) == sorted(told["together"])
        assert found.missing == ()
    else:
        assert analysis.suggestions[0].offer.key == told["first"]

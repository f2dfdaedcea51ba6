"""Demonstration data: fictitious bodies and firms, dates relative to the day they are loaded.

The campaign repeats the source's totals: 47 firms, 118 projects, 224 M€, 739 potential jobs.
"""

import csv
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from skills.apprenticeship import (
    ApprenticeContract,
    ApprenticeshipOpening,
    ApprenticeshipPlace,
)
from skills.interview import Firm, FirmSize
from skills.project import Project, ProjectNature
from skills.training import (
    DeliveryMode,
    EntryMode,
    ImpreciseDate,
    Place,
    Provider,
    RecruitmentState,
    TrainingOffer,
    TrainingSession,
)

_FOLDER = Path(__file__).parent


def demo_offers(on: date) -> tuple[TrainingOffer, ...]:
    """The fictitious catalogue, its sessions counted from the day ``on``."""
    catalogue = tomllib.loads((_FOLDER / "offers.toml").read_text("utf-8"))
    providers = {key: Provider(**facts) for key, facts in catalogue["providers"].items()}
    return tuple(_offer(one, providers[one["provider"]], on) for one in catalogue["offers"])


def demo_directory(on: date) -> tuple[TrainingOffer, ...]:
    """Fictitious courses as another source tells them: most are those of ``demo_offers`` again."""
    found = tomllib.loads((_FOLDER / "directory.toml").read_text("utf-8"))["offers"]
    return tuple(_offer(one, Provider(**one["provider"]), on, source="annuaire") for one in found)


def demo_openings(on: date) -> tuple[ApprenticeshipOpening, ...]:
    """The fictitious contracts that firms offer, counted from the day ``on``."""
    return tuple(
        ApprenticeshipOpening(
            source="demonstration",
            key=one["key"],
            title=one["title"],
            employer=one["employer"],
            contracts=(
                ApprenticeContract.PROFESSIONALISATION
                if one["professionalisation"]
                else ApprenticeContract.APPRENTICESHIP,
            ),
            occupation=one["occupation"],
            certification=one["certification"],
            level=one["level"],
            starts_on=ImpreciseDate(on + timedelta(days=one["days"])),
            months=one["months"],
            rhythm=one["rhythm"],
            posts=one["posts"],
            place=Place(one["commune"]),
            published_on=on - timedelta(days=7),
        )
        for one in _apprenticeships()["openings"]
    )


def demo_places(on: date) -> tuple[ApprenticeshipPlace, ...]:
    """The fictitious places in courses by apprenticeship, counted from the day ``on``."""
    catalogue = tomllib.loads((_FOLDER / "offers.toml").read_text("utf-8"))
    return tuple(
        ApprenticeshipPlace(
            source="demonstration",
            key=one["key"],
            title=one["title"],
            provider=Provider(**catalogue["providers"][one["provider"]]),
            certifications=tuple(filter(None, (one["certification"],))),
            level=one["level"],
            place=Place(one["commune"]),
            seats=one["seats"],
            seats_left=one["left"],
            starts_on=ImpreciseDate(on + timedelta(days=one["days"])),
            months=one["months"],
            rhythm=one["rhythm"],
            firm_needed=one["firm_needed"],
        )
        for one in _apprenticeships()["places"]
    )


def _apprenticeships() -> dict[str, Any]:
    return tomllib.loads((_FOLDER / "apprenticeships.toml").read_text("utf-8"))


def demo_firms() -> tuple[Firm, ...]:
    """The fictitious firms, those in composites first. Their SIRET fail the check digit."""
    return tuple(
        Firm(
            row["name"],
            row["commune"],
            row["siret"],
            size=FirmSize(row["size"]),
            naf=row["naf"],
        )
        for row in _rows("firms.csv")
    )


def demo_projects(on: date) -> tuple[Project, ...]:
    """The fictitious projects, told so many days before the day ``on``."""
    firms = {firm.name: firm for firm in demo_firms()}
    return tuple(
        Project(
            firms[row["firm"]],
            row["title"],
            ProjectNature(row["nature"]),
            on - timedelta(days=int(row["days"])),
            int(row["investment"]) if row["investment"] else None,
            int(row["jobs"]) if row["jobs"] else None,
            on.year + int(row["horizon"]),
        )
        for row in _rows("projects.csv")
    )


def demo_interviews(on: date) -> tuple[tuple[Firm, date, str], ...]:
    """The fictitious interviews with notes: firm, day held, notes. Those with the other firms were
    about their projects alone.
    """
    firms = {firm.name: firm for firm in demo_firms()}
    found = tomllib.loads((_FOLDER / "interviews.toml").read_text("utf-8"))["interviews"]
    return tuple(
        (firms[one["firm"]], on - timedelta(days=one["days"]), one["notes"].strip())
        for one in found
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _offer(
    facts: dict[str, Any], provider: Provider, on: date, *, source: str = "demonstration"
) -> TrainingOffer:
    place = Place(commune=facts["commune"]) if "commune" in facts else None
    entry = EntryMode(facts.get("entry", EntryMode.FIXED))
    return TrainingOffer(
        source=source,
        key=facts["key"],
        title=facts["title"],
        provider=provider,
        objective=facts.get("objective", ""),
        content=facts.get("content", ""),
        prerequisites=facts.get("prerequisites", ""),
        certifications=tuple(facts.get("certifications", ())),
        level=facts.get("level"),
        hours=facts.get("hours"),
        mode=DeliveryMode(facts.get("mode", DeliveryMode.ON_SITE)),
        cost=facts.get("cost"),
        funding=tuple(facts.get("funding", ())),
        accessibility=facts.get("accessibility", ""),
        vanished=facts.get("vanished", False),
        sessions=tuple(
            TrainingSession(
                key=str(number),
                starts_on=ImpreciseDate(on + timedelta(days=start)),
                ends_on=ImpreciseDate(on + timedelta(days=start + 7 * weeks)),
                place=place,
                seats=seats,
                seats_left=left if left >= 0 else None,
                entry=entry,
                state=RecruitmentState.OPEN if left else RecruitmentState.CLOSED,
            )
            for number, (start, weeks, seats, left) in enumerate(facts["sessions"], start=1)
        ),
    )

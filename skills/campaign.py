"""Campaigns: the firms to meet in a perimeter, between two dates."""

from dataclasses import dataclass
from datetime import date

from skills.interview import Firm
from skills.labelled import Labelled


class TargetState(Labelled):
    TO_MEET = "to_meet", "à rencontrer"
    CALL_BACK = "call_back", "à rappeler"
    MET = "met", "rencontrée"
    DECLINED = "declined", "ne souhaite pas"


@dataclass(frozen=True, slots=True)
class Target:
    """A firm to meet. ``firm`` has an identifier once it was met."""

    firm: Firm
    state: TargetState
    call_back_on: date | None = None
    id: int | None = None  # None until stored


@dataclass(frozen=True, slots=True)
class Campaign:
    """``epcis`` are the codes of the inter-communal bodies that it covers."""

    name: str
    epcis: tuple[str, ...]
    starts_on: date
    ends_on: date
    interviewers: tuple[str, ...] = ()
    id: int | None = None  # None until stored

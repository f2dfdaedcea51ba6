"""A session that could be opened: what it teaches, where, when, for how many and at what cost."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A session to try out. Shares are in 0..1: of the seats for who enrols, of those enrolled for
    who finishes; each is an interval, since filling seats is harder than opening them.
    """

    title: str
    competences: tuple[str, ...]
    seats: int
    weeks: int
    commune: str  # INSEE code, or empty
    starts_on: date
    minimum: int  # people below which it does not open
    cost: int  # euros for the whole session
    income: int  # euros that its funders pay for each person enrolled
    enrol_low: float = 0.5
    enrol_high: float = 0.9
    finish_low: float = 0.7
    finish_high: float = 0.9

    @property
    def ends_on(self) -> date:
        """The day after the last week."""
        return self.starts_on + timedelta(weeks=self.weeks)

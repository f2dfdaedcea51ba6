"""What became of the people of a session: counts that its training body gives, never a person."""

from dataclasses import dataclass
from datetime import date

from skills.errors import Invalid


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts by the national definitions (InserJeunes, France compétences): those who entered,
    who went to the end, and, of those who answered at 6 and 12 months, who were in work.
    """

    provider: str
    title: str
    starts_on: date
    entered: int
    finished: int | None = None
    asked_6: int | None = None  # finished, and known of at six months
    working_6: int | None = None
    asked_12: int | None = None
    working_12: int | None = None
    organisation: int | None = None
    epci: str = ""
    id: int | None = None  # None until stored

    def check(self) -> None:
        """``Invalid`` when more people come out than went in."""
        chain = (
            ("finished", self.finished, self.entered),
            ("asked_6", self.asked_6, self.finished),
            ("working_6", self.working_6, self.asked_6),
            ("asked_12", self.asked_12, self.finished),
            ("working_12", self.working_12, self.asked_12),
        )
        for field, part, whole in chain:
            if part is not None and (whole is None or part > whole):
                raise Invalid(field, part, "no_more_than_before")

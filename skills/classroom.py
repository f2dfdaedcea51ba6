"""What a teacher needs to show the occupations to a class. Nothing is kept of the pupils."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LessonStep:
    """One step of the lesson."""

    minutes: int
    title: str
    teacher: str  # what the teacher does
    pupils: str  # what the pupils do
    needs: str  # what must be at hand


@dataclass(frozen=True, slots=True)
class PosterWords:
    """The words of the poster."""

    title: str = ""
    lead: str = ""
    call: str = ""


@dataclass(frozen=True, slots=True)
class Classroom:
    """The lesson, in order, and the poster."""

    lesson: tuple[LessonStep, ...] = ()
    poster: PosterWords = PosterWords()

    @property
    def minutes(self) -> int:
        """How long the lesson lasts."""
        return sum(step.minutes for step in self.lesson)


NO_CLASSROOM = Classroom()

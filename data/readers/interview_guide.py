"""The questions that stand beside the notes of an interview."""

from pathlib import Path

from data.readers.table import read_table
from skills.interview import GuideQuestion

QUESTIONS = ("number", "section", "question", "hint")


def read_interview_guide(folder: Path) -> tuple[GuideQuestion, ...]:
    """The questions, in the order they are best asked."""
    rows = read_table(folder / "questions.csv", QUESTIONS, required=("section", "question"))
    return tuple(GuideQuestion(row["section"], row["question"], row["hint"]) for row in rows)

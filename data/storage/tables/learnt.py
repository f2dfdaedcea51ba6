"""What decisions on proposals teach the vocabulary, from the queue to what is applied."""

from datetime import date

from sqlmodel import Field, SQLModel


class LearntLabelRow(SQLModel, table=True):
    __tablename__ = "learnt_label"

    id: int | None = Field(default=None, primary_key=True)
    code: str
    phrase: str
    words: str = Field(index=True)  # the phrase without case, accents and hyphens
    kind: str
    quote: str
    source: str
    proposed_by: str
    proposed_on: date
    state: str = Field(index=True)
    decided_by: str = ""
    decided_on: date | None = None

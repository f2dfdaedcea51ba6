"""What a body says that its course teaches, as posted: three lists of the same length."""

from typing import Annotated

from fastapi import Form
from pydantic import BaseModel

from skills.errors import Invalid
from web.flows.teaching import MOST_AT_ONCE, Saying


class _TeachingForm(BaseModel):
    code: list[str] = []
    said: list[str] = []
    level: list[str] = []
    all: str = ""  # every line that is left as it was read is right


TeachingFields = Annotated[_TeachingForm, Form()]


def read_sayings(fields: _TeachingForm) -> tuple[Saying, ...]:
    """What is said; a line left as it was read says nothing. ``Invalid`` when a line is broken."""
    if not len(fields.code) == len(fields.said) == len(fields.level):
        raise Invalid("compétence", str(len(fields.code)), "known_competence")
    found = []
    for code, answer, level in zip(fields.code, fields.said, fields.level, strict=True):
        said = answer or ("yes" if fields.all else "")
        if not code or not said:
            continue
        if said not in ("yes", "no"):
            raise Invalid("réponse", said[:40], "known_answer")
        number = int(level) if level in tuple("1234") and said == "yes" else None
        found.append(Saying(code, said == "yes", number))
    return tuple(found[:MOST_AT_ONCE])

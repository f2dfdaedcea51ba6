"""What is done with a need, as posted."""

from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from skills.errors import Invalid
from skills.need import NeedState

LONGEST_WORDS = 500


class _MoveForm(BaseModel):
    state: str = ""
    words: str = Field("", max_length=5000)


MoveFields = Annotated[_MoveForm, Form()]


def read_move(fields: _MoveForm) -> tuple[NeedState, str]:
    """The state asked for and the words added; ``Invalid`` for a state that there is not."""
    state = next((one for one in NeedState if one.value == fields.state), None)
    if state is None:
        raise Invalid("state", fields.state[:40], "known_state")
    return state, " ".join(fields.words.split())[:LONGEST_WORDS]

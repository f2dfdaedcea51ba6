"""One sentence with all that was found in it."""

from dataclasses import dataclass
from datetime import date

from matching.cues.levels import Level
from matching.results import (
    CompetenceMention,
    Cue,
    OccupationMention,
)
from matching.text.clauses import Clauses
from matching.text.sentences import Sentence
from skills.need import Headcount
from skills.terms_of_work import Commitment, Contract, Shift


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """One sentence with all that was found in it."""

    sentence: Sentence
    clauses: Clauses
    competences: tuple[CompetenceMention, ...]
    occupations: tuple[OccupationMention, ...]
    headcounts: tuple[Cue[Headcount], ...]
    dates: tuple[Cue[date], ...]
    contracts: tuple[Cue[Contract], ...]
    shifts: tuple[Cue[Shift], ...]
    commitments: tuple[Cue[Commitment], ...]
    difficulties: tuple[Cue[str], ...]
    asks: bool
    levels: tuple[Level, ...]

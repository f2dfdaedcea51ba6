"""How much a need counts, and what is taken for granted where it says nothing."""

from datetime import date

from matching.coverage import asked_competences
from matching.results import Assumption
from skills.need import Headcount, Need
from skills.reference import Reference
from skills.terms_of_work import Commitment
from skills.weights import GapWeights

_ONE = Headcount(1, 1)
_STRONG = (Commitment.APPRENTICE, Commitment.INTERVIEW, Commitment.HIRE)


def weighted_people(need: Need, weights: GapWeights) -> float:
    """The people asked for (the middle of the interval, one when nobody said), counted less when
    the need is not sure, and less when the firm promised neither to train nor to hire.
    """
    promised = any(kind in _STRONG for kind in need.commitments)
    sure = 1.0 if need.sure else weights.unsure_share
    return (need.headcount or _ONE).middle * sure * (1.0 if promised else weights.unpromised_share)


def assumptions(need: Need, reference: Reference, *, on: date) -> tuple[Assumption, ...]:
    """What stands in for what a need does not say, or says that cannot be."""
    asked = asked_competences(need.competences, need.occupation, reference)
    holds = {
        Assumption.NOTHING_ASKED: not asked,
        Assumption.FROM_OCCUPATION: bool(asked) and not need.competences,
        Assumption.NO_DATE: need.wanted_by is None,
        Assumption.DATE_PASSED: need.wanted_by is not None and need.wanted_by < on,
        Assumption.NO_PEOPLE: need.headcount is None,
        Assumption.NO_PLACE: need.firm.commune not in reference.communes,
    }
    return tuple(one for one, true in holds.items() if true)

"""How much a need counts."""

from skills.need import Headcount, Need
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

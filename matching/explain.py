"""Of all the reasons of a suggestion, the few to say: three for it, and one thing missing."""

from collections.abc import Iterable, Sequence
from math import sqrt

from matching.results import CoveredCompetence, Met, Reason, Suggestion
from skills.occupation import Importance
from skills.weights import SuggestionWeights

PLAIN = 3
FOR = ("coverage", "in_time", "in_reach", "by_travel", "remote", "seats", "reliability")
"""Kinds that speak for a suggestion."""
LOSSES = ("shifts", "to_check", "stale", "unseen")
"""Kinds that take something off the reason before them."""
_AGAINST = {
    "late": "in_time",
    "date_unknown": "in_time",
    "far": "in_reach",
    "long_travel": "in_reach",
    "place_unknown": "in_reach",
    "full": "open_seats",
    "suspended": "open_seats",
    "seats_unknown": "open_seats",
}
"""Other kinds that cost points, and of which part they are."""
_UNMET = {Met.NOT: "not_taught", Met.NEIGHBOUR: "neighbour", Met.BELOW: "below"}


def plain_reasons(suggestion: Suggestion) -> tuple[Reason, ...]:
    """The three reasons to say: what is taught, when, where; a part that is what is missing most
    leaves its turn to the seats, then to how sure all this is.
    """
    missing = suggestion.lacks.kind if suggestion.lacks else ""
    said = [r for r in suggestion.reasons if r.kind not in LOSSES and r.kind != missing]
    return tuple(said[:PLAIN])


def what_lacks(
    covered: Iterable[CoveredCompetence],
    reasons: Sequence[Reason],
    share: float,
    weights: SuggestionWeights,
) -> Reason | None:
    """What costs a suggestion most, with the points that it would add; None when nothing does.

    A competence is named by its code: ``not_taught``, ``neighbour`` (another of its family is
    taught) or ``below`` (not as far as asked).
    """
    found = []
    if unmet := _worst(covered):
        lost = weights.coverage * (1 - share)
        found.append(Reason(_UNMET[unmet.met], lost, unmet.code))
    scale = sqrt(share)
    for reason in reasons:
        if reason.kind in LOSSES:
            found.append(Reason(reason.kind, -reason.weight, reason.detail))
        elif reason.kind in _AGAINST:
            whole = weights.parts[_AGAINST[reason.kind]] * scale
            found.append(Reason(reason.kind, whole - reason.weight, reason.detail))
    found = [one for one in found if one.weight > 1e-9]
    return max(found, key=lambda one: (one.weight, one.kind), default=None)


def _worst(covered: Iterable[CoveredCompetence]) -> CoveredCompetence | None:
    """The first essential competence that is least well met, else the first useful one."""
    order = list(_UNMET)
    return min(
        (one for one in covered if one.met in _UNMET),
        key=lambda one: (one.importance is not Importance.ESSENTIAL, order.index(one.met)),
        default=None,
    )

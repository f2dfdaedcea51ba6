"""French words for what is done with needs and projects: states, lists, where a card is cut."""

import re
from collections.abc import Callable, Iterable, Mapping

from matching.results import NeedProposal
from skills.labelled import Labelled
from skills.need import NeedState

_TO_STATE: Mapping[NeedState, str] = {
    NeedState.TO_QUALIFY: "Remettre à qualifier",
    NeedState.SENT: "Transmettre aux organismes",
    NeedState.TAKEN: "Prendre en charge",
    NeedState.SOLVED: "Résolu",
    NeedState.NO_SOLUTION: "Sans solution",
    NeedState.UNREACHABLE: "Entreprise injoignable",
    NeedState.WITHDRAWN: "Retirer",
}


def cuts(proposal: NeedProposal) -> list[tuple[int, str]]:
    """Where a card may be cut: the offset of each of its words but the first, with the word and
    the two after it.
    """
    words = list(re.finditer(r"\S+", proposal.quote))[:60]
    return [
        (proposal.start + one.start(), " ".join(w.group() for w in words[place : place + 3]))
        for place, one in enumerate(words)
        if place
    ]


def labels(options: Iterable[Labelled]) -> list[tuple[str, str]]:
    """The codes and labels of a closed list, for a choice."""
    return [(one.value, one.label) for one in options]


def to_state_fr(state: NeedState) -> str:
    """What a button that puts a need in a state says."""
    return _TO_STATE[state]


FILTERS: Mapping[str, Callable[..., object]] = {
    "cuts": cuts,
    "labels": labels,
    "to_state_fr": to_state_fr,
}

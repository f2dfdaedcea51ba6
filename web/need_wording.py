"""French words for what is done with needs, and for what is asked of the catalogue."""

import re
from collections.abc import Callable, Iterable, Mapping

from matching.results import NeedProposal
from skills.labelled import Labelled
from skills.need import NeedState
from skills.weights import SuggestionWeights

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


_WHY_NONE = {
    "nothing_asked": "Ni compétence indispensable ni métier connu : rien à chercher.",
    "not_taught": "Aucune session à venir n'enseigne assez de ce qui est demandé.",
    "late": "Toutes les sessions finissent après la date souhaitée.",
    "far": "Les sessions à temps sont toutes trop loin : plus de 80 km, ou de 90 min de trajet.",
    "full": "Les sessions à temps et à portée sont complètes, ou déjà retenues.",
}
_FACETS = {
    "words": "les mots cherchés",
    "taught": "ce qu'on y apprend",
    "occupation": "le métier",
    "level": "le niveau",
    "mode": "la manière",
    "within_km": "la distance",
    "starts_from": "la date la plus tôt",
    "starts_by": "la date la plus tard",
    "funding": "qui peut payer",
    "with_seats": "l'exigence de places",
    "siret": "l'organisme",
}
_KNOWN = {
    "dates": "les dates",
    "seats": "le nombre de places",
    "place": "le lieu",
    "certification": "la certification",
    "teaches": "ce qu'on y apprend",
    "open": "une session encore ouverte",
    "cost": "le prix",
    "funding": "qui peut payer",
    "accessibility": "l'accessibilité",
    "other_level_than_certification": "un autre niveau que celui de la certification préparée",
    "closed_certification": "la certification préparée est fermée",
    "ends_before_start": "une session finit avant de commencer",
    "more_left_than_seats": "plus de places libres que de places",
}


def why_none_fr(why: str) -> str:
    """Why no seat fits a need."""
    return _WHY_NONE[why]


def facet_fr(name: str) -> str:
    """A condition of the search, in words."""
    return _FACETS[name]


def known_fr(name: str) -> str:
    """What the quality page counts, in words."""
    return _KNOWN[name]


def kilometres(distances: Iterable[int]) -> list[tuple[int, str]]:
    """Distances for a choice."""
    return [(one, f"{one} km") for one in distances]


_PARTS = {
    "coverage": "ce qui est enseigné",
    "in_time": "la date",
    "in_reach": "la distance",
    "open_seats": "les places libres",
    "reliability": "la fiabilité de l'information",
}


def order_fr(weights: SuggestionWeights) -> str:
    """What the order of suggestions weighs, the heaviest first."""
    parts = sorted(weights.parts.items(), key=lambda one: -one[1])
    said = [f"{_PARTS[part]} ({round(100 * points)} %)" for part, points in parts if points]
    return f"L'ordre pèse {', '.join(said)}."


def factor_code(factor: float) -> str:
    """A factor as a choice names it: ``0.5``, ``2``."""
    return f"{factor:g}"


FILTERS: Mapping[str, Callable[..., object]] = {
    "cuts": cuts,
    "factor_code": factor_code,
    "facet_fr": facet_fr,
    "kilometres": kilometres,
    "known_fr": known_fr,
    "labels": labels,
    "order_fr": order_fr,
    "to_state_fr": to_state_fr,
    "why_none_fr": why_none_fr,
}

"""How far an offer covers what a need asks for, competence by competence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from matching.results import CoveredCompetence
from skills.need import NeededCompetence
from skills.occupation import Importance
from skills.reference import Reference
from skills.training import TaughtCompetence, TrainingOffer
from skills.weights import SuggestionWeights


def asked_competences(
    competences: Iterable[NeededCompetence], occupation: str, reference: Reference
) -> tuple[NeededCompetence, ...]:
    """What a need asks for: the competences said, else those that its occupation requires."""
    said = tuple(competences)
    if said or occupation not in reference.occupations:
        return tuple(replace(c, code=reference.current(c.code)) for c in said)
    return tuple(
        NeededCompetence(r.competence, r.level, r.importance)
        for r in reference.occupations[occupation].requirements
    )


def essential_competences(
    competences: Iterable[NeededCompetence], occupation: str, reference: Reference
) -> tuple[NeededCompetence, ...]:
    """Of what a need asks for, what it cannot do without."""
    asked = asked_competences(competences, occupation, reference)
    return tuple(one for one in asked if one.importance is Importance.ESSENTIAL)


def cover(
    asked: Iterable[NeededCompetence],
    offer: TrainingOffer,
    reference: Reference,
    weights: SuggestionWeights,
) -> tuple[CoveredCompetence, ...]:
    """The credit in 0..1 that an offer gets for each competence asked for, in the order asked."""
    taught = {t.code: t for t in offer.teaches}
    by_family: dict[str, list[TaughtCompetence]] = defaultdict(list)
    for teaching in offer.teaches:
        by_family[reference.family_of(teaching.code)].append(teaching)
    covered = []
    for want in asked:
        whole_family = want.code in reference.families  # any of its competences answers
        near = by_family.get(want.code if whole_family else reference.family_of(want.code), ())
        best = max(near, key=lambda one: (_credit(one, want.level), one.code), default=None)
        credit = _credit(best, want.level) * (1.0 if whole_family else weights.family_credit)
        if itself := taught.get(want.code):
            best, credit = itself, max(credit, _credit(itself, want.level))
        neighbour = best is not None and not whole_family and best is not itself
        covered.append(
            CoveredCompetence(want.code, want.importance, want.level, best, credit, neighbour)
        )
    return tuple(covered)


def _credit(one: TaughtCompetence | None, asked_level: int | None) -> float:
    """0..1: how sure it is that one teaches it, times the share of the level asked that it reaches;
    a level that nobody knows is taken as reached.
    """
    if one is None:
        return 0.0
    reached = min(1.0, one.level / asked_level) if one.level and asked_level else 1.0
    return reached * one.confidence


def covered_share(covered: Iterable[CoveredCompetence], weights: SuggestionWeights) -> float:
    """Share in 0..1 of what is asked that is covered; a useful competence counts less."""
    total = got = 0.0
    for one in covered:
        weight = 1.0 if one.importance is Importance.ESSENTIAL else weights.useful_share
        total += weight
        got += weight * one.credit
    return got / total if total else 0.0

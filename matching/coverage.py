"""How far an offer covers what a need asks for, competence by competence."""

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
    by_family: dict[str, TaughtCompetence] = {}
    for teaching in offer.teaches:
        family = reference.family_of(teaching.code)
        known = by_family.get(family)
        if known is None or teaching.confidence > known.confidence:
            by_family[family] = teaching
    covered = []
    one: TaughtCompetence | None
    for want in asked:
        if (
            want.code in reference.families
        ):  # only the family was asked: any of its competences answers
            one, share = by_family.get(want.code), 1.0
        elif want.code in taught:
            one, share = taught[want.code], 1.0
        else:
            one, share = (
                by_family.get(reference.family_of(want.code)),
                weights.family_credit,
            )
        credit = 0.0
        if one is not None:
            reached = min(1.0, one.level / want.level) if one.level and want.level else 1.0
            credit = share * reached * one.confidence
        covered.append(CoveredCompetence(want.code, want.importance, want.level, one, credit))
    return tuple(covered)


def covered_share(covered: Iterable[CoveredCompetence], weights: SuggestionWeights) -> float:
    """Share in 0..1 of what is asked that is covered; a useful competence counts less."""
    total = got = 0.0
    for one in covered:
        weight = 1.0 if one.importance is Importance.ESSENTIAL else weights.useful_share
        total += weight
        got += weight * one.credit
    return got / total if total else 0.0

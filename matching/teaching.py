"""What an offer teaches: from the certification it prepares, then from its own words."""

from collections.abc import Iterable

from matching.results import CompetenceMention, Grain, Polarity
from skills.certification import Confidence
from skills.reference import Reference
from skills.training import TaughtCompetence, TeachingBasis, TrainingOffer

_CONFIDENCE = {Confidence.HIGH: 0.95, Confidence.MEDIUM: 0.8, Confidence.LOW: 0.6}


def taught_by(
    offer: TrainingOffer, mentions: Iterable[CompetenceMention], reference: Reference
) -> tuple[TaughtCompetence, ...]:
    """The competences that an offer teaches, by code; what a certification grants is surest.

    ``mentions`` are those read in the offer's own text.
    """
    taught: dict[str, TaughtCompetence] = {}
    for code in offer.certifications:
        certification = reference.certifications.get(code)
        for grant in certification.grants if certification else ():
            _keep(
                taught,
                TaughtCompetence(
                    grant.competence,
                    grant.level,
                    TeachingBasis.CERTIFICATION,
                    _CONFIDENCE[grant.confidence],
                ),
            )
    for mention in mentions:
        if mention.polarity is Polarity.ASKED and mention.grain is Grain.COMPETENCE:
            level = mention.level
            _keep(
                taught,
                TaughtCompetence(mention.code, level, TeachingBasis.TEXT, mention.score),
            )
    return tuple(taught[code] for code in sorted(taught))


def _keep(taught: dict[str, TaughtCompetence], one: TaughtCompetence) -> None:
    known = taught.get(one.code)
    if known is None or one.confidence > known.confidence:
        taught[one.code] = one

"""What an offer teaches: from the blocks and certifications it prepares, from its own words, and
where nothing else says, from the codes of its field.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from matching.results import CompetenceMention, Grain, Polarity
from skills.certification import Certification, Confidence
from skills.occupation import Importance
from skills.reference import Reference
from skills.training import TaughtCompetence, TeachingBasis, TrainingOffer

_CONFIDENCE = {Confidence.HIGH: 0.95, Confidence.MEDIUM: 0.8, Confidence.LOW: 0.6}
_ORDER = {TeachingBasis.PROVIDER: 0, TeachingBasis.BLOCK: 1, TeachingBasis.CERTIFICATION: 2}
_OF_A_FIELD = {"exact": 0.5, "close": 0.45, "broad": 0.3, "narrow": 0.3}
"""How far the code of a field says what is taught: it names the field, not the course."""
_ROME = 0.4


def taught_by(
    offer: TrainingOffer,
    mentions: Iterable[CompetenceMention],
    reference: Reference,
    *,
    in_blocks: Mapping[str, tuple[CompetenceMention, ...]] | None = None,
) -> tuple[TaughtCompetence, ...]:
    """The competences that an offer teaches, by code, each with what says so.

    Parameters
    ----------
    mentions : read in the offer's own text.
    in_blocks : read in the label of each block that the offer prepares, by code of the block.

    What a block or a certification gives comes before what a text says, and keeps the level that
    either knows. Codes of a field (Formacode, ROME, NSF) are used only where nothing else says,
    and then with little confidence.
    """
    taught: dict[str, TaughtCompetence] = {}
    for block, found in (in_blocks or {}).items():
        for mention in found:
            if mention.grain is Grain.COMPETENCE:
                score = _CONFIDENCE[Confidence.HIGH] * mention.score
                _keep(taught, _said(mention.code, None, TeachingBasis.BLOCK, score, block))
    for code in offer.certifications:
        certification = reference.certifications.get(code)
        for grant in certification.grants if certification else ():
            share = _prepared(offer, certification) if certification else 1.0
            confidence = _CONFIDENCE[grant.confidence] * share
            _keep(
                taught,
                _said(grant.competence, grant.level, TeachingBasis.CERTIFICATION, confidence, code),
            )
    for mention in mentions:
        if mention.polarity is Polarity.ASKED and mention.grain is Grain.COMPETENCE:
            _keep(
                taught,
                _said(
                    mention.code, mention.level, TeachingBasis.TEXT, mention.score, mention.quote
                ),
            )
    for one in () if taught else _of_the_field(offer, reference):
        _keep(taught, one)
    return tuple(taught[code] for code in sorted(taught))


def _prepared(offer: TrainingOffer, certification: Certification) -> float:
    """The share of a certification's blocks that an offer prepares; 1 when it names none."""
    whole = {block.code for block in certification.blocks}
    named = whole.intersection(offer.blocks)
    return len(named) / len(whole) if named else 1.0


def _of_the_field(offer: TrainingOffer, reference: Reference) -> list[TaughtCompetence]:
    """What courses of the same Formacode or ROME teach; else the families of the same NSF."""
    found = _families(offer.formacodes, "formacode", reference)
    wanted = set(offer.romes)
    asked: Counter[str] = Counter()
    alike = [one for one in reference.occupations.values() if one.rome in wanted]
    for occupation in alike:
        asked.update(
            need.competence
            for need in occupation.requirements
            if need.importance is Importance.ESSENTIAL
        )
    for code, times in asked.items():
        romes = sorted({one.rome for one in alike})
        share = _ROME * times / len(alike)
        found.append(_said(code, None, TeachingBasis.CODE, share, f"ROME {', '.join(romes)}"))
    return found or _families(offer.nsf, "nsf", reference)


def _families(codes: Iterable[str], scheme: str, reference: Reference) -> list[TaughtCompetence]:
    wanted = set(codes)
    name = {"formacode": "Formacode", "nsf": "NSF"}[scheme]
    return [
        _said(link.code, None, TeachingBasis.CODE, _OF_A_FIELD[link.match], f"{name} {link.target}")
        for link in reference.crosswalks
        if link.scheme == scheme and link.target in wanted
    ]


def _said(
    code: str, level: int | None, basis: TeachingBasis, confidence: float, detail: str
) -> TaughtCompetence:
    return TaughtCompetence(code, level, basis, confidence, " ".join(detail.split())[:200])


def _keep(taught: dict[str, TaughtCompetence], one: TaughtCompetence) -> None:
    """Keep the better basis, else the surer; the level of the other where it alone knows it."""
    known = taught.get(one.code)
    if known is None:
        taught[one.code] = one
        return
    better = (_ORDER.get(one.basis, 9), -one.confidence) < (
        _ORDER.get(known.basis, 9),
        -known.confidence,
    )
    first, second = (one, known) if better else (known, one)
    taught[one.code] = TaughtCompetence(
        first.code,
        first.level if first.level is not None else second.level,
        first.basis,
        first.confidence,
        first.detail,
    )

"""What an offer teaches, as rows."""

from typing import Any

from skills.training import TeachingBasis, TrainingOffer


def taught_values(offer_id: int, offer: TrainingOffer) -> list[dict[str, Any]]:
    """The columns of each competence read in an offer; what its body says is kept elsewhere."""
    return [
        {
            "offer_id": offer_id,
            "code": one.code,
            "level": one.level,
            "basis": one.basis.value,
            "confidence": one.confidence,
            "detail": one.detail,
        }
        for one in offer.teaches
        if one.basis is not TeachingBasis.PROVIDER
    ]

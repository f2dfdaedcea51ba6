"""What an offer teaches, as rows."""

from typing import Any

from skills.training import TrainingOffer


def taught_values(offer_id: int, offer: TrainingOffer) -> list[dict[str, Any]]:
    """The columns of each competence that an offer teaches."""
    return [
        {
            "offer_id": offer_id,
            "code": one.code,
            "level": one.level,
            "basis": one.basis.value,
            "confidence": one.confidence,
        }
        for one in offer.teaches
    ]

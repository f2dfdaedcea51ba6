"""Whose steering a reader may see or write: a perimeter of inter-communal bodies, as a question."""

from collections.abc import Collection

from skills.account import User
from skills.errors import NotFound
from skills.rights import Action, Extent, Thing, extent


def reaches(user: User, epcis: Collection[str], action: Action = Action.READ) -> bool:
    """Whether what belongs to these bodies is within the reader's right."""
    reach = extent(user, Thing.STEERING, action)
    if reach is Extent.ALL:
        return True
    return reach is Extent.PERIMETER and bool(set(epcis) & set(user.perimeter))


def within_reach(user: User, epcis: Collection[str], action: Action) -> None:
    """Raise ``NotFound`` unless every one of these bodies is within the reader's right."""
    if not epcis or not all(reaches(user, (epci,), action) for epci in epcis):
        raise NotFound("page", "steering")

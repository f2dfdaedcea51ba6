"""French words for what is told of occupations."""

from collections.abc import Callable, Mapping

from skills.reference import Reference
from skills.training import EntryMode, Place, TrainingSession
from web.wording import UNKNOWN, imprecise_date_fr


def hour_fr(at: str) -> str:
    """« 7 h 30 », « 12 h »."""
    hours, minutes = at.split(":")
    return f"{int(hours)} h" + ("" if minutes == "00" else f" {minutes}")


def lower_first(text: str) -> str:
    """The text to stand inside a sentence; what begins with two capitals (« RTM ») stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def entry_fr(session: TrainingSession) -> str:
    """When one may begin."""
    if session.entry is EntryMode.PERMANENT:
        return "entrée toute l'année"
    return imprecise_date_fr(session.starts_on)


def place_of(place: Place | None, reference: Reference) -> str:
    """The commune of a place, or the town as its source writes it."""
    commune = reference.communes.get(place.commune) if place else None
    if commune:
        return commune.name
    return (place.city if place else "") or f"lieu {UNKNOWN}"


FILTERS: Mapping[str, Callable[..., object]] = {
    "entry_fr": entry_fr,
    "hour_fr": hour_fr,
    "lower_first": lower_first,
    "place_of": place_of,
}

"""French words for codes, numbers, dates and reasons. What users read is decided here."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from matching.results import Gap, Reason
from skills.learnt import LearntLabel
from skills.need import Headcount
from skills.reference import Reference
from skills.training import DatePrecision, ImpreciseDate, TrainingSession
from web.flows.interviews import Segment
from web.record_sentences import rejection_sentence

UNKNOWN = "non communiqué"

_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_REASONS: Mapping[str, str] = {
    "base": "avant tout indice",
    "alias": "des mots connus : « {} »",
    "fuzzy": "écrit un peu autrement que « {} »",
    "phrase": "proche de « {} »",
    "prior": "la longueur et la forme du passage",
    "context": "ce qui l'introduit et le métier dont parle le paragraphe",
}


def date_fr(day: date | None) -> str:
    """« 7 septembre 2026 », « 1er mars 2027 »; « date non dite » for none."""
    if day is None:
        return "date non dite"
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


def weekday_fr(day: date | None) -> str:
    """« lundi 7 septembre 2026 »."""
    return f"{_WEEKDAYS[day.weekday()]} {date_fr(day)}" if day else date_fr(day)


def instant_fr(when: datetime) -> str:
    """« 7 septembre 2026 à 14 h 05 », in the server's own zone."""
    here = when.astimezone()
    return f"{date_fr(here.date())} à {here:%H} h {here:%M}"


def imprecise_date_fr(when: ImpreciseDate | None) -> str:
    """A date as precisely as it is known."""
    if when is None:
        return UNKNOWN
    if when.precision is DatePrecision.YEAR:
        return str(when.day.year)
    if when.precision is DatePrecision.MONTH:
        return f"{_MONTHS[when.day.month - 1]} {when.day.year}"
    return date_fr(when.day)


def headcount_fr(people: Headcount | None) -> str:
    """« 3 personnes », « 2 à 3 personnes », « nombre non dit »."""
    if people is None:
        return "nombre non dit"
    if people.minimum == people.maximum:
        return count_fr(people.minimum, "personne")
    return f"{people.minimum} à {people.maximum} personnes"


def interval_fr(low: int, high: int) -> str:
    """« 6 » or « 6 à 9 »."""
    return str(low) if low == high else f"{low} à {high}"


def count_fr(number: int, noun: str, plural: str = "") -> str:
    """« 1 place », « 12 places »; French counts 0 and 1 as singular."""
    shown = f"{number:,}".replace(",", "\u202f")
    return f"{shown} {noun if number < 2 else plural or noun + 's'}"


def km_fr(distance: float | None) -> str:
    """« 12 km », « sur place », « lieu non communiqué »."""
    if distance is None:
        return "lieu non communiqué"
    return "sur place" if distance < 1 else f"{distance:.0f} km à vol d'oiseau"


def percent_fr(share: float) -> str:
    """« 82 % »."""
    return f"{share * 100:.0f}\u202f%"


def place_fr(session: TrainingSession | None, reference: Reference) -> str:
    """The commune where a session is held."""
    place = session.place if session else None
    commune = reference.communes.get(place.commune) if place else None
    if commune:
        return commune.name
    return (place.city if place else "") or f"lieu {UNKNOWN}"


def upper_first(text: str) -> str:
    """The text with a capital at its start, the rest left as it is."""
    return text[:1].upper() + text[1:]


def seats_fr(session: TrainingSession | None) -> str:
    """What is known of the seats of a session."""
    if session is None:
        return f"places : {UNKNOWN}"
    if session.seats_left is not None:
        if session.seats_left == 0:
            return "complet"
        return count_fr(session.seats_left, "place libre", "places libres")
    return count_fr(session.seats, "place") if session.seats else f"places : {UNKNOWN}"


def linking_reason(reason: Reason) -> str:
    """Why words were read as they were."""
    return _REASONS[reason.kind].format(reason.detail)


def segment_title(segment: Segment, label: Callable[[str], str]) -> str:
    """What stands behind a marked stretch of notes."""
    if segment.kind == "not_asked":
        return f"{label(segment.key)} : pas demandé"
    return label(segment.key) if segment.key else _SEGMENTS[segment.kind]


_SEGMENTS = {"headcount": "nombre de personnes", "date": "date souhaitée"}


def linking_rows(reasons: tuple[Reason, ...]) -> list[tuple[str, float]]:
    """Each reason of a reading in words, with its points."""
    return [(linking_reason(r), r.weight) for r in reasons]


def gap_reason(reason: Reason) -> str:
    """Why a gap stands where it does."""
    words: Mapping[str, Callable[[], str]] = {
        "people": lambda: f"{interval_fr(*map(int, reason.detail.split('-')))} sans place",
        "sure": lambda: f"promesses et certitude : {percent_fr(float(reason.detail))}",
        "urgency": lambda: f"attendu dès le {date_fr(date.fromisoformat(reason.detail))}",
        "firms": lambda: f"demandé par {count_fr(int(reason.detail), 'entreprise')}",
        "untaught": lambda: "aucune formation ouverte",
    }
    return words[reason.kind]()


def trend_fr(gap: Gap) -> str:
    """Whether a thing is asked for more than it was, half a year against the one before."""
    asked = count_fr(gap.recent, "personne demandée", "personnes demandées")
    return f"{asked} depuis six mois, {gap.earlier} les six mois d'avant."


def remaining_fr(gap: Gap) -> str:
    """What is left of a gap."""
    if gap.remaining_max == 0:
        return "couvert"
    return interval_fr(gap.remaining_min, gap.remaining_max)


def around_phrase(label: LearntLabel) -> tuple[str, str, str]:
    """What stands before a learnt phrase in its quote, the phrase as it was said, what follows.

    Long quotes are cut around it; a phrase that is not in the quote leaves it whole, as « before ».
    """
    quote = " ".join(label.quote.split())
    at = quote.find(label.phrase)
    if at < 0:
        return _shortened(quote, 2 * _AROUND), "", ""
    before, after = quote[:at], quote[at + len(label.phrase) :]
    return _shortened(before[::-1], _AROUND)[::-1], label.phrase, _shortened(after, _AROUND)


_AROUND = 140  # characters shown on each side of a learnt phrase


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


FILTERS: Mapping[str, Callable[..., object]] = {
    "instant_fr": instant_fr,
    "linking_rows": linking_rows,
    "date_fr": date_fr,
    "weekday_fr": weekday_fr,
    "imprecise_date_fr": imprecise_date_fr,
    "headcount_fr": headcount_fr,
    "count_fr": count_fr,
    "km_fr": km_fr,
    "percent_fr": percent_fr,
    "seats_fr": seats_fr,
    "place_fr": place_fr,
    "upper_first": upper_first,
    "linking_reason": linking_reason,
    "gap_reason": gap_reason,
    "around_phrase": around_phrase,
    "rejection_fr": rejection_sentence,
    "remaining_fr": remaining_fr,
    "trend_fr": trend_fr,
}

"""French words for codes, numbers, dates and reasons. What users read is decided here."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from matching.results import Gap, Reason, Suggestion
from skills.learnt import LearntLabel
from skills.need import Headcount
from skills.reference import Reference
from skills.training import DatePrecision, ImpreciseDate, TrainingSession
from web.error_sentences import rejection_sentence
from web.flows.interviews import Segment
from web.flows.notes import NotesAnalysis

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
_REASONS: Mapping[str, str] = {
    "base": "avant tout indice",
    "alias": "des mots connus : « {} »",
    "fuzzy": "écrit un peu autrement que « {} »",
    "phrase": "proche de « {} »",
    "prior": "des mots propres à ce métier",
    "context": "le reste du texte parle du même métier",
    "ambiguous": "d'autres lectures sont possibles",
}


def date_fr(day: date | None) -> str:
    """« 7 septembre 2026 », « 1er mars 2027 »; « date non dite » for none."""
    if day is None:
        return "date non dite"
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


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


def suggestion_reason(reason: Reason, suggestion: Suggestion) -> str:
    """Why an offer stands where it does, in a plain sentence."""
    taught = sum(c.taught is not None for c in suggestion.coverage)
    asked = len(suggestion.coverage)
    words: Mapping[str, Callable[[], str]] = {
        "coverage": lambda: (
            f"enseigne {taught} des {asked} compétences demandées"
            if asked > 1
            else "enseigne la compétence demandée"
        ),
        "in_time": lambda: f"finit le {date_fr(date.fromisoformat(reason.detail))}",
        "late": lambda: f"finit {count_fr(int(reason.detail), 'jour')} après la date souhaitée",
        "date_unknown": lambda: "date non communiquée",
        "in_reach": lambda: (
            f"à {km_fr(float(reason.detail))}" if float(reason.detail) >= 1 else "sur place"
        ),
        "far": lambda: f"loin : {km_fr(float(reason.detail))}",
        "place_unknown": lambda: "lieu ou commune de l'entreprise non communiqué",
        "seats": lambda: count_fr(int(reason.detail), "place"),
        "full": lambda: "session complète",
        "seats_unknown": lambda: "nombre de places non communiqué",
        "reliability": lambda: _RELIABILITY[
            min(range(3), key=lambda i: abs((0.9, 0.7, 0.5)[i] - float(reason.detail)))
        ],
    }
    return words[reason.kind]()


def segment_title(segment: Segment, label: Callable[[str], str]) -> str:
    """What stands behind a marked stretch of notes."""
    if segment.kind == "not_asked":
        return f"{label(segment.key)} : pas demandé"
    return label(segment.key) if segment.key else _SEGMENTS[segment.kind]


_SEGMENTS = {"headcount": "nombre de personnes", "date": "date souhaitée"}


def suggestion_rows(suggestion: Suggestion) -> list[tuple[str, float]]:
    """Each reason in words, with its points."""
    return [(suggestion_reason(r, suggestion), r.weight) for r in suggestion.reasons]


def linking_rows(reasons: tuple[Reason, ...]) -> list[tuple[str, float]]:
    """Each reason of a reading in words, with its points."""
    return [(linking_reason(r), r.weight) for r in reasons]


_RELIABILITY = (
    "contenu connu par la certification ou l'organisme",
    "contenu en partie connu par la certification",
    "contenu lu dans le texte de la formation",
)


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


def analysis_lines(analysis: NotesAnalysis, reference: Reference) -> list[str]:
    """A whole analysis as lines for a terminal."""
    lines = []
    for rank, one in enumerate(analysis.needs, start=1):
        proposal = one.proposal
        who = reference.label(proposal.occupation.code) if proposal.occupation else "compétences"
        lines.append(
            f"Besoin {rank} : {who}, {headcount_fr(proposal.headcount)}, "
            f"{date_fr(proposal.wanted_by)} ({'sûr' if proposal.sure else 'à vérifier'})"
        )
        lines.append(f"  « {' '.join(proposal.quote.split())} »")
        lines += [f"  demandé : {reference.label(m.code)} [{m.code}]" for m in proposal.competences]
        lines += [f"  pas demandé : {reference.label(m.code)}" for m in proposal.not_asked]
        for place, suggestion in enumerate(one.analysis.suggestions[:3], start=1):
            lines.append(
                f"  {place}. {suggestion.offer.title}, {suggestion.offer.provider.name} "
                f"({percent_fr(suggestion.score)})"
            )
            reasons = (suggestion_reason(r, suggestion) for r in suggestion.reasons)
            lines.append("     " + " ; ".join(reasons))
        lines += [f"  manque : {reference.label(code)}" for code in one.analysis.uncovered]
    return lines or ["Aucun besoin reconnu dans ces notes."]


FILTERS: Mapping[str, Callable[..., object]] = {
    "instant_fr": instant_fr,
    "suggestion_rows": suggestion_rows,
    "linking_rows": linking_rows,
    "date_fr": date_fr,
    "imprecise_date_fr": imprecise_date_fr,
    "headcount_fr": headcount_fr,
    "count_fr": count_fr,
    "km_fr": km_fr,
    "percent_fr": percent_fr,
    "seats_fr": seats_fr,
    "place_fr": place_fr,
    "upper_first": upper_first,
    "linking_reason": linking_reason,
    "suggestion_reason": suggestion_reason,
    "gap_reason": gap_reason,
    "around_phrase": around_phrase,
    "rejection_fr": rejection_sentence,
    "remaining_fr": remaining_fr,
    "trend_fr": trend_fr,
}

"""French words for records: sources, fields, what makes two of them one offer, how one knows what
is taught.
"""

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlsplit

from matching.apprentice_pairs import ApprenticePair
from skills.apprenticeship import ApprenticeshipPlace
from skills.reference import Reference
from skills.same_offer import SameOffer
from skills.training import (
    DeliveryMode,
    EntryMode,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingSession,
)
from web.wording import UNKNOWN, count_fr, date_fr, km_fr, percent_fr

_KINDS: Mapping[str, str] = {
    "body_number": "même organisme, par son numéro",
    "other_body_number": "un autre numéro d'organisme",
    "body_name": "même organisme, par son nom",
    "other_body_name": "un autre nom d'organisme : {}",
    "other_school_number": "un autre numéro d'établissement : {}",
    "other_establishment": "un autre établissement du même organisme",
    "certification": "même certification : {}",
    "renewed": "l'une renouvelle la certification de l'autre : {}",
    "other_certification": "une autre certification : {}",
    "title": "mots communs aux deux titres",
    "title_against": "des mots du titre se contredisent",
    "other_level": "un autre niveau : {}",
    "other_kind": "un autre diplôme",
    "other_step": "une autre étape (débuter, se perfectionner, niveau 1 ou 2)",
    "only_a_part": "l'une n'est qu'une partie de l'autre",
    "other_option": "une autre option",
    "other_way": "par contrat d'un côté, sans contrat de l'autre",
    "other_mode": "à distance d'un côté, sur place de l'autre",
    "place": "même lieu : {}",
    "near_place": "lieux voisins : {}",
    "other_place": "un autre lieu : {}",
    "start": "une session qui commence en même temps, le {}",
    "other_session": "d'autres dates la même année",
    "other_year": "des dates d'une autre année",
    "hours": "même durée : {} heures",
    "other_hours": "une autre durée : {} heures",
}
FIELDS: Mapping[str, str] = {
    "title": "Titre",
    "provider": "Organisme",
    "objective": "Objectif",
    "content": "Contenu",
    "prerequisites": "Prérequis",
    "certifications": "Certification",
    "nsf": "Codes NSF",
    "formacodes": "Formacodes",
    "romes": "Codes ROME",
    "level": "Niveau",
    "hours": "Heures",
    "mode": "Comment",
    "url": "Adresse",
    "blocks": "Blocs",
    "public": "Public",
    "cost": "Prix",
    "funding": "Qui peut payer",
    "accessibility": "Accessibilité",
}
_SOURCES: Mapping[str, str] = {
    "lheo": "flux LHEO",
    "moncompteformation": "Mon Compte Formation",
    "onisep": "Onisep",
    "alternance": "API Alternance",
    "catalogue-apprentissage": "catalogue de l'apprentissage",
    "francetravail": "France Travail",
    "tableau": "tableau d'un organisme",
    "demonstration": "démonstration",
    "annuaire": "annuaire fictif",
}
_CITED: Mapping[str, str] = {
    "tjp": "fichiers d'orientation, dépôt tjp-pilotage",
    "domain": "relevé du projet",
    "onisep": "table Onisep",
}
_PLACES = ("place", "near_place", "other_place")
_LONGEST = 160


def evidence_rows(pair: SameOffer, reference: Reference) -> list[tuple[str, float]]:
    """Each piece of evidence in words, with its points, the weightiest first."""
    rows = []
    for kind, points, detail in sorted(pair.reasons, key=lambda one: -abs(one[1])):
        said = detail
        if kind in _PLACES and detail in reference.communes:
            said = reference.communes[detail].name
        elif kind == "start":
            said = date_fr(date.fromisoformat(detail))
        rows.append((_KINDS[kind].format(said), points))
    return rows


def field_value_fr(value: object) -> str:
    """What a source says of a field, in a line."""
    if isinstance(value, Provider):
        numbers = ", ".join(filter(None, (value.siret, value.uai)))
        said = f"{value.name} ({numbers})" if numbers else value.name
    elif isinstance(value, DeliveryMode):
        said = value.label
    elif isinstance(value, tuple):
        said = ", ".join(map(str, value))
    elif isinstance(value, float):
        said = f"{value:.0f} €"
    else:
        said = "" if value is None else str(value)
    said = " ".join(said.split()) or UNKNOWN
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def field_fr(name: str) -> str:
    """The French name of a field of an offer."""
    return FIELDS[name]


def basis_fr(one: TaughtCompetence) -> str:
    """How one knows that a competence is taught, with the code or the words that say so."""
    if not one.detail:
        return one.basis.label
    if one.basis is TeachingBasis.TEXT:
        return f"{one.basis.label} (« {one.detail} »)"
    return f"{one.basis.label} ({one.detail})"


def course_seats_fr(place: ApprenticeshipPlace) -> str:
    """What is known of the seats of a course by apprenticeship."""
    if place.seats_left == 0:
        return "complet"
    if place.seats_left is not None:
        return count_fr(place.seats_left, "place libre", "places libres")
    return count_fr(place.seats, "place") if place.seats else f"places : {UNKNOWN}"


def pair_rows(pair: ApprenticePair, reference: Reference) -> list[tuple[str, float, bool]]:
    """Why a contract and a course go together, with the points, and whether it speaks for them: it
    does with half the points that it could have.
    """
    weights = reference.weights.apprenticeships
    parts = (weights.subject, weights.near, weights.start, weights.seats)
    words: Mapping[str, Callable[[str], str]] = {
        "same_certification": lambda code: f"même diplôme : {reference.label(code)}",
        "teaches_occupation": lambda share: (
            f"apprend {percent_fr(float(share))} de l'indispensable du métier"
        ),
        "same_rome": lambda code: f"même domaine (ROME {code}) : diplôme à vérifier",
        "near": lambda far: f"à {km_fr(float(far))}" if float(far) >= 1 else "même commune",
        "place_unknown": lambda _: f"lieu {UNKNOWN}",
        "start": lambda days: (
            f"{count_fr(int(days), 'jour')} entre les deux débuts" if int(days) else "même début"
        ),
        "start_unknown": lambda _: f"début {UNKNOWN}",
        "seats": lambda left: count_fr(int(left), "place"),
        "seats_unknown": lambda _: f"nombre de places {UNKNOWN}",
    }
    return [
        (words[one.kind](one.detail), one.weight, one.weight >= part / 2)
        for one, part in zip(pair.reasons, parts, strict=True)
    ]


def pair_points(pair: ApprenticePair, reference: Reference) -> list[tuple[str, float]]:
    """The same as a waterfall takes it."""
    return [(text, points) for text, points, _ in pair_rows(pair, reference)]


def session_state_fr(session: TrainingSession, on: date) -> str:
    """Whether one may still enter a session, or it is past."""
    starts = session.starts_on.day if session.starts_on else None
    ends = session.ends_on.day if session.ends_on else starts
    if ends is not None and ends < on and session.entry is not EntryMode.PERMANENT:
        return "passée"
    if session.ends_on and session.ends_on.day < on:
        return "passée"
    if starts is not None and starts < on and session.entry is not EntryMode.PERMANENT:
        return "commencée"
    return session.state.label if session.state else UNKNOWN


def cited(source: str) -> tuple[str, str]:
    """Where a fact was read, in words, and its address when it is a page."""
    form, _, where = source.partition(":")
    if form == "web":
        return (urlsplit(where).hostname or where).removeprefix("www."), where
    words = _CITED.get(form, form)
    return (f"{words}, {where.rpartition('/')[2]}" if where else words), ""


def xml_text(text: str) -> str:
    """A text without the characters that no XML may hold."""
    return "".join(c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or c >= "\ue000")


def source_fr(source: str) -> str:
    """The name of a source; one that is not known by name is given as it is."""
    return _SOURCES.get(source, source)


FILTERS: Mapping[str, Callable[..., object]] = {
    "evidence_rows": evidence_rows,
    "field_value_fr": field_value_fr,
    "field_fr": field_fr,
    "source_fr": source_fr,
    "basis_fr": basis_fr,
    "xml_text": xml_text,
    "cited": cited,
    "course_seats_fr": course_seats_fr,
    "pair_rows": pair_rows,
    "pair_points": pair_points,
    "session_state_fr": session_state_fr,
}

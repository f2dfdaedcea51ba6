"""French words for records: sources, fields, what makes two of them one offer, how one knows what
is taught.
"""

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlsplit

from skills.reference import Reference
from skills.same_offer import SameOffer
from skills.training import DeliveryMode, Provider, TaughtCompetence, TeachingBasis
from web.wording import UNKNOWN, date_fr

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


def cited(source: str) -> tuple[str, str]:
    """Where a fact was read, in words, and its address when it is a page."""
    form, _, where = source.partition(":")
    if form == "web":
        return (urlsplit(where).hostname or where).removeprefix("www."), where
    words = _CITED.get(form, form)
    return (f"{words}, {where.rpartition('/')[2]}" if where else words), ""


def source_fr(source: str) -> str:
    """The name of a source; one that is not known by name is given as it is."""
    return _SOURCES.get(source, source)


FILTERS: Mapping[str, Callable[..., object]] = {
    "evidence_rows": evidence_rows,
    "field_value_fr": field_value_fr,
    "field_fr": field_fr,
    "source_fr": source_fr,
    "basis_fr": basis_fr,
    "cited": cited,
}

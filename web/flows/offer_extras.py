"""What the source of a course says beyond our shapes, in the words of its format."""

from collections.abc import Iterator

from data.formats.lheo_schema import labels, schema, titles
from data.importers.lheo_fields import plain_text
from skills.training import TrainingOffer
from web.wording import count_fr, imprecise_date_fr

_ELSEWHERE = (
    "domaine-formation", "certification", "url-", "lieu-de-formation", "organisme-", "contact-",
    "adresse-", "extras", "prix-", "nombre-heures", "code-public-vise", "date-information",
)  # fmt: skip
_PHONE = "coordonnees-organisme/coordonnees/telfixe/numtel"
_FUNDER = "action/organisme-financeur"
_FEWEST = "cycle/effectif-minimal"
_LANGUAGES = {"de": "allemand", "en": "anglais", "es": "espagnol", "fr": "français"}
_UNKNOWN = "information non communiquée"  # a label of the format's own tables


def told_extras(offer: TrainingOffer) -> tuple[tuple[str, str], ...]:
    """Names and values, in the order of the format; codes by their labels."""
    if offer.source != "lheo":
        return offer.extras
    return (*_of_the_course(offer), *_funded_seats(offer), *_of_the_sessions(offer))


def _of_the_course(offer: TrainingOffer) -> Iterator[tuple[str, str]]:
    for path, value in offer.extras:
        if path.endswith(_PHONE):
            yield "Téléphone de l'organisme", value
            continue
        inner = path.removeprefix("action/")
        name = inner.rpartition("/")[2].partition("[")[0]
        if "/" in inner or name.startswith("@") or name not in titles():
            continue
        if inner.startswith(_ELSEWHERE):
            continue
        text = labels(schema()[name].table).get(value, value) if schema()[name].codes else value
        if name == "langue-formation":
            text = _LANGUAGES.get(value.lower(), value)
        if text != _UNKNOWN:
            yield titles()[name], plain_text(text)


def _funded_seats(offer: TrainingOffer) -> Iterator[tuple[str, str]]:
    """How many seats each funder pays for, where the flow says so."""
    said = dict(offer.extras)
    names = labels("financeurs")
    seats = [
        f"{names.get(code, code)} : {paid}"
        for path, code in offer.extras
        if path.startswith(_FUNDER)
        and path.endswith("/code-financeur")
        and (paid := said.get(path.replace("/code-financeur", "/nb-places-financees")))
    ]
    if seats:
        yield "Places financées", " ; ".join(seats)


def _of_the_sessions(offer: TrainingOffer) -> Iterator[tuple[str, str]]:
    """How many people a session needs to be held."""
    for session in offer.sessions:
        fewest = dict(session.extras).get(_FEWEST, "")
        if fewest.isdecimal() and int(fewest):
            people = count_fr(int(fewest), "personne")
            day = imprecise_date_fr(session.starts_on)
            yield "Effectif minimal pour ouvrir", f"{people} (session : {day})"

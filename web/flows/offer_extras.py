"""What the source of a course says beyond our shapes, in the words of its format."""

from data.formats.lheo_schema import labels, schema, titles
from data.importers.lheo_fields import plain_text
from skills.training import TrainingOffer

_ELSEWHERE = (
    "domaine-formation", "certification", "url-", "lieu-de-formation", "organisme-", "contact-",
    "adresse-", "extras", "prix-", "nombre-heures", "code-public-vise", "date-information",
)  # fmt: skip
_PHONE = "coordonnees-organisme/coordonnees/telfixe/numtel"
_LONGEST = 400


def told_extras(offer: TrainingOffer) -> tuple[tuple[str, str], ...]:
    """Names and values, in the order of the format; codes by their labels."""
    if offer.source != "lheo":
        return offer.extras
    found = []
    for path, value in offer.extras:
        if path.endswith(_PHONE):
            found.append(("Téléphone de l'organisme", value))
            continue
        inner = path.removeprefix("action/")
        name = inner.rpartition("/")[2].partition("[")[0]
        if "/" in inner or name.startswith("@") or name not in titles():
            continue
        if inner.startswith(_ELSEWHERE):
            continue
        text = labels(schema()[name].table).get(value, value) if schema()[name].codes else value
        found.append((titles()[name], plain_text(text)[:_LONGEST]))
    return tuple(found)

"""French words for paths and their sheet."""

from collections.abc import Callable, Mapping
from datetime import date

from matching.path_steps import Path, Step
from matching.pathways import Asked
from matching.results import Reason
from skills.reference import Reference
from web.wording import date_fr

MINOR = (
    "Moins de 18 ans : certains travaux sont réglementés (machines, produits). L'entreprise doit"
    " les déclarer à l'inspection du travail avant l'affectation."
)
IMMERSION_SERVICE = "Immersion Facilitée, le service public des immersions, ou votre conseiller"
_KINDS = {
    "immersion": "Voir et essayer",
    "course": "Se former",
    "contract": "Signer un contrat",
    "place": "Un cours avec des places",
    "tutoring": "Apprendre au poste",
}


def lead_reason(reason: Reason, reference: Reference) -> str:
    """Why an occupation stands where it does."""
    if reason.kind == "hands":
        return f"vos mains le font déjà : {reference.label(reason.detail).lower()}"
    if reason.kind == "past":
        return f"proche de : {reference.label(reason.detail)}"
    if reason.kind == "course":
        return "une formation est ouverte à portée"
    if reason.kind == "demand":
        return "plusieurs entreprises d'ici le demandent"
    limit = reference.guidance.limits.get(reason.detail)
    return f"vous ne voulez pas : {limit.label.lower() if limit else reason.detail}"


def step_title(step: Step) -> str:
    """What a step is, in two or three words."""
    return _KINDS[step.kind]


_UNKNOWN = {
    "immersion": f"Aucun hôte connu pour l'instant. À appeler : {IMMERSION_SERVICE}.",
    "course": "Aucune formation à venir à cette distance : élargir, ou demander une POEI.",
    "contract": "Aucun contrat connu à cette date : voir la page Apprentissage, ou l'entreprise de"
    " l'immersion.",
    "tutoring": "Un tuteur dans l'entreprise : il faut un à deux ans pour être vraiment autonome.",
}


def step_fr(step: Step, reference: Reference) -> str:
    """A step in one sentence; what is not known says so and whom to call."""
    if not step.title:
        return _UNKNOWN[step.kind]
    commune = reference.communes.get(step.commune)
    where = f", {commune.name}" if commune else ""
    far = f" ({step.distance:.0f} km)" if step.distance is not None and step.distance >= 1 else ""
    seats = f", {step.seats} places" if step.seats and step.seats > 1 else ""
    start = date_fr(step.starts_on)
    if step.kind == "immersion":
        return f"{step.who}{where}{far} a accepté ({step.title}) : proposer la semaine du {start}."
    who = step.who or "entreprise confidentielle"
    if step.kind == "course":
        end = date_fr(step.ends_on)
        return f"{step.title}, {who}{where}{far}, du {start} au {end}{seats}."
    return f"{step.title}, {who}{where}{far}, le {start}{seats}."


def sheet_data(
    path: Path, asked: Asked, reference: Reference, *, site: str, on: date
) -> dict[str, object]:
    """What stands on the sheet: strings only, nothing of the person."""
    steps = [step for step in path.steps if step.kind != "tutoring"][:3]
    contacts = [
        step.who
        or (IMMERSION_SERVICE if step.kind == "immersion" else "à trouver avec le conseiller")
        for step in steps
    ]
    return {
        "title": path.occupation.label[:1].upper() + path.occupation.label[1:],
        "occupation": path.occupation.code,
        "actions": [f"{step_title(step)} : {step_fr(step, reference)}" for step in steps],
        "dates": [date_fr(step.starts_on) if step.starts_on else "à fixer" for step in steps],
        "days": [step.starts_on.isoformat() if step.starts_on else "" for step in steps],
        "contacts": contacts,
        "links": [f"{site}/formations/{step.offer}" if step.offer else "" for step in steps],
        "note": MINOR if asked.minor else "",
        "made": f"Imprimé le {date_fr(on)} · Matrice · à vérifier avant de partir",
    }


def sheet_text(data: Mapping[str, object]) -> str:
    """The sheet for a telephone message."""
    actions, dates = data["actions"], data["dates"]
    assert isinstance(actions, list)  # noqa: S101
    assert isinstance(dates, list)  # noqa: S101
    lines = [f"{rank}. {action}" for rank, action in enumerate(actions, start=1)]
    return "\n".join([str(data["title"]), *lines])


def minor_fr(asked: Asked) -> str:
    """What is to be known under 18."""
    return MINOR if asked.minor else ""


FILTERS: Mapping[str, Callable[..., object]] = {
    "lead_reason": lead_reason,
    "minor_fr": minor_fr,
    "step_fr": step_fr,
    "step_title": step_title,
}

"""French words for occupations in order and the paths to them."""

from collections.abc import Callable, Mapping
from datetime import date

from matching.pathways import Lead
from matching.results import Reason
from matching.steps import Step
from skills.aid import Aid
from skills.apprenticeship import ApprenticeContract
from skills.guidance import Asked
from skills.published import Kind, Released
from skills.reference import Reference
from skills.terms_of_work import Commitment
from skills.training import ImpreciseDate
from web.occupation_wording import lower_first
from web.wording import count_fr, date_fr, imprecise_date_fr, km_fr

MINOR = (
    "Moins de 18 ans : certains travaux sont réglementés (machines, résines, solvants)."
    " L'entreprise et l'établissement de formation doivent chacun les déclarer à l'inspection du"
    " travail avant de les confier (Code du travail, article R4153-41)."
)
IMMERSION_SERVICE = "Immersion Facilitée (immersion-facile.beta.gouv.fr)"
_KINDS = {
    "immersion": "Voir et essayer",
    "course": "Se former",
    "contract": "Signer un contrat",
    "tutoring": "Apprendre au poste",
    "wait": "Attendre",
}
_AIDS = ("poei", "afpr")
_PROMISED = tuple(kind.value for kind in Commitment)


_REASONS = {
    "hands": "vos mains s'en approchent : {}",
    "learnt": "vous l'avez appris : {}",
    "past": "proche de : {}",
    "course": "à portée, des formations enseignent {} des gestes indispensables",
    "demand": "plusieurs entreprises d'ici le demandent",
    "hours": "commence vers {}, avant que vous puissiez partir",
    "limit": "vous ne voulez pas : {}",
}


def lead_reason(reason: Reason, reference: Reference) -> str:
    """Why an occupation stands where it does."""
    limit = reference.guidance.limits.get(reason.detail)
    if reason.kind == "hours":
        detail = clock_fr(int(reason.detail))
    elif reason.kind == "course":
        detail = reason.detail.replace("/", " sur ")
    elif limit is not None:
        detail = limit.label.lower()
    else:
        detail = reference.label(reason.detail)
    return _REASONS[reason.kind].format(lower_first(detail))


def lead_reasons(lead: Lead, reference: Reference) -> tuple[tuple[str, float], ...]:
    """Why an occupation stands where it does, with the points; gestures of a kind are one line."""
    told: dict[str, tuple[str, float]] = {}
    for reason in lead.reasons:
        key = reason.kind if reason.kind in ("hands", "learnt") else f"{reason.kind}{reason.detail}"
        if key in told:
            said, points = told[key]
            also = lower_first(reference.label(reason.detail))
            told[key] = f"{said}, {also}", points + reason.weight
        else:
            told[key] = lead_reason(reason, reference), reason.weight
        if reason.kind == "past" and lead.bridge and lead.bridge.named:
            gestures = ", ".join(lower_first(reference.label(c)) for c in lead.bridge.named)
            said, points = told[key]
            told[key] = f"{said}, dont les gestes préparent à : {gestures}", points
    return tuple(told.values())


def points_fr(points: float) -> str:
    """« +1 », « −2 », « +2,4 »."""
    said = plain_number(abs(points))
    sign = "−" if points < 0 else "+"
    return said if said == "0" else f"{sign}{said}"


def plain_number(number: float) -> str:
    """« 1 », « -2 », « 2,4 »: as one types it."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def clock_fr(minutes: int) -> str:
    """« 5 h », « 8 h 30 »."""
    hours, left = divmod(minutes, 60)
    return f"{hours} h {left:02}" if left else f"{hours} h"


def demand_fr(lead: Lead, demand: Mapping[str, Released], reference: Reference) -> str:
    """What may be told of who asks for it here; never of one firm."""
    told = demand.get(lead.occupation.code)
    if told is None:
        families = {reference.family_of(r.competence) for r in lead.occupation.requirements}
        shown = [demand[f] for f in sorted(families) if f in demand]
        told = max(shown, key=lambda one: (one.people, one.code), default=None)
    if told is None:
        return "pas de chiffre public : moins de trois entreprises, ou une seule qui pèse trop"
    about = "" if told.kind is Kind.OCCUPATION else f" pour « {reference.label(told.code)} »"
    people = count_fr(told.people, "personne demandée", "personnes demandées")
    firms = count_fr(told.firms, "entreprise")
    return f"au moins {people}{about} par {firms} du territoire (compté le {date_fr(told.told_on)})"


def step_title(step: Step) -> str:
    """What a step is, in two or three words."""
    return _KINDS[step.kind]


_UNKNOWN = {
    "immersion": f"Aucun hôte connu pour l'instant. À appeler : {IMMERSION_SERVICE}, le service"
    " public des immersions, avec le conseiller qui signe la convention.",
    "course": "Aucune formation à venir que vous puissiez suivre : voir ce qui est au-delà, ou"
    " demander au conseiller une formation avant embauche.",
    "contract": "Aucun contrat connu à cette date : voir la page Apprentissage, ou l'entreprise de"
    " l'immersion.",
    "tutoring": "Un tuteur dans l'entreprise : il faut un à deux ans pour être vraiment autonome.",
}
_NOTES = {
    "": "",
    "shortest": "Le plus court pour ce qui manque : ",
    "module": "Un module court pour une partie : ",
    "full": "Complet, liste d'attente à demander : ",
    "before": "Plus tôt, sans passer par l'immersion : ",
    "instead": "À la place de la formation : ",
    "far": "Trop loin : ",
    "long": "Trop long à rejoindre : ",
    "early": "Commence avant que vous puissiez y être : ",
    "unknown": "Lieu non communiqué : ",
    "level": "Au-dessus du diplôme suivant, voir les prérequis : ",
}


def step_fr(step: Step, reference: Reference) -> str:
    """A step in one or two sentences; what is not known says so and whom to call."""
    if step.kind == "wait" and step.starts_on and step.ends_on:
        weeks = count_fr(round((step.ends_on - step.starts_on).days / 7), "semaine")
        return f"{weeks}, jusqu'au {date_fr(step.ends_on)}."
    if not step.title:
        return _UNKNOWN[step.kind]
    if step.kind == "immersion":
        return _immersion_fr(step, reference)
    return f"{_NOTES[step.note]}{linked_part(step)}{step_rest(step, reference)}"


def linked_part(step: Step) -> str:
    """The title of a course that has a page of its own, as the words of its link."""
    return step.title if step.kind == "course" else ""


def step_note(step: Step) -> str:
    """Why a step is not the first choice, before its sentence; empty when it is."""
    return _NOTES[step.note]


def step_rest(step: Step, reference: Reference) -> str:
    """What follows the title of a course; the whole sentence of a contract."""
    told = _course_fr if step.kind == "course" else _contract_fr
    return told(step, reference)


def where_fr(step: Step, reference: Reference) -> str:
    """« , Lanester (12 min en voiture) » where a file tells it; else the distance, and the minutes
    guessed from it as such.
    """
    commune = reference.communes.get(step.commune)
    way = ""
    if step.mode is not None:
        way = f" ({step.minutes} min {step.mode.label})"
    elif step.distance is not None and step.distance >= 1:
        guess = f", environ {step.minutes} min d'après la distance" if step.minutes else ""
        way = f" ({km_fr(step.distance)}{guess})"
    return f", {commune.name}{way}" if commune else way


def starts_fr(step: Step) -> str:
    """The first day, as precisely as it is known."""
    known = ImpreciseDate(step.starts_on, step.precision) if step.starts_on else None
    return imprecise_date_fr(known)


def _immersion_fr(step: Step, reference: Reference) -> str:
    where = where_fr(step, reference)
    if step.form == Commitment.VISIT.value:
        return f"{step.who}{where} fait visiter : proposer le {date_fr(step.starts_on)}."
    return (
        f"{step.who}{where} accueille en immersion : proposer la semaine du"
        f" {date_fr(step.starts_on)}. Convention signée avant, avec le conseiller."
    )


def _course_fr(step: Step, reference: Reference) -> str:
    end = f" au {date_fr(step.ends_on)}" if step.ends_on else ""
    seats = ""
    if step.seats:
        seats = f", {count_fr(step.seats, 'place libre', 'places libres')}"
    elif step.seats is None:
        seats = ", places non communiquées"
    hours = f", {count_fr(step.hours, 'heure')}" if step.hours else ""
    since = "du " if end and starts_fr(step)[:1].isdecimal() else ""
    where = where_fr(step, reference)
    return f", {step.who}{where}, {since}{starts_fr(step)}{end}{hours}{seats}."


def _contract_fr(step: Step, reference: Reference) -> str:
    who = f"{step.who or 'entreprise confidentielle'}{where_fr(step, reference)}"
    if step.form in _PROMISED:
        return f"{who} s'est engagée à {step.title} : à voir à partir du {starts_fr(step)}."
    seats = f", {count_fr(step.seats, 'place')}" if step.seats else ""
    if step.form == "place":
        return f"{step.title}, {who}, {starts_fr(step)}{seats}. L'entreprise est à trouver."
    told = f"{step.title}, {who}, {starts_fr(step)}."
    cfa = step.cfa
    if cfa is not None:
        seats = f", {count_fr(cfa.seats, 'place')}" if cfa.seats else ""
        where = where_fr(cfa, reference)
        return f"{told} Cours : {cfa.who}{where}, {starts_fr(cfa)}{seats}."
    if step.form == ApprenticeContract.APPRENTICESHIP.value:
        return f"{told} Cours : aucun CFA connu avec des places, à demander à l'entreprise."
    return f"{told} En {ApprenticeContract.PROFESSIONALISATION.label}."


def course_aids(reference: Reference, on: date) -> tuple[tuple[Aid, str], ...]:
    """Who may pay for a course before hiring, and what no longer does, as the aids say."""
    told = []
    for code in _AIDS:
        aid = reference.aids.get(code)
        if aid is not None and aid.is_open(on):
            stale = "" if aid.is_fresh(on) else " (à vérifier)"
            told.append((aid, f": si une entreprise s'engage à embaucher{stale}."))
        elif aid is not None and aid.open_until is not None:
            told.append((aid, f": n'existe plus depuis le {date_fr(aid.open_until)}."))
    return tuple(told)


def minor_fr(asked: Asked) -> str:
    """What is to be known under 18."""
    return MINOR if asked.minor else ""


FILTERS: Mapping[str, Callable[..., object]] = {
    "clock_fr": clock_fr,
    "course_aids": course_aids,
    "demand_fr": demand_fr,
    "lead_reasons": lead_reasons,
    "minor_fr": minor_fr,
    "plain_number": plain_number,
    "points_fr": points_fr,
    "step_fr": step_fr,
    "step_note": step_note,
    "step_rest": step_rest,
    "step_title": step_title,
}

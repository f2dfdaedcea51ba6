"""The session to try out, as an address holds it: two scenarios that share what they teach."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from matching.what_if import essential
from skills.amount import read_euros
from skills.errors import Invalid
from skills.folding import folded
from skills.reference import Reference
from skills.session_plan import SessionPlan
from skills.training import TrainingOffer

MOST_SEATS, MOST_WEEKS, MOST_COMPETENCES = 200, 156, 25


class _PlanForm(BaseModel):
    metier: str = ""
    formation: str = ""
    competences: list[str] = []
    ajouter: str = ""
    places: str = ""
    semaines: str = ""
    commune: str = ""
    debut: str = ""
    minimum: str = ""
    cout: str = ""
    recette: str = ""
    inscrits_bas: str = ""
    inscrits_haut: str = ""
    finissent_bas: str = ""
    finissent_haut: str = ""
    places_b: str = ""
    semaines_b: str = ""
    commune_b: str = ""
    debut_b: str = ""
    minimum_b: str = ""
    cout_b: str = ""
    recette_b: str = ""
    inscrits_bas_b: str = ""
    inscrits_haut_b: str = ""
    finissent_bas_b: str = ""
    finissent_haut_b: str = ""


PlanFields = Annotated[_PlanForm, Query()]

NUMBERS: Mapping[str, str] = {
    "places": "12",
    "semaines": "14",
    "commune": "",
    "debut": "",
    "minimum": "8",
    "cout": "",
    "recette": "",
    "inscrits_bas": "50",
    "inscrits_haut": "90",
    "finissent_bas": "70",
    "finissent_haut": "90",
}
"""The fields of one scenario, with what they hold before anything is typed."""


@dataclass(frozen=True, slots=True)
class ReadPlans:
    """One or two plans, or what is wrong; ``typed`` is what the form shows again."""

    plans: tuple[SessionPlan, ...]
    errors: Mapping[str, str]
    typed: Mapping[str, str]
    competences: tuple[str, ...]


def read_plans(
    fields: _PlanForm,
    reference: Reference,
    find_offer: Callable[[int], TrainingOffer | None],
    *,
    today: date,
) -> ReadPlans:
    """The scenarios typed; a second one only where one of its numbers is given."""
    given = fields.model_dump(exclude={"competences"})
    typed = {**NUMBERS, "debut": (today + timedelta(days=90)).isoformat()}
    typed = {name: given[name].strip() or start for name, start in typed.items()}
    second = {name: given[f"{name}_b"].strip() for name in NUMBERS}
    errors: dict[str, str] = {}
    title, competences = _taught(fields, reference, find_offer, errors)
    asked = bool(fields.metier or fields.formation or fields.competences or fields.ajouter)
    plans = []
    if asked and not competences and not errors:
        errors["ajouter"] = "known_competence"
    if asked:
        plans.append(_plan(typed, "", title, competences, reference, errors))
        if any(second.values()):
            both = {name: second[name] or typed[name] for name in NUMBERS}
            plans.append(_plan(both, "_b", title, competences, reference, errors))
    shown = {**typed, **{f"{name}_b": value for name, value in second.items()}}
    shown |= {"metier": fields.metier, "formation": fields.formation, "ajouter": ""}
    kept = () if errors else tuple(plan for plan in plans if plan is not None)
    return ReadPlans(kept, errors, shown, competences)


def _taught(
    fields: _PlanForm,
    reference: Reference,
    find_offer: Callable[[int], TrainingOffer | None],
    errors: dict[str, str],
) -> tuple[str, tuple[str, ...]]:
    """What the session is called and teaches."""
    codes = [code for code in fields.competences if code in reference.competences]
    title = ""
    if fields.formation:
        number = fields.formation.isdecimal() and len(fields.formation) < 10
        offer = find_offer(int(fields.formation)) if number else None
        if offer is None:
            errors["formation"] = "in_list"
        else:
            title = offer.title
            codes += [] if codes else [t.code for t in offer.teaches]
    if fields.metier:
        if fields.metier not in reference.occupations:
            errors["metier"] = "in_list"
        else:
            title = title or reference.label(fields.metier)
            codes += [] if codes else essential(reference.occupations[fields.metier])
    if fields.ajouter.strip():
        words = folded(fields.ajouter)
        found = [
            c.code
            for c in reference.competences.values()
            if words in (folded(c.label), folded(c.code))
        ]
        if not found:
            errors["ajouter"] = "known_competence"
        codes += found
    known = tuple(dict.fromkeys(code for code in codes if code in reference.competences))
    return title or "Session", known[:MOST_COMPETENCES]


def _plan(
    typed: Mapping[str, str],
    suffix: str,
    title: str,
    competences: tuple[str, ...],
    reference: Reference,
    errors: dict[str, str],
) -> SessionPlan | None:
    before = len(errors)

    def number(name: str, low: int, high: int, why: str) -> int:
        text = typed[name]
        if text.isascii() and text.isdecimal() and low <= int(text[:9]) <= high:
            return int(text)
        errors[name + suffix] = why
        return low

    def share(low: str, high: str) -> tuple[float, float]:
        first, last = number(low, 0, 100, "percent"), number(high, 0, 100, "percent")
        if first > last:
            errors.setdefault(high + suffix, "interval")
        return first / 100, last / 100

    def euros(name: str) -> int:
        try:
            return read_euros(typed[name]) or 0
        except Invalid as wrong:
            errors[name + suffix] = wrong.expected
            return 0

    seats = number("places", 1, MOST_SEATS, "seats")
    weeks = number("semaines", 1, MOST_WEEKS, "weeks")
    minimum = number("minimum", 0, MOST_SEATS, "seats")
    if minimum > seats and not errors:
        errors["minimum" + suffix] = "minimum"
    if typed["commune"] and typed["commune"] not in reference.communes:
        errors["commune" + suffix] = "known_commune"
    try:
        starts_on = date.fromisoformat(typed["debut"])
    except ValueError:
        starts_on = None
    if starts_on is None or not 2000 <= starts_on.year <= 2100:
        errors["debut" + suffix] = "date"
    enrol, finish = share("inscrits_bas", "inscrits_haut"), share("finissent_bas", "finissent_haut")
    cost, income = euros("cout"), euros("recette")
    if len(errors) > before or starts_on is None:
        return None
    return SessionPlan(
        title,
        competences,
        seats,
        weeks,
        typed["commune"],
        starts_on,
        minimum,
        cost,
        income,
        *enrol,
        *finish,
    )

"""French words for suggestions: what speaks for one, what is missing, what was assumed."""

from collections.abc import Callable, Mapping
from datetime import date

from matching.explain import FOR, plain_reasons
from matching.results import CoveredCompetence, Met, Reason, Suggestion
from matching.sessions import is_remote
from skills.reference import Reference
from skills.terms_of_work import Shift
from skills.training import TrainingOffer, TrainingSession
from skills.travel import TravelMode
from web.flows.notes import NotesAnalysis
from web.wording import UNKNOWN, count_fr, date_fr, headcount_fr, km_fr, percent_fr, place_fr

_RELIABILITY = (
    (0.8, "contenu connu par l'organisme ou la certification"),
    (0.6, "contenu en partie connu par la certification"),
    (0.0, "contenu lu dans le texte de la formation"),
)
_OF_COMPETENCE = {
    "not_taught": "pas enseignée",
    "neighbour": "seule une voisine est enseignée",
    "below": "enseignée moins loin que demandé",
}
_FIXED = {
    "date_unknown": f"date {UNKNOWN}e",
    "remote": "à distance, sans trajet",
    "place_unknown": f"lieu, ou commune de l'entreprise, {UNKNOWN}",
    "full": "session complète",
    "suspended": "inscriptions suspendues",
    "seats_unknown": f"nombre de places {UNKNOWN}",
    "to_check": "conditions d'entrée à vérifier",
    "unseen": "on ne sait pas quand sa source l'a montrée",
}


def speaks_for(kind: str) -> bool:
    """Whether a kind of reason stands for a suggestion rather than against it."""
    return kind in FOR


def suggestion_reason(reason: Reason, suggestion: Suggestion) -> str:
    """Why an offer stands where it does, in a plain sentence."""
    if reason.kind in _FIXED:
        return _FIXED[reason.kind]
    detail = reason.detail
    ends = "commence" if suggestion.apprenticeship else "finit"
    words: Mapping[str, Callable[[], str]] = {
        "coverage": lambda: taught_fr(suggestion),
        "in_time": lambda: f"{ends} le {date_fr(date.fromisoformat(detail))}",
        "late": lambda: f"{ends} {delay_fr(int(detail))} après la date souhaitée",
        "in_reach": lambda: f"à {km_fr(float(detail))}" if float(detail) >= 1 else "sur place",
        "far": lambda: f"loin : {km_fr(float(detail))}",
        "by_travel": lambda: f"à {journey_fr(detail)}",
        "long_travel": lambda: f"loin : {journey_fr(detail)}",
        "shifts": lambda: f"horaires de l'atelier ({shifts_fr(detail)}) : le trajet compte plus",
        "seats": lambda: count_fr(int(detail), "place libre", "places libres"),
        "reliability": lambda: next(w for least, w in _RELIABILITY if float(detail) >= least),
        "stale": lambda: f"vue pour la dernière fois le {date_fr(date.fromisoformat(detail))}",
    }
    return words[reason.kind]()


def journey_fr(detail: str) -> str:
    """« 35 min en voiture »."""
    minutes, _, mode = detail.partition(" ")
    return f"{minutes} min {TravelMode(mode).label}"


def lacks_fr(reason: Reason, suggestion: Suggestion, reference: Reference) -> str:
    """The one thing that is missing most."""
    what = reference.label(reason.detail) if reason.kind in _OF_COMPETENCE else ""
    if reason.kind == "not_taught":
        others = len(suggestion.missing) - 1
        more = f" (et {count_fr(others, 'autre')})" if others > 0 else ""
        return f"manque : {what}{more}"
    if what:
        return f"{what} : {_OF_COMPETENCE[reason.kind]}"
    return f"mais {suggestion_reason(reason, suggestion)}"


def taught_fr(suggestion: Suggestion) -> str:
    """« enseigne 3 des 11 compétences demandées, et des voisines de 4 autres »."""
    asked = len(suggestion.coverage)
    met = [one.met for one in suggestion.coverage]
    taught = sum(one in (Met.TAUGHT, Met.BELOW) for one in met)
    near = met.count(Met.NEIGHBOUR)
    if asked == 1:
        return "enseigne la compétence demandée" if taught else "enseigne une compétence voisine"
    if not taught:
        return f"enseigne des voisines de {near} des {asked} compétences demandées"
    beside = f", et des voisines de {count_fr(near, 'autre')}" if near else ""
    return f"enseigne {taught} des {asked} compétences demandées{beside}"


def taught_level_fr(one: CoveredCompetence) -> str:
    """« niveau 2 sur 3 demandé », as far as both are known."""
    taught = one.taught.level if one.taught else None
    if one.asked_level is None:
        return f"niveau {taught}" if taught else f"niveau {UNKNOWN}" if one.taught else ""
    if one.taught is None:
        return f"niveau {one.asked_level} demandé"
    return f"niveau {taught or UNKNOWN}, {one.asked_level} demandé"


def delay_fr(days: int) -> str:
    """A number of days as one says it: « 12 jours », « 5 mois », « 3 ans »."""
    if days < 60:
        return count_fr(days, "jour")
    return f"{round(days / 30.44)} mois" if days < 700 else f"{round(days / 365.25)} ans"


def shifts_fr(codes: str) -> str:
    """Shifts named by their codes, commas between."""
    return ", ".join(shift.label for shift in Shift if shift.value in codes.split(","))


def held_at_fr(offer: TrainingOffer, session: TrainingSession | None, reference: Reference) -> str:
    """Where one goes for a course: a commune, or nowhere."""
    return "à distance" if is_remote(offer) else place_fr(session, reference)


def suggestion_rows(suggestion: Suggestion) -> list[tuple[str, float]]:
    """Each reason in words, with its points."""
    return [(suggestion_reason(r, suggestion), r.weight) for r in suggestion.reasons]


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
            lines.append(f"     {said_fr(suggestion, reference)}")
        lines += [f"  manque : {reference.label(code)}" for code in one.analysis.uncovered]
    return lines or ["Aucun besoin reconnu dans ces notes."]


def said_fr(suggestion: Suggestion, reference: Reference) -> str:
    """The three reasons and the missing thing, on one line."""
    said = [suggestion_reason(one, suggestion) for one in plain_reasons(suggestion)]
    if suggestion.lacks:
        said.append(lacks_fr(suggestion.lacks, suggestion, reference))
    return " ; ".join(said)


FILTERS: Mapping[str, Callable[..., object]] = {
    "held_at_fr": held_at_fr,
    "lacks_fr": lacks_fr,
    "plain_reasons": plain_reasons,
    "suggestion_reason": suggestion_reason,
    "suggestion_rows": suggestion_rows,
    "taught_fr": taught_fr,
    "taught_level_fr": taught_level_fr,
}

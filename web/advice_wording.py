"""French words for what an answer lacks and what to relax."""

from collections.abc import Callable, Mapping

from matching.advice import Advice
from skills.reference import Reference
from web.guidance_wording import clock_fr, where_fr

NIGHT = "Avant 18 ans, pas de travail entre 22 h et 6 h : une équipe qui commence à 5 h est exclue."


def advice_fr(advice: Advice, reference: Reference) -> str:
    """What is missing, and what to relax."""
    step = advice.step
    about = f"{step.title}, {step.who}{where_fr(step, reference)}" if step else ""
    km = f"{step.distance:.0f}" if step and step.distance is not None else ""
    limit = reference.guidance.limits.get(advice.relax.partition(":")[2])
    day = clock_fr(int(advice.detail)) if advice.kind == "late" else ""
    sentences = {
        "nothing": "Rien n'est coché ni écrit : l'ordre dit seulement ce qui s'apprend et se"
        " demande ici.",
        "everything": "Tous les gestes sont cochés : l'ordre ne distingue plus rien. En garder deux"
        " ou trois.",
        "outside": f"{advice.detail} n'est pas dans le territoire : les demandes comptées ici sont"
        " celles du territoire, les formations se cherchent à distance.",
        "slow": f"Ce moyen de se déplacer porte à environ {advice.detail} km en une heure : c'est"
        " cette distance qui compte.",
        "late": f"Les ateliers commencent vers {day} : partir plus tôt ouvrirait davantage.",
        "limits": "Aucun métier n'évite tout ce que vous ne voulez pas"
        + (f" ; « {limit.label.lower()} » est ce qui pèse le plus." if limit else "."),
        "night": NIGHT,
        "no_course": "Aucune formation à venir pour ces métiers, nulle part : demander une"
        " formation avant embauche, ou commencer par l'immersion.",
        "far": f"Aucune formation à cette distance ; la plus proche est à {km} km : {about}.",
        "long": f"Aucune formation à moins d'une heure ainsi ; la plus proche : {about}.",
        "early": f"Aucune formation où être à l'heure ; la plus proche : {about}.",
        "level": f"Aucune formation ouverte après ce diplôme ; la plus proche : {about}.",
        "unknown": f"Une formation existe, son lieu n'est pas communiqué : {about}.",
    }
    return sentences[advice.kind]


def relax_fr(advice: Advice) -> str:
    """What the button that relaxes says; empty when nothing can be relaxed at once."""
    name, _, value = advice.relax.partition(":")
    if not name:
        return ""
    words = {
        "within_km": f"Aller jusqu'à {value} km",
        "move": "Peu importe comment on se déplace",
        "leaves_at": f"Partir à {clock_fr(int(value))}" if value else "Peu importe l'heure",
        "diploma": "Sans tenir compte du diplôme",
        "limits": "Accepter cela",
    }
    return words[name]


FILTERS: Mapping[str, Callable[..., object]] = {
    "advice_fr": advice_fr,
    "relax_fr": relax_fr,
}

"""The evidence file as plain text, ready for the page and for the PDF."""

from collections.abc import Mapping
from datetime import date

from matching.existing_courses import NotFitting
from matching.what_if import firms_band
from skills.reference import Reference
from web.flows.what_if import EvidenceFile
from web.steering_wording import euros_fr, range_fr
from web.wording import count_fr, date_fr, percent_fr, upper_first

METHOD = (
    "Les besoins ont été dits en entretien ou déclarés par des entreprises, puis confirmés.",
    "Un besoin compte si la session enseigne assez de ce qu'il demande.",
    "Vont au bout : places × part d'inscrits × part de ceux qui finissent.",
    "Au bas de la fourchette, une session qui n'atteint pas son minimum ne forme personne.",
    "Un chiffre n'est donné qu'à partir de trois entreprises, dont aucune n'en fait plus de 85 %.",
    "Il l'est par tranches, pour que deux dossiers voisins ne disent rien d'une entreprise.",
)
LIMITS = (
    "Les parts d'inscrits et de sortants sont des hypothèses, pas des prévisions.",
    "Les distances sont à vol d'oiseau ; les horaires d'équipe ne sont pas comptés.",
    "Des formations absentes du catalogue peuvent exister.",
)


LONGEST_QUOTE, MOST_TAUGHT = 280, 12  # so that the file stays on two pages


def shortened(text: str, most: int) -> str:
    """A text cut after so many characters, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def why_not_fr(one: NotFitting) -> str:
    """Why an existing course does not answer, in a sentence."""
    parts = []
    for why in one.why:
        kind, _, detail = why.partition(":")
        known, _, asked = detail.partition("/")
        parts.append(
            {
                "partial": f"enseigne {known} des {asked} compétences",
                "no_session": "n'a pas de session où l'on puisse entrer",
                "seats_unknown": "ne dit pas ses places",
                "seats": f"n'a que {count_fr(int(known or 0), 'place')}" if kind == "seats" else "",
                "late": f"finit le {date_fr(date.fromisoformat(detail))}, après la session proposée"
                if kind == "late"
                else "",
                "far": f"est à {detail} km de là",
                "fits": "pourrait suffire : à vérifier avec l'organisme",
            }[kind]
        )
    return ", ".join(parts)


def evidence_data(file: EvidenceFile, reference: Reference) -> Mapping[str, object]:
    """Everything the two pages say, as strings and lists of strings."""
    found = file.scenario.what_if
    plan = found.plan
    place = reference.communes[plan.commune].name if plan.commune else "lieu à choisir"
    return {
        "title": f"Une session à ouvrir : {plan.title}",
        "date": date_fr(file.on),
        "reference": reference.version,
        "teaches": [reference.label(code) for code in plan.competences[:MOST_TAUGHT]]
        + (["…"] if len(plan.competences) > MOST_TAUGHT else []),
        "need": _need(file, reference),
        "commitments": [
            f"{upper_first(kind.label)} : {range_fr(firms_band(firms))} entreprises"
            for kind, firms in file.commitments
        ],
        "quotes": [shortened(words, LONGEST_QUOTE) for words in file.quotes],
        "existing": [
            [
                shortened(one.offer.title, 80),
                shortened(one.offer.provider.name, 60),
                why_not_fr(one),
            ]
            for one in found.existing
        ],
        "session": [
            ["Places", str(plan.seats)],
            ["Durée", count_fr(plan.weeks, "semaine")],
            ["Début", date_fr(plan.starts_on)],
            ["Lieu", place],
            ["Minimum pour ouvrir", str(plan.minimum)],
            ["Coût de la session", euros_fr(plan.cost) if plan.cost else "non communiqué"],
            [
                "Recette par personne inscrite",
                euros_fr(plan.income) if plan.income else "non communiqué",
            ],
        ],
        "range": [
            [
                f"Inscrits ({percent_fr(plan.enrol_low)} à {percent_fr(plan.enrol_high)})",
                range_fr(found.enrolled),
            ],
            [
                f"Vont au bout ({percent_fr(plan.finish_low)} à {percent_fr(plan.finish_high)})",
                range_fr(found.finishing),
            ],
            *([["Demande à temps", _filled(file)]] if file.people else []),
            [
                "Équilibre",
                "recette non communiquée"
                if found.break_even is None
                else f"à partir de {count_fr(found.break_even, 'inscrit')}",
            ],
        ],
        "opening": upper_first(found.opening.label) + ".",
        "method": list(METHOD),
        "limits": list(LIMITS),
    }


def _filled(file: EvidenceFile) -> str:
    if file.filled:
        return "au moins autant que la session forme"
    return "moins que la session forme au plus"


def _need(file: EvidenceFile, reference: Reference) -> list[str]:
    if file.people is not None and file.firms is not None:
        people, firms = range_fr(file.people), range_fr(file.firms)
        return [f"De {people} personnes, demandées par {firms} entreprises (par tranches)."]
    told = []
    for one in file.scenario.released:
        people, firms = count_fr(one.people, "personne"), count_fr(one.firms, "entreprise")
        family = reference.label(one.code)
        told.append(f"{family} : {people}, {firms} (chiffre public de toute la famille)")
    return told or ["Trop peu d'entreprises l'ont demandé pour que le chiffre soit donné."]

"""What each figure of the committee counts, where it comes from, and how it reads."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from skills.committee import Figure, FigureCode, Unit
from web.steering_wording import euros_fr
from web.wording import count_fr

DEFINITIONS: Mapping[FigureCode, tuple[str, str]] = MappingProxyType(
    {
        FigureCode.FIRMS_MET: (
            "Entreprises du périmètre reçues en entretien dans la période, chacune une fois.",
            "entretiens notés",
        ),
        FigureCode.NEEDS: (
            "Besoins qu'une personne a confirmés dans la période.",
            "besoins confirmés",
        ),
        FigureCode.NEEDS_ANSWERED: (
            "Besoins pris en charge, résolus ou déclarés sans solution dans la période.",
            "histoire de chaque besoin",
        ),
        FigureCode.DELAY: (
            "Jours entre la confirmation d'un besoin et sa première réponse, la moitié au-dessous.",
            "histoire de chaque besoin",
        ),
        FigureCode.WAITING: (
            "Personnes demandées, au moins, par les besoins encore ouverts aujourd'hui.",
            "besoins confirmés",
        ),
        FigureCode.GAPS: (
            "Compétences demandées aujourd'hui sans assez de places au catalogue.",
            "besoins confirmés et catalogue",
        ),
        FigureCode.SESSIONS: (
            "Sessions de formation du périmètre qui commencent dans la période.",
            "catalogue",
        ),
        FigureCode.SEATS: ("Places de ces sessions, quand elles sont communiquées.", "catalogue"),
        FigureCode.FILLED: (
            "Places prises, sur les places des sessions qui disent les deux.",
            "catalogue",
        ),
        FigureCode.FINISHED: ("Sessions qui se terminent dans la période.", "catalogue"),
        FigureCode.WORKING: (
            "En emploi à six mois, sur les personnes dont on a des nouvelles ; rien sous cinq.",
            "déclaré par les organismes",
        ),
        FigureCode.PROJECTS: (
            "Projets que les entreprises ont annoncés dans la période.",
            "entretiens notés",
        ),
        FigureCode.INVESTMENT: ("Somme des montants annoncés.", "dit par les entreprises"),
        FigureCode.JOBS: ("Somme des emplois possibles annoncés.", "dit par les entreprises"),
        FigureCode.INVESTED: (
            "Somme des montants investis, notés après coup avec qui l'a dit.",
            "observations datées",
        ),
        FigureCode.HIRED: (
            "Personnes embauchées pour ces projets, notées après coup.",
            "observations datées",
        ),
        FigureCode.OPENED: ("Projets mis en service dans la période.", "observations datées"),
        FigureCode.AIDS: (
            "Demandes d'aide dont l'état a changé dans la période.",
            "suivi des demandes",
        ),
        FigureCode.AIDS_GRANTED: ("Aides obtenues dans la période.", "suivi des demandes"),
        FigureCode.GRANTED_EUROS: ("Somme des aides obtenues.", "suivi des demandes"),
        FigureCode.PROMISES_KEPT: (
            "Ce que des partenaires ont fait au jour dit, sur ce qui était attendu d'eux.",
            "suivi des partenaires",
        ),
        FigureCode.PROMISES_LATE: (
            "Ce qui a été fait après le jour dit, ou ne l'est pas encore.",
            "suivi des partenaires",
        ),
    }
)

GROUPS: tuple[tuple[str, tuple[FigureCode, ...]], ...] = (
    (
        "Entreprises et besoins",
        (
            FigureCode.FIRMS_MET,
            FigureCode.NEEDS,
            FigureCode.NEEDS_ANSWERED,
            FigureCode.DELAY,
            FigureCode.WAITING,
            FigureCode.GAPS,
        ),
    ),
    (
        "Projets : annoncé",
        (FigureCode.PROJECTS, FigureCode.INVESTMENT, FigureCode.JOBS),
    ),
    (
        "Projets : observé",
        (FigureCode.OPENED, FigureCode.INVESTED, FigureCode.HIRED),
    ),
    (
        "Formations",
        (
            FigureCode.SESSIONS,
            FigureCode.SEATS,
            FigureCode.FILLED,
            FigureCode.FINISHED,
            FigureCode.WORKING,
        ),
    ),
    (
        "Aides et partenaires",
        (
            FigureCode.AIDS,
            FigureCode.AIDS_GRANTED,
            FigureCode.GRANTED_EUROS,
            FigureCode.PROMISES_KEPT,
            FigureCode.PROMISES_LATE,
        ),
    ),
)


def figure_fr(figure: Figure) -> str:
    """« 47 », « 224 M€ », « 9 sur 11 », « 12 jours », « trop peu pour le dire »."""
    if figure.value is None:
        return "trop peu pour le dire"
    if figure.unit is Unit.EUROS:
        return euros_fr(figure.value)
    if figure.unit is Unit.DAYS:
        return count_fr(figure.value, "jour")
    if figure.out_of is not None:
        return f"{figure.value} sur {figure.out_of}"
    return f"{figure.value:,}".replace(",", "\u202f")


def change_fr(figure: Figure) -> str:
    """What changed since the period before, in words."""
    if figure.value is None or figure.previous is None:
        return "rien d'avant à comparer"
    difference = figure.value - figure.previous
    if not difference:
        return "comme la période d'avant"
    shown = euros_fr(abs(difference)) if figure.unit is Unit.EUROS else str(abs(difference))
    return f"{shown} de {'plus' if difference > 0 else 'moins'} que la période d'avant"


FILTERS: Mapping[str, Callable[..., object]] = {
    "figure_fr": figure_fr,
    "change_fr": change_fr,
    "definition": lambda figure: DEFINITIONS[figure.code],
}

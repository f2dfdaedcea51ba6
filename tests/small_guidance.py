"""A small reference that guides: three occupations, ways to move, hours, and communes in a line."""

from dataclasses import replace
from datetime import date, timedelta

from skills.answer import Promise
from skills.apprenticeship import ApprenticeContract, ApprenticeshipOpening, ApprenticeshipPlace
from skills.guidance import Guidance, GuidanceRules, Limit, Move, Tile, UsualHours
from skills.occupation import Condition, ConditionKind, Importance, Requirement
from skills.reference import Reference
from skills.terms_of_work import Commitment
from skills.territory import Commune, Epci, Point
from skills.training import (
    ImpreciseDate,
    Place,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)
from tests.small_reference import an_occupation, small_reference

ON = date(2026, 11, 23)  # a Monday
KM = 1 / 111.195  # degrees of latitude
HOME, NEAR, FAR = "00001", "00002", "00003"  # 0, 10 and 50 km along a meridian
RULES = GuidanceRules(hands=1, past=4, course=1, demand=1, limit=-2, hours=-2)


def a_commune(code: str, km: float, *, epci: str = "1") -> Commune:
    return Commune(code, f"Commune {code}", (f"9{code[1:]}",), epci, 1000, Point(47 + km * KM, -3))


def guiding(**changes: object) -> Reference:
    """``O-LAMINATOR`` works in teams, ``O-PAINTER`` by day in the dust, ``O-SEWER`` by day."""
    essential = Importance.ESSENTIAL
    occupations = (
        replace(
            an_occupation("O-LAMINATOR", "stratifieur", "stratifieuse",
                          Requirement("C-DRAPE", 2, essential),
                          Requirement("C-INFUSE", 2, essential)),
            conditions=(Condition(ConditionKind.HARD, "Travail en équipes."),),
        ),
        replace(
            an_occupation("O-PAINTER", "peintre", "peintre",
                          Requirement("C-GELCOAT", 2, essential)),
            conditions=(Condition(ConditionKind.HARD, "Poussières."),),
        ),
        an_occupation("O-SEWER", "couturier", "couturière", Requirement("C-DRAPE", 1, essential)),
    )  # fmt: skip
    guidance = Guidance(
        tiles={"coudre": Tile("coudre", "Coudre", ("C-DRAPE",)),
               "peindre": Tile("peindre", "Peindre", ("C-GELCOAT",))},
        limits={"dust": Limit("dust", "Pas de poussière", ("poussière",)),
                "shifts": Limit("shifts", "Pas d'équipes", ("en équipes",))},
        quiz=(),
        rules=RULES,
        moves={"walk": Move("walk", "À pied", 4, 0), "car": Move("car", "En voiture", 40, 5)},
        hours=UsualHours(teams_words=("en équipes",), closed=(("12-21", "12-31"),)),
        studies={"couture": "O-SEWER", "cuisine": "coudre"},
    )  # fmt: skip
    communes = (a_commune(HOME, 0), a_commune(NEAR, 10), a_commune(FAR, 50))
    known: dict[str, object] = {
        "guidance": guidance,
        "occupations": {one.code: one for one in occupations},
        "communes": {one.code: one for one in communes},
        "epcis": {"1": Epci("1", "Pays", in_territory=True), "2": Epci("2", "Loin", False)},
    }
    return small_reference(**(known | changes))


def a_session(
    days: int, weeks: int = 1, *, at: str = NEAR, left: int | None = 6, key: str = "1"
) -> TrainingSession:
    starts = ON + timedelta(days=days)
    ends = starts + timedelta(weeks=weeks)
    return TrainingSession(key, ImpreciseDate(starts), ImpreciseDate(ends), Place(at), 8, left)


def an_offer(
    key: str,
    *codes: str,
    sessions: tuple[TrainingSession, ...],
    level: int | None = 3,
    hours: int = 35,
) -> TrainingOffer:
    taught = tuple(TaughtCompetence(code, None, TeachingBasis.PROVIDER, 1.0) for code in codes)
    return TrainingOffer(
        "essai", key, key, Provider("Organisme"), level=level, hours=hours, sessions=sessions,
        teaches=taught, id=sum(map(ord, key)),
    )  # fmt: skip


def a_host(
    kind: Commitment = Commitment.IMMERSION, *, at: str = HOME, name: str = "Hôte"
) -> Promise:
    return Promise(kind, ON, named=True, firm_name=name, commune=at)


def an_opening(days: int, *, at: str = NEAR, **facts: object) -> ApprenticeshipOpening:
    known: dict[str, object] = {
        "employer": "Atelier", "occupation": "O-LAMINATOR", "level": 3, "posts": 1,
        "contracts": (ApprenticeContract.APPRENTICESHIP,),
        "starts_on": ImpreciseDate(ON + timedelta(days=days)), "place": Place(at),
    }  # fmt: skip
    return ApprenticeshipOpening("essai", f"o{days}", "Contrat", **(known | facts))  # type: ignore[arg-type]


def a_place(days: int, *, at: str = NEAR, left: int = 5, **facts: object) -> ApprenticeshipPlace:
    known: dict[str, object] = {
        "level": 3, "seats": 12, "seats_left": left, "place": Place(at),
        "starts_on": ImpreciseDate(ON + timedelta(days=days)),
        "teaches": (TaughtCompetence("C-DRAPE", None, TeachingBasis.PROVIDER, 1.0),),
    }  # fmt: skip
    return ApprenticeshipPlace("essai", f"p{days}", "Cours", Provider("CFA"), **(known | facts))  # type: ignore[arg-type]

"""A reference of a few competences and occupations, built by hand for the tests."""

from dataclasses import replace
from types import MappingProxyType

from data.readers import REFERENCE_FOLDER
from data.readers.weights import read_count_model
from skills.certification import Certification, CertificationStatus, Confidence, Grant
from skills.competence import Alias, Competence, CompetenceKind, Family
from skills.occupation import Importance, Occupation, Requirement, Sector
from skills.reference import Reference
from skills.territory import Commune, Epci, Point
from skills.weights import (
    ApprenticeshipWeights,
    DuplicateWeights,
    GapWeights,
    LinkingModel,
    Logistic,
    SuggestionWeights,
    Weights,
)

SUGGESTIONS = SuggestionWeights(
    coverage=0.45,
    in_time=0.2,
    in_reach=0.15,
    open_seats=0.1,
    reliability=0.1,
    family_credit=0.4,
    least_coverage=0.12,
    useful_share=0.4,
    reach_km=40,
    reach_minutes=40,
    late_days=60,
    shift_reach=0.6,
    to_check_share=0.7,
    fresh_days=60,
    unknown_share=0.4,
)
GAPS = GapWeights(
    urgency=1,
    urgent_days=92,
    per_firm=0.25,
    untaught=0.5,
    unsure_share=0.5,
    unpromised_share=0.75,
)
DUPLICATES = DuplicateWeights(
    merged=0.6,
    proposed=0.35,
    body=0.3,
    certification=0.15,
    title=0.3,
    place=0.1,
    dates=0.1,
    hours=0.05,
    other_body=0.6,
    other_site=0.06,
    other_certification=0.45,
    title_against=0.6,
    variant=0.4,
    other_place=0.4,
    other_session=0.03,
    other_year=0.3,
    other_hours=0.15,
    names_alike=0.5,
    near_km=12,
    hours_apart=0.6,
)
APPRENTICESHIPS = ApprenticeshipWeights(
    subject=0.45,
    near=0.25,
    start=0.2,
    seats=0.1,
    least_taught=0.34,
    rome_share=0.4,
    near_km=40,
    start_days=90,
    unknown_share=0.4,
)
LINKING = LinkingModel(
    competence=Logistic(-3.0, {"several_words": 1.0, "surface": 5.0, "corrected": -1.0}),
    occupation=Logistic(-3.0, {"surface": 5.0, "corrected": -1.0}),
    family_threshold=0.35,
    # What counts people is fitted, and is the same for any ontology.
    counts=read_count_model(REFERENCE_FOLDER / "linking"),
)


def a_competence(code: str, label: str, *aliases: str, family: str = "F-LAYUP") -> Competence:
    return Competence(
        code,
        family,
        CompetenceKind.SKILL,
        label,
        "",
        f"{label}.",
        "own",
        tuple(Alias(text) for text in aliases),
    )


def an_occupation(
    code: str, masculine: str, feminine: str, *requirements: Requirement
) -> Occupation:
    return Occupation(
        code, masculine, feminine, Sector.CORE, "H3203", True, "", "Fait.", "own", (), requirements
    )


_COMPETENCES = (
    a_competence("C-DRAPE", "Draper des plis", "drapage"),
    a_competence("C-INFUSE", "Infuser une pièce sous vide", "infusion", "infuser"),
    a_competence("C-GELCOAT", "Appliquer un gelcoat", "gelcoat", "gel-coat", family="F-FINISH"),
    a_competence("C-WELD", "Souder des métaux", "soudure", family="F-OTHER"),
)
_OCCUPATIONS = (
    an_occupation(
        "O-LAMINATOR",
        "stratifieur",
        "stratifieuse",
        Requirement("C-DRAPE", 2, Importance.ESSENTIAL),
        Requirement("C-GELCOAT", 1, Importance.USEFUL),
    ),
    an_occupation("O-DRAPER", "drapeur", "drapeuse"),
)
_FAMILIES = (
    Family("F-LAYUP", 1, "Stratification", "Lay-up"),
    Family("F-FINISH", 2, "Finition des surfaces", "Finishing"),
    Family("F-OTHER", 3, "Métallerie", "Metalwork"),
)
CERTIFICATION = Certification(
    "RNCP00001",
    "Titre d'essai",
    "TP",
    3,
    "00001",
    CertificationStatus.ACTIVE,
    "",
    "",
    "225",
    "22871",
    "",
    "own",
    grants=(Grant("C-DRAPE", 3, "test", "2026-11-23", Confidence.HIGH, official=False),),
)
LORIENT = Commune("56121", "Lorient", ("56100",), "200042174", 57000, Point(47.75, -3.37))
QUIMPERLE = Commune("29233", "Quimperlé", ("29300",), "242900694", 12000, Point(47.87, -3.55))


def small_reference(**changes: object) -> Reference:
    """Four competences, two occupations, two communes."""
    reference = Reference(
        version="test",
        families=MappingProxyType({f.code: f for f in _FAMILIES}),
        competences=MappingProxyType({c.code: c for c in _COMPETENCES}),
        occupations=MappingProxyType({o.code: o for o in _OCCUPATIONS}),
        certifications=MappingProxyType({CERTIFICATION.code: CERTIFICATION}),
        communes=MappingProxyType({c.code: c for c in (LORIENT, QUIMPERLE)}),
        epcis=MappingProxyType({"200042174": Epci("200042174", "Lorient Agglomération", True)}),
        crosswalks=(),
        bridges=(),
        replaced=MappingProxyType({}),
        weights=Weights(SUGGESTIONS, GAPS, DUPLICATES, APPRENTICESHIPS, LINKING),
    )
    return replace(reference, **changes)  # type: ignore[arg-type]

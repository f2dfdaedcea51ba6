"""The terms on which a firm takes people, and what it offers to do."""

from skills.labelled import Labelled


class Contract(Labelled):
    PERMANENT = "permanent", "CDI"
    FIXED_TERM = "fixed_term", "CDD"
    TEMPORARY = "temporary", "intérim"
    APPRENTICESHIP = "apprenticeship", "apprentissage"
    PROFESSIONALISATION = "professionalisation", "contrat de professionnalisation"
    INTERNSHIP = "internship", "stage"


class Shift(Labelled):
    TWO = "2x8", "2×8"
    THREE = "3x8", "3×8"
    NIGHT = "night", "nuit"
    WEEKEND = "weekend", "week-end"
    DAY = "day", "journée"


class Commitment(Labelled):
    """What a firm offers to do, from the lightest to the strongest."""

    VISIT = "visit", "faire visiter"
    IMMERSION = "immersion", "accueillir en immersion"
    APPRENTICE = "apprentice", "prendre un apprenti"
    INTERVIEW = "interview", "recevoir chaque diplômé"
    HIRE = "hire", "embaucher"

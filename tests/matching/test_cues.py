"""Numbers, dates, levels and negation, as people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.cues.dates import find_dates
from matching.cues.hints import hints
from matching.cues.terms_of_work import (
    find_commitments,
    find_contracts,
    find_difficulties,
    find_shifts,
)
from matching.text.sentences import Sentence, sentences
from skills.terms_of_work import Commitment, Contract, Shift

ON = date(2026, 11, 23)


def one(text: str) -> Sentence:
    (sentence,) = sentences(text)
    return sentence


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("pour septembre", date(2027, 9, 1)),
        ("pour novembre", date(2026, 11, 1)),
        ("fin janvier", date(2027, 1, 31)),
        ("mi-mars", date(2027, 3, 15)),
        ("d'ici 6 mois", date(2027, 5, 23)),
        ("dans trois semaines", date(2026, 12, 14)),
        ("sous 15 jours", date(2026, 12, 8)),
        ("T1 2027", date(2027, 1, 1)),
        ("au deuxième trimestre", date(2027, 4, 1)),
        ("dès que possible", ON),
        ("le 15/03/2027", date(2027, 3, 15)),
        ("le 15 mars", date(2027, 3, 15)),
        ("à la rentrée", date(2027, 9, 1)),
        ("l'année prochaine", date(2027, 1, 1)),
        ("d'ici la fin de l'année", date(2026, 12, 31)),
        ("début 2027", date(2027, 1, 1)),
        ("semaine 36", date(2027, 9, 6)),
        ("avant l'été", date(2027, 6, 21)),
        ("avant Pâques", date(2027, 3, 28)),
        ("à la fin du mois", date(2026, 11, 30)),
        ("dès lundi", date(2026, 11, 30)),
        ("un entretien mardi prochain", date(2026, 11, 24)),
        ("dès le 4/01", date(2027, 1, 4)),
        ("1er trim. 2027", date(2027, 1, 1)),
        ("sem. 5", date(2027, 2, 1)),
        ("deux colleurs, sept. 2027", date(2027, 9, 1)),
        ("de février à juin", date(2027, 2, 1)),
        ("du 1er juillet au 31 août", date(2027, 7, 1)),
        ("juillet-août", date(2027, 7, 1)),
        ("chaque rentrée", date(2027, 9, 1)),
        ("besoin urgent : deux colleurs pour le 30 novembre", date(2026, 11, 30)),
        ("démarrage 18/01", date(2027, 1, 18)),
        ("formation urgente", ON),
    ],
)
def test_the_date_wanted_is_read_from_the_day_of_the_interview(text: str, day: date):
    assert [c.value for c in find_dates(one(text), ON)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "depuis septembre",
        "en 2019 on en avait deux",
        "31/02/2027",
        "2x8",
        "la semaine de 35 h",
        "le carnet est plein jusqu'en 2029",
        "il y a quatre ans",
        "à quinze ans",
        "cinq millimètres, pas sept",
        "tous les sept ans",
        "on a sorti trois cents coques au printemps",
        "il l'a dit tout de suite",
        "en gradins à 1/50",
        "a été formé",
        "fermé trois semaines en août",
        "incident août, à reprendre",
        "examen en juin",
        "deux heures de suite",
        "cinq nuits sur sept.",
    ],
)
def test_what_is_past_or_no_date_is_not_read_as_one(text: str):
    assert list(find_dates(one(text), ON)) == []


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 120))
def test_so_many_months_from_any_day_is_a_later_day(on: date, months: int):
    (cue,) = find_dates(one(f"d'ici {months} mois"), on)
    assert (cue.value.year * 12 + cue.value.month) - (on.year * 12 + on.month) == months


@pytest.mark.parametrize(
    ("text", "contract", "shift", "commitment"),
    [
        ("CDI à la clé, en 2x8", [Contract.PERMANENT], [Shift.TWO], [Commitment.HIRE]),
        ("on prendrait un apprenti", [], [], [Commitment.APPRENTICE]),
        (
            "on le prendrait en apprentissage",
            [Contract.APPRENTICESHIP],
            [],
            [Commitment.APPRENTICE],
        ),
        ("en alternance, contrat de professionnalisation", [Contract.PROFESSIONALISATION], [], []),
        ("stage de six mois, équipe de jour", [Contract.INTERNSHIP], [Shift.DAY], []),
        (
            "3 intérimaires, nuit, trois équipes",
            [Contract.TEMPORARY],
            [Shift.NIGHT, Shift.THREE],
            [],
        ),
        ("équipe de week-end", [], [Shift.WEEKEND], []),
        ("visite OK, immersion OK", [], [], [Commitment.VISIT, Commitment.IMMERSION]),
        ("pas de visite, entretien possible lundi", [], [], [Commitment.INTERVIEW]),
        ("embauche à l'issue de l'immersion", [], [], [Commitment.HIRE, Commitment.IMMERSION]),
        ("trouvez-m'en un et je l'embauche", [], [], [Commitment.HIRE]),
        ("on peut faire visiter l'atelier", [], [], [Commitment.VISIT]),
        ("pas de nuit", [], [], []),
        ("Relevé visite : collage à revoir", [], [], []),
        ("vous programmez les visites des machines", [], [], []),
        ("Finition : entretien, ponçage", [], [], []),
        ("entretien machines à revoir", [], [], []),
        ("elle doit apprendre à recevoir un candidat", [], [], []),
        ("nous pouvons recevoir un candidat", [], [], [Commitment.INTERVIEW]),
        ("on embauche un drapeur", [], [], []),
        ("trouvez-le-moi et je le prends", [], [], [Commitment.HIRE]),
        ("nos stagiaires ont une journée de sécurité", [], [], []),
        ("taxe d'apprentissage", [], [], []),
        ("le solvant décante la nuit", [], [], []),
        ("portes fermées ce week-end", [], [], []),
        ("calendrier d'entretien des pompes, visites périodiques", [], [], []),
        ("apprenti : non", [], [], []),
        ("travail de journée", [], [Shift.DAY], []),
    ],
)
def test_terms_of_work_are_read(
    text: str, contract: list[Contract], shift: list[Shift], commitment: list[Commitment]
):
    sentence = one(text)
    found = {"contract": contract, "shift": shift, "commitment": commitment}
    assert {kind for kind, said in found.items() if said} <= hints(sentence)
    assert [c.value for c in find_contracts(sentence)] == contract
    assert [c.value for c in find_shifts(sentence)] == shift
    assert [c.value for c in find_commitments(sentence)] == commitment


@pytest.mark.parametrize(
    "text",
    [
        "on galère à trouver",
        "c'est rare",
        "on a du mal à recruter",
        "introuvable depuis deux ans",
        "dix-huit mois que le poste reste affiché",
        "l'annonce tourne depuis un an",
        "pas un CV",
        "on se les arrache",
        "personne ne s'est présenté, c'est le désert",
        "pas évident de trouver des gens soigneux",
        "nous cherchons en vain",
        "même l'intérim n'a personne",
        "le marché est tendu",
        "on court après les soudeurs",
        "le vivier s'est tari",
        "on met six mois à en recruter un",
    ],
)
def test_difficulty_is_heard(text: str):
    assert "difficult" in hints(one(text))
    assert list(find_difficulties(one(text)))


@pytest.mark.parametrize(
    "text",
    [
        "tension des fils",
        "rareté",
        "on ne court pas en salle",
        "aucune difficulté à recruter",
        "on a du mal à chauffer le moule",
        "un travail difficile",
    ],
)
def test_words_that_only_look_like_difficulty_are_not(text: str):
    assert not list(find_difficulties(one(text)))

"""What could not be taken of a file, line by line, in French."""

from collections.abc import Mapping

from skills.training import Rejected

RECORD: Mapping[str, str] = {
    "number_expected": "« {value} » n'est pas un nombre",
    "end_before_start": "la fin « {value} » est avant le début",
    "json_object": "« {value} » n'est pas un objet",
    "json_object_expected": "« {value} » n'est pas un objet",
    "json_text": "« {value} » n'est pas un texte",
    "json_whole": "« {value} » n'est pas un nombre entier",
    "json_day": "« {value} » n'est pas une date AAAA-MM-JJ",
    "json_list": "« {value} » n'est pas une liste",
    "json_absent": "ce champ n'est plus là : le format a changé",
    "source_warning": "le service signale : {value}",
    "left_out": "{value} offres au-delà de ce que le service accepte de donner",
    "yes_no": "« {value} » n'est ni Oui ni Non",
    "active_inactive": "« {value} » n'est ni ACTIVE ni INACTIVE",
    "register_level": "« {value} » n'est pas un niveau de NIV3 à NIV8",
    "french_day": "« {value} » n'est pas une date JJ/MM/AAAA",
    "siret_of_partner": "« {value} » n'a pas 14 chiffres : ce partenaire n'est pas gardé",
    "habilitation": "« {value} » n'est pas une habilitation connue : ce partenaire n'est pas gardé",
    "no_such_fiche": "la fiche {value} n'est pas dans la table Standard : la ligne n'est pas gardée",
    "no_offer": "{value} : entreprise sans offre, elle n'est pas gardée",
    "no_apprenticeship": "« {value} » n'est ni apprentissage ni professionnalisation : l'offre n'est pas gardée",
    "cell_count": "la ligne a {value} cases, pas autant que l'en-tête",
    "merged_cells": "cases fusionnées : défusionnez-les, puis renvoyez le tableau",
    "name_expected": "il faut un nom de 200 caractères au plus",
    "siret_expected": "« {value} » n'est pas un SIRET : 14 chiffres, le dernier vérifie les autres",
    "commune_expected": "« {value} » n'est pas une commune connue ; écrivez son nom ou son code INSEE",
    "past_day_expected": "« {value} » n'est pas une date passée ; écrivez JJ/MM/AAAA ou AAAA-MM-JJ",
    "day_expected": "« {value} » n'est pas une date ; écrivez JJ/MM/AAAA ou AAAA-MM-JJ",
    "words_expected": "il faut les mots de l'entreprise",
    "people_expected": "« {value} » n'est pas un nombre de personnes de 1 à 999, ni un intervalle comme 2-3",
    "occupation_not_known": "« {value} » n'est pas un métier connu ; la ligne est gardée, ses mots seront lus",
    "required": "« {field} » manque",
    "lheo_date": "la date « {value} » n'est pas de la forme AAAAMMJJ",
    "siret": "le SIRET « {value} » n'a pas 14 chiffres ; il est gardé tel quel",
    "certification_number": "« {value} » n'est pas un numéro de certification",
    "coordinates": "« {value} » n'est pas une position",
}


def rejection_sentence(rejected: Rejected) -> str:
    """One line of an import's report."""
    why = RECORD[rejected.why].format(field=rejected.field, value=rejected.value)
    return f"ligne {rejected.line}, {rejected.field} : {why}"

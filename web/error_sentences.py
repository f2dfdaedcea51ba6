"""What went wrong, in one French sentence that says what to do."""

from collections.abc import Mapping

from data.readers.check import Problem
from skills.errors import (
    BadFile,
    BadLink,
    Conflict,
    DomainError,
    Invalid,
    NotFound,
    SignInNeeded,
    SourceFailed,
    WrongDatabase,
)

_THINGS = {
    "interview": "cet entretien",
    "need": "ce besoin",
    "offer": "cette formation",
    "competence": "cette compétence",
    "label": "ce mot appris",
    "account": "ce compte",
    "organisation": "cette organisation",
    "aid": "cette aide",
    "token": "ce jeton",
    "link": "ce lien",
    "entry": "cette ligne du journal",
    "declaration": "cette déclaration",
    "project": "ce projet",
    "import": "cet import",
    "service": "ce service",
    "firm": "cette entreprise",
    "decision": "cette décision",
    "visit": "cette visite",
}

_ABSENT = {
    "lheo": "Aucune formation ne répond à cela : il n'y a rien à écrire. Élargissez la recherche.",
}

FILE: Mapping[str, str] = {
    "absent": "le fichier n'existe pas",
    "folder": "c'est un dossier ; il faut un fichier",
    "folder_taken": "ce dossier n'est pas vide ; choisissez-en un autre",
    "unreadable": "le fichier ne peut pas être lu ({value})",
    "empty": "le fichier est vide",
    "too_large": "le fichier fait {value} ; 512 Mo au plus",
    "json": "le JSON est mal formé ({value})",
    "json_shape": "ce JSON n'a pas la forme attendue : {value}",
    "lacking_columns": "il manque une colonne pour : {value}",
    "unknown_table": "ce n'est pas un tableau ; sont lus : CSV, XLSX, XLS, ODS",
    "unknown_document": "ce n'est pas un texte ; sont lus : DOCX et TXT",
    "not_a_document": "ce n'est pas un document DOCX lisible",
    "unpacks_too_large": "le fichier se déplie en {value} : il est refusé par sécurité",
    "too_many_columns": "le tableau a {value} colonnes ; gardez celles qui servent, 200 au plus",
    "unknown_format": "le format n'est pas reconnu ; sont lus : LHEO (XML), API Alternance, catalogue de l'apprentissage et France Travail (JSON), Mon Compte Formation et Onisep (CSV), RNCP et RS (XML ou tables CSV), tableaux XLSX, ODS et CSV",
    "not_fiches": "ce XML commence par « {value} » et non par « FICHES »",
    "not_a_zip": "ce fichier ZIP est abîmé",
    "one_xml": "le ZIP contient {value} fichiers XML ; il en faut un",
    "register_part": "c'est une partie de l'export du RNCP ; donnez le ZIP, le dossier, ou la table « Standard » à côté des autres",
    "not_lheo": "ce XML commence par « {value} » et non par « lheo »",
    "xml": "le XML est mal formé ({value})",
    "not_a_schema": "ce n'est pas un schéma XSD lisible ({value})",
    "against_schema": "le fichier ne suit pas le schéma ({value})",
    "entities": "le fichier déclare un type de document ou des entités, ce qui est refusé par sécurité",
    "encoding": "le codage des caractères n'est pas celui annoncé",
    "utf8": "le fichier n'est pas en UTF-8 ({value}) ; enregistrez-le en UTF-8",
    "header": "les colonnes attendues sont « {field} », le fichier a « {value} »",
    "cells": "cette ligne a {value} cases au lieu du nombre de colonnes attendu",
    "csv": "ligne illisible ({value})",
    "not_a_workbook": "ce n'est pas un classeur XLSX lisible",
    "unknown_sheet": "cette feuille ne correspond à aucune table ; attendu : {value}",
    "too_many_rows": "la feuille a {value} lignes ; effacez les lignes vides",
    "formula": "la case {field} contient une formule ; mettez-y du texte",
    "json_line": "cette ligne n'est pas un objet JSON",
    "json_record": 'il faut un objet avec « id » et « text », par exemple {{"id": "1", "text": "…"}}',
    "iso_date": "la date « {value} » n'est pas un jour de la forme AAAA-MM-JJ",
    "toml": "fichier TOML illisible ({value})",
    "weights": "la table [{field}] n'a pas exactement les poids attendus ; elle a : {value}",
    "linking_model": "le modèle du relieur est incomplet ({value})",
    "required": "la case « {field} » est vide",
    "decimal": "« {value} » n'est pas un nombre ({field})",
    "integer_1_4": "« {value} » n'est pas un niveau de 1 à 4 ({field})",
    "integer_1_8": "« {value} » n'est pas un niveau de 1 à 8 ({field})",
    "integer_1_99": "« {value} » n'est pas un nombre de 1 à 99 ({field})",
    "integer_1_999": "« {value} » n'est pas un nombre de 1 à 999 ({field})",
    "clock": "« {value} » n'est pas une heure de la forme 08:30 ({field})",
    "month_day": '« {value} » n\'est pas une liste de périodes comme ["08-01", "08-23"] ({field})',
    "integer_0_1": "« {value} » n'est ni 0 ni 1 ({field})",
    "integer_0_100000000": "« {value} » n'est pas une population ({field})",
    "fr_or_en": "la langue est « fr » ou « en », pas « {value} »",
    "register": "le registre « {value} » n'est pas shop, term, variant, abbreviation ou misspelling",
    "competence_kind": "le genre « {value} » n'est pas skill, knowledge ou behaviour",
    "importance": "« {value} » n'est pas essential ou useful",
    "hour": "« {value} » n'est pas une heure comme 07:30",
    "drawing_root": "le dessin n'a pas de racine svg avec un viewBox de quatre nombres entiers",
    "drawing_element": "un dessin n'est fait que de formes : « {value} » n'y a pas sa place",
    "drawing_attribute": "un dessin n'a pas d'attribut « {value} »",
    "drawing_name": "« {value} » doit commencer par le code du dessin",
    "drawing_numbers": "les numéros du dessin {value} ne sont pas ceux de parts.csv",
    "integer_1_9": "« {value} » n'est pas un nombre de 1 à 9 ({field})",
    "poster_words": "l'affiche a besoin de ces mots, et d'eux seuls : {value}",
    "shared_or_missing": "« {value} » n'est pas shared ou missing",
    "condition_kind": "« {value} » n'est pas hard ou liked",
    "sector": "« {value} » n'est pas core ou neighbour",
    "verified_or_to_verify": "« {value} » n'est pas verified ou to_verify",
    "certification_status": "« {value} » n'est pas active, closed ou to_verify",
    "one_of": "« {value} » n'est pas une des valeurs prévues ({field})",
    "confidence": "« {value} » n'est pas high, medium ou low",
    "official_or_own_reading": "« {value} » n'est pas official ou own_reading",
    "aid_keys": "le champ « {field} » a une clé que Matrice ne connaît pas : {value}",
    "aid_goal": "« {value} » n'est pas un but d'aide connu ({field})",
    "aid_for": "« {value} » n'est pas project, need, course ou person ({field})",
    "aid_fact": "« {value} » n'est pas un fait que Matrice sait comparer ({field})",
    "aid_bounds": "la condition sur « {value} » n'a ni valeurs ni bornes ({field})",
    "indicator": "« {value} » contient un indicateur que Matrice ne connaît pas ({field})",
    "body_kind": "« {value} » n'est pas un genre de partenaire connu ({field})",
    "web_address": "« {value} » n'est pas une adresse http ou https ({field})",
    "whole_number": "« {value} » n'est pas un nombre entier positif ({field})",
    "share": "« {value} » n'est pas une part entre 0 et 1 ({field})",
    "future_date": "la date « {value} » est dans l'avenir ({field})",
    "end_before_start": "la fin « {value} » vient avant le début ({field})",
    "crosswalk_match": "« {value} » n'est pas exact, close, broad ou narrow",
}

SOURCE: Mapping[str, str] = {
    "off": "ce service n'est pas réglé ; voyez {detail} dans le README",
    "unreachable": "le service ne répond pas ({detail}) ; rien n'a changé, réessayez plus tard",
    "too_many": "le service demande d'attendre {detail} secondes ; ce qui était déjà reçu est gardé",
    "broken": "le service est en panne (erreur {detail}) ; ce qui était déjà reçu est gardé",
    "refused": "la clé est refusée ({detail}) : vérifiez-la, et que cette API est souscrite",
    "answered": "le service refuse la question ({detail})",
    "not_json": "la réponse est coupée ou n'est pas du JSON ; ce qui était déjà reçu est gardé",
    "shape": "la réponse n'a pas la forme attendue : « {detail} » manque ou a changé",
}

DATABASE: Mapping[str, str] = {
    "absent": "La base « {database} » n'existe pas encore. {make}",
    "older_version": "La base « {database} » est d'une version antérieure. {make}",
    "newer_version": "La base « {database} » vient d'une version plus récente de Matrice (révision {detail}) : mettez Matrice à jour.",
    "other_kind": "La base « {database} » n'est pas du genre attendu : données de démonstration et données réelles ne se mélangent pas.",
    "not_a_database": "« {database} » existe, mais n'est pas une base de Matrice ; elle est laissée telle quelle.",
    "read_only": "La base « {database} » ne peut pas être écrite : vérifiez les droits sur le fichier et son dossier.",
    "unreachable": "La base « {database} » ne répond pas ({detail}).",
    "bad_address": "« {database} » n'est pas une adresse de base : attendu sqlite:///fichier ou postgresql://…",
}

FIELDS: Mapping[str, str] = {
    "required": "À remplir.",
    "too_long": "C'est trop long.",
    "known_competence": "Choisissez la compétence dans la liste, ou laissez vide.",
    "one_to_eight_words": "Un à huit mots sont attendus, le premier commençant par une lettre ou un chiffre.",
    "already_alias": "Le référentiel connaît déjà ces mots pour cette compétence : il n'y a rien à apprendre.",
    "alias_of_another": "Ces mots désignent déjà une autre compétence ; précisez-les, ou refusez.",
    "stop_is_alias": "Ces mots sont un mot du référentiel pour cette compétence : précisez-les avec leurs voisins (« infusion de thé »), ou corrigez le référentiel.",
    "already_learnt": "Ces mots sont déjà appris pour cette compétence.",
    "contradicts_learnt": "Ces mots sont déjà appris dans l'autre sens pour cette compétence : annulez d'abord cette ligne-là.",
    "other_label_state": "Cette ligne a été décidée entre-temps, ou ne l'est pas encore.",
    "known_commune": "Choisissez la commune dans la liste.",
    "percent": "Une part de 0 à 100 % est attendue.",
    "interval": "Le plus grand ne peut pas être sous le plus petit.",
    "seats": "Un nombre de places de 1 à 200 est attendu.",
    "weeks": "Un nombre de semaines de 1 à 156 est attendu.",
    "minimum": "Le minimum pour ouvrir ne peut pas dépasser les places.",
    "end_before_start": "La fin vient avant le début.",
    "campaign_overlaps": "Une campagne couvre déjà ce périmètre à ces dates : choisissez d'autres dates, ou complétez-la.",
    "targets": "Une entreprise par ligne, avec sa commune après un point-virgule si elle est connue, par exemple « Atelier A ; sa commune ».",
    "hired": "Un nombre de personnes de 0 à 9999 est attendu.",
    "people_number": "Un nombre entier est attendu.",
    "no_more_than_before": "Il ne peut pas en sortir plus qu'il n'en est entré.",
    "known_place": "La commune de l'entreprise n'est pas connue : notez-la d'abord.",
    "coming_date": "Une date à venir est attendue.",
    "in_list": "Choisissez dans la liste.",
    "amount_negative": "Un montant ne peut pas être négatif.",
    "amount_unclear": "Milliers ou décimales ? Écrivez « 1 200 » ou « 1,2 k€ ».",
    "amount_large": "Ce montant dépasse dix milliards d'euros : vérifiez l'unité (k€, M€).",
    "past_date": "Une date passée est attendue, par exemple celle d'aujourd'hui.",
    "one_to_three_weeks": "Choisissez une à trois semaines.",
    "visits_waiting": "Trois demandes attendent déjà une réponse, les vôtres ou celles faites à cette entreprise : attendez-en une.",
    "date": "Une date est attendue, par exemple 2027-09-01.",
    "people_interval": "Des nombres de 1 à 500 sont attendus, le plus petit d'abord.",
    "occupation_or_competence": "Gardez au moins un métier ou une compétence.",
    "known_code": "Ce choix n'est plus dans le référentiel.",
    "setting": "ce réglage n'a pas la forme attendue ; voyez le tableau du README.",
    "email": "Une adresse électronique est attendue, en lettres sans accent, par exemple prenom.nom@exemple.fr.",
    "new_email": "Cette adresse a déjà un compte.",
    "siret": "Un SIRET a 14 chiffres ; celui-ci n'en est pas un.",
    "password_short": "Un mot de passe a au moins 12 caractères ; quatre mots sans lien font bien l'affaire.",
    "password_common": "Ce mot de passe est trop facile à deviner : choisissez-en un moins courant.",
    "password_about_you": "Ce mot de passe ressemble à votre nom ou à votre adresse : choisissez-en un autre.",
    "password_twice": "Les deux saisies ne sont pas les mêmes.",
    "wrong_password": "Ce n'est pas le mot de passe actuel, ou il y a eu trop d'essais : attendez quelques minutes.",
    "wrong_sign_in": "Adresse ou mot de passe inexact, ou trop d'essais : dans ce cas, attendez quelques minutes.",
    "wrong_code": "Ce code n'est pas le bon, a déjà servi, ou il y a eu trop d'essais. Attendez le code suivant, ou quelques minutes.",
    "role": "Choisissez un rôle dans la liste.",
    "role_of_organisation": "Ce rôle ne va pas avec ce genre d'organisation.",
    "organisation": "Choisissez une organisation dans la liste.",
    "perimeter": "Choisissez des intercommunalités de la liste ; ce rôle en demande au moins une.",
    "kind": "Choisissez un genre dans la liste.",
    "epci": "Choisissez une intercommunalité dans la liste.",
    "firm": "Choisissez une entreprise dans la liste.",
    "last_administrator": "C'est le dernier administrateur : nommez-en un autre d'abord.",
    "two_firms": "Choisissez deux entreprises différentes.",
    "scopes": "Cochez au moins un droit.",
    "already_undone": "C'est déjà annulé, ou cela a changé depuis : il n'y a rien à annuler.",
    "words_in_notes": "Ces mots ne sont pas dans les notes, à la lettre près : copiez-les.",
    "latest_import": "Seul le dernier import appliqué peut être annulé.",
    "known_answer": "Choisissez une réponse de la page.",
    "one_kept": "Gardez au moins une compétence, ou retirez le besoin.",
    "future_date": "La date doit être à venir, dans les dix ans.",
    "someone_needed": "Choisissez un métier, ou dites-le avec vos mots.",
    "contact": "Laissez une adresse électronique ou un téléphone : sans cela, personne ne peut vous répondre.",
    "known_nature": "Choisissez une nature dans la liste.",
    "amount": "Écrivez un montant, par exemple 250 000, 250 k€ ou 1,2 M€.",
    "jobs": "Écrivez un nombre d'emplois de 0 à 9999.",
    "horizon": "Écrivez une année, de cette année à dans vingt ans.",
    "next_state": "Ce besoin ne peut pas passer à cet état depuis celui où il est.",
    "people_count": "Écrivez un nombre de personnes, de 1 à 999.",
    "seats_enough": "Il ne reste pas autant de places libres dans cette session.",
    "still_suggested": "Cette session n'est plus proposée pour ce besoin : rechargez la page.",
    "known_state": "Choisissez un état dans la liste.",
    "offsets_in_notes": "Ce passage n'est plus dans les notes : elles ont changé.",
}

LINKS: Mapping[str, str] = {
    "invitation": "Cette invitation n'est pas valable : elle a déjà servi, a expiré ou a été remplacée. Demandez-en une autre à la personne qui vous a invité.",
    "password": "Ce lien n'est pas valable : il a déjà servi, a expiré ou a été remplacé. Demandez-en un autre.",
    "secret": "Ce lien n'est pas valable : il a expiré ou a été retiré. Demandez-en un autre à la personne qui vous l'a donné.",
}

SIGN_IN: Mapping[str, str] = {
    "account": "Il faut un jeton d'accès : faites-en un sur la page de votre compte.",
    "code": "Il manque le code à usage unique.",
    "token": "Ce jeton n'est pas valable : il est inexact, a expiré ou a été retiré.",
}

PROBLEM: Mapping[str, str] = {
    "duplicate": "existe deux fois",
    "unknown_code": "code inconnu",
    "twin_alias": "le même mot désigne aussi {expected}",
    "alias_is_label": "ce mot est déjà le libellé de {expected}",
    "empty_family": "famille sans compétence",
    "unsorted": "les lignes ne sont pas triées",
    "no_essential": "métier sans compétence indispensable",
    "not_required": "ce geste n'est pas demandé par le métier d'arrivée ({expected})",
    "no_bridge": "cette passerelle n'est pas dans {expected}",
    "no_grant": "certification active qui ne donne rien",
    "orphan": "aucun métier ne la demande et aucune certification ne la donne",
    "cycle": "remplacement en boucle",
    "no_source": "source.toml absent ou incomplet : {expected}",
    "missing_level": "il faut les quatre niveaux ou aucun",
    "not_in_public_table": "absent de la table publique {expected}",
    "no_partner": "aucun partenaire de ce genre ne répond à « {expected} »",
    "bad_source": "la source n'est pas de la forme attendue : {expected}",
}


_CONFLICT = (
    "Quelqu'un d'autre a modifié cela entre-temps : rien n'a été écrasé. "
    "Rechargez la page et reprenez."
)


def error_sentence(error: DomainError) -> str:  # noqa: PLR0911 (one for each kind)
    """One sentence for whatever the domain refuses."""
    if isinstance(error, BadFile):
        why = FILE[error.why].format(field=error.field, value=error.value)
        line = f", ligne {error.line}" if error.line else ""
        return f"{error.file}{line} : {why}."
    if isinstance(error, WrongDatabase):
        option = " --demonstration" if error.detail == "demonstration" else ""
        make = f"Lancez : .venv/bin/matrice init{option}"
        return DATABASE[error.why].format(database=error.database, detail=error.detail, make=make)
    if isinstance(error, SourceFailed):
        return f"{error.source} : {SOURCE[error.why].format(detail=error.detail)}."
    if isinstance(error, Invalid):
        return f"{error.field} (« {error.value} ») : {FIELDS[error.expected]}"
    if isinstance(error, NotFound):
        thing = _THINGS.get(error.thing, "Cette page").capitalize()
        return _ABSENT.get(error.thing, f"{thing} n'existe pas, ou n'est pas à vous.")
    if isinstance(error, BadLink | SignInNeeded):
        return LINKS[error.kind] if isinstance(error, BadLink) else SIGN_IN[error.stage]
    return _CONFLICT if isinstance(error, Conflict) else "La demande est refusée."


def problem_sentence(problem: Problem) -> str:
    """One line of the reference check."""
    where = f"{problem.file}:{problem.line}" if problem.line else problem.file
    kind = "erreur" if problem.severity == "error" else "remarque"
    why = PROBLEM[problem.why].format(expected=problem.expected)
    value = f" « {problem.value} »" if problem.value else ""
    return f"{kind} : {where} : {problem.field}{value} : {why}"

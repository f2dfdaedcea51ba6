"""Formats of the catalogue: every record in, none lost, each fault by its place."""

import json
from datetime import date
from pathlib import Path

import pytest

from data.importers.base import find_importer
from skills.apprenticeship import ApprenticeContract, ApprenticeshipOpening, ApprenticeshipPlace
from skills.errors import BadFile
from skills.training import DeliveryMode, Rejected, TrainingOffer


def read(path: Path) -> list[object]:
    return list(find_importer(path).read(path))


def written(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, "utf-8")
    return path


TRAINING = {
    "identifiant": {"cle_ministere_educatif": "INVENTE-1"},
    "statut": {"catalogue": "publié"},
    "modalite": {"duree_indicative": 2},
    "contenu_educatif": {"objectif": "Stratifier", "contenu": "<p>Infusion</p>"},
    "formateur": {
        "organisme": {
            "identifiant": {"siret": "00000000000111", "uai": "0560000A"},
            "etablissement": {"enseigne": "CFA inventé"},
        }
    },
    "certification": {
        "valeur": {
            "identifiant": {"rncp": "RNCP38432"},
            "intitule": {"cfd": {"long": "CAP composites"}, "niveau": {"cfd": {"europeen": "3"}}},
            "domaines": {"rome": {"rncp": [{"code": "H3203"}]}},
        }
    },
    "lieu": {
        "adresse": {"commune": {"code_insee": "56121", "nom": "Lorient"}, "code_postal": "56100"},
        "geolocalisation": {"type": "Point", "coordinates": [-3.37, 47.75]},
    },
    "sessions": [
        {"debut": "2027-09-01T00:00:00.000Z", "fin": None, "capacite": 12},
        {"debut": "2028-09-01T00:00:00.000Z", "fin": None, "capacite": None},
    ],
}
JOB = {
    "identifier": {"id": "j1"},
    "workplace": {
        "name": "Entreprise fictive",
        "location": {"address": "Lorient", "geopoint": {"coordinates": [-3.37, 47.75]}},
    },
    "apply": {"url": "https://exemple.example/1", "phone": "0199000000"},
    "contract": {"start": "2027-09-23T10:00:00Z", "duration": 24, "type": ["Apprentissage"]},
    "offer": {
        "title": "Drapeur en apprentissage",
        "description": "",
        "rome_codes": ["H3203"],
        "opening_count": 2,
        "target_diploma": {"european": "3"},
        "publication": {"creation": "2026-11-01T00:00:00Z"},
        "status": "Active",
    },
}


def test_trainings_of_the_api_give_one_place_for_each_beginning(tmp_path: Path):
    first, second = read(written(tmp_path, "a.json", {"data": [TRAINING], "pagination": {}}))
    assert isinstance(first, ApprenticeshipPlace)
    assert first.title == "CAP composites"
    assert first.provider.siret == "00000000000111"
    assert first.certifications == ("RNCP38432",)
    assert (first.level, first.months, first.seats) == (3, 24, 12)
    assert first.starts_on is not None
    assert first.starts_on.day == date(2027, 9, 1)
    assert first.place is not None
    assert first.place.commune == "56121"
    assert first.place.point is not None
    assert first.place.point.latitude == 47.75  # longitude comes first in the format
    assert "Infusion" in first.text
    assert "<p>" not in first.text
    assert second.seats is None
    assert first.key != second.key


def test_jobs_of_the_api_are_openings_and_a_firm_without_an_offer_is_said(tmp_path: Path):
    answer = {"jobs": [JOB], "recruiters": [{"workplace": {"name": "Sans offre"}}]}
    opening, refused = read(written(tmp_path, "a.json", answer))
    assert isinstance(opening, ApprenticeshipOpening)
    assert opening.contracts == (ApprenticeContract.APPRENTICESHIP,)
    assert (opening.posts, opening.months, opening.level) == (2, 24, 3)
    assert "0199000000" not in repr(opening)
    assert isinstance(refused, Rejected)
    assert refused.why == "no_offer"


@pytest.mark.parametrize(
    "answer",
    [
        {"jobs": "beaucoup", "recruiters": []},
        {"data": {}, "x": "cle_ministere_educatif", '"cle_ministere_educatif"': 1},
        {"resultats": 3},
        {"formations": None},
    ],
)
def test_json_of_the_wrong_shape_is_refused(tmp_path: Path, answer: object):
    with pytest.raises(BadFile) as refused:
        read(written(tmp_path, "a.json", answer))
    assert refused.value.why == "json_shape"


def test_truncated_json_is_refused_with_its_line(tmp_path: Path):
    text = json.dumps({"resultats": [{"id": "1"}]}, indent=1)[:-8]
    with pytest.raises(BadFile) as refused:
        read(written(tmp_path, "a.json", text))
    assert refused.value.why == "json"
    assert refused.value.line


def test_a_record_that_is_wrong_costs_only_itself(tmp_path: Path):
    answer = {"jobs": [3, {"offer": {"title": "x"}}, JOB], "recruiters": []}
    whys = [
        one.why if isinstance(one, Rejected) else "ok"
        for one in read(written(tmp_path, "a.json", answer))
    ]
    assert whys == ["json_object", "required", "ok"]


def test_france_travail_keeps_apprenticeship_and_professionalisation(tmp_path: Path):
    def offer(number: str, nature: str) -> dict[str, object]:
        return {
            "id": number,
            "intitule": "Stratifieur",
            "natureContrat": nature,
            "lieuTravail": {"commune": "56121", "latitude": "47.7", "longitude": "-3.3"},
        }

    answer = {
        "resultats": [
            offer("1", "Contrat d'apprentissage"),
            offer("2", "FS"),
            offer("3", "Contrat travail"),
        ]
    }
    first, second, third = read(written(tmp_path, "a.json", answer))
    assert first.contracts == (ApprenticeContract.APPRENTICESHIP,)
    assert second.contracts == (ApprenticeContract.PROFESSIONALISATION,)
    assert third.why == "no_apprenticeship"
    assert first.place.commune == "56121"


def test_mon_compte_formation_is_read_under_old_and_new_names(tmp_path: Path):
    names = [
        ["numero_formation", ""], ["intitule_formation", ""], ["siret_of", "siret"],
        ["nom_of", ""], ["code_rncp", ""], ["code_nsf_1", ""], ["frais_ttc_tot_mean", ""],
        ["nombre_heures_total_mean", ""], ["code_rs", "code_inventaire"],
        ["libelle_niveau_sortie_formation", ""], ["code_departement", ""],
    ]  # fmt: skip
    facts = {
        "numero_formation": "12", "intitule_formation": "Stratification (inventé)",
        "siret_of": "00000000000111", "nom_of": "Organisme inventé", "code_rncp": "38432",
        "code_rs": "-1", "code_nsf_1": "225", "frais_ttc_tot_mean": "1234,5",
        "nombre_heures_total_mean": "70.4", "code_departement": "56",
        "libelle_niveau_sortie_formation": "Niveau 3 (CAP, BEP)",
    }  # fmt: skip
    for rank in (0, 1):
        header = [(old or new) if rank else new for new, old in names]
        cells = [facts.get(new, "-1") for new, _ in names]
        path = written(tmp_path, f"{rank}.csv", ";".join(header) + "\n" + ";".join(cells) + "\n")
        (offer,) = read(path)
        assert isinstance(offer, TrainingOffer)
        assert offer.certifications == ("RNCP38432",)
        assert (offer.cost, offer.hours, offer.level) == (1234.5, 70, 3)
        assert offer.nsf == ("225",)
        assert offer.mode is None
        assert offer.provider.siret == "00000000000111"


def test_onisep_is_read_by_its_api_names(tmp_path: Path):
    header = (
        "action_de_formation_af_identifiant_onisep;formation_for_libelle;"
        "lieu_denseignement_ens_libelle;ens_code_uai;ens_commune;ens_code_postal;"
        "ens_latitude;ens_longitude;af_duree_cycle_standard"
    )
    row = "AF.1;bac pro inventé;Lycée inventé;0560000A;Lorient;56100;47.7;-3.3;2 ans"
    offer, refused = read(written(tmp_path, "a.csv", f"{header}\n{row}\nseule\n"))
    assert isinstance(offer, TrainingOffer)
    assert offer.sessions[0].place.city == "Lorient"
    assert offer.sessions[0].starts_on is None
    assert refused.why == "cell_count"
    assert refused.line == 3


def test_a_bodys_own_table_gives_courses_with_their_sessions(tmp_path: Path):
    text = (
        "Intitulé;Organisme;Date de début;Date de fin;Ville;Places;Prix\n"
        "Infusion;Inventé;01/03/2027;05/03/2027;Lorient;8;1 200 €\n"
        "Infusion;Inventé;07/06/2027;01/06/2027;Lorient;huit;\n"
        ";Inventé;;;;;\n"
    )
    records = read(written(tmp_path, "a.csv", text))
    refused = [one for one in records if isinstance(one, Rejected)]
    (offer,) = (one for one in records if isinstance(one, TrainingOffer))
    assert len(offer.sessions) == 2
    assert offer.cost == 1200
    assert [(one.line, one.why) for one in refused] == [
        (3, "end_before_start"),
        (3, "number_expected"),
        (4, "required"),
    ]


def test_a_mode_is_said_only_when_every_session_is_remote(tmp_path: Path):
    text = (
        "numero_formation;intitule_formation;nb_session_active;nb_session_a_distance\n"
        "1;A;2;2\n2;B;2;1\n"
    )
    first, second = read(written(tmp_path, "a.csv", text))
    assert first.mode is DeliveryMode.REMOTE
    assert second.mode is None

"""Every public sample with records in comes in whole; what holds none, or no offer, is named."""

import csv
from pathlib import Path

import pytest

from data.importers.base import find_importer
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.errors import BadFile
from skills.register import CertificationFact
from skills.training import Rejected, TrainingOffer

KEPT = {
    # sample: what its records become, how many are kept, how many are told as refused
    "lheo/intercarif-flux-lheo2.2.xml": (TrainingOffer, 1, 1),  # a SIRET of 15 digits, told
    "lheo/onisep-bts-quimperle-lheo2.2.xml": (TrainingOffer, 1, 0),
    "lheo/synthetic-composites-lheo2.3.xml": (TrainingOffer, 1, 0),
    "api-alternance/formation-v1-search.response.json": (ApprenticeshipPlace, 3, 0),
    # a firm without an offer, and what the service says of its own answer
    "api-alternance/job-v1-search.response.json": (ApprenticeshipOpening, 1, 2),
    "api-alternance/certification-v1.response.json": (CertificationFact, 1, 0),
    "catalogue-apprentissage/entity-formations.response.json": (ApprenticeshipPlace, 2, 0),
    "france-travail/offres-search.response.json": (ApprenticeshipOpening, 1, 0),
    "onisep/ideo-formations-initiales.sample.csv": (TrainingOffer, 1, 0),
    # one row of « Ancienne_Nouvelle » is about a fiche that the table « Standard » lacks
    "rncp": (CertificationFact, 9, 1),
    "rncp/export_fiches_RNCP_V4_1_sample.xml": (CertificationFact, 5, 0),
    "rncp/export_fiches_RS_V4_1_sample.xml": (CertificationFact, 3, 0),
}
COLUMNS = {  # columns without a row: tried below with rows that are marked invented
    "mcf/moncompteformation_catalogueformation.columns.csv",
    "onisep/ideo-actions-formation-initiale.columns.csv",
}
NO_CATALOGUE = {
    "api-alternance/organisme.json": "one body, without a course",
    "france-travail/token.response.json": "a token",
    "geo": "addresses and communes",
    "case": "a schema of another format",
    "lheo/formacode-v8-materiaux-228-230.csv": "a nomenclature",
    "lheo/intercarif-record-normalise.json": "the shape of another project",
    "lheo/lheo-2.3": "the format's definition, its tables, the schema derived from it",
    "api-alternance/openapi": "the contract that the stub follows",
    "france-travail/romeo": "words to occupations",
    "france-travail/stat": "figures of the labour market",
    "onisep/table-de-passage": "codes of diplomas, no course",
    "recherche-entreprises": "firms",
    "rome": "a nomenclature",
    "rncp/export_fiches_CSV": "tables that the folder joins",
}


@pytest.mark.parametrize("sample", KEPT)
def test_every_record_comes_in_and_what_is_refused_is_told(shared: Path, sample: str):
    shape, kept, refused = KEPT[sample]
    path = shared / "samples" / sample
    records = list(find_importer(path).read(path))
    assert sum(isinstance(one, shape) for one in records) == kept
    assert sum(isinstance(one, Rejected) for one in records) == refused
    assert len(records) == kept + refused


def test_no_sample_is_forgotten(shared: Path):
    folder = shared / "samples"
    names = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "README.md"
    }
    known = (*KEPT, *COLUMNS, *NO_CATALOGUE)
    assert {name for name in names if not name.startswith(known)} == set()


@pytest.mark.parametrize("sample", [
    "onisep/table-de-passage-codes-certifications.sample.csv", "france-travail/token.response.json",
    "rome/rome-v3.44-appellations-composites.csv", "api-alternance/organisme.json",
])  # fmt: skip
def test_what_is_no_catalogue_is_not_taken_for_one(shared: Path, sample: str):
    path = shared / "samples" / sample
    with pytest.raises(BadFile, match="unknown_format"):
        find_importer(path)


def columns(path: Path, names: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row[names]]


@pytest.mark.parametrize("generation", ["colonne", "ancien_nom"])
def test_both_generations_of_columns_of_mon_compte_formation_are_read(
    shared: Path, tmp_path: Path, generation: str
):
    sample = shared / "samples" / "mcf" / "moncompteformation_catalogueformation.columns.csv"
    header = [row[generation] or row["colonne"] for row in columns(sample, "colonne")]
    invented = {
        "numero_formation": "INVENTE-1", "intitule_formation": "Stratification (ligne inventée)",
        "siret_of": "00000000000111", "siret": "00000000000111", "nom_of": "Organisme inventé",
        "code_rncp": "38432", "code_rs": "-1", "code_inventaire": "-1", "code_departement": "56",
    }  # fmt: skip
    path = tmp_path / "mcf.csv"
    rows = [header, [invented.get(name, "-1") for name in header]]
    path.write_text("".join(";".join(row) + "\n" for row in rows), "utf-8")
    (offer,) = find_importer(path).read(path)
    assert isinstance(offer, TrainingOffer)
    assert offer.key == "00000000000111/INVENTE-1/56"
    assert offer.certifications == ("RNCP38432",)


def test_the_columns_of_onisep_are_read(shared: Path, tmp_path: Path):
    sample = shared / "samples" / "onisep" / "ideo-actions-formation-initiale.columns.csv"
    header = [row["colonne_api_json"] for row in columns(sample, "colonne_api_json")]
    invented = {
        "action_de_formation_af_identifiant_onisep": "AF.INVENTE",
        "formation_for_libelle": "bac pro inventé",
        "lieu_denseignement_ens_libelle": "Lycée inventé",
        "ens_code_uai": "0560000A",
        "ens_commune": "Lorient",
        "ens_accessibilite": "totale",
    }
    path = tmp_path / "onisep.csv"
    rows = [header, [invented.get(name, "") for name in header]]
    path.write_text("".join(";".join(row) + "\n" for row in rows), "utf-8")
    (offer,) = find_importer(path).read(path)
    assert isinstance(offer, TrainingOffer)
    assert offer.key == "0560000A/AF.INVENTE"
    assert offer.sessions[0].place is not None
    assert offer.accessibility == "totale"


def test_a_fiche_of_api_alternance_says_its_blocks_and_ways(shared: Path):
    path = shared / "samples" / "api-alternance" / "certification-v1.response.json"
    (fact,) = find_importer(path).read(path)
    assert isinstance(fact, CertificationFact)
    assert (fact.key, fact.level, fact.active, len(fact.blocks)) == ("RNCP36629", 7, True, 4)
    assert fact.romes == ("C1205",)
    assert fact.formacodes == ("41014", "41007", "41003", "42133")

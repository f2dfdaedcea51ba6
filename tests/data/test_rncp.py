"""The registers of certifications: every fiche in, names of partners never, bombs refused."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from data.importers.base import find_importer
from data.importers.rncp_fields import ability_items, register_code
from skills.errors import BadFile
from skills.register import AccessWay, CertificationFact, Trainer, completed
from skills.training import Rejected

STANDARD = (
    '"Id_Fiche";"Numero_Fiche";"Intitule";"Abrege_Libelle";"Abrege_Intitule";'
    '"Nomenclature_Europe_Niveau";"Date_Decision";"Date_Fin_Enregistrement";"Date_Effet";'
    '"Type_Enregistrement";"Actif"\r\n'
)
ROW = '"1";"RNCP1";"Titre inventé";;;"NIV3";;"31/08/2027";;"Enregistrement de droit";"ACTIVE"\r\n'
TABLES = {
    "Standard": STANDARD + ROW,
    "Partenaires": '"Numero_Fiche";"Nom_Partenaire";"Siret_Partenaire";'
    '"Habilitation_Partenaire"\r\n'
    '"RNCP1";"DUPONT Jeanne";"\t00000000000111";"HABILITATION_ORGANISER"\r\n',
    "Blocs_De_Compétences": '"Numero_Fiche";"Bloc_Competences_Code";"Bloc_Competences_Libelle"\r\n'
    '"RNCP1";"RNCP1BC01";"Infuser"\r\n',
}
FICHE = """<FICHES><VERSION_FLUX>4.1</VERSION_FLUX><FICHE><NUMERO_FICHE>RNCP1</NUMERO_FICHE>
<INTITULE>Titre inventé</INTITULE><ACTIF>Oui</ACTIF>
<PARTENAIRES><PARTENAIRE><NOM_PARTENAIRE>DUPONT Jeanne</NOM_PARTENAIRE>
<SIRET_PARTENAIRE>00000000000111</SIRET_PARTENAIRE>
<HABILITATION_PARTENAIRE>HABILITATION_FORMER</HABILITATION_PARTENAIRE>
<ETAT_HABILITATION>{state}</ETAT_HABILITATION></PARTENAIRE></PARTENAIRES>
<BLOCS_COMPETENCES><BLOC_COMPETENCES><CODE>RNCP1BC01</CODE><LIBELLE>Infuser</LIBELLE>
<LISTE_COMPETENCES>- Préparer le moule  - Tirer sous vide</LISTE_COMPETENCES>
</BLOC_COMPETENCES></BLOCS_COMPETENCES>
<CORRESPONDANCES><BLOC_COMPETENCES><CODE>RNCP9BC01</CODE></BLOC_COMPETENCES></CORRESPONDANCES>
<DATE_FIN_ENREGISTREMENT>{end}</DATE_FIN_ENREGISTREMENT></FICHE></FICHES>"""


def read(path: Path) -> tuple[list[CertificationFact], list[Rejected]]:
    records = list(find_importer(path).read(path))
    facts = [one for one in records if isinstance(one, CertificationFact)]
    return facts, [one for one in records if isinstance(one, Rejected)]


def an_export(folder: Path, tables: dict[str, str] = TABLES) -> Path:
    for part, text in tables.items():
        name = f"export_fiches_CSV_{part}_2026_08_16.csv"
        (folder / name).write_text(text, "utf-8", newline="")
    return folder


def an_xml(folder: Path, *, state: str = "Actif", end: str = "31/08/2027") -> Path:
    path = folder / "export_fiches_RNCP_V4_1_2026-08-16.xml"
    path.write_text(FICHE.format(state=state, end=end), "utf-8")
    return path


@pytest.mark.parametrize(
    ("sample", "kept", "refused", "active"),
    [
        ("", 9, 1, 2),
        ("export_fiches_CSV_Standard_2024_02_22.csv", 9, 1, 2),
        ("export_fiches_RNCP_V4_1_sample.xml", 5, 0, 4),
        ("export_fiches_RS_V4_1_sample.xml", 3, 0, 2),
    ],
)
def test_every_public_fiche_comes_in(
    shared: Path, sample: str, kept: int, refused: int, active: int
):
    facts, rejected = read(shared / "samples" / "rncp" / sample)
    assert (len(facts), len(rejected)) == (kept, refused)
    assert sum(bool(fact.active) for fact in facts) == active
    assert "ALYRA" not in repr(facts)  # a partner's name


def test_blocks_of_the_public_sample_have_their_competences(shared: Path):
    facts, _ = read(shared / "samples" / "rncp" / "export_fiches_RNCP_V4_1_sample.xml")
    blocks = {block.code: block for fact in facts for block in fact.blocks}
    assert len(blocks) == 18
    assert all(block.competences for block in blocks.values())
    assert blocks["RNCP37488BC01"].competences[:2] == (
        "Valider le fonctionnement d’un réseau",
        "Coder",
    )


def test_the_light_export_is_joined_by_fiche_whether_folder_zip_or_table(tmp_path: Path):
    folder = an_export(tmp_path)
    zipped = tmp_path / "export-fiches-csv-2026-08-16.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        for file in sorted(folder.glob("*.csv")):
            archive.write(file, file.name)
    (fact,), rejected = read(folder)
    assert rejected == []
    assert (fact.key, fact.level, fact.active) == ("RNCP1", 3, True)
    assert (fact.ends_on, fact.told_on) == (date(2027, 8, 31), date(2026, 8, 16))
    assert fact.trainers == (Trainer("00000000000111", trains=False, assesses=True),)
    assert [block.label for block in fact.blocks] == ["Infuser"]
    assert "DUPONT" not in repr(fact)
    assert read(zipped)[0] == [fact]
    assert read(folder / "export_fiches_CSV_Standard_2026_08_16.csv")[0] == [fact]


def test_a_part_alone_is_refused_and_says_what_to_give(tmp_path: Path):
    an_export(tmp_path, {"Partenaires": TABLES["Partenaires"]})
    with pytest.raises(BadFile, match="register_part"):
        read(tmp_path / "export_fiches_CSV_Partenaires_2026_08_16.csv")


def test_the_full_export_has_competences_and_only_bodies_that_may_train_now(tmp_path: Path):
    (fact,), _ = read(an_xml(tmp_path))
    (block,) = fact.blocks  # not the one of another fiche, which correspondences name
    assert block.competences == ("Préparer le moule", "Tirer sous vide")
    assert fact.trainers == (Trainer("00000000000111", trains=True, assesses=False),)
    assert "DUPONT" not in repr(fact)
    (past,), _ = read(an_xml(tmp_path, state="Inactif"))
    assert past.trainers == ()


def test_a_field_that_is_wrong_costs_only_itself(tmp_path: Path):
    (fact,), (rejected,) = read(an_xml(tmp_path, end="31/02/2027"))
    assert fact.ends_on is None
    assert (rejected.line, rejected.field, rejected.value) == (
        1, "DATE_FIN_ENREGISTREMENT", "31/02/2027",
    )  # fmt: skip


def test_rows_about_a_fiche_that_is_not_there_are_told(tmp_path: Path):
    romes = '"Numero_Fiche";"Codes_Rome_Code"\r\n"RNCP1";"H3203"\r\n"RNCP2";"A1101"\r\n'
    an_export(tmp_path, {"Standard": STANDARD + ROW, "Rome": romes})
    (fact,), (rejected,) = read(tmp_path)
    assert fact.romes == ("H3203",)
    assert (rejected.line, rejected.field, rejected.value) == (3, "rome", "RNCP2")


def test_a_zip_that_unfolds_too_far_is_refused_unread(tmp_path: Path):
    path = tmp_path / "export-fiches-rncp.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export_fiches_RNCP_V4_1_2026.xml", b"<FICHES>" + b" " * 250_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(BadFile, match="unpacks_too_large"):
        read(path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<FICHES><FICHE>", "xml"),
        (b'<!DOCTYPE F [<!ENTITY a "b">]><FICHES><FICHE>&a;</FICHE></FICHES>', "entities"),
        (b'<!DOCTYPE F [<!ENTITY x SYSTEM "file:///etc/passwd">]><FICHES>&x;</FICHES>', "entities"),
        (b"PK\x03\x04export_fiches_RNCP.xml", "not_a_zip"),
    ],
)
def test_what_is_broken_or_dangerous_is_refused(tmp_path: Path, content: bytes, why: str):
    path = tmp_path / "export.xml"
    path.write_bytes(content)
    with pytest.raises(BadFile) as refused:
        read(path)
    assert refused.value.why == why


def test_a_light_export_forgets_no_competence_of_the_full_one(tmp_path: Path):
    (full,), _ = read(an_xml(tmp_path))
    (light,), _ = read(an_export(tmp_path))
    kept = completed(light, full)
    assert kept.blocks == full.blocks
    assert kept.level == 3  # what the light one says, it says


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("- a b\n- c", ("a b", "c")),
        ("* Coder   * Maintenir", ("Coder", "Maintenir")),
        ("C1. Lire ;<br/>C2. Écrire", ("C1. Lire", "C2. Écrire")),
        ("- sous vide - au contact", ("sous vide", "au contact")),
        ("Une pièce - la plus simple", ("Une pièce - la plus simple",)),
        ("", ()),
    ],
)
def test_a_list_of_competences_is_cut_into_its_items(text: str, items: tuple[str, ...]):
    assert ability_items(text) == items


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RNCP38432", "RNCP38432"),
        ("38432", "RNCP38432"),
        ("RS 6232", "RS6232"),
        ("rncp0042", "RNCP42"),
        ("x", ""),
    ],
)
def test_a_code_has_one_form(text: str, code: str):
    assert register_code(text) == code


def test_ways_in_are_told_by_both_exports(shared: Path):
    facts, _ = read(shared / "samples" / "rncp")
    by_code = {fact.key: fact for fact in facts}
    assert AccessWay.APPRENTICE in by_code["RNCP509"].ways
    assert AccessWay.APPRENTICE not in by_code["RS6117"].ways

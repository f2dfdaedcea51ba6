import shutil
from pathlib import Path

import pytest

from data.readers import REFERENCE_FOLDER, load_reference
from data.readers.check import check
from data.readers.table import read_table
from data.readers.weights import read_refusals
from skills.errors import BadFile
from skills.weights import RefusalModel


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's reference that a test may spoil."""
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE_FOLDER, copy)
    return copy


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def problems(folder: Path) -> set[tuple[str, str]]:
    return {(p.file, p.why) for p in check(load_reference(folder), folder)}


def test_the_reference_is_loaded_and_its_version_follows_its_files(folder: Path):
    before = load_reference(folder)
    assert len(before.competences) >= 200
    assert len(before.occupations) >= 36
    assert len(before.communes) == 1409
    spoil(folder / "competences" / "competences.csv", "Infuser une pièce", "Infuser la pièce")
    assert load_reference(folder).version != before.version


def test_the_first_territory_has_its_46_communes():
    reference = load_reference()
    inside = {e.code for e in reference.epcis.values() if e.in_territory}
    assert len(inside) == 3
    assert sum(c.epci in inside for c in reference.communes.values()) == 46


def test_the_reference_is_clean(folder: Path):
    assert check(load_reference(folder), folder) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("occupations/requirements.csv", "C-INFUSE,", "C-NOTHING,", "unknown_code"),
        ("competences/competences.csv", "F-INFUSION", "F-NOTHING", "unknown_code"),
        ("competences/aliases.csv", "C-AFP,AFP,", "C-AFP,infusion,", "twin_alias"),
        ("competences/aliases.csv", "C-AFP,AFP,", "C-AFP,Poncer une pièce,", "alias_is_label"),
        ("territory/communes.csv", "200067460", "123456789", "unknown_code"),
        ("occupations/occupations.csv", ",rome:H3203", ",hearsay", "bad_source"),
        (
            "certifications/certifications.csv",
            "active,,50022510",
            "active,RNCP38432,50022510",
            "cycle",
        ),
    ],
)
def test_what_files_say_of_each_other_is_checked(
    folder: Path, file: str, old: str, new: str, why: str
):
    spoil(folder / file, old, new)
    if file == "competences/competences.csv":
        found = {p.why for p in check(load_reference(folder), folder)}
        assert {"unknown_code"} <= found
    else:
        assert (file, why) in problems(folder)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("occupations/requirements.csv", ",1,useful", ",2,useful"),
        ("certifications/grants.csv", ",low,", ",medium,"),
        ("competences/levels.csv", ",1,", ",1,Autrement dit : "),
        ("crosswalks/rome.csv", ",close", ",exact"),
    ],
)
def test_a_thing_said_twice_differently_is_a_duplicate(folder: Path, file: str, old: str, new: str):
    path = folder / file
    lines = path.read_text("utf-8").splitlines(keepends=True)
    rank = next(n for n, line in enumerate(lines) if old in line)
    lines.insert(rank + 1, lines[rank].replace(old, new, 1))
    path.write_text("".join(lines), "utf-8")
    found = [p for p in check(load_reference(folder), folder) if p.why == "duplicate"]
    assert [(p.file, p.line) for p in found] == [(file, rank + 2)]


def test_rows_out_of_order_are_reported(folder: Path):
    path = folder / "competences" / "families.csv"
    header, first, second, *others = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join((header, second, first, *others)), "utf-8")
    assert problems(folder) == {("competences/families.csv", "unsorted")}


@pytest.mark.parametrize(
    ("retired", "why"),
    [
        ("C-OLD,C-NOTHING,2026-11-23\n", {"unknown_code"}),
        ("C-OLD,C-OLDER,2026-11-23\nC-OLDER,C-OLD,2026-11-23\n", {"cycle"}),
        ("C-INFUSE,C-DRAPE-PREPREG,2026-11-23\n", {"duplicate"}),
        ("C-OLD,C-OLDER,2026-11-23\nC-OLDER,C-INFUSE,2026-11-23\n", set()),
    ],
    ids=["to nothing", "in a loop", "still in use", "in two steps"],
)
def test_a_retired_code_leads_to_one_in_use(folder: Path, retired: str, why: set[str]):
    (folder / "competences" / "retired.csv").write_text(
        f"code,replaced_by,retired_on\n{retired}", "utf-8"
    )
    assert {w for file, w in problems(folder) if file == "competences/retired.csv"} == why


def test_what_cannot_be_used_is_reported(folder: Path):
    def append(file: str, row: str) -> None:
        with (folder / file).open("a", encoding="utf-8") as table:
            table.write(row)

    append("competences/families.csv", "F-ZZZ,99,Rien,Nothing\n")
    append("competences/competences.csv", "C-ZZZ,F-VACUUM,skill,Rien,Nothing,Ne fait rien.,own\n")
    append("competences/levels.csv", "C-ZZZ,1,Regarde.\n")
    append("occupations/occupations.csv", "O-ZZZ,rien,rien,core,,to_verify,,Ne fait rien.,own\n")
    append("certifications/certifications.csv", "RSZZZ,Rien,CQP,3,,active,,,,,,own,\n")
    assert {why for _, why in problems(folder)} == {
        "empty_family",
        "orphan",
        "missing_level",
        "no_essential",
        "no_grant",
    }


def test_codes_absent_from_the_full_public_tables_are_reported(folder: Path, shared: Path):
    spoil(folder / "crosswalks" / "esco.csv", "http://data.europa.eu/esco/skill/", "http://x/")
    spoil(folder / "competences" / "competences.csv", ",esco:", ",esco:0")
    spoil(folder / "occupations" / "occupations.csv", ",H3203,", ",H9999,")
    found = check(load_reference(folder), folder, public=shared / "reference")
    assert [(p.file, p.field) for p in found if p.why == "not_in_public_table"] == [
        ("competences/competences.csv", "source"),
        ("crosswalks/esco.csv", "target"),
        ("occupations/occupations.csv", "rome"),
    ]


def test_a_problem_names_file_line_value(folder: Path):
    spoil(folder / "competences" / "aliases.csv", "C-AFP,AFP,", "C-AFP,infusion,")
    twins = [p for p in check(load_reference(folder), folder) if p.why == "twin_alias"]
    assert twins
    assert all(p.line > 1 and p.value and p.expected for p in twins)


def test_a_folder_without_source_is_reported(folder: Path):
    (folder / "bridges" / "source.toml").unlink()
    assert ("bridges/source.toml", "no_source") in problems(folder)


@pytest.mark.parametrize(
    ("content", "why", "line"),
    [
        ("code;label\n", "header", 1),
        ("code,label,more\n", "header", 1),
        ("code,label\na\n", "cells", 2),
        ("code,label\na,b\n,c\n", "required", 3),
        ('code,label\na,"b\n', "csv", 2),
    ],
)
def test_a_broken_table_is_refused_with_its_line(tmp_path: Path, content: str, why: str, line: int):
    path = tmp_path / "table.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(BadFile) as refused:
        list(read_table(path, ("code", "label"), required=("code",)))
    assert (refused.value.why, refused.value.line) == (why, line)


def test_a_table_in_another_encoding_is_refused(tmp_path: Path):
    path = tmp_path / "table.csv"
    path.write_bytes("code,label\na,é\n".encode("latin-1"))
    with pytest.raises(BadFile, match="utf8"):
        list(read_table(path, ("code", "label")))


@pytest.mark.parametrize(
    ("old", "new"),
    [("coverage = 0.45", "coverage = 'beaucoup'"), ("coverage = 0.45", "covered = 0.45")],
)
def test_a_weight_that_is_missing_or_no_number_is_refused(folder: Path, old: str, new: str):
    spoil(folder / "weights.toml", old, new)
    with pytest.raises(BadFile, match=r"weights\.toml"):
        load_reference(folder)


def test_the_points_of_a_suggestion_add_up_to_one():
    weights = load_reference().weights.suggestions
    parts = (
        weights.coverage,
        weights.in_time,
        weights.in_reach,
        weights.open_seats,
        weights.reliability,
    )
    assert sum(parts) == pytest.approx(1)


def test_what_words_say_of_refusals_is_read_with_its_bias(tmp_path: Path):
    path = tmp_path / "cues" / "refusals.csv"
    path.parent.mkdir()
    path.write_text("place,words,refused,past\n,,-2.5,-1\nafter,jamai,1.5,0.00\n", "utf-8")
    model = read_refusals(path)
    assert model.bias == (-2.5, -1)
    assert model.weights == {("after", "jamai"): (1.5, 0)}
    path.write_text("place,words,refused,past\nafter,jamais,beaucoup,0\n", "utf-8")
    with pytest.raises(BadFile, match=r"cues/refusals\.csv"):
        read_refusals(path)


def test_a_territory_without_such_words_is_read_by_rules_alone(tmp_path: Path):
    assert read_refusals(tmp_path / "absent.csv") == RefusalModel()

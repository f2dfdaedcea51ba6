"""What is told of occupations: a whole day, pay only when dated and sourced, plain drawings."""

import shutil
from pathlib import Path

import pytest

from data.readers import REFERENCE_FOLDER, load_reference
from data.readers.check import check
from skills.errors import BadFile
from skills.occupation import Importance, Sector

REFERENCE = load_reference()
CORE = [o.code for o in REFERENCE.occupations.values() if o.sector is Sector.CORE]
NEIGHBOURS = [o.code for o in REFERENCE.occupations.values() if o.sector is Sector.NEIGHBOUR]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's reference that a test may spoil."""
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE_FOLDER, copy)
    return copy


@pytest.mark.parametrize("code", CORE)
def test_an_occupation_of_the_sector_is_told_as_a_whole_day(code: str):
    told = REFERENCE.presentations[code]
    hours = [hour.at for hour in told.day]
    assert len(hours) >= 7
    assert hours == sorted(set(hours))
    assert len(told.tools) >= 4
    assert len(told.next_steps) >= 2
    assert told.hook
    kinds = [one.kind.value for one in REFERENCE.occupations[code].conditions]
    assert kinds.count("hard") >= 2
    assert kinds.count("liked") >= 2


@pytest.mark.parametrize("code", NEIGHBOURS)
def test_a_neighbouring_occupation_is_told_shorter_and_leads_to_the_sector(code: str):
    told = REFERENCE.presentations[code]
    assert len(told.day) == len(told.tools) == 3
    assert any(one.origin == code and one.target in CORE for one in REFERENCE.bridges)


def test_what_an_occupation_calls_essential_is_told_in_plain_words():
    essential = {
        r.competence
        for o in REFERENCE.occupations.values()
        for r in o.requirements
        if r.importance is Importance.ESSENTIAL
    }
    assert [code for code in sorted(essential) if not REFERENCE.competences[code].plain] == []


def test_each_occupation_has_its_corner_of_the_workshop():
    told = [one.workshop for one in REFERENCE.presentations.values()]
    assert set(told) == set(REFERENCE.workshops)
    assert len(told) == len(REFERENCE.occupations)


def test_a_bridge_names_three_gestures_that_are_there_and_two_that_are_new():
    for bridge in REFERENCE.bridges:
        asked = {r.competence for r in REFERENCE.occupations[bridge.target].requirements}
        named = [gesture.competence for gesture in (*bridge.shared, *bridge.missing)]
        assert (len(bridge.shared), len(bridge.missing)) == (3, 2)
        assert len(set(named)) == 5
        assert set(named) <= asked


@pytest.mark.parametrize("code", CORE)
def test_an_occupation_of_the_sector_has_a_drawing(code: str):
    drawings = REFERENCE.drawings_of(code)
    assert drawings
    assert all(one.title and one.description and one.parts for one in drawings)


def test_a_competence_without_its_own_drawing_has_those_of_its_family():
    assert [d.code for d in REFERENCE.drawings_of("C-INFUSE")] == ["D-INFUSION"]
    assert [d.code for d in REFERENCE.drawings_of("C-PULTRUSION")] == ["D-PULTRUSION"]
    assert REFERENCE.drawings_of("C-TEAMWORK") == ()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("<path", '<script>alert("x")</script><path', "drawing_element"),
        ("<path", '<image href="https://a.example/x.png"/><path', "drawing_element"),
        ("<path", '<path onclick="x()"', "drawing_attribute"),
        ("<path", '<path style="fill:red"', "drawing_attribute"),
        ("<path", '<g id="other"/><path', "drawing_name"),
        ("<path", '<path fill="url(https://a.example/x)"', "drawing_name"),
        (">5</text>", ">6</text>", "drawing_numbers"),
        ("</svg>", "", "xml"),
        ("viewBox", "viewbox", "drawing_root"),
    ],
)
def test_a_drawing_holds_shapes_and_the_numbers_of_its_parts(
    folder: Path, old: str, new: str, why: str
):
    path = folder / "drawings" / "d-cure.svg"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadFile) as caught:
        load_reference(folder)
    assert (caught.value.file, caught.value.why) == ("drawings/d-cure.svg", why)


def test_a_drawing_that_is_not_there_is_named(folder: Path):
    (folder / "drawings" / "d-cure.svg").unlink()
    with pytest.raises(BadFile) as caught:
        load_reference(folder)
    assert caught.value.why == "absent"


def test_a_drawing_that_changes_changes_the_version(folder: Path):
    path = folder / "drawings" / "d-cure.svg"
    path.write_text(path.read_text("utf-8").replace('r="11"', 'r="12"'), "utf-8")
    assert load_reference(folder).version != REFERENCE.version


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("occupations/days.csv", ",07:30,", ",7h30,", "hour"),
        ("occupations/pay.csv", "2026-01-01", "cette année", "iso_date"),
        ("occupations/pay.csv", ",décret n° 2025-1228 du 17 décembre 2025", ",", "required"),
        ("bridges/gestures.csv", ",shared,", ",common,", "shared_or_missing"),
    ],
)
def test_a_line_that_says_something_else_is_refused(
    folder: Path, file: str, old: str, new: str, why: str
):
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadFile) as caught:
        load_reference(folder)
    assert caught.value.why == why


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("bridges/gestures.csv", ",C-TAB-BOND,", ",C-WELD-METAL,", "not_required"),
        ("bridges/gestures.csv", "O-BOAT-JOINER,O-MOULD-MAKER", "O-BOAT-JOINER,O-FINISHER",
         "no_bridge"),
        ("occupations/next.csv", ",O-DRAPER,", ",O-NOTHING,", "unknown_code"),
        ("occupations/presentations.csv", ",W-LAYUP,", ",W-NOTHING,", "unknown_code"),
        ("drawings/shown.csv", "W-CUT,", "W-NOTHING,", "unknown_code"),
    ],
)  # fmt: skip
def test_what_is_told_names_what_there_is(folder: Path, file: str, old: str, new: str, why: str):
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert (file, why) in {(p.file, p.why) for p in check(load_reference(folder), folder)}

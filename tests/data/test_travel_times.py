"""Travel times: read when a territory gives them, checked, and nothing when it does not."""

import shutil
from pathlib import Path

import pytest

from data.readers import REFERENCE_FOLDER, load_reference
from data.readers.check import check
from data.readers.travel_times import read_travel_times
from skills.errors import BadFile
from skills.travel import TravelMode, TravelTimes

HEADER = "from,to,mode,arrives_by,minutes,source\n"


def given(tmp_path: Path, rows: str) -> TravelTimes:
    (tmp_path / "travel_times.csv").write_text(HEADER + rows, "utf-8")
    return read_travel_times(tmp_path)


def test_without_a_file_nothing_is_told(tmp_path: Path):
    assert read_travel_times(tmp_path) == TravelTimes()
    assert load_reference().travel.ways == {}


def test_the_shortest_way_that_arrives_in_time_is_told(tmp_path: Path):
    times = given(
        tmp_path,
        "56121,29233,bus,07:30,55,own\n56121,29233,bus,09:00,40,own\n56121,29233,car,,25,own\n",
    )
    way = times.find("56121", "29233")
    assert way is not None
    assert (way.mode, way.minutes) == (TravelMode.CAR, 25)
    bus = times.find("56121", "29233", mode="bus", by=8 * 60)
    assert bus is not None
    assert (bus.minutes, bus.arrives_by) == (55, 450)
    assert times.find("56121", "29233", mode="bus", by=7 * 60) is None
    assert times.find("29233", "56121") is None  # the way back is not deduced
    assert times.minutes_from("56121", by=480) == {"29233": 25}


@pytest.mark.parametrize(
    ("row", "field", "why"),
    [
        ("56121,29233,train,,25,own", "mode", "one_of"),
        ("56121,29233,car,7h30,25,own", "arrives_by", "clock"),
        ("56121,29233,car,24:10,25,own", "arrives_by", "clock"),
        ("56121,29233,car,,0,own", "minutes", "integer_1_1440"),
        ("56121,29233,car,,vingt,own", "minutes", "integer_1_1440"),
        ("56121,29233,car,,25,", "source", "required"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, row: str, field: str, why: str):
    with pytest.raises(BadFile) as refused:
        given(tmp_path, f"{row}\n")
    assert (refused.value.line, refused.value.field, refused.value.why) == (2, field, why)


def test_the_check_names_twins_and_communes_that_are_not_known(tmp_path: Path):
    folder = tmp_path / "reference"
    shutil.copytree(REFERENCE_FOLDER, folder)
    (folder / "territory" / "travel_times.csv").write_text(
        HEADER + "56121,29233,car,,25,own\n56121,29233,car,,30,own\n56121,99999,car,,9,own\n",
        "utf-8",
    )
    found = check(load_reference(folder), folder)
    assert {(p.file, p.line, p.field, p.why) for p in found} == {
        ("territory/travel_times.csv", 3, "from", "duplicate"),
        ("territory/travel_times.csv", 4, "to", "unknown_code"),
    }

"""Another territory, or another sector, is new data: no code names the first one."""

import re

from tests.house.project_files import project_files, shown

NAMES = re.compile(
    r"lorient|quimperl|blavet|bretagne|brittany|breton|morbihan|composite", re.IGNORECASE
)
ROOMS = ("skills/", "matching/", "data/", "web/")
# Data and their loader, and what measures our own sector's gold or public tables, by their names.
DATA = ("data/reference/", "data/demo/", "data/gold/", "data/passwords/")
ABOUT_ONE_SECTOR = {
    "web/flows/background_words.py": "the name of a public table",
    "web/flows/demonstration.py": "the fictitious firms of the demonstration",
}


def test_no_code_names_the_first_territory_or_its_sector():
    named = []
    for file in project_files(".py", ".html", ".txt", ".typ", ".css", ".js", ".svg", ".mako"):
        name = shown(file)
        if not name.startswith(ROOMS) or (name.startswith(DATA) and not name.endswith(".py")):
            continue
        if name in ABOUT_ONE_SECTOR or name.startswith("data/demo/"):
            continue
        named += [
            f"{name}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
            if NAMES.search(line)
        ]
    assert named == []


def test_what_is_left_out_still_names_it():
    kept = {shown(file): file.read_text("utf-8") for file in project_files(".py")}
    for name in ABOUT_ONE_SECTOR:
        assert NAMES.search(kept[name]), f"{name} need no longer be left out"

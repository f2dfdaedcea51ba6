"""The four rooms of the house import one way only."""

import tomllib

import pytest
from grimp import ImportGraph
from importlinter import output
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.house.only_contract import OnlyContract
from tests.house.project_files import PROJECT

CONTRACTS = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]


def test_every_import_respects_the_contracts(monkeypatch, capsys):
    monkeypatch.chdir(PROJECT)
    status = lint_imports(no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_contracts_are_the_four_of_the_architecture():
    assert [contract["name"] for contract in CONTRACTS["contracts"]] == [
        "skills stands alone",
        "matching is pure",
        "matching and data are independent",
        "web is on top",
    ]


@pytest.mark.parametrize(
    ("imported", "kept"),
    [
        ("skills.need", True),
        ("numpy", True),
        ("dataclasses", True),
        ("room.other", True),
        ("sqlmodel", False),
        ("time", False),
        ("data.storage", False),
    ],
)
def test_a_pure_room_takes_in_only_what_its_contract_names(imported, kept, monkeypatch):
    contract = OnlyContract(
        name="room is pure",
        session_options={},
        contract_options={
            "source": "room",
            "packages": ["skills", "numpy"],
            "without_stdlib": ["time"],
        },
    )
    check = contract.check(_graph_importing(imported), verbose=False)
    assert check.kept is kept

    told = []
    monkeypatch.setattr(output, "print_error", lambda text, **_: told.append(text))
    contract.render_broken_contract(check)
    assert told == ([] if kept else [f"room.thing (line 3) imports {imported}"])


def _graph_importing(imported: str) -> ImportGraph:
    graph = ImportGraph()
    graph.add_module("room")
    graph.add_module("room.thing")
    graph.add_module(imported)
    graph.add_import(
        importer="room.thing", imported=imported, line_number=3, line_contents=f"import {imported}"
    )
    return graph

"""The numbers that tune rankings and the linker."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from data.readers.table import read_table
from skills.errors import BadFile
from skills.weights import (
    ApprenticeshipWeights,
    CountModel,
    DuplicateWeights,
    GapWeights,
    LinkingModel,
    Logistic,
    RefusalModel,
    StretchModel,
    SuggestionWeights,
    TradeModel,
    Weights,
)

Part = TypeVar("Part", SuggestionWeights, GapWeights, DuplicateWeights, ApprenticeshipWeights)

WORDS = ("stem", "log_odds")
TRADE = ("stem", "log_odds", "side")
PEOPLE = ("word",)
REFUSALS = ("place", "words", "refused", "past")


def read_weights(folder: Path) -> Weights:
    """Every weight; one that is missing, unknown or not a number is a ``BadFile``."""
    tables = _toml(folder / "weights.toml")
    return Weights(
        _part(SuggestionWeights, tables.get("suggestions"), "suggestions"),
        _part(GapWeights, tables.get("gaps"), "gaps"),
        _part(DuplicateWeights, tables.get("duplicates"), "duplicates"),
        _part(ApprenticeshipWeights, tables.get("apprenticeships"), "apprenticeships"),
        read_linking_model(folder / "linking"),
    )


def read_linking_model(folder: Path) -> LinkingModel:
    """The linker's fitted numbers, and what words say of the trade."""
    model = _toml(folder / "model.toml")
    words = list(read_table(folder / "trade.csv", TRADE, required=("stem",)))
    try:
        return LinkingModel(
            _logistic(model["competence"]),
            _logistic(model["occupation"]),
            float(model["family_threshold"]),
            TradeModel(
                float(model["trade"]["bias"]),
                _coefficients(model["trade"]),
                words={row["stem"]: row.decimal("log_odds") for row in words if row["log_odds"]},
                odds={
                    row["stem"]: row.decimal("log_odds")
                    for row in read_table(folder / "words.csv", WORDS, required=WORDS)
                },
                own=frozenset(row["stem"] for row in words if row["side"] == "own"),
                foreign=frozenset(row["stem"] for row in words if row["side"] == "foreign"),
            ),
            read_stretches(folder / "stretches.npz"),
            frozenset(
                row["word"] for row in read_table(folder / "people.csv", PEOPLE, required=PEOPLE)
            ),
            read_count_model(folder),
            read_refusals(folder.parent / "cues" / "refusals.csv"),
            Logistic(float(model["alone"]["bias"]), _coefficients(model["alone"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadFile("linking/model.toml", "linking_model", value=str(error)) from None


def read_count_model(folder: Path) -> CountModel:
    """What tells the numbers that count people asked for."""
    tables = _toml(folder / "counts.toml")
    try:
        one, many = _logistic(tables["one"]), _logistic(tables["many"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadFile("linking/counts.toml", "linking_model", value=str(error)) from None
    return CountModel(one, many)


def read_refusals(path: Path) -> RefusalModel:
    """Weights as ``benchmarks/fit_refusals.py`` writes them, the bias at no place."""
    weights = {
        (row["place"], row["words"]): (row.decimal("refused"), row.decimal("past"))
        for row in read_table(path, REFUSALS)
    }
    return RefusalModel(weights.pop(("", ""), (0.0, 0.0)), weights)


def _logistic(table: Mapping[str, Any]) -> Logistic:
    return Logistic(float(table["bias"]), _coefficients(table), float(table["threshold"]))


def _coefficients(table: Mapping[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in table["coefficients"].items()}


def read_stretches(path: Path) -> StretchModel:
    """Arrays as ``benchmarks/fit_stretches.py`` writes them; an ontology without any has none."""
    if not path.exists():
        return StretchModel()
    with np.load(path, allow_pickle=False) as arrays:
        stems, letters = (
            dict(zip(arrays[half].tolist(), arrays[f"{half}_rarity"].tolist(), strict=True))
            for half in ("stems", "letters")
        )
        return StretchModel(
            tuple(arrays["codes"].tolist()),
            stems,
            letters,
            arrays["weights"].tobytes(),
            arrays["scales"].tolist(),
            arrays["constant"].tolist(),
        )


def _toml(path: Path) -> dict[str, Any]:
    name = path.name if path.parent.name == "reference" else f"{path.parent.name}/{path.name}"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadFile(name, "absent") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFile(name, "toml", value=str(error)) from None


def _part(shape: type[Part], table: object, name: str) -> Part:
    wanted = {field.name for field in fields(shape)}
    if not isinstance(table, dict) or set(table) != wanted:
        got = ", ".join(table) if isinstance(table, dict) else ""
        raise BadFile("weights.toml", "weights", field=name, value=got)
    for key, value in table.items():
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise BadFile("weights.toml", "decimal", field=f"{name}.{key}", value=str(value))
    return shape(**table)

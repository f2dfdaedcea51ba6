"""The numbers that tune rankings and the linker."""

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from data.readers.table import read_table
from skills.errors import BadFile
from skills.weights import (
    ApprenticeshipWeights,
    CountModel,
    DuplicateWeights,
    GapWeights,
    LinkingModel,
    Logistic,
    SuggestionWeights,
    TradeModel,
    Weights,
)

Part = TypeVar("Part", SuggestionWeights, GapWeights, DuplicateWeights, ApprenticeshipWeights)

WORDS = ("stem", "log_odds")
ELSEWHERE = ("term", "statements")
PEOPLE = ("word",)


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
    """The linker's fitted coefficients, and what words say of the trade."""
    model = _toml(folder / "model.toml")
    try:
        return LinkingModel(
            float(model["bias"]),
            {name: float(value) for name, value in model["coefficients"].items()},
            float(model["competence_threshold"]),
            float(model["family_threshold"]),
            float(model["occupation_threshold"]),
            TradeModel(
                float(model["trade"]["bias"]),
                {name: float(value) for name, value in model["trade"]["coefficients"].items()},
                float(model["trade"]["threshold"]),
            ),
            {
                row["stem"]: row.decimal("log_odds")
                for row in read_table(folder / "words.csv", WORDS, required=WORDS)
            },
            {
                row["term"]: row.number("statements", 1, 10**6)
                for row in read_table(folder / "elsewhere.csv", ELSEWHERE, required=ELSEWHERE)
            },
            frozenset(
                row["word"] for row in read_table(folder / "people.csv", PEOPLE, required=PEOPLE)
            ),
            read_count_model(folder),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadFile("linking/model.toml", "linking_model", value=str(error)) from None


def read_count_model(folder: Path) -> CountModel:
    """What tells the numbers that count people asked for."""
    tables = _toml(folder / "counts.toml")
    try:
        one, many = (
            Logistic(
                float(table["bias"]),
                {name: float(value) for name, value in table["coefficients"].items()},
                float(table["threshold"]),
            )
            for table in (tables["one"], tables["many"])
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadFile("linking/counts.toml", "linking_model", value=str(error)) from None
    return CountModel(one, many)


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

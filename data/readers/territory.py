"""Communes and inter-communal bodies."""

import tomllib
from dataclasses import fields
from pathlib import Path

from data.readers.table import read_table
from skills.errors import BadFile
from skills.territory import Commune, Epci, Point, TerritoryWords

COMMUNES = (
    "code",
    "name",
    "postal_codes",
    "epci",
    "population",
    "latitude",
    "longitude",
)
EPCIS = ("code", "name", "in_territory")


def read_communes(folder: Path) -> dict[str, Commune]:
    """The communes by INSEE code."""
    return {
        row["code"]: Commune(
            row["code"],
            row["name"],
            tuple(row["postal_codes"].split()),
            row["epci"],
            row.number("population", 0, 10**8) if row["population"] else None,
            Point(row.decimal("latitude"), row.decimal("longitude")),
        )
        for row in read_table(folder / "communes.csv", COMMUNES, required=("code", "name"))
    }


def read_epcis(folder: Path) -> dict[str, Epci]:
    """The inter-communal bodies by SIREN."""
    return {
        row["code"]: Epci(row["code"], row["name"], row.number("in_territory", 0, 1) == 1)
        for row in read_table(folder / "epcis.csv", EPCIS, required=EPCIS)
    }


def read_territory_words(folder: Path) -> TerritoryWords:
    """The words of the territory; ``BadFile`` when one is missing."""
    name = "territory/territory.toml"
    try:
        facts = tomllib.loads((folder / "territory.toml").read_text("utf-8"))
    except FileNotFoundError:
        raise BadFile(name, "absent") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFile(name, "toml", value=str(error)) from None
    words = {field.name: str(facts.get(field.name, "")).strip() for field in fields(TerritoryWords)}
    for key, value in words.items():
        if not value:
            raise BadFile(name, "required", field=key)
    return TerritoryWords(**words)


def read_activities(folder: Path) -> dict[str, str]:
    """The labels of activities by division of the national nomenclature, two digits."""
    columns = ("code", "label", "source")
    return {
        row["code"]: row["label"]
        for row in read_table(folder / "divisions.csv", columns, required=columns)
    }

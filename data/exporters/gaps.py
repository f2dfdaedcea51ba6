"""Gaps as a table for a spreadsheet."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

_COLUMNS = {
    "code": "code",
    "family": "famille",
    "people_min": "demande_min",
    "people_max": "demande_max",
    "weighted": "demande_pesee",
    "seats": "places_a_temps",
    "finishing": "finissent_a_temps",
    "remaining_min": "reste_min",
    "remaining_max": "reste_max",
    "firms": "entreprises",
    "first_wanted": "premiere_date",
    "last_wanted": "derniere_date",
    "recent": "demande_six_mois",
    "earlier": "demande_six_mois_avant",
}
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def gaps_csv(rows: Iterable[Mapping[str, object]], label: Callable[[str], str]) -> str:
    """The gaps as CSV text, semicolons between cells as French spreadsheets expect.

    ``rows`` are gaps as mappings: those of ``_COLUMNS``. A cell that a spreadsheet would take for
    a formula is given a quote in front.
    """
    gaps = list(rows)
    # Columns: the label, then those of _COLUMNS in their order.
    frame = pd.DataFrame(
        {
            "intitule": [label(str(gap["code"])) for gap in gaps],
            **{name: [gap[key] for gap in gaps] for key, name in _COLUMNS.items()},
        }
    )
    text = frame.select_dtypes(include=["object", "string"]).columns
    frame[text] = frame[text].map(_safe)
    return str(frame.to_csv(index=False, sep=";", lineterminator="\r\n"))


def demand_csv(rows: Iterable[Mapping[str, object]], label: Callable[[str], str]) -> str:
    """Released demand as CSV text; ``rows`` hold kind, code, place, people, firms and told_on."""
    demand = list(rows)
    frame = pd.DataFrame(
        {
            "sorte": [str(one["kind"]) for one in demand],
            "code": [one["code"] for one in demand],
            "intitule": [label(str(one["code"])) if one["code"] else "" for one in demand],
            "intercommunalite": [one["place"] for one in demand],
            "personnes_au_moins": [one["people"] for one in demand],
            "entreprises": [one["firms"] for one in demand],
            "compte_le": [one["told_on"] for one in demand],
        }
    )
    return str(frame.to_csv(index=False, sep=";", lineterminator="\r\n"))


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell

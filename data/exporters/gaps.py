"""Gaps as tables for a spreadsheet: the lines, and families across horizons or places."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from data.exporters.spreadsheet import harmless
from skills.published import Released

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
_MEASURES = {"remaining_max": "reste", "people_max": "demande", "seats": "places"}


def gaps_frame(rows: Iterable[Mapping[str, object]], label: Callable[[str], str]) -> pd.DataFrame:
    """The gaps: their label, then the columns of ``_COLUMNS`` in their order.

    ``rows`` are gaps as mappings.
    """
    gaps = list(rows)
    frame = pd.DataFrame(
        {
            "intitule": [label(str(gap["code"])) for gap in gaps],
            **{name: [gap[key] for gap in gaps] for key, name in _COLUMNS.items()},
        }
    )
    return harmless(frame)


def heat_frame(
    cells: Iterable[Mapping[str, object]],
    columns: Sequence[tuple[str, str]],
    label: Callable[[str], str],
) -> pd.DataFrame:
    """Families across horizons or places: what remains, what is asked for, the seats that fit; each
    measure once a column.

    ``cells`` hold family, column and the measures; ``columns`` their codes with their label.
    """
    frame = pd.DataFrame(
        [[one["family"], one["column"], *(one[key] for key in _MEASURES)] for one in cells],
        columns=["famille", "colonne", *_MEASURES.values()],
    )
    wide = frame.pivot_table(
        index="famille", columns="colonne", values=list(_MEASURES.values()), sort=False
    )
    names = [f"{measure} {text}" for measure in _MEASURES.values() for _, text in columns]
    wanted = [(measure, code) for measure in _MEASURES.values() for code, _ in columns]
    wide = wide.reindex(columns=wanted).set_axis(names, axis=1).astype("Int64")
    wide.insert(0, "intitule", [label(str(code)) for code in wide.index])
    return harmless(wide.reset_index())


def demand_frame(demand: Iterable[Released], label: Callable[[str], str]) -> pd.DataFrame:
    """Released demand: kind, code, label, place, people, firms and the day it was told."""
    told = list(demand)
    return pd.DataFrame(
        {
            "sorte": [one.kind.value for one in told],
            "code": [one.code for one in told],
            "intitule": [label(one.code) if one.code else "" for one in told],
            "intercommunalite": [one.place for one in told],
            "personnes_au_moins": [one.people for one in told],
            "entreprises": [one.firms for one in told],
            "compte_le": [one.told_on for one in told],
        }
    )

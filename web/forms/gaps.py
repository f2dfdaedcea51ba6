"""What gaps one looks at, read from an address; what is not understood is left out."""

from collections.abc import Mapping

from matching.heat import HORIZONS, Across
from matching.results import GapGrain
from skills.reference import Reference
from web.flows.gaps import GapView, HeatView


def read_gap_view(asked: Mapping[str, str], reference: Reference) -> GapView:
    """Lines (``par``), firms of (``epci``), wanted within (``mois``)."""
    grain = next((g for g in GapGrain if g.value == asked.get("par")), GapGrain.COMPETENCE)
    epci = asked.get("epci", "")
    months = asked.get("mois", "")
    return GapView(
        grain,
        epci if epci in reference.epcis else "",
        int(months) if months in map(str, HORIZONS) else 0,
    )


def gap_query(view: GapView) -> str:
    """The same as an address says it, empty for what is usual."""
    said = {"par": view.grain.value, "epci": view.epci, "mois": str(view.months or "")}
    usual = {"par": GapGrain.COMPETENCE.value}
    return "&".join(f"{k}={v}" for k, v in said.items() if v and usual.get(k) != v)


def read_heat_view(asked: Mapping[str, str], reference: Reference) -> HeatView:
    """Columns (``colonnes``), firms of (``epci``), wanted within (``mois``); places are compared
    over the whole territory, horizons over all of them.
    """
    view = read_gap_view(asked, reference)
    if asked.get("colonnes") == Across.PLACE.value:
        return HeatView(Across.PLACE, months=view.months)
    return HeatView(Across.HORIZON, epci=view.epci)


def heat_query(view: HeatView) -> str:
    """The same as an address says it."""
    said = {"colonnes": view.across.value, "epci": view.epci, "mois": str(view.months or "")}
    return "&".join(f"{k}={v}" for k, v in said.items() if v)

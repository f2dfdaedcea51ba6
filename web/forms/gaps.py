"""What gaps one looks at, read from an address; what is not understood is left out."""

from collections.abc import Mapping

from matching.heat import HORIZONS
from matching.results import GapGrain
from skills.reference import Reference
from web.flows.gaps import GapView


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

"""What one looks for in the catalogue, read from an address; what is not understood is left out."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from skills.folding import folded
from skills.reference import Reference
from skills.training import DeliveryMode
from web.flows.catalogue import Wanted

SORTS = (
    ("start", "la plus tôt"),
    ("distance", "la plus proche"),
    ("title", "dans l'ordre des titres"),
)
LEVELS = (
    (3, "3 (CAP)"), (4, "4 (bac)"), (5, "5 (BTS)"), (6, "6 (licence)"), (7, "7 (master)"),
)  # fmt: skip
DISTANCES = (10, 20, 40, 80)


def read_wanted(asked: Mapping[str, str], reference: Reference) -> Wanted:
    """The conditions of an address."""
    mode = next((m for m in DeliveryMode if m.value == asked.get("mode")), None)
    level = asked.get("niveau", "")
    km = asked.get("km", "")
    page = asked.get("page", "1")
    near = asked.get("pres", "")
    return Wanted(
        words=asked.get("q", "").strip()[:80],
        taught=_known(asked.get("competence") or asked.get("famille", ""), reference),
        occupation=asked.get("metier", "")
        if asked.get("metier", "") in reference.occupations
        else "",
        level=int(level) if level in tuple("345678") else None,
        mode=mode,
        near=near if near in reference.communes else "",
        within_km=int(km) if km.isascii() and km.isdecimal() and len(km) < 4 else None,
        starts_from=_day(asked.get("apres", "")),
        starts_by=_day(asked.get("avant", "")),
        funding=folded(asked.get("paye", "")[:100]),
        with_seats=bool(asked.get("places")),
        siret=_siret(asked.get("siret", "")),
        sort=asked.get("tri", "start") if asked.get("tri") in dict(SORTS) else "start",
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
    )


NAMES: Mapping[str, tuple[str, ...]] = {
    "words": ("q",),
    "taught": ("competence", "famille"),
    "occupation": ("metier",),
    "level": ("niveau",),
    "mode": ("mode",),
    "within_km": ("km",),
    "starts_from": ("apres",),
    "starts_by": ("avant",),
    "funding": ("paye",),
    "with_seats": ("places",),
    "siret": ("siret",),
}
"""How an address names each condition."""


def without(asked: Mapping[str, str], condition: str) -> str:
    """The same address without one condition."""
    return urlencode({k: v for k, v in asked.items() if k not in NAMES[condition]})


def _known(code: str, reference: Reference) -> str:
    return code if code in reference.families or code in reference.competences else ""


def _siret(text: str) -> str:
    """A SIREN or a SIRET, spaces apart; empty for what is neither."""
    bare = "".join(text.split())
    return bare if bare.isascii() and bare.isdecimal() and len(bare) in (9, 14) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None

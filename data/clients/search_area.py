"""Where and for what a service is asked: around the territory, for the occupations known."""

from dataclasses import dataclass

from skills.errors import Invalid
from skills.reference import Reference
from skills.territory import Point, distance_km


@dataclass(frozen=True, slots=True)
class SearchArea:
    """A circle, the commune at its middle, the codes of the occupations."""

    centre: Point
    commune: str  # INSEE code
    km: int
    romes: tuple[str, ...]


def search_area(reference: Reference, *, km: int) -> SearchArea:
    """The circle around the middle of the territory, for every occupation that has a code."""
    inside = {epci.code for epci in reference.epcis.values() if epci.in_territory}
    communes = [commune for commune in reference.communes.values() if commune.epci in inside]
    if not communes:
        raise Invalid("territory", "", "known_commune")
    centre = Point(
        round(sum(one.centre.latitude for one in communes) / len(communes), 4),
        round(sum(one.centre.longitude for one in communes) / len(communes), 4),
    )
    nearest = min(communes, key=lambda one: (distance_km(centre, one.centre), one.code))
    romes = sorted({one.rome for one in reference.occupations.values() if one.rome})
    return SearchArea(centre, nearest.code, km, tuple(romes))

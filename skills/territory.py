"""Communes, inter-communal bodies and distances."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, in decimal degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Epci:
    """An inter-communal body; ``code`` is its SIREN. ``in_territory``: part of the first
    territory.
    """

    code: str
    name: str
    in_territory: bool


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune; ``code`` is its INSEE code."""

    code: str
    name: str
    postal_codes: tuple[str, ...]
    epci: str
    population: int | None
    centre: Point


def distance_km(start: Point, end: Point) -> float:
    """Great-circle distance in kilometres (haversine formula); travel time is another matter."""
    latitudes = radians(start.latitude), radians(end.latitude)
    half_height = sin((latitudes[1] - latitudes[0]) / 2) ** 2
    half_width = sin(radians(end.longitude - start.longitude) / 2) ** 2
    chord = half_height + cos(latitudes[0]) * cos(latitudes[1]) * half_width
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


@dataclass(frozen=True, slots=True)
class TerritoryWords:
    """How pages name the territory, its sector (« du bois ») and its workshops."""

    name: str
    of_sector: str
    workshop: str


UNNAMED = TerritoryWords("territoire", "du secteur", "un atelier")

"""How long it takes from one commune to another, where a file says so; else the distance alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from skills.labelled import Labelled


class TravelMode(Labelled):
    """Values are codes of ``data/reference/guidance/moves.csv``."""

    CAR = "car", "en voiture"
    BUS = "bus", "en bus ou en car"
    BIKE = "bike", "à vélo"


@dataclass(frozen=True, slots=True)
class TravelTime:
    """A way between the centres of two communes. ``arrives_by``: in minutes after midnight, when
    one is there at the latest; None when one may leave at any time.
    """

    mode: TravelMode
    minutes: int
    arrives_by: int | None
    source: str


@dataclass(frozen=True, slots=True)
class TravelTimes:
    """Every way that the file tells, by start then end. Where it tells none, nothing is guessed."""

    ways: Mapping[str, Mapping[str, tuple[TravelTime, ...]]] = field(default_factory=dict)

    def find(
        self, start: str, end: str, *, mode: str = "", by: int | None = None
    ) -> TravelTime | None:
        """The shortest way, of one mode or of any, that arrives by a time; None when the file
        tells none.
        """
        return _shortest(self.ways.get(start, {}).get(end, ()), mode, by)

    def minutes_from(self, start: str, *, by: int | None = None) -> Mapping[str, int]:
        """Minutes to each commune that the file tells, by the shortest way."""
        found = {}
        for end, ways in self.ways.get(start, {}).items():
            way = _shortest(ways, "", by)
            if way is not None:
                found[end] = way.minutes
        return found


NO_TRAVEL_TIMES = TravelTimes()


def _shortest(ways: Iterable[TravelTime], mode: str, by: int | None) -> TravelTime | None:
    usable = [
        way
        for way in ways
        if (not mode or way.mode.value == mode)
        and (by is None or way.arrives_by is None or way.arrives_by <= by)
    ]
    return min(usable, key=lambda way: (way.minutes, way.mode.value), default=None)

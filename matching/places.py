"""Communes as people write them: by code, by postal code and name, or in the middle of a title."""

from collections import defaultdict
from collections.abc import Mapping

from matching.text.tokens import fold
from skills.territory import Commune
from skills.training import Place

_SHORTEST_NAME = 5  # letters: shorter ones are too often something else
_MOST_WORDS = 4


class CommuneNames:
    """Finds communes. Immutable once made."""

    def __init__(self, communes: Mapping[str, Commune]) -> None:
        self.communes = communes
        names: dict[str, list[Commune]] = defaultdict(list)
        for commune in communes.values():
            names[_plain(commune.name)].append(commune)
        self._names = dict(names)

    def of(self, place: Place | None) -> Commune | None:
        """The commune of a place, told by its code, else by its name; None when several have it."""
        if place is None:
            return None
        if place.commune in self.communes:
            return self.communes[place.commune]
        same = self._names.get(_plain(place.city), [])
        near = [c for c in same if place.postal_code in c.postal_codes]
        return near[0] if near else same[0] if len(same) == 1 else None

    def named_in(self, text: str) -> tuple[Commune, ...]:
        """The communes whose whole name stands in a text, by code."""
        words = _plain(text).split()
        found = {}
        for size in range(1, _MOST_WORDS + 1):
            for start in range(len(words) - size + 1):
                name = " ".join(words[start : start + size])
                same = self._names.get(name, ())
                if len(name) >= _SHORTEST_NAME and len(same) == 1:
                    found[same[0].code] = same[0]
        return tuple(found[code] for code in sorted(found))


def _plain(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(name)).split())

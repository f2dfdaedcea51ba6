"""How many people, as typed in two small boxes."""

from skills.need import Headcount

MOST_PEOPLE = 999


def read_headcount(low: str, high: str, errors: dict[str, str]) -> Headcount | None:
    """The interval typed, one box alone being a single number; None when both are empty, with an
    error when it is no interval of 1 to 999 people.
    """
    low, high = low.strip(), high.strip()
    if not low and not high:
        return None
    low, high = low or high, high or low
    plain = all(len(part) <= 4 and part.isascii() and part.isdecimal() for part in (low, high))
    if plain and 0 < int(low) <= int(high) <= MOST_PEOPLE:
        return Headcount(int(low), int(high))
    errors["headcount"] = "people_interval"
    return None

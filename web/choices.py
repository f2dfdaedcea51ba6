"""What the lists of the forms hold."""

from skills.reference import Reference


def communes_of_territory(reference: Reference) -> list[tuple[str, str]]:
    """The communes of the first territory as (code, name), by name; the others can be typed by
    code.
    """
    inside = {e.code for e in reference.epcis.values() if e.in_territory}
    found = [(c.code, c.name) for c in reference.communes.values() if c.epci in inside]
    return sorted(found, key=lambda commune: commune[1])


def communes_by_epci(reference: Reference) -> dict[str, tuple[str, ...]]:
    """The communes of each inter-communal body, by code."""
    found: dict[str, tuple[str, ...]] = {}
    for commune in reference.communes.values():
        found[commune.epci] = (*found.get(commune.epci, ()), commune.code)
    return found

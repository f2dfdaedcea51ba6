"""Sessions of an LHEO action: when, where, how many seats, which blocks."""

from data.formats.lheo_node import Node, pairs_of
from data.formats.lheo_own import restore
from data.importers.lheo_fields import imprecise_date, one_of, positive
from data.importers.lheo_tree import Record, words
from skills.territory import Point
from skills.training import EntryMode, ImpreciseDate, Place, RecruitmentState, TrainingSession

ENTRIES = {"0": EntryMode.FIXED, "1": EntryMode.PERMANENT}
STATES = {
    "1": RecruitmentState.OPEN,
    "2": RecruitmentState.CLOSED,
    "3": RecruitmentState.SUSPENDED,
}


def read_session(
    session: Node,
    number: int,
    place: Place | None,
    entry: EntryMode | None,
    funded: int | None,
    record: Record,
) -> tuple[TrainingSession, list[str]]:
    """A session and the codes of the blocks that it gives.

    Seats are the capacity of its cycle, else what the funders pay for, else its call for entrants.
    """
    restore(session)
    key = session.attributes.pop("numero", "") or str(number)
    seats = positive(session.said("cycle", "capacite-simultanee"))
    state = one_of(session.said("etat-recrutement"), STATES)
    if state is not None:
        session.children["etat-recrutement"][0].taken = True
    starts_on, ends_on = _date(session, "debut", record), _date(session, "fin", record)
    blocks = [
        code
        for group in session.all("blocs-competences")
        for block in group.all("bloc-competences")
        if (code := block.said("code-bloc"))
    ]
    read = TrainingSession(
        key=key,
        starts_on=starts_on,
        ends_on=ends_on,
        place=place,
        seats=seats or funded or positive(session.said("recrutement", "nb-places")),
        entry=entry,
        state=state,
        extras=tuple(pairs_of(session)),
    )
    return read, blocks


def _date(session: Node, name: str, record: Record) -> ImpreciseDate | None:
    element = session.first("periode", name)
    if element is None:
        return None
    text = element.text
    try:
        found = imprecise_date(text)
    except ValueError:
        record.reject(name, element, text, "lheo_date")
        return None
    element.taken = True
    return found


def read_place(action: Node, record: Record) -> Place | None:
    """Where an action is held; None when its source says nothing of it."""
    address = action.first("lieu-de-formation", "coordonnees", "adresse")
    if address is None:
        return None
    place = Place(
        commune=address.said("code-INSEE-commune"),
        city=words(address, "ville"),
        postal_code=address.said("codepostal"),
        point=_point(address, record),
    )
    if place == Place():
        return None
    for name in ("code-INSEE-commune", "ville", "codepostal"):
        if address.said(name):
            address.children[name][0].taken = True
    return place


def _point(address: Node, record: Record) -> Point | None:
    location = address.first("geolocalisation")
    if location is None:
        return None
    parts = [location.first(name) for name in ("latitude", "longitude")]
    texts = [part.said().replace(",", ".") if part else "" for part in parts]
    if not all(texts):
        return None
    try:
        latitude, longitude = (float(text) for text in texts)
    except ValueError:
        latitude = longitude = float("nan")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        record.reject("geolocalisation", location, " ".join(texts), "coordinates")
        return None
    for part in parts:
        if part:
            part.taken = True
    return Point(latitude, longitude)

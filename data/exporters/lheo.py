"""The catalogue as LHEO 2.3, strict: what the format has no room for stands in its ``extras``."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from lxml import etree

from data.exporters.lheo_strict import strict_element
from data.formats.lheo_node import Node, Pair, node_of
from data.formats.lheo_schema import NAMESPACE
from data.importers.lheo import MODES
from data.importers.lheo_sessions import ENTRIES, STATES
from data.importers.lheo_who import UNNAMED
from skills.training import (
    DatePrecision,
    EntryMode,
    ImpreciseDate,
    Place,
    TrainingOffer,
    TrainingSession,
)

_BODY = "organisme-formation-responsable"
_SEATS = ("capacite-simultanee", "nb-places", "nb-places-financees")


def write_lheo(offers: Iterable[TrainingOffer]) -> Iterator[bytes]:
    """An LHEO 2.3 file, piece by piece; actions of one ``formation`` stand together when their
    offers follow each other. A file without an offer is no LHEO: ask for at least one.
    """
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<lheo xmlns="{NAMESPACE}">\n<offres>\n'.encode()
    # Each piece declares the namespace that the root has declared already.
    again = f' xmlns="{NAMESPACE}"'.encode()
    for formation in _formations(offers):
        yield etree.tostring(formation, encoding="UTF-8").replace(again, b"", 1) + b"\n"
    yield b"</offres>\n</lheo>\n"


def _formations(offers: Iterable[TrainingOffer]) -> Iterator[etree._Element]:
    for _, same in groupby(offers, _of_formation):
        together = tuple(same)
        root = node_of(_of_formation(together[0]))
        root.children["action"] = [node for offer in together for node in _actions(offer)]
        yield strict_element("formation", root)


def _of_formation(offer: TrainingOffer) -> tuple[Pair, ...]:
    """What the offer says of its ``formation``: offers that say the same are its actions."""
    provider = offer.provider
    own = [pair for pair in offer.extras if not pair[0].startswith("action/")]
    found: list[Pair] = [
        ("@numero", _numbers(offer)[0]),
        ("intitule-formation", offer.title),
        ("objectif-formation", offer.objective),
        ("contenu-formation", offer.content),
        ("code-niveau-sortie", f"1{offer.level}" if offer.level else ""),
        (f"{_BODY}/nom-organisme", "" if provider.name == UNNAMED else provider.name),
        (f"{_BODY}/SIRET-organisme-formation/SIRET", provider.siret),
        (f"{_BODY}/code-UAI-organisme-formation/code-UAI", provider.uai),
    ]
    if not _says(own, "domaine-formation"):
        found += _ranked("domaine-formation/code-FORMACODE", offer.formacodes)
        found += _ranked("domaine-formation/code-NSF", offer.nsf)
        found += _ranked("domaine-formation/code-ROME", offer.romes)
    if not _says(own, "certification"):
        for rank, code in enumerate(offer.certifications, start=1):
            name = "code-RS" if code.startswith("RS") else "code-RNCP"
            found.append((f"certification[{rank}]/{name}", code))
        found.append(("certifiante", "1" if offer.certifications else ""))
    return tuple((path, value) for path, value in (*found, *own) if value)


def _actions(offer: TrainingOffer) -> Iterator[Node]:
    """An action for each place and way of entering, which are the action's in LHEO."""
    number = _numbers(offer)[1]
    own = [(path[7:], value) for path, value in offer.extras if path.startswith("action/")]
    groups: dict[tuple[Place | None, EntryMode | None], list[TrainingSession]] = {}
    for session in offer.sessions:
        groups.setdefault((session.place, session.entry), []).append(session)
    for rank, ((place, entry), sessions) in enumerate(
        groups.items() or [((None, None), [])], start=1
    ):
        pairs = [
            ("@numero", number if rank == 1 else f"{number}-{rank}"),
            ("conditions-specifiques", offer.prerequisites),
            ("info-public-vise", offer.public),
            ("acces-handicapes", offer.accessibility),
            ("modalites-enseignement", _code_of(offer.mode, MODES)),
            ("modalites-entrees-sorties", _code_of(entry, ENTRIES)),
            *_place(place),
        ]
        if not _says(own, "url-action"):
            # The address of a page is the formation's for a flow that says it there.
            of_formation = _says(offer.extras, "url-formation")
            pairs.append(("url-action/urlweb", "" if of_formation else offer.url))
        if not _says(own, "nombre-heures"):
            pairs.append(("nombre-heures-total", str(offer.hours or "")))
        if not _says(own, "prix-total-TTC") and offer.cost is not None:
            pairs.append(("prix-total-TTC", f"{offer.cost:.2f}".removesuffix(".00")))
        if not _says(own, "organisme-financeur"):
            pairs.append(("detail-conditions-prise-en-charge", ", ".join(offer.funding)))
        action = node_of(pair for pair in (*pairs, *own) if pair[1])
        action.children["session"] = [_session(offer, one) for one in sessions]
        yield action


def _session(offer: TrainingOffer, session: TrainingSession) -> Node:
    pairs = [
        ("@numero", session.key),
        ("periode/debut", _date(session.starts_on) or "00000000"),
        ("periode/fin", _date(session.ends_on) or "99999999"),
        ("etat-recrutement", _code_of(session.state, STATES)),
    ]
    told = (*session.extras, *offer.extras)
    if session.seats and not any(path.endswith(_SEATS) for path, _ in told):
        pairs.append(("recrutement/nb-places", str(session.seats)))
    if not any(_says(one.extras, "blocs-competences") for one in offer.sessions):
        pairs += _ranked("blocs-competences/bloc-competences", offer.blocks, "/code-bloc")
    return node_of(pair for pair in (*pairs, *session.extras) if pair[1])


def _place(place: Place | None) -> Iterator[Pair]:
    if place is None:
        return
    address = "lieu-de-formation/coordonnees/adresse"
    yield f"{address}/code-INSEE-commune", place.commune
    yield f"{address}/codepostal", place.postal_code
    yield f"{address}/ville", place.city
    if place.point:
        yield f"{address}/geolocalisation/latitude", repr(place.point.latitude)
        yield f"{address}/geolocalisation/longitude", repr(place.point.longitude)


def _numbers(offer: TrainingOffer) -> tuple[str, str]:
    """The numbers of the formation and of the action in the source's own flow."""
    if offer.source != "lheo":
        return offer.key, "1"
    number, _, action = offer.key.removeprefix(f"{offer.provider.key}/").rpartition("/")
    return number, action


def _date(day: ImpreciseDate | None) -> str:
    if day is None:
        return ""
    text = f"{day.day.year:04}{day.day:%m%d}"
    cut = {DatePrecision.DAY: 8, DatePrecision.MONTH: 6, DatePrecision.YEAR: 4}[day.precision]
    return text[:cut].ljust(8, "0")


def _code_of(choice: object, choices: Mapping[str, object]) -> str:
    return next((code for code, one in choices.items() if one is choice), "")


def _says(pairs: Iterable[Pair], name: str) -> bool:
    return any(path.startswith(name) for path, _ in pairs)


def _ranked(path: str, values: Iterable[str], end: str = "") -> list[Pair]:
    return [(f"{path}[{rank}]{end}", value) for rank, value in enumerate(values, start=1)]

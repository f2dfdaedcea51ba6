"""LHEO 2.2 and 2.3, the exchange language of the French training offer.

Tolerant, as real flows are: elements are found by their local names in any namespace, an unknown or
misspelt element is passed over, a field that breaks a rule costs itself and not its record. One
offer
per ``formation`` and ``action``. Definition: lheo/lheo-schema, tag 2.3.0.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from data.importers.lheo_fields import (
    certification_code,
    european_level,
    imprecise_date,
    one_of,
    plain_text,
    positive,
    whole,
)
from data.importers.lheo_tree import Element, Record, child_text, find, find_all, local
from skills.errors import BadFile
from skills.territory import Point
from skills.training import (
    DeliveryMode,
    EntryMode,
    ImpreciseDate,
    Place,
    Provider,
    RecruitmentState,
    Rejected,
    TrainingOffer,
    TrainingSession,
)

_MODES = {"0": DeliveryMode.ON_SITE, "1": DeliveryMode.MIXED, "2": DeliveryMode.REMOTE}
_ENTRIES = {"0": EntryMode.FIXED, "1": EntryMode.PERMANENT}
_STATES = {
    "1": RecruitmentState.OPEN,
    "2": RecruitmentState.CLOSED,
    "3": RecruitmentState.SUSPENDED,
}


class LheoImporter:
    """Reads ``lheo > offres > formation > action > session``, one ``formation`` in memory at a
    time.
    """

    name = "LHEO"

    def recognises(self, start: bytes) -> bool:
        """Any XML: what it holds is judged while reading, where a line can be named."""
        head = start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
        return head.startswith(b"<")

    def read(self, path: Path) -> Iterator[TrainingOffer | Rejected]:
        """The offers of a file, in its order; raise ``BadFile`` where the XML itself breaks."""
        try:
            with path.open("rb") as file:
                yield from _records(path.name, file)
        except etree.XMLSyntaxError as error:
            line = error.lineno or 1
            why = "entities" if "entit" in str(error).lower() else "xml"
            raise BadFile(path.name, why, line=line, value=str(error.msg)) from None
        except (UnicodeError, LookupError) as error:
            raise BadFile(path.name, "encoding", value=str(error)) from None


def _records(name: str, file: BinaryIO) -> Iterator[TrainingOffer | Rejected]:
    events = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    seen_root = False
    for event, element in events:
        if not seen_root:
            seen_root = True
            _check_root(name, element)
        if event == "end" and local(element) == "formation":
            yield from _formation(element)
            _forget(element)


def _check_root(name: str, root: Element) -> None:
    # A document type declares entities: nothing in LHEO needs one, and « billion laughs » does.
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadFile(name, "entities", line=1)
    if not local(root).startswith("lheo"):
        raise BadFile(name, "not_lheo", line=root.sourceline, value=local(root))


def _forget(element: Element) -> None:
    """Free what was read, so that a large flow is never wholly in memory."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _formation(formation: Element) -> Iterator[TrainingOffer | Rejected]:
    record = Record(formation.sourceline or 0)
    title = plain_text(child_text(formation, "intitule-formation"))
    actions = find_all(formation, "action")
    if not title:
        yield Rejected(record.line, "intitule-formation", "", "required")
        return
    if not actions:
        yield Rejected(record.line, "action", title, "required")
        return
    provider = _provider(formation, record)
    for rank, action in enumerate(actions, start=1):
        yield _offer(formation, action, rank, title, provider, record)
    yield from record.rejected


def _offer(
    formation: Element,
    action: Element,
    rank: int,
    title: str,
    provider: Provider,
    record: Record,
) -> TrainingOffer:
    domain = find(formation, "domaine-formation")
    key = formation.get("numero") or f"ligne-{record.line}"
    sessions = find_all(action, "session")
    place = _place(find(action, "lieu-de-formation"), record)
    entry = one_of(child_text(action, "modalites-entrees-sorties"), _ENTRIES)
    funded = whole(child_text(action, "organisme-financeur", "nb-places-financees"))
    return TrainingOffer(
        source="lheo",
        key=f"{key}/{action.get('numero') or rank}",
        title=title,
        provider=provider,
        objective=plain_text(child_text(formation, "objectif-formation")),
        content=plain_text(child_text(formation, "contenu-formation")),
        prerequisites=plain_text(child_text(action, "conditions-specifiques")),
        certifications=_certifications(formation, record),
        nsf=tuple(_codes(domain, "code-NSF")),
        formacodes=tuple(_codes(domain, "code-FORMACODE")),
        romes=tuple(_codes(domain, "code-ROME")),
        level=european_level(child_text(formation, "code-niveau-sortie")),
        hours=positive(child_text(action, "nombre-heures-total"))
        or positive(child_text(action, "nombre-heures-centre")),
        mode=one_of(child_text(action, "modalites-enseignement"), _MODES),
        url=child_text(action, "url-action", "urlweb")
        or child_text(formation, "url-formation", "urlweb"),
        sessions=tuple(
            _session(session, number, place, entry, funded, record)
            for number, session in enumerate(sessions, start=1)
        ),
    )


def _session(
    session: Element,
    number: int,
    place: Place | None,
    entry: EntryMode | None,
    funded: int | None,
    record: Record,
) -> TrainingSession:
    period = find(session, "periode")
    seats = positive(child_text(session, "cycle", "capacite-simultanee"))
    return TrainingSession(
        key=session.get("numero") or str(number),
        starts_on=_date(period, "debut", record),
        ends_on=_date(period, "fin", record),
        place=place,
        seats=seats or funded or positive(child_text(session, "recrutement", "nb-places")),
        entry=entry,
        state=one_of(child_text(session, "etat-recrutement"), _STATES),
    )


def _date(period: Element | None, name: str, record: Record) -> ImpreciseDate | None:
    element = find(period, name)
    text = (element.text or "").strip() if element is not None else ""
    try:
        return imprecise_date(text)
    except ValueError:
        record.reject(element, text, "lheo_date")
        return None


def _provider(formation: Element, record: Record) -> Provider:
    body = find(formation, "organisme-formation-responsable")
    name = plain_text(child_text(body, "nom-organisme")) or plain_text(
        child_text(body, "raison-sociale")
    )
    element = find(find(body, "SIRET-organisme-formation"), "SIRET")
    siret = re.sub(r"\s", "", element.text or "") if element is not None else ""
    if siret and not re.fullmatch(r"\d{14}", siret):
        record.reject(element, siret, "siret")
    uai = child_text(body, "code-UAI-organisme-formation", "code-UAI")
    return Provider(name or "Organisme non communiqué", siret if siret.isdigit() else "", uai)


def _certifications(formation: Element, record: Record) -> tuple[str, ...]:
    found = []
    for certification in find_all(formation, "certification"):
        for name, prefix in (("code-RNCP", "RNCP"), ("code-RS", "RS")):
            element = find(certification, name)
            text = (element.text or "").strip() if element is not None else ""
            if text in ("", "-"):
                continue
            code = certification_code(text, prefix)
            if code:
                found.append(code)
            else:
                record.reject(element, text, "certification_number")
    return tuple(dict.fromkeys(found))


def _codes(domain: Element | None, name: str) -> Iterator[str]:
    for element in find_all(domain, name):
        text = (element.text or "").strip()
        if text and text != "-":
            yield text


def _place(site: Element | None, record: Record) -> Place | None:
    address = find(find(site, "coordonnees"), "adresse")
    if address is None:
        return None
    return Place(
        commune=child_text(address, "code-INSEE-commune"),
        city=plain_text(child_text(address, "ville")),
        postal_code=child_text(address, "codepostal"),
        point=_point(find(address, "geolocalisation"), record),
    )


def _point(location: Element | None, record: Record) -> Point | None:
    if location is None:
        return None
    texts = [child_text(location, name).replace(",", ".") for name in ("latitude", "longitude")]
    if not all(texts):
        return None
    try:
        latitude, longitude = (float(text) for text in texts)
    except ValueError:
        record.reject(location, " ".join(texts), "coordinates")
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        record.reject(location, " ".join(texts), "coordinates")
        return None
    return Point(latitude, longitude)

"""LHEO 2.2 and 2.3, the exchange language of the French training offer.

Tolerant, as real flows are: elements are found by their local names in any namespace, an unknown or
misspelt element is passed over, a field that breaks a rule costs itself and not its record. One
offer per ``formation`` and ``action``. Definition: lheo/lheo-schema, tag 2.3.0.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from data.importers.lheo_fields import (
    certification_code,
    european_level,
    imprecise_date,
    one_of,
    positive,
    web_address,
)
from data.importers.lheo_tree import (
    Element,
    Record,
    child_text,
    child_words,
    find,
    find_all,
    formations,
)
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
        times: Counter[str] = Counter()
        for formation, line in formations(path):
            for record in _formation(formation, Record(line)):
                if isinstance(record, Rejected):
                    yield record
                    continue
                # A number is not unique by rule: the second of a file must not replace the first.
                times[record.key] += 1
                rank = times[record.key]
                yield record if rank == 1 else replace(record, key=f"{record.key}#{rank}")


def _formation(formation: Element, record: Record) -> Iterator[TrainingOffer | Rejected]:
    title = child_words(formation, "intitule-formation")
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
    sessions = find_all(action, "session")
    place = _place(find(action, "lieu-de-formation"), record)
    entry = one_of(child_text(action, "modalites-entrees-sorties"), _ENTRIES)
    funded = _funded(action)
    return TrainingOffer(
        source="lheo",
        key=f"{_key(formation, title, provider)}/{action.get('numero') or rank}",
        title=title,
        provider=provider,
        objective=child_words(formation, "objectif-formation"),
        content=child_words(formation, "contenu-formation"),
        prerequisites=child_words(action, "conditions-specifiques"),
        certifications=_certifications(formation, record),
        nsf=tuple(_codes(domain, "code-NSF")),
        formacodes=tuple(_codes(domain, "code-FORMACODE")),
        romes=tuple(_codes(domain, "code-ROME")),
        level=european_level(child_text(formation, "code-niveau-sortie")),
        hours=positive(child_text(action, "nombre-heures-total"))
        or positive(child_text(action, "nombre-heures-centre")),
        mode=one_of(child_text(action, "modalites-enseignement"), _MODES),
        url=web_address(child_text(action, "url-action", "urlweb"))
        or web_address(child_text(formation, "url-formation", "urlweb")),
        sessions=tuple(
            _session(session, number, place, entry, funded, record)
            for number, session in enumerate(sessions, start=1)
        ),
    )


def _key(formation: Element, title: str, provider: Provider) -> str:
    """The body and its own number: every body numbers from 1, and several flows are kept
    together. Where there is no number, the title stands for it, so that the same file read again
    finds the same offers.
    """
    number = formation.get("numero") or sha256(title.encode()).hexdigest()[:12]
    return f"{provider.siret or provider.uai or provider.name}/{number}"


def _funded(action: Element) -> int | None:
    """The seats that all funders pay for together, or None when none says."""
    seats = (
        positive(child_text(one, "nb-places-financees"))
        for one in find_all(action, "organisme-financeur")
    )
    return sum(filter(None, seats)) or None


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
    name = child_words(body, "nom-organisme") or child_words(body, "raison-sociale")
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
        city=child_words(address, "ville"),
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

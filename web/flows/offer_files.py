"""A course as other programs read it: schema.org, iCalendar, Atom, a table."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from skills.apprenticeship import ApprenticeshipOpening
from skills.reference import Reference
from skills.training import (
    DatePrecision,
    DeliveryMode,
    ImpreciseDate,
    Place,
    TrainingOffer,
    TrainingSession,
)
from web.flows.catalogue import Listed
from web.icalendar import Event, calendar_text

_MODES = {
    DeliveryMode.ON_SITE: "onsite",
    DeliveryMode.MIXED: "blended",
    DeliveryMode.REMOTE: "online",
}
COLUMNS = (
    ("id", "integer", "Numéro dans Matrice"),
    ("title", "string", "Titre"),
    ("provider", "string", "Organisme"),
    ("siret", "string", "SIRET de l'organisme"),
    ("source", "string", "Sources, séparées par une espace"),
    ("certifications", "string", "Codes des certifications, séparés par une espace"),
    ("level", "integer", "Niveau européen atteint"),
    ("hours", "integer", "Heures"),
    ("mode", "string", "onsite, blended ou online"),
    ("starts_on", "date", "Premier jour ; du mois ou de l'année quand on ne sait pas mieux"),
    ("ends_on", "date", "Dernier jour connu"),
    ("city", "string", "Commune"),
    ("seats_left", "integer", "Places libres, ou toutes quand on ne sait pas"),
    ("cost", "number", "Prix pour une personne, en euros"),
    ("funding", "string", "Qui peut payer"),
    ("distance_km", "number", "Kilomètres à vol d'oiseau du lieu cherché"),
    ("seen_on", "date", "Dernier jour où la source l'a montrée"),
)
"""Columns of the table: name, type of the Table Schema, what it holds."""
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def course_json(offer: TrainingOffer, reference: Reference, *, site: str) -> str:
    """schema.org ``Course``, safe to stand in a page; what is not known is left out."""
    course: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": offer.title,
        "description": offer.objective or offer.title,
        "url": f"{site}/formations/{offer.id}",
        "inLanguage": "fr",
        "provider": {"@type": "Organization", "name": offer.provider.name},
        "teaches": [
            {"@type": "DefinedTerm", "termCode": one.code, "name": reference.label(one.code)}
            for one in offer.teaches
        ],
        "hasCourseInstance": [_instance(offer, session, reference) for session in offer.sessions],
    }
    titles = [reference.certifications[c].title for c in offer.certifications
              if c in reference.certifications]  # fmt: skip
    if titles:
        course["educationalCredentialAwarded"] = titles
    if offer.prerequisites:
        course["coursePrerequisites"] = offer.prerequisites
    if offer.cost is not None:
        course["offers"] = {
            "@type": "Offer",
            "price": offer.cost,
            "priceCurrency": "EUR",
            "category": "Paid" if offer.cost else "Free",
        }
    return _safe(course)


def _instance(
    offer: TrainingOffer, session: TrainingSession, reference: Reference
) -> dict[str, object]:
    instance: dict[str, object] = {"@type": "CourseInstance"}
    if offer.mode:
        instance["courseMode"] = _MODES[offer.mode]
    if offer.hours:
        instance["courseWorkload"] = f"PT{offer.hours}H"
    if session.starts_on:
        instance["startDate"] = _partial(session.starts_on)
    if session.ends_on:
        instance["endDate"] = _partial(session.ends_on)
    if session.place:
        instance["location"] = _schema_place(session.place, reference)
    if session.places_left is not None:
        instance["remainingAttendeeCapacity"] = session.places_left
    return instance


def job_json(opening: ApprenticeshipOpening, reference: Reference, *, site: str) -> str:
    """schema.org ``JobPosting``, safe to stand in a page; what is not known is left out."""
    posting: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": opening.title,
        "description": opening.text or opening.title,
        "url": f"{site}/alternance/contrats/{opening.id}",
        # A contract of apprenticeship or professionalisation ends with the course.
        "employmentType": "TEMPORARY" if opening.contracts else "OTHER",
        "hiringOrganization": {
            "@type": "Organization",
            "name": opening.employer or "confidentiel",
        },
        "identifier": {
            "@type": "PropertyValue",
            "name": opening.source,
            "value": opening.key,
        },
        "directApply": False,
    }
    if opening.published_on:
        posting["datePosted"] = opening.published_on.isoformat()
    if opening.starts_on:
        posting["jobStartDate"] = _partial(opening.starts_on)
    if opening.posts:
        posting["totalJobOpenings"] = opening.posts
    if opening.certification in reference.certifications:
        posting["educationRequirements"] = reference.certifications[opening.certification].title
    if opening.place:
        posting["jobLocation"] = _schema_place(opening.place, reference)
    return _safe(posting)


def _schema_place(place: Place, reference: Reference) -> dict[str, object]:
    commune = reference.communes.get(place.commune)
    address = {
        "@type": "PostalAddress",
        "addressLocality": commune.name if commune else place.city,
        "postalCode": place.postal_code,
        "addressCountry": "FR",
    }
    return {"@type": "Place", "address": {name: told for name, told in address.items() if told}}


def _partial(when: ImpreciseDate) -> str:
    """A date as precisely as it is known (ISO 8601): a month is « 2027-03 »."""
    text = when.day.isoformat()
    if when.precision is DatePrecision.YEAR:
        return text[:4]
    return text[:7] if when.precision is DatePrecision.MONTH else text


def sessions_calendar(
    offer: TrainingOffer, reference: Reference, *, site: str, now: datetime
) -> str:
    """The sessions known to the day, as iCalendar."""
    events = []
    for session in offer.sessions:
        start = session.starts_on
        if start is None or start.precision is not DatePrecision.DAY:
            continue
        end = session.ends_on.day if session.ends_on else start.day
        commune = reference.communes.get(session.place.commune) if session.place else None
        city = commune.name if commune else session.place.city if session.place else ""
        address = f"{site}/formations/{offer.id}"
        uid = f"{offer.id}-{session.key}"
        events.append(Event(uid, offer.title, start.day, end, city, address))
    return calendar_text(events, now=now)


def offers_csv(lines: Iterable[Listed], reference: Reference) -> str:
    """The list as CSV; no cell begins as a formula does."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _, _ in COLUMNS])
    for line in lines:
        offer, session = line.offer, line.session
        sources = [one.source for one in offer.records] or [offer.source]
        cells = (
            offer.id, offer.title, offer.provider.name, offer.provider.siret,
            " ".join(dict.fromkeys(sources)), " ".join(offer.certifications), offer.level,
            offer.hours, _MODES[offer.mode] if offer.mode else None,
            _day(session.starts_on.day if session and session.starts_on else None),
            _day(session.ends_on.day if session and session.ends_on else None),
            _town(session, reference), session.places_left if session else None,
            offer.cost, "; ".join(offer.funding),
            None if line.distance is None else round(line.distance, 1),
            _day(offer.seen_on),
        )  # fmt: skip
        writer.writerow([_cell(cell) for cell in cells])
    return out.getvalue()


def _cell(cell: str | float | None) -> str:
    if cell is None:
        return ""
    return safe_cell(cell) if isinstance(cell, str) else f"{cell:g}" if cell % 1 else str(int(cell))


def _town(session: TrainingSession | None, reference: Reference) -> str:
    if session is None or session.place is None:
        return ""
    commune = reference.communes.get(session.place.commune)
    return commune.name if commune else session.place.city


def offers_schema() -> dict[str, object]:
    """The Table Schema (Frictionless) of the CSV."""
    return {
        "fields": [
            {"name": name, "type": kind, "description": told} for name, kind, told in COLUMNS
        ],
        "missingValues": [""],
        "primaryKey": "id",
    }


def latest_day(offers: Iterable[TrainingOffer]) -> datetime:
    """When the newest of these last changed."""
    days = [offer.changed_on for offer in offers if offer.changed_on]
    return datetime.combine(max(days, default=date(2000, 1, 1)), time(), UTC)


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _safe(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

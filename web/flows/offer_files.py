"""A course as other programs read it: schema.org, iCalendar, Atom, a table."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from skills.apprenticeship import ApprenticeshipOpening
from skills.reference import Reference
from skills.training import DatePrecision, DeliveryMode, TrainingOffer
from web.flows.catalogue import Listed
from web.icalendar import Event, calendar_text

_MODES = {
    DeliveryMode.ON_SITE: "onsite",
    DeliveryMode.MIXED: "blended",
    DeliveryMode.REMOTE: "online",
}
COLUMNS = (
    ("id", "integer"), ("title", "string"), ("provider", "string"), ("siret", "string"),
    ("source", "string"), ("certifications", "string"), ("level", "integer"), ("hours", "integer"),
    ("starts_on", "date"), ("ends_on", "date"), ("city", "string"), ("seats_left", "integer"),
    ("distance_km", "number"), ("seen_on", "date"),
)  # fmt: skip
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def course_json(offer: TrainingOffer, reference: Reference, *, site: str) -> str:
    """schema.org ``Course``, safe to stand in a page."""
    course: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": offer.title,
        "description": offer.objective or offer.title,
        "url": f"{site}/formations/{offer.id}",
        "provider": {"@type": "Organization", "name": offer.provider.name},
        "teaches": [
            {"@type": "DefinedTerm", "termCode": one.code, "name": reference.label(one.code)}
            for one in offer.teaches
        ],
        "hasCourseInstance": [
            {
                "@type": "CourseInstance",
                "courseMode": _MODES.get(offer.mode, "onsite") if offer.mode else "onsite",
                **({"startDate": s.starts_on.day.isoformat()} if s.starts_on else {}),
                **({"endDate": s.ends_on.day.isoformat()} if s.ends_on else {}),
            }
            for s in offer.sessions
        ],
    }
    return _safe(course)


def job_json(opening: ApprenticeshipOpening) -> str:
    """schema.org ``JobPosting``, safe to stand in a page."""
    place = opening.place
    posting: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": opening.title,
        "description": opening.text or opening.title,
        "employmentType": "CONTRACTOR" if not opening.contracts else "TEMPORARY",
        "hiringOrganization": {
            "@type": "Organization",
            "name": opening.employer or "confidentiel",
        },
    }
    if opening.published_on:
        posting["datePosted"] = opening.published_on.isoformat()
    if place:
        posting["jobLocation"] = {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": place.city,
                "postalCode": place.postal_code,
                "addressCountry": "FR",
            },
        }
    return _safe(posting)


def sessions_calendar(offer: TrainingOffer, *, site: str, now: datetime) -> str:
    """The sessions known to the day, as iCalendar."""
    events = []
    for session in offer.sessions:
        start = session.starts_on
        if start is None or start.precision is not DatePrecision.DAY:
            continue
        end = session.ends_on.day if session.ends_on else start.day
        city = session.place.city if session.place else ""
        address = f"{site}/formations/{offer.id}"
        uid = f"{offer.id}-{session.key}"
        events.append(Event(uid, offer.title, start.day, end, city, address))
    return calendar_text(events, now=now)


def offers_csv(lines: Iterable[Listed]) -> str:
    """The list as CSV; no cell begins as a formula does."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _ in COLUMNS])
    for line in lines:
        offer, session = line.offer, line.session
        cells = (
            offer.id, offer.title, offer.provider.name, offer.provider.siret, offer.source,
            " ".join(offer.certifications), offer.level, offer.hours,
            _day(session.starts_on.day if session and session.starts_on else None),
            _day(session.ends_on.day if session and session.ends_on else None),
            session.place.city if session and session.place else "",
            session.seats_left if session else None,
            None if line.distance is None else round(line.distance, 1),
            _day(offer.seen_on),
        )  # fmt: skip
        writer.writerow(["" if cell is None else safe_cell(str(cell)) for cell in cells])
    return out.getvalue()


def offers_schema() -> dict[str, object]:
    """The Table Schema (Frictionless) of the CSV."""
    return {
        "fields": [{"name": name, "type": kind} for name, kind in COLUMNS],
        "missingValues": [""],
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

"""A visit that a class asks of another territory's firm."""

from datetime import date, datetime

from sqlmodel import Session

from data.storage.visits import add_visit_request, keep_host_contact
from skills.visit import VisitRequest


def their_visit(db: Session, firm: int, mark: str, *, at: datetime) -> dict[str, int]:
    """A request with a mark in all its words, and an address of the firm; identifiers of both."""
    keep_host_contact(db, firm, f"{mark.lower()}@essai.example", now=at)
    teacher = f"{mark.lower()}-prof@essai.example"
    request = VisitRequest(firm, mark, mark, teacher, (date(2027, 1, 4),), at)
    return {"visit_id": add_visit_request(db, request), "firm_id": firm}

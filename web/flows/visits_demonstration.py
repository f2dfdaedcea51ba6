"""Two visits that a fictitious school asks for: one is agreed, one waits."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle

from sqlmodel import Session

from data.storage.promises import list_hosts
from data.storage.visits import keep_host_contact, list_visit_requests
from matching.weeks import open_weeks
from skills.account import LOCAL_USER
from skills.reference import Reference
from skills.terms_of_work import Commitment
from skills.visit import VisitRequest, VisitState
from web.flows.visits import VisitMove, answer_for_firm, ask_for_visit

_SCHOOL, _TEACHER = "Lycée fictif de la Ria", "enseignant@lycee-fictif.example"
_CLASSES = ("Seconde professionnelle", "Troisième")


def load_visits(db: Session, reference: Reference, *, on: date) -> None:
    """Ask the first firms that receive classes; the first one accepts."""
    asked_at = datetime.combine(on - timedelta(days=3), time(10), UTC)
    weeks = open_weeks(on, reference.guidance.hours.closed, most=2)
    open_to = [host for host in list_hosts(db) if host.kind is Commitment.VISIT]
    for school_class, host in zip(_CLASSES, cycle(open_to), strict=False):
        firm = host.firm or 0
        keep_host_contact(db, firm, "accueil@entreprise-fictive.example", now=asked_at)
        request = VisitRequest(firm, _SCHOOL, school_class, _TEACHER, weeks, asked_at)
        ask_for_visit(db, request, now=asked_at, site="")
    agreed = [one.id for one in list_visit_requests(db, visible_to=LOCAL_USER)][-1:]
    for visit_id in agreed:
        move = VisitMove(VisitState.ACCEPTED, weeks[0] + timedelta(days=1), "Rendez-vous à 9 h.")
        now = asked_at + timedelta(days=1)
        answer_for_firm(db, visit_id or 0, move, user=LOCAL_USER, now=now, site="")

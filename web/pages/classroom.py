"""For a class: occupation cards, a quiz without a score, a lesson, firms open to visits."""

from fastapi import APIRouter, Request, Response

from skills.occupation import Sector
from web.deps import Db, ReferenceDep
from web.flows.guidance import open_firms
from web.render import page

router = APIRouter(prefix="/classe")


@router.get("")
def show(request: Request, db: Db, reference: ReferenceDep, projecteur: bool = False) -> Response:
    """What one needs for forty-five minutes."""
    return page(
        request,
        "classroom/show.html",
        occupations=[o for o in reference.occupations.values() if o.sector is Sector.CORE],
        firms=open_firms(db),
        projector=projecteur,
    )


@router.get("/quiz")
def quiz(request: Request, reference: ReferenceDep, projecteur: bool = False) -> Response:
    """Ten questions. What is chosen stays in the address of the answer, without a name."""
    questions = reference.guidance.quiz
    chosen = {q.number: request.query_params.get(f"q{q.number}", "") for q in questions}
    return page(
        request,
        "classroom/quiz.html",
        questions=questions,
        chosen=chosen,
        answered=any(chosen.values()),
        projector=projecteur,
    )


@router.get("/cartes")
def cards(request: Request, reference: ReferenceDep) -> Response:
    """One card for each occupation, to print four to a page."""
    return page(
        request,
        "classroom/cards.html",
        occupations=[o for o in reference.occupations.values() if o.sector is Sector.CORE],
    )

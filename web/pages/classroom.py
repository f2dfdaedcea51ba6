"""For a class: a lesson, a quiz without a score, cards and a poster to print, firms to visit."""

from fastapi import APIRouter, Request, Response

from web.class_sheets import card_data, deck_data, lesson_data, poster_data
from web.deps import Db, ReferenceDep, Today
from web.flows.guidance import open_firms
from web.flows.occupations import corners
from web.forms.sign_in import site_of
from web.pdf import compile_pdf, pdf_answer
from web.render import page

router = APIRouter(prefix="/classe")


@router.get("")
def show(request: Request, db: Db, reference: ReferenceDep, projecteur: bool = False) -> Response:
    """What one needs for the lesson."""
    return page(
        request,
        "classroom/show.html",
        classroom=reference.classroom,
        corners=corners(reference),
        firms=open_firms(db),
        projector=projecteur,
    )


@router.get("/quiz")
def quiz(
    request: Request,
    reference: ReferenceDep,
    projecteur: bool = False,
    question: str = "",
    reponse: bool = False,
) -> Response:
    """Ten questions, or one on the wall. What is chosen stays in the address of the answer, without
    a name.
    """
    questions = reference.guidance.quiz
    if projecteur and questions:
        rank = int(question) if question.isascii() and question.isdecimal() else 1
        rank = min(max(rank, 1), len(questions))
        return page(
            request,
            "classroom/question.html",
            question=questions[rank - 1],
            rank=rank,
            many=len(questions),
            answered=reponse,
        )
    chosen = {q.number: request.query_params.get(f"q{q.number}", "") for q in questions}
    return page(
        request,
        "classroom/quiz.html",
        questions=questions,
        chosen=chosen,
        answered=any(chosen.values()),
    )


@router.get("/cartes")
def cards(request: Request, reference: ReferenceDep) -> Response:
    """The cards to print: one page each, or four to a page."""
    return page(request, "classroom/cards.html", corners=corners(reference))


@router.get("/cartes.pdf")
def deck(request: Request, reference: ReferenceDep, today: Today, coin: str = "") -> Response:
    """The cards four to a page, all of them or those of one corner of the workshop."""
    corner = coin if coin in reference.workshops else ""
    data = deck_data(reference, site=site_of(request), on=today, corner=corner)
    return pdf_answer("cartes", compile_pdf("deck", data, on=today))


@router.get("/cartes/{code}.pdf")
def card(request: Request, reference: ReferenceDep, today: Today, code: str) -> Response:
    """One occupation on one page."""
    data = card_data(reference, code, site=site_of(request), on=today)
    return pdf_answer(code.lower(), compile_pdf("card", data, on=today))


@router.get("/affiche.pdf")
def poster(request: Request, reference: ReferenceDep, today: Today) -> Response:
    """The workshop on a wall."""
    data = poster_data(reference, site=site_of(request), on=today)
    return pdf_answer("affiche", compile_pdf("poster", data, on=today))


@router.get("/seance.pdf")
def lesson(request: Request, reference: ReferenceDep, today: Today) -> Response:
    """The lesson and the answers of the quiz, for the teacher."""
    data = lesson_data(reference, site=site_of(request), on=today)
    return pdf_answer("seance", compile_pdf("lesson", data, on=today))

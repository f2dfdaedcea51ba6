"""The linker's bench: paste a text, see what is read in it and why. Nothing is kept."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from web.deps import MatcherDep, Today
from web.flows.interviews import segment_notes
from web.render import page

router = APIRouter(prefix="/atelier")
LONGEST = 20_000


@router.get("/lier")
def show(request: Request) -> Response:
    """An empty bench."""
    return page(request, "workbench/link.html", text="", reading=None, segments=(), error="")


@router.post("/lier")
def link(
    request: Request, matcher: MatcherDep, today: Today, text: Annotated[str, Form()] = ""
) -> Response:
    """What is read in a text, with its reasons; the text is shown again and kept nowhere."""
    text = text.replace("\r\n", "\n")
    error = "" if text.strip() else "required"
    error = "too_long" if len(text) > LONGEST else error
    if error:
        return page(
            request,
            "workbench/link.html",
            block="answer",
            status=422,
            text=text,
            reading=None,
            segments=(),
            error=error,
        )
    reading = matcher.propose(text, on=today)
    return page(
        request,
        "workbench/link.html",
        block="answer",
        text=text,
        reading=reading,
        segments=tuple(segment_notes(text, reading)),
        error="",
    )

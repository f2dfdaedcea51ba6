"""What is printed for a class: cards, the poster, the lesson. Strings only, for the templates."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import segno

from skills.errors import NotFound
from skills.occupation import ConditionKind, Importance, Occupation, Sector
from skills.presentation import Drawing
from skills.reference import Reference
from web.flows.occupations import Corner, corners
from web.occupation_wording import hour_fr
from web.printed_drawings import svg_of
from web.wording import date_fr, upper_first

_GESTURES = 5
_COLUMNS = 3
_HEAD = 5  # lines that the drawing and the title of a corner take


def card_data(reference: Reference, code: str, *, site: str, on: date) -> dict[str, object]:
    """One occupation on one page."""
    if code not in reference.occupations:
        raise NotFound("occupation", code)
    one = reference.occupations[code]
    told = reference.presentations.get(code)
    return {
        **_short(reference, one),
        "drawings": [_drawing(d) for d in reference.drawings_of(code)[:1]],
        "day": [[hour_fr(hour.at), hour.text] for hour in (told.day if told else ())],
        "tools": [upper_first(tool.name) for tool in (told.tools if told else ())],
        "next": [
            upper_first(reference.label(step.target)) for step in (told.next_steps if told else ())
        ],
        "bridges": [
            {
                "target": upper_first(reference.label(one.target)),
                "shared": [upper_first(gesture.words) for gesture in one.shared],
                "missing": [reference.label(gesture.competence) for gesture in one.missing],
            }
            for one in reference.bridges
            if one.origin == code
        ],
        "address": f"{site}/metiers/{code}",
        "square": _square(f"{site}/metiers/{code}"),
        "foot": _foot(on),
    }


def deck_data(reference: Reference, *, site: str, on: date, corner: str = "") -> dict[str, object]:
    """The occupations of the sector, or of one corner of the workshop, four to a page."""
    return {
        "cards": [
            _short(reference, one) | {"corner": found.workshop.label}
            for found in _of_the_sector(reference)
            if corner in ("", found.workshop.code)
            for one in found.occupations
        ],
        "foot": f"{site}/metiers",
        "made": _foot(on),
    }


def poster_data(reference: Reference, *, site: str, on: date) -> dict[str, object]:
    """The workshop on a wall."""
    words = reference.classroom.poster
    return {
        "title": words.title,
        "lead": words.lead,
        "call": words.call,
        "columns": _columns(_of_the_sector(reference), reference),
        "address": f"{site}/metiers",
        "square": _square(f"{site}/metiers"),
        "foot": _foot(on),
    }


def lesson_data(reference: Reference, *, site: str, on: date) -> dict[str, object]:
    """The lesson, and the answers of the quiz for the teacher."""
    lesson = reference.classroom
    return {
        "minutes": lesson.minutes,
        "sector": reference.place.of_sector,
        "steps": [
            {
                "from": sum(before.minutes for before in lesson.lesson[:rank]),
                "minutes": step.minutes,
                "title": step.title,
                "teacher": step.teacher,
                "pupils": step.pupils,
                "needs": step.needs,
            }
            for rank, step in enumerate(lesson.lesson)
        ],
        "quiz": [
            {
                "text": question.text,
                "choices": [upper_first(reference.label(code)) for code in question.choices],
                "right": "ABC"[question.choices.index(question.right)],
                "explanation": question.explanation,
            }
            for question in reference.guidance.quiz
        ],
        "address": f"{site}/classe",
        "foot": _foot(on),
    }


def _short(reference: Reference, one: Occupation) -> dict[str, object]:
    """What stands on the small card as on the large one."""
    told = reference.presentations.get(one.code)
    gestures = [r.competence for r in one.requirements if r.importance is Importance.ESSENTIAL]
    return {
        "title": upper_first(one.label),
        "hook": told.hook if told else one.definition,
        "gestures": [reference.label(code) for code in gestures[:_GESTURES]],
        "liked": [c.text for c in one.conditions if c.kind is ConditionKind.LIKED],
        "hard": [c.text for c in one.conditions if c.kind is ConditionKind.HARD],
        "picture": [svg_of(d, numbered=False) for d in reference.drawings_of(one.code)[:1]],
    }


def _drawing(drawing: Drawing) -> dict[str, object]:
    return {
        "title": drawing.title,
        "description": drawing.description,
        "svg": svg_of(drawing),
        "parts": [upper_first(text) for text in drawing.parts],
    }


def _of_the_sector(reference: Reference) -> Sequence[Corner]:
    return [
        Corner(found.workshop, kept)
        for found in corners(reference)
        if (kept := tuple(one for one in found.occupations if one.sector is Sector.CORE))
    ]


def _columns(found: Sequence[Corner], reference: Reference) -> list[list[dict[str, object]]]:
    """The corners in three columns of about the same height, each in the order of the workshop."""
    columns: list[list[dict[str, object]]] = [[] for _ in range(_COLUMNS)]
    heights = [0] * _COLUMNS
    for corner in found:
        place = heights.index(min(heights))
        heights[place] += len(corner.occupations) + _HEAD
        drawings = reference.drawings_of(corner.workshop.code)[:1]
        columns[place].append(
            {
                "label": corner.workshop.label,
                "drawings": [svg_of(d, numbered=False) for d in drawings],
                "occupations": [upper_first(one.label) for one in corner.occupations],
            }
        )
    return columns


def _square(link: str) -> str:
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(
        drawn, kind="svg", scale=3, border=2, xmldecl=False, nl=False, light="#fff"
    )
    return drawn.getvalue().decode()


def _foot(on: date) -> str:
    return f"Matrice, {date_fr(on)}. Écrit pour Matrice, à faire relire par des professionnels."

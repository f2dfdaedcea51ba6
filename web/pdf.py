"""Pages to print, as PDF: a Typst template of ``web/typst`` is given its text as data.

Nothing that was typed is ever read as Typst: the template finds it in ``json``, as strings.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from fastapi import Response

FOLDER = Path(__file__).parent / "typst"


def compile_pdf(template: str, data: Mapping[str, object], *, on: date) -> bytes:
    """The PDF of a template (its name without ``.typ``) filled with data; the same bytes for the
    same data and day. Tagged for screen readers; no file, font or package of the machine is used.
    """
    import typst  # 30 MB that only who prints needs

    return typst.compile(
        FOLDER / f"{template}.typ",
        root=FOLDER,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp()),
        pdf_tags=True,
    )


def pdf_answer(name: str, body: bytes) -> Response:
    """A PDF that the browser shows, and keeps under this name."""
    headers = {
        "Content-Disposition": f'inline; filename="{name}.pdf"',
        "Cache-Control": "no-store",
    }
    return Response(body, media_type="application/pdf", headers=headers)

"""The stable addresses of the ontology: data for machines, a redirection to the page for people."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse

from data.exporters.tables import datapackage, tables
from data.readers import REFERENCE_FOLDER
from skills.errors import NotFound
from web.deps import ReferenceDep

router = APIRouter(prefix="/id")
_PAGES = {"competence": "/competences/", "metier": "/metiers/", "famille": "/competences#"}
_TYPES = {"turtle": "text/turtle", "jsonld": "application/ld+json"}


@router.get("/referentiel")
def scheme(request: Request, reference: ReferenceDep) -> Response:
    """The whole ontology, in Turtle or JSON-LD as asked; the page for a browser."""
    form = _form(request)
    if form is None:
        return RedirectResponse("/competences", status_code=303, headers={"Vary": "Accept"})
    return _data(request, reference, form)


@router.get("/referentiel/datapackage.json")
def package(reference: ReferenceDep) -> Response:
    """What the tables hold: Frictionless Data Package with a Table Schema each."""
    return JSONResponse(datapackage(REFERENCE_FOLDER, reference.version))


@router.get("/referentiel/{name}.csv")
def table(name: str) -> Response:
    """One table of the ontology, as the data package names it."""
    known = tables(REFERENCE_FOLDER)
    if f"{name}.csv" not in known:
        raise NotFound("table", name)
    return FileResponse(known[f"{name}.csv"], media_type="text/csv; charset=utf-8")


@router.get("/{kind}/{code}")
def concept(request: Request, reference: ReferenceDep, kind: str, code: str) -> Response:
    """One concept, in Turtle or JSON-LD as asked; its page for a browser."""
    known = {
        "competence": reference.competences,
        "metier": reference.occupations,
        "famille": reference.families,
    }.get(kind, {})
    code = reference.current(code)
    if code not in known:
        raise NotFound(kind, code)
    form = _form(request)
    if form is None:
        return RedirectResponse(_PAGES[kind] + code, status_code=303, headers={"Vary": "Accept"})
    return _data(request, reference, form, only=code)


def _form(request: Request) -> str | None:
    """Which data format the reader prefers to a page, if any."""
    accepted = request.headers.get("accept", "")
    asked = [part.split(";")[0].strip() for part in accepted.split(",")]
    return next((form for form, kind in _TYPES.items() if kind in asked), None)


def _data(request: Request, reference: ReferenceDep, form: str, *, only: str = "") -> Response:
    from data.exporters.skos import write_skos  # rdflib waits until it is asked for

    text = write_skos(reference, request.app.state.public_url, form, only=only)
    return Response(text, media_type=_TYPES[form], headers={"Vary": "Accept"})

"""Competences: search as one types, the tree, and each with who asks for it and who teaches it."""

from fastapi import APIRouter, Request, Response

from web.deps import CatalogueDep, CurrentUser, Db, ReferenceDep, SearchDep, Today
from web.flows.ontology import view_competence
from web.render import page

router = APIRouter(prefix="/competences")


@router.get("")
def list_all(request: Request, reference: ReferenceDep, search: SearchDep, q: str = "") -> Response:
    """The tree, or what the words typed find."""
    families = sorted(reference.families.values(), key=lambda f: f.position)
    tree = [
        (f, [c for c in reference.competences.values() if c.family == f.code]) for f in families
    ]
    hits = search.search(q)
    return page(request, "competences/list.html", block="results", q=q, hits=hits, tree=tree)


@router.get("/{code}")
def show(
    request: Request, db: Db, catalogue: CatalogueDep, user: CurrentUser, today: Today, code: str
) -> Response:
    """One competence."""
    view = view_competence(db, catalogue, code, user=user, on=today)
    return page(request, "competences/show.html", view=view)

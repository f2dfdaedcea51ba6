"""One way to answer with a page: the whole of it, or the block that htmx asked for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block

from skills.account import VISITOR, User
from skills.reference import Reference
from skills.rights import Action, Thing, may
from web import (
    advice_wording,
    committee_wording,
    guidance_wording,
    need_wording,
    occupation_wording,
    record_wording,
    steering_wording,
    suggestion_wording,
    wording,
)
from web.error_sentences import FIELDS
from web.history_wording import facts_fr

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
_A_YEAR = "public, max-age=31536000, immutable"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation."""

    path: str
    label: str
    thing: Thing | None = None  # None: public
    often: bool = False  # stays in sight where a long menu is folded


NAVIGATION = (
    Entry("/entretiens", "Entretiens", Thing.INTERVIEW, often=True),
    Entry("/besoins", "Besoins", Thing.NEED, often=True),
    Entry("/relances", "Relances", Thing.INTERVIEW),
    Entry("/demandes", "Besoins transmis", Thing.ANSWER),
    Entry("/verifications", "À vérifier", Thing.DECLARATION),
    Entry("/visites", "Visites", Thing.VISIT),
    Entry("/manques", "Manques", often=True),
    Entry("/parcours", "Parcours", often=True),
    Entry("/formations", "Formations", often=True),
    Entry("/metiers", "Métiers", often=True),
    Entry("/classe", "Classe"),
    Entry("/competences", "Compétences"),
    Entry("/aides", "Aides"),
    Entry("/comite", "Comité", Thing.STEERING),
    Entry("/journal", "Journal", Thing.JOURNAL),
    Entry("/administration", "Administration", Thing.ORGANISATION),
    Entry("/courriers", "Courriers", Thing.LETTER),
)
_LONG_MENU = 10
"""A menu of more entries keeps those often opened in sight and folds the others."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates' environment; every name must be defined, every value is escaped."""
    env = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update(wording.FILTERS)
    env.filters.update(need_wording.FILTERS)
    env.filters.update(suggestion_wording.FILTERS)
    env.filters.update(guidance_wording.FILTERS)
    env.filters.update(advice_wording.FILTERS)
    env.filters.update(occupation_wording.FILTERS)
    env.filters.update(record_wording.FILTERS)
    env.filters["facts_fr"] = facts_fr
    env.filters.update(steering_wording.FILTERS)
    env.filters.update(committee_wording.FILTERS)
    env.tests["speaks_for"] = suggestion_wording.speaks_for
    env.globals.update(
        asset=asset,
        may=_may,
        htmx=htmx_path(),
        field_sentences=FIELDS,
        segment_title=wording.segment_title,
        interval=wording.interval_fr,
    )
    env.globals["ui"] = env.get_template("ui.html").module
    env.globals["trade"] = env.get_template("trade.html").module
    env.globals["suggestions"] = env.get_template("suggestions.html").module
    env.globals["apprentices"] = env.get_template("apprentices.html").module
    env.globals["steering"] = env.get_template("steering.html").module
    env.globals["paths"] = env.get_template("paths.html").module
    env.globals["visits"] = env.get_template("visits.html").module
    return env


def _may(user: User, thing: str, action: str) -> bool:
    """The same question as ``may``, in a template's words."""
    return may(user, Thing(thing), Action(action))


def page(
    request: Request,
    name: str,
    *,
    block: str | None = None,
    status: int = 200,
    **context: object,
) -> Response:
    """Render a template, or only its ``block`` when htmx asks to swap one.

    The block's name is the element's id and the ``hx-target``. Boosted links and the history get
    the
    whole page.
    """
    reference: Reference = request.app.state.vocabulary.latest.matcher.reference_
    user: User = getattr(request.state, "user", VISITOR)
    entries = [e for e in NAVIGATION if e.thing is None or may(user, e.thing, Action.READ)]
    others = [e for e in entries if not e.often] if len(entries) > _LONG_MENU else []
    everything: Mapping[str, object] = {
        "path": request.url.path,
        "user": user,
        "navigation": [e for e in entries if e not in others],
        "other_pages": others,
        "among_others": any(request.url.path.startswith((e.path, "/compte")) for e in others),
        "demonstration": request.app.state.demonstration,
        "reference": reference,
        "label": reference.label,
        **context,
    }
    if block and _wants_block(request, block):
        body = render_block(environment(), name, block, **everything)
    else:
        body = environment().get_template(name).render(**everything)
    headers = {"Vary": "HX-Request"}
    if user.id is not None:  # what one reader may see stays in no cache
        headers["Cache-Control"] = "no-store"
    return HTMLResponse(body, status, headers=headers)


def unshared(response: Response, *, sends: bool = True) -> Response:
    """A page whose address or content is a secret: in no cache, and in no Referer.

    A page that ``sends`` a form names its site, without the path: with ``no-referrer`` a browser
    would send the form as from nowhere (``Origin: null``), and it would be refused.
    """
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "strict-origin" if sends else "no-referrer"
    return response


def _wants_block(request: Request, block: str) -> bool:
    headers = request.headers
    if headers.get("HX-Request") != "true" or headers.get("HX-Boosted") == "true":
        return False
    if headers.get("HX-History-Restore-Request") == "true":
        return False
    return headers.get("HX-Target", block) == block


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """The address of one of our own files; it changes with the content, so that browsers may
    keep it.
    """
    return f"/statique/{sha256((STATIC / name).read_bytes()).hexdigest()[:10]}/{name}"


@lru_cache(maxsize=1)
def htmx_path() -> str:
    """The address of htmx, which comes with an installed package."""
    return f"/statique/htmx-{version('django-htmx')}.js"


def add_static_files(app: FastAPI) -> None:
    """Serve our own files and htmx; they are few and small, and stay in memory."""
    contents = {asset(p.name): (p.read_bytes(), _KINDS[p.suffix]) for p in STATIC.iterdir()}
    script = files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    contents[htmx_path()] = (script.read_bytes(), _KINDS[".js"])
    icon = contents[asset("favicon.svg")]
    contents["/favicon.ico"] = icon
    for path, (body, kind) in contents.items():
        app.add_api_route(path, _serve(body, kind), include_in_schema=False)


def _serve(body: bytes, kind: str) -> Callable[[], Awaitable[Response]]:
    async def serve() -> Response:
        return Response(body, media_type=kind, headers={"Cache-Control": _A_YEAR})

    return serve

"""The site: one application per process, over one database."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer
from sqlmodel import Session

from data.readers import load_reference
from data.storage.database import check_database
from data.storage.engine import open_engine
from web.api import gaps as gaps_api
from web.api import interviews as interviews_api
from web.api import needs as needs_api
from web.catalogue_keeper import CatalogueKeeper
from web.choices import communes_by_epci
from web.deps import recognise, signed_in
from web.errors import add_error_pages
from web.page_views import CountPages, PageViews
from web.pages import (
    about,
    account,
    administration,
    aid_requests,
    aids,
    alternance,
    answers,
    bridges,
    bulk_interviews,
    campaigns,
    certifications,
    classroom,
    cohorts,
    committee,
    competences,
    declarations,
    declare,
    duplicates,
    establishments,
    feeds,
    gaps,
    guidance,
    home,
    identifiers,
    imports,
    interviews,
    invitations,
    journal,
    letters,
    links,
    needs,
    notebook,
    occupations,
    projects,
    requests,
    road_map,
    school,
    shared,
    sign_in,
    teaching,
    training,
    visits,
    what_if,
    workbench,
)
from web.pages import (
    vocabulary as vocabulary_pages,
)
from web.render import add_static_files
from web.security import Shield
from web.settings import Settings
from web.vocabulary import VocabularyKeeper

_BEARER = HTTPBearer(auto_error=False, description="Jeton fait sur la page « Mon compte ».")
"""For the OpenAPI document; ``web/deps.py`` reads the token."""
_PUBLIC = (home, identifiers, sign_in, invitations, shared, declare, feeds, visits)
"""Routes that ask for nobody, or that find out themselves who asks."""


def create_app(settings: Settings, *, demonstration: bool) -> FastAPI:
    """The application over the demonstration database or the real one; raise ``WrongDatabase``
    if unfit.
    """
    engine = open_engine(settings.url(demonstration=demonstration))
    check_database(engine, kind="demonstration" if demonstration else "real")
    vocabulary = VocabularyKeeper(load_reference(settings.reference_folder))
    with Session(engine) as db:
        vocabulary.current(db)

    views = PageViews(engine)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.threads
        gc.collect()
        gc.freeze()  # what was loaded at the start lives as long as the process
        gc.set_threshold(50_000)  # reading a text makes many small things that die at once
        yield
        views.write()
        engine.dispose()

    app = FastAPI(
        title="Matrice",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
    )
    app.state.engine = engine
    app.state.views = views
    app.state.vocabulary = vocabulary
    app.state.public_url = settings.public_url
    app.state.settings = settings
    app.state.communes = communes_by_epci(vocabulary.latest.matcher.reference_)
    app.state.catalogue = CatalogueKeeper(vocabulary.latest.matcher, engine)
    with Session(engine) as db:
        app.state.catalogue.current(db)  # made before anybody asks
    app.state.demonstration = demonstration
    for module in _PUBLIC:
        app.include_router(module.router, include_in_schema=False)
    for module in (
        competences,
        gaps,
        occupations,
        bridges,
        certifications,
        aids,
        what_if,
        cohorts,
        guidance,
        classroom,
        school,
        training,
        alternance,
        establishments,
        workbench,
        about,
    ):
        # Public, but the head of the page says who is signed in.
        app.include_router(
            module.router, include_in_schema=False, dependencies=[Depends(recognise)]
        )
    for module in (
        imports,
        duplicates,
        teaching,
        bulk_interviews,
        notebook,
        interviews,
        needs,
        declarations,
        answers,
        requests,
        links,
        account,
        administration,
        journal,
        vocabulary_pages,
        letters,
        committee,
        campaigns,
        projects,
        aid_requests,
        road_map,
    ):
        app.include_router(
            module.router, include_in_schema=False, dependencies=[Depends(signed_in)]
        )
    for module in (interviews_api, needs_api):
        app.include_router(
            module.router,
            prefix="/api/v1",
            dependencies=[Depends(_BEARER), Depends(signed_in)],
            responses={401: {"description": "No token, or one that is no longer good"}},
        )
    app.include_router(visits.desk, include_in_schema=False, dependencies=[Depends(signed_in)])
    app.include_router(gaps_api.router, prefix="/api/v1")
    add_static_files(app)
    add_error_pages(app)
    app.add_middleware(CountPages, views=views)
    app.add_middleware(
        Shield,
        public_url=settings.public_url,
        tries_a_minute=settings.tries_a_minute,
        trusted_proxies=settings.trusted_proxies.split(),
    )
    return app

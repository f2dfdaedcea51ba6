"""The catalogue: courses. Public; nothing is asked of whoever looks."""

import json
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from matching.places import CommuneNames
from skills.training import DeliveryMode
from web.choices import communes_of_territory
from web.deps import CatalogueDep, CurrentUser, Db, Key, MatcherDep, Now, ReferenceDep, Today
from web.flows.catalogue import (
    A_PAGE,
    fundings,
    matching_lines,
    place_point,
    search_catalogue,
)
from web.flows.catalogue_quality import catalogue_quality
from web.flows.duplicates import show_offer
from web.flows.offer_exchange import offers_lheo
from web.flows.offer_extras import told_extras
from web.flows.offer_files import (
    course_json,
    latest_day,
    offers_csv,
    offers_schema,
    sessions_calendar,
)
from web.flows.teaching import may_say, own_siren, statements_of
from web.forms.catalogue import DISTANCES, LEVELS, SORTS, read_wanted, without
from web.forms.sign_in import site_of
from web.render import environment, page

router = APIRouter()


@router.get("/formations")
def show(
    request: Request,
    db: Db,
    catalogue: CatalogueDep,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
) -> Response:
    """The courses that answer what is asked."""
    wanted = read_wanted(request.query_params, reference)
    found = search_catalogue(catalogue.offers_, reference, wanted, on=today)
    asked = {k: v for k, v in request.query_params.items() if v and k != "page"}
    return page(
        request,
        "training/list.html",
        block="offers",
        found=found,
        wanted=wanted,
        asked=asked,
        query=urlencode(asked),
        relax=[(name, count, without(asked, name)) for name, count in found.relax],
        communes=communes_of_territory(reference),
        families=reference.families.values(),
        competences=reference.competences.values(),
        fundings=fundings(catalogue.offers_),
        own_siren=own_siren(db, user),
        occupations=[(o.code, o.label) for o in reference.occupations.values()],
        levels=LEVELS,
        modes=tuple(DeliveryMode),
        sorts=SORTS,
        distances=DISTANCES,
        a_page=A_PAGE,
    )


@router.get("/formations.csv")
def table(
    request: Request, catalogue: CatalogueDep, reference: ReferenceDep, today: Today
) -> Response:
    """The same list, whole, as a table."""
    wanted = read_wanted(request.query_params, reference)
    lines = matching_lines(catalogue.offers_, reference, wanted, on=today)
    return Response(
        offers_csv(lines, reference),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="formations.csv"',
            "Link": '</formations.schema.json>; rel="describedby"',
        },
    )


@router.get("/formations.lheo.xml")
def exchange(
    request: Request, db: Db, catalogue: CatalogueDep, reference: ReferenceDep, today: Today
) -> Response:
    """The same list, whole, as LHEO 2.3: a body has its own with ``?siret=``."""
    wanted = read_wanted(request.query_params, reference)
    lines = matching_lines(catalogue.offers_, reference, wanted, on=today)
    ids = [line.offer.id for line in lines if line.offer.id]
    return Response(
        offers_lheo(db, ids, CommuneNames(reference.communes)),
        media_type="application/xml; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="formations-lheo-2.3.xml"'},
    )


@router.get("/formations.schema.json")
def schema() -> Response:
    """What the table holds, as a Table Schema."""
    return Response(json.dumps(offers_schema()), media_type="application/json")


@router.get("/formations.atom")
def feed(request: Request, catalogue: CatalogueDep) -> Response:
    """What is new or changed in the catalogue, as Atom."""
    offers = [o for o in catalogue.offers_ if o.changed_on and not o.vanished]
    offers.sort(key=lambda o: (o.changed_on, o.key), reverse=True)
    template = environment().get_template("training/feed.xml")
    text = template.render(site=site_of(request), offers=offers[:50], updated=latest_day(offers))
    return Response(text, media_type="application/atom+xml")


@router.get("/formations/{offer_id}")
def one(
    request: Request, db: Db, matcher: MatcherDep, user: CurrentUser, today: Today, offer_id: Key
) -> Response:
    """One course: what it teaches and how one knows, its sessions, its sources, how fresh it is."""
    reference = matcher.reference_
    shown = show_offer(db, matcher, offer_id)
    offer = shown.offer
    if offer.id != offer_id:  # a record of an offer that another record gave its address
        return RedirectResponse(f"/formations/{offer.id}", status_code=302)
    return page(
        request,
        "training/show.html",
        offer=offer,
        shown=shown,
        said={one.code: one for one in statements_of(db, shown)},
        speaks=may_say(db, shown, user),
        on=today,
        extras=dict.fromkeys(
            pair for record in (shown.records or (offer,)) for pair in told_extras(record)
        ),
        markup=course_json(offer, reference, site=site_of(request)),
        points={s.key: place_point(s.place, reference) for s in offer.sessions},
    )


@router.get("/formations/{offer_id}/sessions.ics")
def calendar(request: Request, db: Db, matcher: MatcherDep, now: Now, offer_id: Key) -> Response:
    """The sessions for one's own calendar."""
    offer = show_offer(db, matcher, offer_id).offer
    text = sessions_calendar(offer, matcher.reference_, site=site_of(request), now=now)
    return Response(text, media_type="text/calendar; charset=utf-8")


@router.get("/catalogue/qualite")
def quality(
    request: Request, db: Db, catalogue: CatalogueDep, reference: ReferenceDep, today: Today
) -> Response:
    """How far the catalogue says what one needs, and the offers that do not."""
    lacks = request.query_params.get("manque", "")
    return page(
        request,
        "training/quality.html",
        quality=catalogue_quality(db, catalogue.offers_, reference, on=today, lacks=lacks),
        lacks=lacks,
        on=today,
    )

"""Training bodies and schools are told of the new needs in their fields."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from data.storage.answers import list_open_needs
from data.storage.subscriptions import (
    Subscription,
    get_subscription,
    list_subscriptions,
    open_feed,
    told,
)
from skills.account import User
from skills.answer import OpenNeed
from skills.errors import BadLink
from skills.reference import Reference
from web.flows.letters import send_letter
from web.render import environment

_MOST_IN_LETTER = 20


@dataclass(frozen=True, slots=True)
class Requests:
    """The needs that a body may answer, in its fields or all, and what it follows."""

    needs: tuple[OpenNeed, ...]
    hidden: int  # outside the fields it follows
    subscription: Subscription | None


def requests_for(
    db: Session, reference: Reference, *, user: User, everything: bool = False
) -> Requests:
    """The needs transmitted in the reader's perimeter, only in their fields unless all are asked
    for.
    """
    subscription = get_subscription(db, user)
    needs = list_open_needs(db, visible_to=user)
    wanted = needs
    if subscription and subscription.families and not everything:
        wanted = in_fields(needs, subscription, reference)
    return Requests(wanted, len(needs) - len(wanted), subscription)


def in_fields(
    needs: tuple[OpenNeed, ...], subscription: Subscription, reference: Reference
) -> tuple[OpenNeed, ...]:
    """The needs that ask for a family followed, or that name no competence; all if none is
    followed.
    """
    families = set(subscription.families)
    if not families:
        return needs
    return tuple(
        one
        for one in needs
        if not one.competences or families & {reference.family_of(c) for c in one.competences}
    )


def tell_subscribers(
    db: Session,
    reference: Reference,
    communes: Mapping[str, tuple[str, ...]],
    *,
    now: datetime,
    site: str,
) -> int:
    """Write to whoever follows fields where needs came in; give the number of letters."""
    letters = 0
    for email, user, subscription in list_subscriptions(db):
        reader = with_communes(user, communes)
        since = subscription.told_until
        new = in_fields(
            list_open_needs(db, visible_to=reader, sent_after=since), subscription, reference
        )
        if new:
            lines = [describe(one, reference) for one in new[:_MOST_IN_LETTER]]
            send_letter(
                db, email, "new_needs", lines=lines, number=len(new), link=f"{site}/demandes"
            )
            letters += 1
        told(db, user, until=now)
    return letters


def feed(
    db: Session,
    reference: Reference,
    communes: Mapping[str, tuple[str, ...]],
    token: str,
    *,
    site: str,
) -> str:
    """The Atom feed that a secret opens; ``BadLink`` when it opens none."""
    found = open_feed(db, token)
    if found is None:
        raise BadLink("secret")
    user, subscription = found
    needs = in_fields(
        list_open_needs(db, visible_to=with_communes(user, communes)), subscription, reference
    )
    latest = max((one.sent_at for one in needs), default=subscription.told_until)
    entries = [
        (one, describe(one, reference), ", ".join(map(reference.label, one.competences)))
        for one in needs
    ]
    template = environment().get_template("answers/feed.xml")
    return template.render(site=site, updated=latest, entries=entries)


def describe(one: OpenNeed, reference: Reference) -> str:
    """A need in one line, without its firm."""
    what = reference.label(one.occupation) if one.occupation else "compétences à former"
    commune = reference.communes.get(one.commune)
    people = ""
    if one.headcount:
        low, high = one.headcount.minimum, one.headcount.maximum
        people = f"{low} × " if low == high else f"{low} à {high} × "
    return f"{people}{what}" + (f", {commune.name}" if commune else "")


def with_communes(user: User, communes: Mapping[str, tuple[str, ...]]) -> User:
    """The reader with the communes of their perimeter."""
    return replace(
        user, communes=tuple(code for epci in user.perimeter for code in communes.get(epci, ()))
    )

"""Try out a session: two scenarios, and the file that argues for one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data.storage.evidence import commitments_offered
from data.storage.needs import list_open_needs
from matching.catalogue import CatalogueIndex
from matching.disclosure import LEAST_FIRMS, may_be_told
from matching.gaps import firm_key
from matching.matcher import Matcher
from matching.what_if import Range, WhatIf, firms_band, people_band, simulate
from skills.account import User
from skills.need import Need
from skills.published import Kind, Released
from skills.rights import Action, Thing, may
from skills.session_plan import SessionPlan
from skills.terms_of_work import Commitment
from web.flows.gaps import quotes_about, released_demand


@dataclass(frozen=True, slots=True)
class Scenario:
    """A plan tried out. ``released`` stands in for the needs of readers who may see none."""

    what_if: WhatIf
    released: tuple[Released, ...]  # public figures of the families that the plan teaches
    whole: bool  # the needs were read one by one


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """What argues for a session, fit to be attached to a request: no firm can be read in it."""

    scenario: Scenario
    firms: Range | None  # a band; None: fewer than three
    people: Range | None  # a band; None: fewer than three firms ask
    filled: bool | None  # whether those asked for in time are as many as may go to the end
    commitments: tuple[tuple[Commitment, int], ...]  # what at least three firms offer
    quotes: tuple[str, ...]  # words that their firm allowed to be shown
    on: date


def try_out(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    plans: Sequence[SessionPlan],
    *,
    user: User,
    on: date,
) -> tuple[Scenario, ...]:
    """What each plan would change, over the needs that the reader may see."""
    if not plans:
        return ()
    whole, needs = _needs(db, matcher, user)
    return tuple(
        _scenario(db, matcher, catalogue, plan, needs, whole=whole, on=on) for plan in plans
    )


def _needs(db: Session, matcher: Matcher, user: User) -> tuple[bool, tuple[Need, ...]]:
    """The open needs, as they read today, of who may read them one by one."""
    if not may(user, Thing.NEED, Action.READ):
        return False, ()
    renew = matcher.reference_.renew
    return True, tuple(renew(need) for need in list_open_needs(db, visible_to=user))


def evidence_file(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    plan: SessionPlan,
    *,
    user: User,
    on: date,
) -> EvidenceFile:
    """The file of a plan: figures of at least three firms, and words that were allowed out."""
    whole, needs = _needs(db, matcher, user)
    scenario = _scenario(db, matcher, catalogue, plan, needs, whole=whole, on=on)
    counted = set(scenario.what_if.needs)
    asking = [need for need in needs if need.id in counted]
    demand = scenario.what_if.demand
    told = _may_be_told(asking)
    return EvidenceFile(
        scenario,
        firms_band(demand.firms) if told else None,
        people_band(demand.people) if told else None,
        demand.in_time.low >= scenario.what_if.finishing.high if told else None,
        commitments_offered(db, least=LEAST_FIRMS),
        quotes_about(db, plan.competences, matcher, user=user),
        on,
    )


def _may_be_told(needs: list[Need]) -> bool:
    """Whether at least three firms ask, and none can be read in the figure."""
    people: Counter[str] = Counter()
    for need in needs:
        people[firm_key(need)] += need.headcount.minimum if need.headcount else 1
    return may_be_told(people)


def _scenario(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    plan: SessionPlan,
    needs: tuple[Need, ...],
    *,
    whole: bool,
    on: date,
) -> Scenario:
    families = {matcher.reference_.family_of(code) for code in plan.competences}
    released = () if whole else released_demand(db, matcher.reference_, on=on)
    return Scenario(
        simulate(plan, needs, catalogue, on=on),
        tuple(one for one in released if one.kind is Kind.FAMILY and one.code in families),
        whole,
    )

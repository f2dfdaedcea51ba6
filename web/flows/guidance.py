"""The counsellor's answer: computed from what the form says, kept nowhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data.storage.apprenticeships import list_openings, list_places
from data.storage.promises import list_hosts
from matching.advice import Advice, advise
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.path_steps import Path, path_to
from matching.pathways import MOST_SHOWN, Lead, leads
from skills.answer import Promise
from skills.errors import NotFound
from skills.guidance import Asked, GuidanceRules
from skills.published import Kind, Released
from web.flows.gaps import released_demand


@dataclass(frozen=True, slots=True)
class Choices:
    """What the counsellor decides on the page: occupations left out of the first ones, others put
    before them in an order, and the points.
    """

    removed: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    rules: GuidanceRules | None = None


AS_COMPUTED = Choices()


@dataclass(frozen=True, slots=True)
class GuidanceAnswer:
    """The occupations in order, and the paths to the first ones that are still shown."""

    leads: tuple[Lead, ...]
    paths: tuple[Path, ...]
    advice: tuple[Advice, ...]
    demand: Mapping[str, Released]  # by code of occupation or family, over the whole territory


@dataclass(frozen=True, slots=True)
class RankedPath:
    """A path with the rank of its occupation among all."""

    path: Path
    rank: int
    of: int


def guide(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    asked: Asked,
    choices: Choices = AS_COMPUTED,
    *,
    on: date,
) -> GuidanceAnswer:
    """Put the occupations in order and draw the paths to the first ones."""
    demand = _demand(db, matcher, on)
    ordered = _ordered(matcher, catalogue, asked, choices, demand, on)
    most = max(MOST_SHOWN, len(choices.first))
    shown = [lead for lead in ordered if lead.occupation.code not in choices.removed][:most]
    paths = tuple(_paths(db, catalogue, asked, shown, on))
    advice = advise(asked, ordered, paths, matcher.reference_)
    return GuidanceAnswer(ordered, paths, advice, demand)


def guide_to(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    asked: Asked,
    occupation: str,
    choices: Choices = AS_COMPUTED,
    *,
    on: date,
) -> RankedPath:
    """The path to one occupation of the sector, at the rank that the answer gives it."""
    ordered = _ordered(matcher, catalogue, asked, choices, _demand(db, matcher, on), on)
    for rank, lead in enumerate(ordered, start=1):
        if lead.occupation.code == occupation:
            path = next(iter(_paths(db, catalogue, asked, [lead], on)))
            return RankedPath(path, rank, len(ordered))
    raise NotFound("occupation", occupation)


def open_firms(db: Session) -> tuple[Promise, ...]:
    """The firms that agreed to be named for a visit or an immersion."""
    return tuple(host for host in list_hosts(db) if host.kind.value in ("visit", "immersion"))


def _demand(db: Session, matcher: Matcher, on: date) -> dict[str, Released]:
    return {
        one.code: one
        for one in released_demand(db, matcher.reference_, on=on)
        if one.kind in (Kind.FAMILY, Kind.OCCUPATION)
    }


def _ordered(
    matcher: Matcher,
    catalogue: CatalogueIndex,
    asked: Asked,
    choices: Choices,
    demand: Mapping[str, Released],
    on: date,
) -> tuple[Lead, ...]:
    """All the occupations: those put first, the others by their points, those left out."""
    demanded = frozenset(demand)
    found = leads(asked, matcher.reference_, catalogue, demanded, on=on, rules=choices.rules)
    by_code = {lead.occupation.code: lead for lead in found}
    first = [by_code[code] for code in choices.first if code in by_code]
    rest = [lead for lead in found if lead not in first]
    kept = [lead for lead in rest if lead.occupation.code not in choices.removed]
    return (*first, *kept, *(lead for lead in rest if lead not in kept))


def _paths(
    db: Session, catalogue: CatalogueIndex, asked: Asked, shown: Iterable[Lead], on: date
) -> Iterable[Path]:
    hosts, openings, places = list_hosts(db), list_openings(db), list_places(db)
    for lead in shown:
        yield path_to(
            lead.occupation, asked, catalogue, openings, places, hosts, on=on, missing=lead.missing
        )

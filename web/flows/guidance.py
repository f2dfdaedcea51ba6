"""The counsellor's answer: computed from what the form says, kept nowhere."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data.storage.apprenticeships import list_openings, list_places
from data.storage.promises import list_hosts
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.path_steps import Path, path_to
from matching.pathways import Asked, Lead, leads
from matching.results import Polarity
from skills.answer import Promise
from skills.folding import folded
from skills.guidance import GuidanceRules
from skills.published import Kind
from skills.reference import Reference
from web.flows.gaps import released_demand


@dataclass(frozen=True, slots=True)
class GuidanceAnswer:
    """The occupations in order, and the paths to the first ones that are still shown."""

    leads: tuple[Lead, ...]
    paths: tuple[Path, ...]
    understood: tuple[str, ...]  # codes of the past occupations read in the words


def past_occupations(matcher: Matcher, words: str, *, on: date) -> tuple[str, ...]:
    """The occupations named in free words; the words go no further."""
    if not words.strip():
        return ()
    found = matcher.propose(words, on=on).linked.occupations
    codes = [one.code for one in found if one.polarity is not Polarity.NOT_ASKED]
    heads = _heads(matcher.reference_)
    typed = folded(words).replace(",", " ").replace("'", " ").split()
    codes += [heads[word] for word in typed if word in heads]
    return tuple(dict.fromkeys(codes))


def _heads(reference: Reference) -> dict[str, str]:
    """The first word of each occupation's labels, in both genders, where it names only one."""
    found: dict[str, set[str]] = {}
    for one in reference.occupations.values():
        for label in (one.label_masculine, one.label_feminine):
            found.setdefault(folded(label).split()[0], set()).add(one.code)
    return {word: min(codes) for word, codes in found.items() if len(codes) == 1}


def guide(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    asked: Asked,
    *,
    on: date,
    removed: frozenset[str] = frozenset(),
    added: tuple[str, ...] = (),
    rules: GuidanceRules | None = None,
    most: int = 3,
) -> GuidanceAnswer:
    """Put the occupations in order and draw the paths to the first ones.

    ``removed`` leaves some out of the first ones, ``added`` puts some before them, as the
    counsellor decides.
    """
    demanded = frozenset(
        one.code for one in released_demand(db, matcher, on=on) if one.kind is Kind.FAMILY
    )
    ordered = leads(asked, matcher.reference_, catalogue, demanded, on=on, rules=rules)
    chosen = [lead for code in added for lead in ordered if lead.occupation.code == code]
    chosen += [
        lead
        for lead in ordered
        if lead.occupation.code not in removed and lead.occupation.code not in added
    ]
    hosts, openings, places = list_hosts(db), list_openings(db), list_places(db)
    paths = tuple(
        path_to(lead.occupation, asked, catalogue, openings, places, hosts, on=on)
        for lead in chosen[:most]
    )
    return GuidanceAnswer((*chosen, *(x for x in ordered if x not in chosen)), paths, asked.past)


def open_firms(db: Session) -> tuple[Promise, ...]:
    """The firms that agreed to be named for a visit or an immersion."""
    return tuple(host for host in list_hosts(db) if host.kind.value in ("visit", "immersion"))

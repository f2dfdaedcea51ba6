"""LHEO 2.2 and 2.3, the exchange language of the French training offer.

Tolerant, as real flows are: elements are found by their local names in any namespace, a field that
breaks a rule costs itself and not its record, and what no shape holds is kept beside it, unknown
and misspelt elements too. One offer per ``formation`` and ``action``. Definition:
lheo/lheo-schema, tag 2.3.0.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from data.formats.lheo_node import Node, Pair, pairs_of
from data.formats.lheo_own import restore
from data.formats.lheo_schema import labels
from data.importers.lheo_fields import european_level, one_of, positive, price, web_address
from data.importers.lheo_sessions import ENTRIES, read_place, read_session
from data.importers.lheo_tree import Record, formations, words
from data.importers.lheo_who import certifications, read_provider
from skills.training import (
    DeliveryMode,
    Provider,
    Rejected,
    TrainingOffer,
)

MODES = {"0": DeliveryMode.ON_SITE, "1": DeliveryMode.MIXED, "2": DeliveryMode.REMOTE}
LONGEST_TITLE = 255

Choice = TypeVar("Choice")


class LheoImporter:
    """Reads ``lheo > offres > formation > action > session``, one ``formation`` in memory at a
    time.
    """

    name = "LHEO"

    def recognises(self, start: bytes) -> bool:
        """Any XML: what it holds is judged while reading, where a line can be named."""
        head = start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
        return head.startswith(b"<")

    def read(self, path: Path) -> Iterator[TrainingOffer | Rejected]:
        """The offers of a file, in its order; raise ``BadFile`` where the XML itself breaks."""
        times: Counter[str] = Counter()
        for formation, line in formations(path):
            for record in _formation(formation, Record(line)):
                if isinstance(record, Rejected):
                    yield record
                    continue
                # A number is not unique by rule: the second of a file must not replace the first.
                times[record.key] += 1
                rank = times[record.key]
                yield record if rank == 1 else replace(record, key=f"{record.key}#{rank}")


def _formation(formation: Node, record: Record) -> Iterator[TrainingOffer | Rejected]:
    restore(formation)
    title = words(formation, "intitule-formation")
    actions = formation.children.pop("action", [])
    if not title or not actions:
        missing = "action" if title else "intitule-formation"
        yield Rejected(record.line, missing, title[:80], "required")
        return
    provider = read_provider(formation, record)
    key = _key(formation, title, provider)
    base = TrainingOffer(
        source="lheo",
        key=key,
        title=title,
        provider=provider,
        objective=_taken(formation, "objectif-formation"),
        content=_taken(formation, "contenu-formation"),
        certifications=certifications(formation, record),
        nsf=_codes(formation, "code-NSF"),
        formacodes=_codes(formation, "code-FORMACODE"),
        romes=_codes(formation, "code-ROME"),
        level=_level(formation),
        url=web_address(formation.said("url-formation", "urlweb")),
    )
    _taken(formation, "intitule-formation")
    extras = pairs_of(formation)
    for rank, action in enumerate(actions, start=1):
        yield _offer(base, action, rank, extras, record)
    yield from record.rejected


def _offer(
    base: TrainingOffer, action: Node, rank: int, extras: list[Pair], record: Record
) -> TrainingOffer:
    restore(action)
    number = action.attributes.pop("numero", "") or str(rank)
    sessions = action.children.pop("session", [])
    mode = _choice(action, "modalites-enseignement", MODES)
    # Place and way of entering are the action's in LHEO, each session's here.
    place = read_place(action, record) if sessions else None
    entry = _choice(action, "modalites-entrees-sorties", ENTRIES) if sessions else None
    funders = action.all("organisme-financeur")
    funded = sum(filter(None, (positive(one.said("nb-places-financees")) for one in funders)))
    read = tuple(
        read_session(session, number, place, entry, funded or None, record)
        for number, session in enumerate(sessions, start=1)
    )
    names = labels("financeurs")
    return replace(
        base,
        key=f"{base.key}/{number}",
        prerequisites=_taken(action, "conditions-specifiques"),
        hours=positive(action.said("nombre-heures-total"))
        or positive(action.said("nombre-heures-centre")),
        mode=mode,
        url=web_address(action.said("url-action", "urlweb")) or base.url,
        blocks=tuple(dict.fromkeys(code for _, blocks in read for code in blocks)),
        public=_taken(action, "info-public-vise"),
        cost=price(action.said("prix-total-TTC")),
        funding=tuple(
            dict.fromkeys(
                names[code] for one in funders if (code := one.said("code-financeur")) in names
            )
        ),
        accessibility=_taken(action, "acces-handicapes"),
        sessions=tuple(session for session, _ in read),
        extras=(*extras, *pairs_of(action, "action")),
    )


def _key(formation: Node, title: str, provider: Provider) -> str:
    """The body and its own number: every body numbers from 1, and several flows are kept
    together. Where there is no number, the title stands for it, so that the same file read again
    finds the same offers.
    """
    number = formation.attributes.pop("numero", "")
    number = number or sha256(title[:LONGEST_TITLE].encode()).hexdigest()[:12]
    return f"{provider.key}/{number}"


def _taken(parent: Node, name: str) -> str:
    """A text that the shape holds whole from now on."""
    text = words(parent, name)
    if text:
        parent.children[name][0].taken = True
    return text


def _choice(parent: Node, name: str, choices: dict[str, Choice]) -> Choice | None:
    found = one_of(parent.said(name), choices)
    if found is not None:
        parent.children[name][0].taken = True
    return found


def _level(formation: Node) -> int | None:
    level = european_level(formation.said("code-niveau-sortie"))
    if level is not None:
        formation.children["code-niveau-sortie"][0].taken = True
    return level


def _codes(formation: Node, name: str) -> tuple[str, ...]:
    domain = formation.first("domaine-formation")
    texts = (one.said() for one in domain.all(name)) if domain else ()
    return tuple(text for text in texts if text)

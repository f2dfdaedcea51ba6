"""One offer out of the records that several sources have of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from matching.places import CommuneNames
from matching.same_offer.pairs import group, name_of
from skills.same_offer import RecordName, SameOffer
from skills.suggestion_decision import SessionName
from skills.training import (
    DatePrecision,
    ImpreciseDate,
    Place,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)

FIELDS = (
    "title", "provider", "objective", "content", "prerequisites", "certifications", "nsf",
    "formacodes", "romes", "level", "hours", "mode", "url", "blocks", "public", "cost", "funding",
    "accessibility",
)  # fmt: skip
"""What an offer says besides its sessions; each comes from one record."""
_OF_SESSION = ("starts_on", "ends_on", "place", "seats", "seats_left", "entry", "state")


def merge_groups(
    offers: Iterable[TrainingOffer], same: Iterable[SameOffer], towns: CommuneNames
) -> tuple[TrainingOffer, ...]:
    """The offers with those that are one put together, by source and key."""
    by_name = {name_of(offer): offer for offer in offers}
    merged: dict[RecordName, TrainingOffer] = dict(by_name)
    for names in group(same, by_name):
        for name in names:
            del merged[name]
        one = merge_records([by_name[name] for name in names], towns)
        merged[name_of(one)] = one
    return tuple(merged[name] for name in sorted(merged))


def merge_records(records: Sequence[TrainingOffer], towns: CommuneNames) -> TrainingOffer:
    """The offer that two or more records describe.

    It keeps the name and number of the record known first. Each field comes from the record that
    changed last among those that say something of it; one that its source no longer shows comes
    after the others.
    """
    first = min(records, key=lambda one: (one.id or 0, name_of(one)))
    order = by_freshness(records)
    facts: dict[str, object] = {}
    origins = []
    for field in FIELDS:
        knows = [one for one in order if says(getattr(one, field))]
        if knows:
            facts[field] = getattr(knows[0], field)
            origins.append((field, knows[0].source))
    facts["provider"] = _provider(order)
    return replace(
        first,
        **facts,  # type: ignore[arg-type]
        sessions=_sessions([first, *(one for one in order if one is not first)], order, towns),
        teaches=_taught(order),
        not_taught=tuple(sorted({code for one in records for code in one.not_taught})),
        seen_on=_latest(one.seen_on for one in records),
        changed_on=_latest(one.changed_on for one in records),
        vanished=all(one.vanished for one in records),
        records=tuple(sorted(map(name_of, records))),
        origins=tuple(origins),
    )


def _provider(order: Sequence[TrainingOffer]) -> Provider:
    """The body as the freshest source names it, with the numbers that any of them knows."""
    bodies = [one.provider for one in order]
    siret = next((body.siret for body in bodies if body.siret), "")
    uai = next((body.uai for body in bodies if body.uai), "")
    return replace(bodies[0], siret=siret, uai=uai)


def by_freshness(records: Iterable[TrainingOffer]) -> tuple[TrainingOffer, ...]:
    """Those still shown before the others, then the last changed, then the one known first."""
    return tuple(
        sorted(
            records,
            key=lambda one: (
                one.vanished,
                -(one.changed_on or date.min).toordinal(),
                one.id or 0,
                one.source,
                one.key,
            ),
        )
    )


def says(value: object) -> bool:
    """Whether a field holds something; 0 is something."""
    return value is not None and value not in ("", ())


def _sessions(
    named: Sequence[TrainingOffer], order: Sequence[TrainingOffer], towns: CommuneNames
) -> tuple[TrainingSession, ...]:
    """The sessions of all, those that begin at the same time and place put together."""
    rank = {name_of(one): place for place, one in enumerate(order)}
    runs: list[list[tuple[int, SessionName, TrainingSession]]] = []
    for record in named:
        for session in record.sessions:
            name = SessionName(record.source, record.key, session.key)
            entry = (rank[name_of(record)], name, session)
            same = next((run for run in runs if _fits(entry, run, towns)), None)
            if same is None:
                runs.append([entry])
            else:
                same.append(entry)
    own = name_of(named[0])
    merged: dict[str, TrainingSession] = {}
    for run in runs:
        session = _merge_session(run)
        name = run[0][1]
        key = name.session
        if (name.source, name.key) != (own.source, own.key) and key in merged:
            key = f"{name.source}/{name.key}/{name.session}"
        merged[key] = replace(session, key=key)
    return tuple(
        sorted(merged.values(), key=lambda s: s.starts_on.day if s.starts_on else date.max)
    )


def _fits(
    entry: tuple[int, SessionName, TrainingSession],
    run: Sequence[tuple[int, SessionName, TrainingSession]],
    towns: CommuneNames,
) -> bool:
    _, name, session = entry
    others = [(other, one) for _, other, one in run]
    if any((other.source, other.key) == (name.source, name.key) for other, _ in others):
        return False  # a source knows its own sessions apart
    return all(
        _same_start(session.starts_on, one.starts_on)
        and _same_place(session.place, one.place, towns)
        for _, one in others
    )


def _same_start(one: ImpreciseDate | None, other: ImpreciseDate | None) -> bool:
    if one is None or other is None:
        return one is other
    if DatePrecision.YEAR in (one.precision, other.precision):
        return one.day.year == other.day.year
    if DatePrecision.MONTH in (one.precision, other.precision):
        return (one.day.year, one.day.month) == (other.day.year, other.day.month)
    return abs((one.day - other.day).days) <= 7


def _same_place(one: Place | None, other: Place | None, towns: CommuneNames) -> bool:
    here, there = towns.of(one), towns.of(other)
    if here is not None and there is not None:
        return here.code == there.code
    return True  # nothing says that it is elsewhere: the offers are one already


def _merge_session(
    run: Sequence[tuple[int, SessionName, TrainingSession]],
) -> TrainingSession:
    """The freshest of what is known; a day wins over a month."""
    order = [one for _, _, one in sorted(run, key=lambda entry: (entry[0], entry[1]))]
    facts: dict[str, object] = {}
    for field in _OF_SESSION:
        known = [value for one in order if (value := getattr(one, field)) is not None]
        if known and isinstance(known[0], ImpreciseDate):
            known.sort(key=lambda when: when.precision is not DatePrecision.DAY)
        if known:
            facts[field] = known[0]
    names = tuple(sorted(name for _, name, _ in run))
    return replace(run[0][2], **facts, records=names)  # type: ignore[arg-type]


def _taught(records: Sequence[TrainingOffer]) -> tuple[TaughtCompetence, ...]:
    """What any record teaches; what the body says wins, then the surest."""
    found: dict[str, TaughtCompetence] = {}
    refused = {code for record in records for code in record.not_taught}
    for record in records:
        for one in record.teaches:
            if one.code in refused and one.basis is not TeachingBasis.PROVIDER:
                continue
            known = found.get(one.code)
            if known is None or _surer(one, known):
                found[one.code] = one
    return tuple(found[code] for code in sorted(found))


def _surer(one: TaughtCompetence, known: TaughtCompetence) -> bool:
    said = one.basis is TeachingBasis.PROVIDER, known.basis is TeachingBasis.PROVIDER
    if said[0] != said[1]:
        return said[0]
    return one.confidence > known.confidence


def differing(records: Iterable[TrainingOffer]) -> Mapping[str, tuple[tuple[str, object], ...]]:
    """The fields of which records say different things: source and value, freshest first."""
    order = by_freshness(records)
    found = {}
    for field in FIELDS:
        told = [(one.source, getattr(one, field)) for one in order if says(getattr(one, field))]
        if len({repr(value) for _, value in told}) > 1:
            found[field] = tuple(told)
    return found


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)

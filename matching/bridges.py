"""Which occupations share gestures: computed from what each requires."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from skills.competence import CompetenceKind
from skills.occupation import Bridge, Importance, Occupation
from skills.reference import Reference

_WITH_HELP = 1


@dataclass(frozen=True, slots=True)
class OccupationBridge:
    """From one occupation to another: what is shared already, what is missing.

    ``strength`` in 0..1 is the share of what the target requires that the origin brings, levels
    counted. ``reason`` is the sentence of a person who confirmed the bridge, or empty.
    """

    origin: str
    target: str
    strength: float
    shared: tuple[str, ...]  # competences of the target that the origin has, most required first
    missing: tuple[str, ...]  # essential competences of the target that the origin lacks
    reason: str
    told: Bridge | None = None  # what a person wrote of it; its gestures come first above
    named: tuple[str, ...] = ()  # of ``shared``, the gestures that a person named


def bridge(
    origin: Occupation,
    target: Occupation,
    reference: Reference,
    told: Bridge | None = None,
    *,
    elsewhere: Collection[str] = (),
) -> OccupationBridge:
    """What someone of one occupation brings to another; the gestures that a person named go first.

    Behaviours are left aside unless a person named them: every occupation asks for care, which
    makes no bridge.

    Parameters
    ----------
    elsewhere : gestures that a person named of the origin for another target: done with help
        (level 1), unless ``told`` says that they are missing here.
    """
    near = tuple(gesture.competence for gesture in told.shared) if told else ()
    new = tuple(gesture.competence for gesture in told.missing) if told else ()
    has = {r.competence: r.level for r in origin.requirements}
    got = total = 0.0
    shared, missing = [], []
    for wanted in target.requirements:
        competence = reference.competences.get(wanted.competence)
        if competence is None or competence.kind is CompetenceKind.BEHAVIOUR:
            continue
        weight = wanted.level * (2.0 if wanted.importance is Importance.ESSENTIAL else 1.0)
        total += weight
        level = has.get(wanted.competence, 0)
        if wanted.competence in elsewhere and wanted.competence not in new:
            level = max(level, _WITH_HELP)
        got += weight * min(1.0, level / wanted.level)
        if level:
            shared.append((-weight, wanted.competence))
        elif wanted.importance is Importance.ESSENTIAL:
            missing.append((-weight, wanted.competence))
    common = near + tuple(code for _, code in sorted(shared) if code not in near + new)
    return OccupationBridge(
        origin.code,
        target.code,
        got / total if total else 0.0,
        common,
        new + tuple(code for _, code in sorted(missing) if code not in near + new),
        told.reason if told else "",
        told,
        tuple(code for code in common if code in near or code in elsewhere),
    )


def bridges_to(
    target: Occupation, reference: Reference, *, most: int = 6
) -> tuple[OccupationBridge, ...]:
    """The occupations that lead to ``target``: those confirmed, then the strongest computed."""
    told = {b.origin: b for b in reference.bridges if b.target == target.code}
    return _best(
        (
            bridge(origin, target, reference, told.get(origin.code))
            for origin in reference.occupations.values()
            if origin.code != target.code
        ),
        most,
    )


def named_gestures(origin: Occupation, reference: Reference) -> frozenset[str]:
    """The gestures that a person named of an occupation, whatever it was said to lead to."""
    told = (b for b in reference.bridges if b.origin == origin.code)
    return frozenset(gesture.competence for b in told for gesture in b.shared)


def told_bridges(reference: Reference) -> tuple[OccupationBridge, ...]:
    """The bridges that a person confirmed, by the origin's name, then the target's."""
    known = reference.occupations
    found = [
        bridge(known[one.origin], known[one.target], reference, one)
        for one in reference.bridges
        if one.origin in known and one.target in known
    ]
    found.sort(key=lambda b: (known[b.origin].label, known[b.target].label))
    return tuple(found)


def bridges_from(
    origin: Occupation, reference: Reference, *, most: int = 6
) -> tuple[OccupationBridge, ...]:
    """The occupations that ``origin`` leads to, in the same order."""
    told = {b.target: b for b in reference.bridges if b.origin == origin.code}
    return _best(
        (
            bridge(origin, target, reference, told.get(target.code))
            for target in reference.occupations.values()
            if target.code != origin.code
        ),
        most,
    )


def _best(found: Iterable[OccupationBridge], most: int) -> tuple[OccupationBridge, ...]:
    kept = [b for b in found if b.reason or b.shared]
    kept.sort(key=lambda b: (not b.reason, -round(b.strength, 9), b.origin, b.target))
    return tuple(kept[:most])

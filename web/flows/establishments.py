"""Real schools and training bodies, near a place or for a diploma. Reference facts only."""

from collections.abc import Iterable
from dataclasses import dataclass

from skills.establishment import Establishment, FactState
from skills.occupation import Importance
from skills.reference import Reference
from skills.territory import distance_km


@dataclass(frozen=True, slots=True)
class Located:
    """An establishment and how far it is, in km as the crow flies; None when one does not know."""

    establishment: Establishment
    distance: float | None


@dataclass(frozen=True, slots=True)
class EstablishmentList:
    """What answers, the nearest first; how many there are in all, and how many are to verify."""

    lines: tuple[Located, ...]
    known: int
    to_verify: int


def list_establishments(
    reference: Reference, *, near: str = "", within_km: int | None = None, certification: str = ""
) -> EstablishmentList:
    """The establishments, those that prepare a certification, those near a commune; by distance
    then by name.
    """
    here = reference.communes.get(near)
    lines = []
    for one in reference.establishments.values():
        if certification and certification not in {c.certification for c in one.courses}:
            continue
        commune = reference.communes.get(one.commune)
        far = distance_km(here.centre, commune.centre) if here and commune else None
        if within_km is not None and here and (far is None or far > within_km):
            continue
        lines.append(Located(one, far))
    far_away = float("inf")
    lines.sort(
        key=lambda line: (
            far_away if line.distance is None else line.distance,
            line.establishment.name,
        )
    )
    return EstablishmentList(
        tuple(lines),
        len(reference.establishments),
        sum(one.state is FactState.TO_VERIFY for one in reference.establishments.values()),
    )


def preparing(reference: Reference, certifications: Iterable[str]) -> tuple[Establishment, ...]:
    """The establishments that prepare one of some certifications, or one that it renews, by
    name.
    """
    wanted = {_renewed(code, reference) for code in certifications}
    return tuple(
        sorted(
            (
                one
                for one in reference.establishments.values()
                if wanted & {_renewed(c.certification, reference) for c in one.courses}
            ),
            key=lambda one: (one.name, one.code),
        )
    )


def leading_to(reference: Reference, occupation: str) -> tuple[Establishment, ...]:
    """The establishments with a diploma that gives a third or more of what an occupation cannot do
    without.
    """
    found = reference.occupations.get(occupation)
    asked = {
        need.competence
        for need in (found.requirements if found else ())
        if need.importance is Importance.ESSENTIAL
    }
    if not asked:
        return ()
    return preparing(
        reference,
        (
            one.code
            for one in reference.certifications.values()
            if 3 * len(asked & {grant.competence for grant in one.grants}) >= len(asked)
        ),
    )


def near_schools(
    reference: Reference, occupation: str, near: str, within_km: int | None, *, most: int = 3
) -> tuple[Located, ...]:
    """Of those that lead to an occupation, the nearest to a commune; by name when it is not known.

    Their dates are not known: they are to be called.
    """
    codes = {one.code for one in leading_to(reference, occupation)}
    found = list_establishments(reference, near=near, within_km=within_km).lines
    return tuple(line for line in found if line.establishment.code in codes)[:most]


def _renewed(code: str, reference: Reference) -> str:
    seen = set()
    while code in reference.certifications and code not in seen:
        seen.add(code)
        code = reference.certifications[code].replaced_by or code
    return code

"""What a training body says that its own course teaches, or does not: it wins over what is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from skills.folding import folded
from skills.organisation import Organisation
from skills.same_offer import RecordName
from skills.training import Provider, TaughtCompetence, TeachingBasis


@dataclass(frozen=True, slots=True)
class TeachingStatement:
    """One competence that a body says its course teaches, at a level 1 to 4 when told, or does
    not teach. It is about the record by name, so that it outlives what a source says next.
    """

    record: RecordName
    code: str
    level: int | None
    taught: bool
    by: str  # who said so
    body: str  # the name of the body that the person speaks for
    at: datetime
    id: int | None = None  # None until stored


def as_said(
    derived: Iterable[TaughtCompetence], statements: Iterable[TeachingStatement]
) -> tuple[tuple[TaughtCompetence, ...], tuple[str, ...]]:
    """What is taught once the body has spoken, by code, and the codes that it says it does not
    teach.
    """
    taught = {one.code: one for one in derived}
    refused = []
    for said in statements:
        if said.taught:
            level = said.level
            taught[said.code] = TaughtCompetence(said.code, level, TeachingBasis.PROVIDER, 1.0)
        else:
            taught.pop(said.code, None)
            refused.append(said.code)
    return tuple(taught[code] for code in sorted(taught)), tuple(sorted(refused))


def speaks_for(organisation: Organisation, provider: Provider) -> bool:
    """Whether an organisation, once verified, is the body that teaches a course: by its SIREN,
    else, where one of the two has no number, by its whole name.
    """
    if not organisation.verified:
        return False
    mine, theirs = organisation.siret[:9], provider.siret[:9]
    if mine and theirs:
        return mine == theirs
    return bool(provider.name) and folded(organisation.name) == folded(provider.name)

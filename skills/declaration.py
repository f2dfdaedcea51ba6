"""What a firm declares alone, page by page, before anybody has verified it."""

from dataclasses import dataclass, field
from datetime import date

from skills.interview import Firm
from skills.need import Headcount
from skills.terms_of_work import Commitment, Shift

MOST_NEEDS = 10


@dataclass(frozen=True, slots=True)
class DeclaredNeed:
    """Whom a firm looks for: an occupation picked, its own words, or both."""

    occupation: str = ""
    words: str = ""
    competences: tuple[str, ...] = ()
    headcount: Headcount | None = None
    wanted_by: date | None = None
    beginner: bool | None = None
    shifts: tuple[Shift, ...] = ()
    told: bool = False  # how many and when have been answered, or left open


@dataclass(frozen=True, slots=True)
class Declaration:
    """Everything typed so far. ``contact`` is an e-mail address or a telephone number."""

    firm: Firm = field(default_factory=lambda: Firm(""))
    contact: str = ""
    needs: tuple[DeclaredNeed, ...] = ()
    promises: tuple[Commitment, ...] = ()
    named: bool = False


def as_plain(declaration: Declaration) -> dict[str, object]:
    """The declaration as values that JSON can hold."""
    return {
        "firm": declaration.firm.name,
        "commune": declaration.firm.commune,
        "siret": declaration.firm.siret,
        "contact": declaration.contact,
        "needs": [
            {
                "occupation": one.occupation,
                "words": one.words,
                "competences": list(one.competences),
                "people": [one.headcount.minimum, one.headcount.maximum] if one.headcount else None,
                "wanted_by": one.wanted_by.isoformat() if one.wanted_by else None,
                "beginner": one.beginner,
                "shifts": [shift.value for shift in one.shifts],
                "told": one.told,
            }
            for one in declaration.needs
        ],
        "promises": [kind.value for kind in declaration.promises],
        "named": declaration.named,
    }


def from_plain(kept: dict[str, object]) -> Declaration:
    """What ``as_plain`` made, back; an empty declaration from an empty dictionary."""
    if not kept:
        return Declaration()
    needs: list[dict[str, object]] = list(kept["needs"])  # type: ignore[call-overload]
    return Declaration(
        Firm(str(kept["firm"]), str(kept["commune"]), str(kept["siret"])),
        str(kept["contact"]),
        tuple(_need(one) for one in needs),
        tuple(Commitment(kind) for kind in kept["promises"]),  # type: ignore[attr-defined]
        bool(kept["named"]),
    )


def _need(kept: dict[str, object]) -> DeclaredNeed:
    people: list[int] | None = kept["people"]  # type: ignore[assignment]
    day = kept["wanted_by"]
    return DeclaredNeed(
        str(kept["occupation"]),
        str(kept["words"]),
        tuple(kept["competences"]),  # type: ignore[arg-type]
        Headcount(people[0], people[1]) if people else None,
        date.fromisoformat(str(day)) if day else None,
        kept["beginner"],  # type: ignore[arg-type]
        tuple(Shift(code) for code in kept["shifts"]),  # type: ignore[attr-defined]
        bool(kept["told"]),
    )

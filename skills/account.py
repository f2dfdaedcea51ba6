"""Who asks. Every read of the storage names its reader."""

from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from skills.errors import Invalid
from skills.labelled import Labelled

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
_LONGEST_EMAIL = 254
_LOCAL_PART = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+/=?^_`{|}~-")
_LABEL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


class Role(Labelled):
    """What a reader is here for. The last three are given to nobody by an administrator."""

    INTERVIEWER = "interviewer", "chargé d'entretien"
    EMPLOYER = "employer", "employeur"
    TRAINING_BODY = "training_body", "organisme de formation"
    SCHOOL = "school", "établissement scolaire"
    COUNSELLOR = "counsellor", "conseiller emploi"
    MANAGER = "territory_manager", "animateur du territoire"
    ADMINISTRATOR = "administrator", "administrateur"
    VISITOR = "visitor", "visiteur sans compte"
    LOCAL = "local", "poste local"
    STATISTICS = "statistics", "statistiques"


GIVEN_ROLES = tuple(
    role for role in Role if role not in (Role.VISITOR, Role.LOCAL, Role.STATISTICS)
)


@dataclass(frozen=True, slots=True)
class User:
    """A reader or author.

    ``perimeter`` holds EPCI codes and ``communes`` the INSEE codes of their communes; ``firm`` is
    the identifier of the firm that an employer speaks for. ``scopes`` narrows what an API token
    may do; None for a person.
    """

    name: str
    role: Role
    id: int | None = None
    email: str = ""
    organisation: int | None = None
    firm: int | None = None
    perimeter: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    scopes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account, as administration pages show it; no secret is in it."""

    id: int
    email: str
    name: str
    role: Role
    organisation: int | None
    organisation_name: str
    perimeter: tuple[str, ...]
    enabled: bool
    has_password: bool
    has_second_factor: bool


VISITOR = User("visiteur", Role.VISITOR)
LOCAL_USER = User("poste local", Role.LOCAL)
STATISTICS = User("statistiques", Role.STATISTICS)
"""Reads everybody's needs to add them up; what comes out of it names no firm."""


def normal_email(text: str) -> str:
    """The one form of an e-mail address; ``Invalid`` when it is none, or may pass for another.

    Case and full-width forms are the same address. Letters outside ASCII are refused: « а » in
    Cyrillic reads as « a », and nobody would see whose address it is. A domain with an accent is
    written in its ``xn--`` form.
    """
    email = normalize("NFKC", text).strip().casefold()
    local, at, domain = email.rpartition("@")
    labels = domain.split(".")
    if (
        not at
        or len(email) > _LONGEST_EMAIL
        or not set(local) <= _LOCAL_PART
        or not local.strip(".")
        or local != local.strip(".")
        or ".." in local
        or len(labels) < 2
        or not all(label and set(label) <= _LABEL and label == label.strip("-") for label in labels)
    ):
        raise Invalid("email", text[:100], "email")
    return email


def password_problem(password: str, *, common: frozenset[str], about: tuple[str, ...] = ()) -> str:
    """Why a password is refused, as a code; empty when it will do.

    ``common`` holds well-known passwords and words in lower case; ``about`` what an attacker
    knows of the person (name, address, organisation).
    """
    if len(password) < SHORTEST_PASSWORD:
        return "password_short"
    if len(password) > LONGEST_PASSWORD:
        return "too_long"
    plain = password.casefold()
    bare = plain.strip("0123456789!?.,;:*@#$%&-_+= ")
    if plain in common or bare in common or len(set(plain)) < 5:
        return "password_common"
    if _is_a_row(plain):
        return "password_common"
    known = [
        word
        for text in about
        for word in text.casefold().replace("@", " ").replace(".", " ").split()
    ]
    if any(len(word) > 3 and word in plain and len(plain) - len(word) < 8 for word in known):
        return "password_about_you"
    return ""


def _is_a_row(text: str) -> bool:
    """Whether most characters follow the one before, as in « 123456789abc »."""
    steps = [ord(b) - ord(a) for a, b in pairwise(text)]
    return sum(step in (-1, 0, 1) for step in steps) > 0.7 * len(steps)

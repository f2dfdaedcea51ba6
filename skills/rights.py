"""Who may do what: one table, role × thing × action. ``docs/rights.md`` says the same to people.

A right has an extent: which of the things it reaches. The storage turns the extent of reading into
a condition on rows, so that a thing out of reach is as absent as one that never was.
"""

from collections.abc import Mapping
from types import MappingProxyType

from skills.account import Role, User
from skills.errors import NotFound
from skills.labelled import Labelled


class Thing(Labelled):
    INTERVIEW = "interview", "entretien"
    NEED = "need", "besoin"
    OFFER = "offer", "formation"
    GAP = "gap", "manque"
    ACCOUNT = "account", "compte"
    ORGANISATION = "organisation", "organisation"
    JOURNAL = "journal", "journal"
    LINK = "link", "lien secret"
    LABEL = "label", "mot appris"
    LETTER = "letter", "courrier"
    ANSWER = "answer", "réponse à un besoin"
    DECLARATION = "declaration", "déclaration à vérifier"
    PROJECT = "project", "projet"
    STEERING = "steering", "pilotage du territoire"
    COUNT = "count", "comptage de visites et d'immersions"
    OUTCOME = "outcome", "devenir des sessions"
    TEACHING = "teaching", "ce qu'une formation enseigne"
    VISIT = "visit", "demande de visite"


class Action(Labelled):
    READ = "read", "voir"
    WRITE = "write", "écrire"
    DELETE = "delete", "supprimer"
    EXPORT = "export", "exporter"


class Extent(Labelled):
    NONE = "none", "non"
    ALL = "all", "tout"
    PERIMETER = "perimeter", "son périmètre et son organisation"
    SENT = "sent", "transmis, dans son périmètre"
    FIRM = "firm", "son entreprise"
    OWN = "own", "le sien"


_EVERYBODY = {
    (Thing.OFFER, Action.READ): Extent.ALL,
    (Thing.OFFER, Action.EXPORT): Extent.ALL,
    (Thing.GAP, Action.READ): Extent.ALL,
    (Thing.GAP, Action.EXPORT): Extent.ALL,
    (Thing.OUTCOME, Action.READ): Extent.ALL,
}
_WITH_ACCOUNT = _EVERYBODY | {
    (Thing.ACCOUNT, Action.READ): Extent.OWN,
    (Thing.ACCOUNT, Action.WRITE): Extent.OWN,
}
_TAKES_NOTES = _WITH_ACCOUNT | {
    (thing, action): Extent.PERIMETER
    for thing in (Thing.INTERVIEW, Thing.NEED, Thing.ANSWER, Thing.DECLARATION, Thing.PROJECT)
    for action in (Action.READ, Action.WRITE)
}
_ANSWERS = _WITH_ACCOUNT | {
    (Thing.ANSWER, Action.READ): Extent.SENT,
    (Thing.ANSWER, Action.WRITE): Extent.SENT,
}
_STEERS = {
    (Thing.STEERING, Action.READ): Extent.PERIMETER,
    (Thing.STEERING, Action.WRITE): Extent.PERIMETER,
    (Thing.STEERING, Action.EXPORT): Extent.PERIMETER,
    (Thing.COUNT, Action.WRITE): Extent.PERIMETER,
}
_TEACHES = {
    (Thing.OUTCOME, Action.WRITE): Extent.OWN,
    (Thing.TEACHING, Action.WRITE): Extent.OWN,
}
_RECEIVES = {
    (Thing.VISIT, Action.READ): Extent.PERIMETER,
    (Thing.VISIT, Action.WRITE): Extent.PERIMETER,
}
_LINKS = {
    (Thing.LINK, Action.READ): Extent.OWN,
    (Thing.LINK, Action.WRITE): Extent.OWN,
    (Thing.LINK, Action.DELETE): Extent.OWN,
}
_OF_ACCOUNTS: Mapping[Role, Mapping[tuple[Thing, Action], Extent]] = {
    Role.VISITOR: _EVERYBODY,
    Role.TRAINING_BODY: _ANSWERS | _TEACHES,
    Role.SCHOOL: _ANSWERS | _TEACHES,
    Role.COUNSELLOR: _ANSWERS | {(Thing.NEED, Action.READ): Extent.SENT},
    Role.EMPLOYER: _WITH_ACCOUNT
    | {(Thing.NEED, Action.READ): Extent.FIRM, (Thing.COUNT, Action.WRITE): Extent.OWN}
    | dict.fromkeys(_RECEIVES, Extent.FIRM),
    Role.INTERVIEWER: _TAKES_NOTES
    | _LINKS
    | _STEERS
    | _RECEIVES
    | {(Thing.LABEL, Action.READ): Extent.PERIMETER},
    Role.MANAGER: _TAKES_NOTES
    | _LINKS
    | _STEERS
    | _RECEIVES
    | {
        (Thing.OFFER, Action.WRITE): Extent.ALL,
        (Thing.JOURNAL, Action.READ): Extent.PERIMETER,
        (Thing.LABEL, Action.READ): Extent.PERIMETER,
        (Thing.LABEL, Action.WRITE): Extent.PERIMETER,
        (Thing.LABEL, Action.EXPORT): Extent.PERIMETER,
    },
    # Who gives the rights reads no notes: the two are kept apart.
    Role.ADMINISTRATOR: _WITH_ACCOUNT
    | {
        (thing, action): Extent.ALL
        for thing in (Thing.ACCOUNT, Thing.ORGANISATION)
        for action in (Action.READ, Action.WRITE, Action.DELETE)
    }
    | {
        (Thing.LETTER, Action.READ): Extent.ALL,
        (Thing.JOURNAL, Action.READ): Extent.ALL,
        (Thing.LINK, Action.READ): Extent.ALL,
        (Thing.LINK, Action.DELETE): Extent.ALL,
    },
}
RIGHTS: Mapping[Role, Mapping[tuple[Thing, Action], Extent]] = MappingProxyType(
    {
        **_OF_ACCOUNTS,
        # The demonstration's only visitor, on fictitious data: all that anybody may.
        Role.LOCAL: {right: Extent.ALL for rights in _OF_ACCOUNTS.values() for right in rights},
        Role.STATISTICS: _EVERYBODY
        | {(Thing.NEED, Action.READ): Extent.ALL, (Thing.LABEL, Action.READ): Extent.ALL},
    }
)

SCOPES: Mapping[str, tuple[Thing, Action]] = MappingProxyType(
    {
        "interviews:read": (Thing.INTERVIEW, Action.READ),
        "needs:read": (Thing.NEED, Action.READ),
    }
)
"""What an API token may be given; it never reaches further than the person who made it."""


def extent(user: User, thing: Thing, action: Action) -> Extent:
    """How far a right reaches; ``Extent.NONE`` when there is no such right."""
    found = RIGHTS[user.role].get((thing, action), Extent.NONE)
    public = (thing, action) in _EVERYBODY
    if user.scopes is not None and not public:
        given = {SCOPES[scope] for scope in user.scopes if scope in SCOPES}
        return found if (thing, action) in given else Extent.NONE
    return found


def may(user: User, thing: Thing, action: Action) -> bool:
    """Whether a reader may do this to at least some of these things."""
    return extent(user, thing, action) is not Extent.NONE


def require(user: User, thing: Thing, action: Action) -> None:
    """Raise ``NotFound`` unless the reader may: what is not theirs does not exist for them."""
    if not may(user, thing, action):
        raise NotFound("page", thing.value)

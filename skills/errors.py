"""The few errors that the domain knows. They carry facts; ``web/errors.py`` gives status and
French.
"""


class DomainError(Exception):
    """Something that the domain refuses."""


class NotFound(DomainError):
    """A thing that is absent, or that the reader may not see: the two look the same from
    outside.
    """

    def __init__(self, thing: str, key: object) -> None:
        super().__init__(f"no {thing} with key {key!r}")
        self.thing, self.key = thing, key


class BadFile(DomainError):
    """A file that cannot be read at all; rows that cannot be read are ``Rejected`` values instead.

    ``why`` is a code that the wording knows; ``line`` counts from 1 as the user's editor does.
    """

    def __init__(
        self,
        file: str,
        why: str,
        *,
        line: int | None = None,
        field: str = "",
        value: str = "",
    ) -> None:
        super().__init__(f"{file}: {why}" + (f" (line {line})" if line else ""))
        self.file, self.why, self.line, self.field, self.value = (
            file,
            why,
            line,
            field,
            value,
        )


class SourceFailed(DomainError):
    """A public service that could not be read: which, why (a code), what it said."""

    def __init__(self, source: str, why: str, detail: str = "") -> None:
        super().__init__(f"{source}: {why} {detail}".strip())
        self.source, self.why, self.detail = source, why, detail


class WrongDatabase(DomainError):
    """The database is missing, of another version, or of the other kind (demonstration or real)."""

    def __init__(self, database: str, why: str, detail: str = "") -> None:
        super().__init__(f"{database}: {why} {detail}".strip())
        self.database, self.why, self.detail = database, why, detail


class Invalid(DomainError):
    """A value that the domain refuses: which field, what was given, what was expected (codes)."""

    def __init__(self, field: str, value: object, expected: str) -> None:
        super().__init__(f"{field}: {value!r} is not {expected}")
        self.field, self.value, self.expected = field, value, expected


class Conflict(DomainError):
    """A thing that somebody else changed since it was read: nothing was written."""

    def __init__(self, thing: str, key: object) -> None:
        super().__init__(f"{thing} {key!r} was changed meanwhile")
        self.thing, self.key = thing, key


class SignInNeeded(DomainError):
    """Nobody is signed in, and what was asked for is not public. ``stage`` says what is lacking:
    ``account``, ``code`` (second factor) or ``token``.
    """

    def __init__(self, stage: str = "account") -> None:
        super().__init__(f"sign-in needed: {stage}")
        self.stage = stage


class BadLink(DomainError):
    """A link or token that is forged, expired, revoked or already used: one answer for all."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"{kind} link refused")
        self.kind = kind

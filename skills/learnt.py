"""What people's decisions teach: words that name a competence, or that must not be read as it.

A row waits until somebody approves it; only approved rows change what is read, and each may be
undone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from skills.competence import Alias, Competence, Family, Register
from skills.errors import Invalid
from skills.folding import folded
from skills.labelled import Labelled
from skills.reference import Reference

Concept = TypeVar("Concept", Competence, Family)

LEARNT_REGISTER = Register.SHOP
"""Learnt words were said by firms: they are words of the shop."""

LONGEST_PHRASE = 8
"""Words: beyond, a phrase is a sentence that nobody will say twice."""

_LONGEST_TEXT = 120  # characters


class LabelKind(Labelled):
    ALIAS = "alias", "autre mot"
    STOP = "stop", "à ne pas lire ainsi"


class LabelState(Labelled):
    WAITING = "waiting", "à relire"
    APPROVED = "approved", "appliqué"
    REFUSED = "refused", "refusé"
    WITHDRAWN = "withdrawn", "retiré"


@dataclass(frozen=True, slots=True)
class LearntLabel:
    """A phrase that a decision says names ``code`` (alias), or must not be read as it (stop).

    ``code`` is of a competence or a family. ``source`` is ``need:ID`` or ``interview:ID``.
    """

    code: str
    phrase: str
    kind: LabelKind
    quote: str  # the words around the phrase, as the interviewer noted them
    source: str
    proposed_by: str
    proposed_on: date
    state: LabelState = LabelState.WAITING
    decided_by: str = ""
    decided_on: date | None = None
    id: int | None = None  # None until stored

    @property
    def words(self) -> str:
        """The phrase whatever its case, accents and hyphens: two labels with the same words and
        code speak of the same thing.
        """
        return folded(self.phrase)


def is_phrase(text: str) -> bool:
    """Whether a text is one to eight words, from a letter or a digit on."""
    return (
        text[:1].isalnum()
        and len(text) <= _LONGEST_TEXT
        and 0 < len(folded(text).split()) <= LONGEST_PHRASE
    )


def owners_of(words: str, reference: Reference) -> frozenset[str]:
    """The codes of the competences and families that ``words`` (folded) already name."""
    concepts: list[Competence | Family] = [
        *reference.competences.values(),
        *reference.families.values(),
    ]
    return frozenset(c.code for c in concepts if words in _names(c))


def check_label(label: LearntLabel, reference: Reference, approved: Iterable[LearntLabel]) -> None:
    """Raise ``Invalid`` if ``label`` may not be applied.

    ``reference`` is what the files say, ``approved`` the labels already applied to it. A phrase has
    one to eight words; it is not yet a word of that code nor, for an alias, of another; and it is
    never both an alias and a stop of one code.
    """
    code = reference.current(label.code)
    if not reference.family_of(code):
        raise Invalid("code", label.code, "known_code")
    if not is_phrase(label.phrase):
        raise Invalid("phrase", label.phrase, "one_to_eight_words")
    owners = owners_of(label.words, reference)
    families = {reference.family_of(owner) for owner in owners}
    if label.kind is LabelKind.STOP and code in owners | families:
        raise Invalid("phrase", label.phrase, "stop_is_alias")
    if label.kind is LabelKind.ALIAS and code in owners:
        raise Invalid("phrase", label.phrase, "already_alias")
    if label.kind is LabelKind.ALIAS and owners:
        raise Invalid("phrase", label.phrase, "alias_of_another")
    for other in approved:
        if other.words != label.words or other.id == label.id:
            continue
        same = reference.current(other.code) == code
        if same and other.kind is label.kind:
            raise Invalid("phrase", label.phrase, "already_learnt")
        if same:
            raise Invalid("phrase", label.phrase, "contradicts_learnt")
        if label.kind is other.kind is LabelKind.ALIAS:
            raise Invalid("phrase", label.phrase, "alias_of_another")


def with_learnt(reference: Reference, labels: Iterable[LearntLabel], *, revision: int) -> Reference:
    """The reference with its approved labels; any other label changes nothing.

    ``revision`` grows at each change and becomes part of the version; at 0 nothing was ever
    applied. The order of ``labels`` does not matter. A code that no longer is, and a word that the
    files now hold, are left aside.
    """
    if not revision:
        return reference
    aliases: dict[str, list[str]] = defaultdict(list)
    stops = set()
    for label in sorted(labels, key=lambda one: (one.words, one.phrase, one.code)):
        code = reference.current(label.code)
        if label.state is not LabelState.APPROVED:
            continue
        if label.kind is LabelKind.STOP:
            stops.add((label.phrase, code))
        elif code not in owners_of(label.words, reference):
            aliases[code].append(label.phrase)
    return replace(
        reference,
        version=f"{reference.version}+{revision}",
        competences=_extended(reference.competences, aliases),
        families=_extended(reference.families, aliases),
        learnt=frozenset((code, folded(text)) for code, said in aliases.items() for text in said),
        stop_pairs=tuple(sorted(stops)),
    )


def _names(concept: Competence | Family) -> set[str]:
    return {folded(concept.label), *(folded(alias.text) for alias in concept.aliases)}


def _extended(
    concepts: Mapping[str, Concept], aliases: Mapping[str, list[str]]
) -> Mapping[str, Concept]:
    return MappingProxyType(
        {
            code: replace(
                concept,
                aliases=concept.aliases
                + tuple(Alias(text, register=LEARNT_REGISTER) for text in aliases[code]),
            )
            if code in aliases
            else concept
            for code, concept in concepts.items()
        }
    )

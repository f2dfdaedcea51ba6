"""The words that name each concept: labels and aliases, as the linker searches them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from matching.text.tokens import content_stems, fold
from skills.competence import Alias, Competence
from skills.folding import folded
from skills.labelled import Labelled
from skills.reference import Reference


class TermKind(Labelled):
    COMPETENCE = "competence", "compétence"
    FAMILY = "family", "famille"
    OCCUPATION = "occupation", "métier"


@dataclass(frozen=True, slots=True)
class Term:
    """One way to name one concept."""

    code: str
    kind: TermKind
    text: str
    folded: str
    stems: tuple[str, ...]
    is_label: bool
    is_learnt: bool = False  # a person said so


def terms_of(reference: Reference) -> tuple[Term, ...]:
    """Every term of the ontology, by kind then code; a text without any meaningful word gives
    none.
    """
    return tuple(
        term
        for kind, code, labels, aliases in _concepts(reference)
        for term in _terms(kind, code, labels, aliases, reference.learnt)
    )


def phrases_of(reference: Reference) -> tuple[tuple[str, str], ...]:
    """Each competence's code with each way to say it."""
    return tuple(
        (competence.code, text)
        for competence in reference.competences.values()
        for text in ways_to_say(competence)
    )


def ways_to_say(competence: Competence) -> tuple[str, ...]:
    """A competence's label, definition, terms and phrases."""
    aliases = (alias.text for alias in competence.aliases)
    return (competence.label, competence.definition, *aliases, *competence.phrases)


def _concepts(
    reference: Reference,
) -> Iterator[tuple[TermKind, str, tuple[str, ...], tuple[Alias, ...]]]:
    for competence in reference.competences.values():
        labels = (competence.label, competence.label_en)
        yield TermKind.COMPETENCE, competence.code, labels, competence.aliases
    for family in reference.families.values():
        labels = (family.label, family.label_en)
        yield TermKind.FAMILY, family.code, labels, family.aliases
    for occupation in reference.occupations.values():
        labels = (occupation.label_masculine, occupation.label_feminine)
        yield TermKind.OCCUPATION, occupation.code, labels, occupation.aliases


def _terms(
    kind: TermKind,
    code: str,
    labels: Iterable[str],
    aliases: Iterable[Alias],
    learnt: Collection[tuple[str, str]],
) -> Iterator[Term]:
    seen = set()
    texts = [(text, True) for text in labels] + [(alias.text, False) for alias in aliases]
    for text, is_label in texts:
        stems = content_stems(text)
        if stems and (stems, fold(text)) not in seen:
            seen.add((stems, fold(text)))
            yield Term(
                code, kind, text, fold(text), stems, is_label, (code, folded(text)) in learnt
            )

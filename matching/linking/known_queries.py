"""What queries whose concept is known teach: a table of words, frequencies, examples."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.linking.label_index import Floats, LabelIndex, Places
from matching.linking.letters import Letters
from matching.linking.short_query import Vocabulary, stems_of
from matching.linking.translation import learn_translation
from matching.linking.word_evidence import Tables

Row = tuple[str, Sequence[int]]  # a query and the places of the concepts that are right


@dataclass(frozen=True, slots=True)
class Examples:
    """Known queries, as further labels of their concepts."""

    index: LabelIndex
    letters: Letters


@dataclass(frozen=True, slots=True)
class Known:
    """What known queries have taught, and the concepts of a kind that is never right."""

    tables: Tables
    aside: Places
    examples: Examples | None = None


def learn_known(
    rows: Sequence[Row],
    codes: Sequence[str],
    vocabulary: Vocabulary,
    idf: Floats,
    index: LabelIndex,
    *,
    keep: bool,
) -> Known:
    """Learn from rows; ``keep`` has them stay as examples. ``vocabulary`` gains their words."""
    places = [place for _, right in rows for place in right]
    stems = [vocabulary.add(tuple(dict.fromkeys(stems_of(query)))) for query, _ in rows]
    size = len(vocabulary.numbers)
    queries, labels, weights = [], [], []
    for row, (_, right) in enumerate(rows):
        for place in right:
            for label in range(index.bounds[place], index.bounds[place + 1]):
                start, end = index.offsets[label], index.offsets[label + 1]
                queries.append(stems[row])
                labels.append(tuple(sorted(set(index.terms[start:end].tolist()))))
                weights.append(1 / index.counts[place])
    share = np.array(weights)
    counts = np.bincount([term for query in stems for term in query], minlength=size) + 0.5
    tables = Tables(
        learn_translation(queries, labels, share, terms=size, least=0.02),
        learn_translation(labels, queries, share, terms=size, least=0.005, toward="sources"),
        counts / counts.sum(),
        np.log1p(np.bincount(places, minlength=len(codes))),
    )
    aside = _never_right(places, codes)
    if not (keep and rows):
        return Known(tables, aside)
    owned = sorted((place, row) for row, (_, right) in enumerate(rows) for place in right)
    wider = np.full(size, idf[-1])
    wider[: len(idf) - 1] = idf[:-1]
    examples = LabelIndex(
        [stems[row] for _, row in owned], [place for place, _ in owned], wider, len(codes)
    )
    texts = [" ".join(dict.fromkeys(stems_of(rows[row][0]))) for _, row in owned]
    return Known(tables, aside, Examples(examples, Letters().fit(texts)))


def _never_right(right: Sequence[int], codes: Sequence[str]) -> Places:
    """Concepts whose kind (their code up to its last « / ») is never right, where chance would
    have made it right twenty times: a framework's headings, say.
    """
    kinds = [code.rpartition("/")[0] for code in codes]
    seen = {kinds[place] for place in right}
    never = {
        kind
        for kind, count in Counter(kinds).items()
        if kind not in seen and len(right) * count >= 20 * len(kinds)
    }
    return np.array([place for place, kind in enumerate(kinds) if kind in never], dtype=np.int64)

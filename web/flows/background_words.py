"""Which words are heard in this trade and which in others, learnt from the national job tables."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from matching.linking.terms import phrases_of
from matching.text.tokens import tokenise
from skills.errors import BadFile
from skills.reference import Reference

_OTHER_TRADES = frozenset(
    ("B1702", "B1802", "B1811", "F1501", "F1608", "H1204", "H1503", "H2201", "H2206", "H2402",
     "H2409", "H2604", "H2902", "H2911", "I1606", "J1309")
)  # fmt: skip
"""Job sheets next to ours whose own words are those of wood, cloth, metal or care."""
_INDUSTRY = "H"
"""Domain of the sheets that are neither ours nor of another trade: their words say nothing."""
_LEAST = 0.1  # log-odds below which a word is left out
_FOREIGN = -1.0  # log-odds at most of a word that a few other trades say and industry never does
_FEW = 25  # job sheets; what more of them say is everybody's language
_COMMON = -0.5  # log-odds at least of everybody's words


def write_background_words(reference: Reference, public: Path, out: Path) -> int:
    """Write to ``out`` each stem with its log-odds: positive when it is heard in this trade.

    A logistic regression (C = 0.3, balanced) over the presence of stems tells the statements of our
    job sheets in ROME (folder ``public``) and our own terms from the statements of other sheets.
    A stem that only other trades say counts against ours. Give the number of stems written.
    """
    told = list(_rome(public / "rome"))
    statements = [(text, ours) for code, text, ours in told if ours or not _is_industry(code)]
    statements += [(text, True) for text in _own(reference)]
    industry = {stem for code, text, _ in told if _is_industry(code) for stem in _stems(text)}
    industry |= {stem for text, ours in statements if ours for stem in _stems(text)}
    vectorizer = CountVectorizer(analyzer=_stems, binary=True, min_df=2)
    table = vectorizer.fit_transform(text for text, _ in statements)
    model = LogisticRegression(C=0.3, class_weight="balanced", solver="liblinear", max_iter=300)
    model.fit(table, np.array([ours for _, ours in statements]))
    odds = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    sheets: dict[str, set[str]] = defaultdict(set)
    for code, text, ours in told:
        if not ours:
            for stem in _stems(text):
                sheets[stem].add(code)
    known = {}
    for stem, value in sorted(odds):
        if len(sheets[stem]) > _FEW:
            known[stem] = max(value, _COMMON)
        else:
            known[stem] = value if stem in industry else min(value, _FOREIGN)
    rows = [(stem, f"{value:.2f}") for stem, value in known.items() if abs(value) >= _LEAST]
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("stem", "log_odds"))
        writer.writerows(rows)
    return len(rows)


def _stems(text: str) -> set[str]:
    return {token.stem for token in tokenise(text) if token.is_word and token.is_content}


def _rome(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """The code of a job sheet, each of its statements, and whether the sheet is one of ours."""
    near = _table(folder / "metiers_composites.csv")
    ours = {row["code_rome"] for row in near if row["groupe"] != "mobilite"} - _OTHER_TRADES
    labels = {
        row["code_ogr"]: row["libelle_competence"]
        for row in _table(folder / "unix_referentiel_competence_v460_utf8.csv.gz")
    }
    labels |= {
        row["code_ogr_savoir"]: row["libelle_savoir"]
        for row in _table(folder / "unix_referentiel_savoir_v460_utf8.csv.gz")
    }
    said = [
        (row["code_rome"], labels.get(row["code_ogr"], ""))
        for row in _table(folder / "unix_liens_rome_referentiels_v460_utf8.csv.gz")
    ]
    said += [
        (row["code_rome"], row["libelle_texte"])
        for row in _table(folder / "unix_texte_v460_utf8.csv.gz")
        if row["libelle_type_texte"] == "definition"
    ]
    said += [
        (row["code_rome"], row["libelle_appellation_long"])
        for row in _table(folder / "unix_referentiel_appellation_v460_utf8.csv.gz")
    ]
    for code, text in said:
        if text:
            yield code, text, code in ours


def _is_industry(code: str) -> bool:
    return code.startswith(_INDUSTRY)


def _table(path: Path) -> Iterable[dict[str, str]]:
    if not path.exists():
        raise BadFile(str(path), "absent")
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _own(reference: Reference) -> Iterator[str]:
    yield from (text for _, text in phrases_of(reference))
    for occupation in reference.occupations.values():
        yield occupation.label
        yield occupation.definition
        yield from (alias.text for alias in occupation.aliases)

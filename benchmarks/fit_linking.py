"""Fit the linker's coefficients on the dev half of the gold sentences, and print them as TOML.

    .venv/bin/python -m benchmarks.fit_linking

A candidate is right when its code, or the family that it names, was labelled in the text. The test
half is never read here.
"""

import json
from collections import defaultdict

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from data.readers.gold import GOLD_FOLDER, read_gold
from matching.linking.evidence import REASON_OF_FEATURE
from matching.linking.linker import CompetenceLinker
from matching.text.sentences import sentences
from web.terminal import load_matcher


def main() -> None:
    matcher = load_matcher()
    reference, linker = matcher.reference_, matcher.linker_
    names = [name for name in REASON_OF_FEATURE if name != "similarity"]
    rows, right, groups = [], [], []
    for group, record in enumerate(read_gold(GOLD_FOLDER / "dev.jsonl")):
        labelled = {m["code"] for m in (*record["competences"], *record["occupations"])}
        labelled |= {reference.family_of(code) for code in labelled}
        for features, code in _candidates(linker, record["text"]):
            rows.append([features[name] for name in names])
            right.append(code in labelled)
            groups.append(group)
    table, wanted = np.array(rows), np.array(right)
    model = LogisticRegression(C=1.0, max_iter=2000)
    chances = cross_val_predict(
        model, table, wanted, groups=groups, cv=GroupKFold(5), method="predict_proba"
    )[:, 1]
    for threshold in np.arange(0.3, 0.85, 0.05):
        said = chances >= threshold
        precise = wanted[said].mean() if said.any() else 1.0
        print(f"# {threshold:.2f}: precision {precise:.3f}, kept {said[wanted].mean():.3f}")
    model.fit(table, wanted)
    print(f"bias = {model.intercept_[0]:.3f}")
    print("[coefficients]")
    for name, weight in zip(names, model.coef_[0], strict=True):
        print(f"{name} = {weight:.3f}")
    print(json.dumps({"candidates": len(right), "right": int(wanted.sum())}))


def _candidates(linker: CompetenceLinker, text: str) -> list[tuple[dict[str, float], str]]:
    """The features and the code of every candidate that the linker weighs in a text."""
    found = []
    by_paragraph = defaultdict(list)
    for sentence in sentences(text):
        by_paragraph[sentence.paragraph].append((sentence, linker.index_.find(sentence)))
    for group in by_paragraph.values():
        heard = {c.term.code for _, candidates in group for c in candidates}
        for sentence, candidates in group:
            for features, candidate in linker.weigh(text, sentence, candidates, len(heard)):
                found.append((features, candidate.term.code))
    return found


if __name__ == "__main__":
    main()

"""What speaks for and against a number counting people that are asked for, by named evidence.

« trois stratifieurs pour mars » counts people asked for, « notre équipe de trois », « trois
stratifieurs sont partis » and « trois mètres » do not. The evidence is named here and weighed by a
logistic model (``data/reference/linking/counts.toml``), one for « un », « 1 », « quelqu'un », one for
more than one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from matching.cues.counted_words import SENSES, to_be_trained
from matching.cues.numbers import NUMBER_WORDS
from matching.cues.words import class_of

_SENSE = {name: re.compile(rf"(?:{words})$") for name, words in SENSES.items()}
_STOP = frozenset([".", ":", ";", "(", ")", "/", "–", "—", "-", "→", "!", "?", "="])
_AT_LEAST = frozenset(["moins", "minimum", "environ", "encore", "bien", "juste", "seulement", "volontiers", "disons", "surtout",
                       "plutot", "peut", "etre", "aussi", "jusqu", "genre"])  # fmt: skip
NEVER = frozenset(["then past", "denied", "to be trained"])
"""What no other evidence outweighs: « ne cherche pas deux soudeurs », « deux soudeurs sont partis »."""
_TITLE = 9  # words of an advert's title, before the number of posts
_PASSIVE = frozenset(["est", "sont", "a", "ont", "etaient", "etait"])
_AUXILIARIES = frozenset(["ai", "a", "avons", "ont", "avez", "avait", "avions"])
_PARTICIPLE = re.compile(r"(?<!besoin)(?<!r)(?:e|ee|es|ees|is|it|u|us|ert)$")
_IN_VAIN = re.compile(r"\b(?:arriv|trouv|parv|reussi|manqu|moins pas)")
_INFINITIVE = re.compile(r"\w+(?:er|ir|re)$")


@lru_cache(maxsize=65536)
def _senses(word: str) -> frozenset[str]:
    return frozenset(name for name, words in _SENSE.items() if words.match(word))


_COUNTABLE = frozenset(
    ["people", "post", "other", "trade", "adjective", "date", "then", "join", "unit"]
)


def is_article(words: tuple[str, ...], start: int, people: Mapping[int, int]) -> bool:
    """Whether « un » or « une » only introduces a thing: « une pièce »."""
    following = words[start + 1] if start + 1 < len(words) else "."
    if not following[0].isalpha():
        return False
    if words[start + 2 : start + 3] in (("de",), ("d",)) and start + 3 < len(words):
        counted = words[start + 3]
        if counted.isdigit() or counted in NUMBER_WORDS:
            return True  # « un renfort de deux personnes »
    if following == "contrat":
        return True
    return start + 1 not in people and not _COUNTABLE & _senses(following)


@dataclass(frozen=True, slots=True)
class Number:
    """A number among the words of a sentence: ``words[start:end]``."""

    start: int
    end: int
    maximum: int
    is_one: bool  # « un », « 1 », « quelqu'un »
    someone: bool = False
    interval: bool = False
    times: bool = False  # « x3 »


@dataclass(frozen=True, slots=True)
class Before:
    """The number before, in the same sentence."""

    end: int
    kept: bool


def around(words: tuple[str, ...]) -> frozenset[str]:
    """What the whole sentence says for or against any number in it."""
    senses = frozenset[str]().union(*map(_senses, words))
    asks = "asks" if "want" in senses else "asks nothing"
    return frozenset([asks, "contract"] if "contract" in senses else [asks])


def evidence(
    words: tuple[str, ...],
    number: Number,
    people: Mapping[int, int],
    before: Before | None,
    sentence: frozenset[str],
) -> set[str]:
    """The names of what speaks for and against; ``people`` gives where each occupation that the
    sentence names begins and ends, ``sentence`` is what ``around`` finds in it.
    """
    noun, end = _counted(words, number, people)
    found = {noun, *(_after_noun(words, end) if noun != "bare" else _after_number(words, number))}
    if noun == "post":
        found.discard("then past")  # « deux postes sont libres »
    found |= _before(words, number, people, noun)
    governor = _governor(words, number.start)
    found |= governor | {f"{noun} {name}" for name in governor or {"alone"}}
    found |= {f"{noun} opens"} if "opens" in found else {f"{noun} inside"}
    if before is not None:
        if before.kept and found & {"comma", "and", "or"}:
            found |= {"list", f"{noun} and list" if "and" in found else f"{noun} list"}
        else:
            found.add("kept before" if before.kept else "none before")
        if before.kept and number.is_one and "and" not in found:
            found.add("one or other" if "or" in found else "said again")
    if to_be_trained(words, number.start, end):
        found.add("to be trained")
    return found | sentence | _form(words, number, asked="want near" in governor)


def _counted(words: tuple[str, ...], number: Number, people: Mapping[int, int]) -> tuple[str, int]:
    """What kind of noun the number counts, and where it ends; « bare » when none follows."""
    if number.someone:
        return "someone", number.end
    at = number.end
    while (
        at < min(len(words), number.end + 3)
        and at not in people
        and "adjective" in _senses(words[at])
    ):
        at += 1
    if at in people:
        return "job", people[at]
    senses = _senses(words[at]) if at < len(words) else frozenset()
    for kind in ("post", "people", "other", "trade"):
        if kind in senses:
            return kind, at + 1
    return "bare", number.end


def _after_noun(words: tuple[str, ...], end: int) -> set[str]:
    found = set()
    following = words[end] if end < len(words) else "."
    if following in _STOP or following == ",":
        found.add("then mark")
    if _senses(following) & {"then"}:
        found.add("then who")
    if any("date" in _senses(word) for word in words[end : end + 4]):
        found.add("then date")
    for at, word in enumerate(words[end : end + 5], end + 1):
        if word in _STOP or word in (",", "a", "et", "que") or "then" in _senses(word):
            break
        if word in _PASSIVE and _is_past(words, at):
            found.add("then past")
        if "told" in _senses(word) or class_of(word) in ("WAS", "DO", "WANT", "LACK", "CHARGE"):
            found.add("then verb")
            break
    return found


def _is_past(words: tuple[str, ...], at: int) -> bool:
    """Whether what comes is told as done: « sont partis », « nous ont quittés »."""
    return any(
        _PARTICIPLE.search(word) and "want" not in _senses(word) and class_of(word) != "REQUIRED"
        for word in words[at : at + 2]
    )


def _after_number(words: tuple[str, ...], number: Number) -> set[str]:
    at = number.end
    following = words[at] if at < len(words) else "."
    senses = _senses(following)
    if following in ("de", "d") and words[at + 1 : at + 2] in (("plus",), ("mieux",)):
        return {"other"}
    if "unit" in senses and not number.times:
        return {"unit"}
    if following == "a" and at + 1 < len(words) and _INFINITIVE.match(words[at + 1]):
        return {"to do"}
    if following in _STOP or following == ",":
        return {"bare mark"}
    if "date" in senses or "then" in senses or following == "a":
        return {"bare then"}
    return (
        {"bare join"}
        if "join" in senses or following in ("ou", "de", "tout", "si")
        else {"bare word"}
    )


def _before(
    words: tuple[str, ...], number: Number, people: Mapping[int, int], noun: str
) -> set[str]:
    at = number.start - 1
    while (
        at > 0
        and number.start - at < 4
        and (words[at] in _AT_LEAST or words[at : at + 2] in (("au", "moins"), ("a", "moins")))
    ):
        at -= 1
    previous = words[at] if at >= 0 else "."
    senses = _senses(previous)
    team = previous in ("de", "d") and any("site" in _senses(w) for w in words[max(0, at - 2) : at])
    is_we = previous in ("est", "sommes") and words[max(0, at - 1) : at] in (("on",), ("nous",))
    negated = "not" in senses or (
        previous in ("de", "d", "pour", "a", "que") and "not" in _senses(words[at - 1])
    )
    said = {
        "opens": previous in _STOP,
        "comma": previous == ",",
        "or": previous == "ou",
        "and": "join" in senses,
        "owned": "owned" in senses and noun != "bare",
        "of a team": team,
        "it is": previous in ("c", "est") or words[max(0, at - 1) : at] == ("c",),
        "we are": is_we,
        "refused": negated,
    }
    found = {name for name, holds in said.items() if holds}
    return found | _set_apart(words, number, people, at, noun)


def _set_apart(
    words: tuple[str, ...], number: Number, people: Mapping[int, int], at: int, noun: str
) -> set[str]:
    """What says that a number counts the people named before it: « drapeurs, 5, », « soudeur (1) »."""
    previous = words[at] if at >= 0 else "."
    following = words[number.end] if number.end < len(words) else "."
    found = set()
    if noun == "bare" and previous in (",", ":") and (following in _STOP or following == ","):
        found.add("apart")
    if previous == "(" and (following in (")", "x", "×", ",") or noun == "post"):
        found.add("in brackets")
    if (
        noun == "bare"
        and previous == ","
        and number.start <= _TITLE
        and _opens_with_job(words, people)
    ):
        found.add("after title")
    nearest = at - 1 if previous in (",", ":", "(", "x", "×", "=") else at
    if nearest + 1 in people.values():
        found.add("after job")
    elif nearest >= 0 and "people" in _senses(words[nearest]):
        found.add("after people")
    return found


def _opens_with_job(words: tuple[str, ...], people: Mapping[int, int]) -> bool:
    """Whether the sentence begins with a job, as the title of an advert does."""
    return any(at in people or "trade" in _senses(words[at]) for at in range(min(2, len(words))))


def _governor(words: tuple[str, ...], start: int) -> set[str]:
    """The verb that governs a number, going back to the nearest mark: asked, denied or only had."""
    clause: list[str] = []
    for at in range(start - 1, max(-1, start - 15), -1):
        if words[at] in _STOP or words[at] == "mais":
            break
        if words[at - 1 : at + 1] != ("jusqu", "a"):  # « à », not « a »
            clause.append(words[at])
    want = next(
        (
            far
            for far, word in enumerate(clause)
            if "want" in _senses(word)
            and not (_PARTICIPLE.search(word) and _AUXILIARIES & set(clause[far + 1 : far + 3]))
        ),
        99,
    )  # « on a embauché deux personnes » tells of the past
    have = next((far for far, word in enumerate(clause) if "have" in _senses(word)), 99)
    found = set()
    if want < 99:
        around = clause[max(0, want - 2) : want + 3]
        denied = any("not" in _senses(word) for word in around) and not _IN_VAIN.search(
            " ".join(clause)
        )
        near = "want near" if want <= 2 else "want close" if want <= 5 else "want far"
        found.add("denied" if denied and want <= 5 else near)
        if "en" in clause[max(0, want - 2) : want + 2]:
            found.add("of them at once" if want <= 1 and "denied" not in found else "of them")
    if have < want:
        found.add("have near" if have <= 2 else "have far")
    if any("people" in _senses(word) or "trade" in _senses(word) for word in clause):
        found.add("people before")
    return found


def _form(words: tuple[str, ...], number: Number, *, asked: bool) -> set[str]:
    found = set()
    first = words[number.start]
    if first in ("un", "une"):
        found.add("un")
    if first.isdigit():
        found.add("figure")
    if number.interval:
        found.add("interval")
    if number.times:
        found.add("times")
    if first == "sept" and words[number.end : number.end + 1] in ((".",), ()):
        found.add("month")
    if number.interval and words[number.end - 1] in ("8", "huit"):
        found.add("shift")
    if number.maximum > 1 and not asked:
        size = next((size for size in (5, 15) if number.maximum <= size), 500)
        found.add(f"up to {size}")
    return found

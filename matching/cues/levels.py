"""What level is asked for: 1 with help, 2 alone on simple work, 3 autonomous, 4 expert.

Some words say it of a **person** (« confirmé », « débutant accepté », « dix ans de métier »): they
speak of the occupation near them, else of the gestures just told. Others say it of **knowledge**
(« notions », « initiation »): they speak of the competence that they introduce or follow.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matching.cues.level_words import NO_LEVEL, OF_KNOWLEDGE, OF_PERSONS
from matching.cues.numbers import ONE, value
from matching.cues.said import Said
from matching.text.sentences import Sentence

_KINDS = "|".join(
    f"(?P<{kind}{level}>{words})"
    for kind, levels in (("p", OF_PERSONS), ("k", OF_KNOWLEDGE))
    for level, words in levels.items()
)
_WORDS = re.compile(rf"\b(?:{_KINDS})(?= |$)")
_YEARS = re.compile(
    rf"\b(?P<low>{ONE})(?: (?:a|-|ou|et|/) {ONE})? (?P<unit>ans?|annees?|mois)(?: ou (?:deux|trois))?"
    r"(?: (?:et plus|minimum|mini|au moins|ou plus|de plus|facile))?"
    r"(?P<of> (?:d |de )?(?:bonne |solide )?(?:experience|exp|metier|pratique|boite|carriere|anciennete|terrain|recul)|"
    r" (?:en|dans|sur|comme|au poste|aux|au|d|de)(?= )| derriere|(?: ?[,;).:]| ?$))"
)
_AFTER_EXPERIENCE = re.compile(
    rf"\b(?:exp|experience) (?:\. )?(?:de |d )?(?:au moins )?(?P<low>{ONE})(?: (?:a|ou) {ONE})? (?P<unit>ans?)\b"
)
_NO_YEARS = re.compile(
    r"\b(?:dans|d ici|d ici a|depuis|il y a|y a|pendant|sous|ages? de|contrats?(?: \w+)* de|cdd(?: de)?|mission(?: \w+)? de|"
    r"interim(?: de)?|formation de|stage de|duree|sur|tous les|d un|moins de|apres|pour|avant|cycle de|apprentissage(?: de)?|"
    r"(?<!qui )a|de|pro|en|donne|ca fait|fait|part dans|j ai) ?$"
)
_NO_LEVEL = re.compile(NO_LEVEL)
_NEGATED = re.compile(
    r"\b(?:pas|sans|ni|nul)(?: (?:besoin|forcement|necessairement|obligatoirement|d|de|etre|qu|il|elle|soit|un|une|des|vraiment|oblige))* $"
)
_NOT_ASKED = re.compile(r" (?:non|pas) (?:requis|exige|necessaire|obligatoire|demande)\w*\b")
_LED = (
    r"de|d|du|des|en|au|aux|a|sur|dans|avec|la|le|les|l|un|une|comme|cote|pour|technique|reelle|bonne|niveau|faire|savoir|moins|base|"
    r"experience|metier|pratique|premieres?|bienvenue?s?|acceptee?s?|suffisante?s?|e"
)
_LINK = re.compile(rf"(?: ?(?:{_LED})(?= |$))* ?")
_LINK_OF_KNOWLEDGE = re.compile(rf"(?: ?(?:{_LED}|:)(?= |$))* ?")
_OBJECT = re.compile(
    r"(?:^| )(?:les?|la|l|des?|d|du|aux?|un|une|nos|vos|leurs?|ses|avec|par|pour|et|qui|plus) $"
)
_HEAD = re.compile(r"(?: (?!pour |a |exige|demande)[^\s:;.,]+){0,1} :(?= )")
_COURSE = re.compile(
    r"\b(?:stage|niveau|module|public|formation|parcours|cours|cycle|session|journee|atelier|programme)s?\b"
)
_JOINED = re.compile(r"(?: ,)? (?:et|ou|puis)(?: (?:de|d|du|la|le|l|les|en|au|a))* ")
_YOUNG, _OLD = 3, 10  # years: below, alone on simple things only; from there on, an expert
_NEAR = 40
"""Characters between a level and what it is said of, when that comes after."""
_BACK = 3
"""Sentences that a level may go back over to reach what it is said of."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level said in a sentence, at ``normal[start:end]``."""

    value: int
    start: int
    end: int
    of_person: bool


Told = tuple[Sentence, Sequence[Said], Sequence[Level]]
"""A sentence, its mentions, and the levels that it names."""


def levels_named(sentence: Sentence) -> list[Level]:
    """The levels named in a sentence, in its order, the longest of those that overlap."""
    text = sentence.normal
    kept: list[Level] = []
    for level in sorted([*_said(text), *_years(text)], key=lambda f: (f.start, -f.end)):
        if not kept or level.start >= kept[-1].end:
            kept.append(level)
    return kept


def _said(text: str) -> Iterator[Level]:
    for found in _WORDS.finditer(text):
        kind = found.lastgroup or "p1"
        level = int(kind[1:])
        if _NO_LEVEL.search(text[max(0, found.start() - 14) : found.end() + 12]):
            continue
        if _NOT_ASKED.match(text, found.end()):
            continue
        if level > 1 and _NEGATED.search(text[max(0, found.start() - 40) : found.start()]):
            if kind[0] == "k":
                continue
            level = 1  # « pas besoin d'être confirmé »: a beginner will do
        yield Level(level, found.start(), found.end(), kind[0] == "p")


def _years(text: str) -> Iterator[Level]:
    for years in _YEARS.finditer(text):
        of = years["of"].strip()
        alone = not of or of in ",;).:"
        if alone and value(years["low"]) == 1:
            continue  # « un poste, un an »
        bare = alone or of in ("en", "dans", "sur", "comme", "au poste", "au", "aux", "d", "de")
        if bare and (_NO_YEARS.search(text[: years.start()]) or years["unit"] == "mois"):
            continue
        end = years.start("of") if bare else years.end()
        yield Level(_level_of_years(years), years.start(), end, of_person=True)
    for years in _AFTER_EXPERIENCE.finditer(text):
        yield Level(_level_of_years(years), *years.span(), of_person=True)


def _level_of_years(years: re.Match[str]) -> int:
    number = value(years["low"])
    if years["unit"] == "mois" or number < _YOUNG:
        return 2
    return 3 if number < _OLD else 4


def levels_of(paragraph: Sequence[Told]) -> list[dict[int, int]]:
    """For each sentence of a paragraph, the level said of its mentions, by their rank.

    A level stands with its mention, or after it, even in a sentence of its own (« Débutant
    accepté. »). Of two said of one mention the higher counts; what is not asked for has none.
    """
    levels: list[dict[int, int]] = [{} for _ in paragraph]
    for place, (sentence, mentions, named) in enumerate(paragraph):
        for level in named:
            at, of = place, said_of(sentence.normal, level, mentions)
            if of is None:
                at, of = _said_before(paragraph, place, level)
            for rank in of:
                levels[at][rank] = max(level.value, levels[at].get(rank, 0))
    return levels


def said_of(text: str, level: Level, mentions: Sequence[Said]) -> list[int] | None:
    """The ranks of the mentions of its own sentence that a level speaks of; None when it speaks of
    none of them.
    """
    own = _inside(text, level, mentions)
    if own is not None:
        return own
    asked = [rank for rank, m in enumerate(mentions) if m.asked]
    before = sorted(
        (r for r in asked if mentions[r].end <= level.start), key=lambda r: -mentions[r].end
    )
    if before and _stands_by(text, level, mentions, before):
        return before[:1]
    introduced = _introduced(text, level, mentions)
    if introduced is not None:
        listed = _list_after(text, mentions, introduced)
        return [rank for rank in listed if mentions[rank].asked]
    jobs = [r for r in before if mentions[r].is_occupation] + [
        r
        for r in asked
        if mentions[r].is_occupation and 0 <= mentions[r].start - level.end <= _NEAR
    ]
    if level.of_person and jobs:
        return jobs[:1]
    if before:
        between = text[mentions[before[0]].end : level.start]
        return before[:1] if "(" in between else _list_before(text, mentions, before)
    return _list_headed(text, level, mentions, asked) or _first_after(text, level, mentions, asked)


def _stands_by(text: str, level: Level, mentions: Sequence[Said], before: Sequence[int]) -> bool:
    """Whether a level is said of the mention just before it, of whatever kind: « un régleur
    confirmé », « infusion (sans expérience) », but not « chef d'équipe stratification (cinq ans) ».
    """
    last = mentions[before[0]]
    between = text[last.end : level.start]
    if between == " ( " and len(before) > 1 and not last.is_occupation:
        job = mentions[before[1]]
        return not (job.is_occupation and len(text[job.end : last.start].split()) <= 1)
    return between in (" ", " ( ")


def _inside(text: str, level: Level, mentions: Sequence[Said]) -> list[int] | None:
    """A mention's own words may say its level (« notions de tableur »), when they say more; None when
    the level stands in no mention.
    """
    for rank, mention in enumerate(mentions):
        if mention.start < level.end and level.start < mention.end:
            says_more = mention.end > level.end or mention.start < level.start
            if not says_more:
                return []
            before = text[mention.start : level.start]
            apart = not before.strip() or _is_said_beside(text[level.start : level.end], before)
            kept = mention.asked and (apart or not level.of_person)
            return [rank] if kept else []
    return None


def _is_said_beside(words: str, before: str) -> bool:
    """Whether a level within a mention only stands beside it (« antifouling débutant ok »), instead
    of being what one does something to (« encadrer les débutants »).
    """
    return " " not in words and not words.startswith("seul") and not _OBJECT.search(before)


def _introduced(text: str, level: Level, mentions: Sequence[Said]) -> int | None:
    """The mention that a level leads to by « de », « en », « sur »…"""
    link = (_LINK if level.of_person else _LINK_OF_KNOWLEDGE).match(text, level.end)
    reached = link.end() if link else level.end
    if reached <= level.end + 1:
        return None
    starts = sorted((m.start, rank) for rank, m in enumerate(mentions))
    return next((rank for start, rank in starts if abs(start - reached) <= 1), None)


def _list_before(text: str, mentions: Sequence[Said], before: Sequence[int]) -> list[int]:
    """The last mention and those that « et » joins to it."""
    listed = [before[0]]
    for rank in before[1:]:
        if not _JOINED.fullmatch(text[mentions[rank].end : mentions[listed[-1]].start]):
            break
        listed.append(rank)
    return listed


def _list_after(text: str, mentions: Sequence[Said], first: int) -> list[int]:
    """A mention and those that « et » joins to it: « remise à niveau en ponçage et en drapage »."""
    listed = [first]
    for rank in sorted(range(len(mentions)), key=lambda r: mentions[r].start):
        if _JOINED.fullmatch(text[mentions[listed[-1]].end : mentions[rank].start]):
            listed.append(rank)
    return listed


def _list_headed(
    text: str, level: Level, mentions: Sequence[Said], asked: Sequence[int]
) -> list[int]:
    """The mentions of the list that a level heads: « stage expert : drapage, collage »."""
    head = _HEAD.match(text, level.end)
    if not head or (level.of_person and not _COURSE.search(text, 0, level.start)):
        return []
    if any(level.end <= m.start < head.end() for m in mentions):
        return []  # « perfectionnement peinture : … » is the title of a course
    end = text.find(" ; ", level.end)
    return [r for r in asked if level.end <= mentions[r].start < (end if end > 0 else len(text))]


def _first_after(
    text: str, level: Level, mentions: Sequence[Said], asked: Sequence[int]
) -> list[int] | None:
    """The first mention after a level that no mark parts from it, but a colon."""
    following = [r for r in asked if mentions[r].start >= level.end]
    first = min(following, key=lambda r: mentions[r].start, default=None)
    if first is None:
        return None
    between = text[level.end : mentions[first].start]
    near = len(between) <= _NEAR and not re.search(r"[,;.()]", between)
    return [first] if near else None


def _said_before(paragraph: Sequence[Told], place: int, level: Level) -> tuple[int, list[int]]:
    """Where, and which mentions, a level said in a sentence of its own speaks of: the occupation
    told before it, or the last competences.
    """
    for at in range(place - 1, max(-1, place - 1 - _BACK), -1):
        sentence, mentions, _ = paragraph[at]
        asked = sorted(
            (r for r, m in enumerate(mentions) if m.asked), key=lambda r: -mentions[r].end
        )
        jobs = [r for r in asked if mentions[r].is_occupation]
        if level.of_person and jobs:
            return at, jobs[:1]
        if asked:
            known = [r for r in asked if not mentions[r].is_occupation]
            return at, _list_before(sentence.normal, mentions, known) if known else []
        if mentions:
            break
    return place, []

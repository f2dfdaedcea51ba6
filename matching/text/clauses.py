"""Cut a sentence where its point of view may change: a negation does not reach past such a cut."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from matching.text.sentences import Sentence

_SUBJECT = r"(?:on|nous|je|j|il|ils|elle|elles|vous|ca|c est|ce|qui|y a)"
_VERB = (
    r"(?:cherch\w+|recherch\w+|recrut\w+|embauch\w+|besoin|faut|faudra\w*|voudr\w+|veu\w+|veut|prend\w*|manque\w*"
    r"|juste|plutot|seulement|uniquement|par contre|mais|surtout|en revanche|sinon|apres|ensuite|et puis)"
)
_CUT = re.compile(
    rf" [;:.!?…—–] "
    rf"|(?: ,)? (?:mais|par contre|en revanche|cependant|toutefois|par ailleurs|en plus|sinon|alors que|tandis que|parce que|car|du moment qu\w*|maintenant|aujourd hui|desormais|a present|en fait) "
    rf"| , (?=(?:et |puis |donc )?{_SUBJECT} )"
    rf"| , (?=\w+ez )"
    rf"| et (?=\w+ez )"
    rf"| , (?={_VERB}\b)"
    rf"| , (?=(?:pour|et pour) (?:la|le|les|l|du|notre|nos) )"
    rf"| , (?=(?:pas|plus|aucune?|sans|ni|hors|sauf|inutile) )"
    rf"| et (?=(?:{_SUBJECT}|pas|plus) )"
)


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of one sentence, as cuts in its ``normal`` text."""

    sentence: Sentence
    bounds: tuple[int, ...]  # start of each clause, then the end of the text

    def at(self, position: int) -> tuple[int, int]:
        """Start and end of the clause that holds ``position``."""
        index = min(max(bisect_right(self.bounds, position) - 1, 0), len(self.bounds) - 2)
        return self.bounds[index], self.bounds[index + 1]

    def index(self, position: int) -> int:
        """Rank of the clause that holds ``position``, from 0."""
        return min(max(bisect_right(self.bounds, position) - 1, 0), len(self.bounds) - 2)

    def texts(self) -> list[str]:
        """The normal text of each clause, in order."""
        starts, ends = self.bounds[:-1], self.bounds[1:]
        return [self.sentence.normal[a:b] for a, b in zip(starts, ends, strict=True)]


def clauses(sentence: Sentence) -> Clauses:
    """Cut a sentence into its clauses."""
    starts = [0]
    for cut in _CUT.finditer(sentence.normal):
        # The cut's own words open the next clause: « mais pas de drapage ».
        start = cut.start() + 1 + (2 if sentence.normal[cut.start() + 1] in ",;:.!?…—–" else 0)
        if start > starts[-1]:
            starts.append(start)
    return Clauses(sentence, (*starts, len(sentence.normal) + 1))

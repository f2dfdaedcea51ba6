"""Words of a firm that may be shown without telling which firm it is."""

import re
from collections.abc import Iterable

from skills.folding import folded
from skills.reference import Reference

_NUMBER = re.compile(r"\d[\d\s.,]*")
_YEAR = re.compile(r"20\d\d")
_CONTACT = re.compile(r"@|https?:|www\.|\d{2}([\s.]?\d{2}){4}")
_PROPER = re.compile(
    r"(?<![.!?:;•\-–—]\s)(?<!^)(?<!\n)\b[A-ZÀ-Ý](?:[a-zà-ÿ]{2,}|[A-ZÀ-Ý]{4,})", re.MULTILINE
)
_CAPITALS = re.compile(r"\b[A-ZÀ-Ý]{2,}\b|\b[A-ZÀ-Ý][a-zà-ÿ]{2,}")
_LONG = 4  # letters
_SMALL = 10
"""From here on a number says how large a firm is, or names a machine, an order, a date."""
_BEGINNINGS = """
a alors apres au aujourd aussi aux avant avec beaucoup besoin ca car ce cela celui ces cet cette
chacun chaque cherche cherchons cinq comme comment dans depuis des deux difficile difficulte
difficultes donc du elle elles embauche en encore enfin est et faut former franchement huit ici
idem il ils impossible jamais je jusqu la le les leur maintenant mais manque meme mes mon neuf
niveau nos notre nous nul objectif on ou par parce pareil parfois pas personne petit peu peut
plus plusieurs pour pourquoi priorite puis quand quatre que quelqu quelques qui recherche
recherchons rien sans sept ses si six son sur surtout tant toujours tous tout toute toutes tres
trois trop trouver un une urgent venir voila vous vraiment y
"""
"""Words that begin a sentence and name nobody."""


class QuoteGuard:
    """What may be read of firms' words. A doubt keeps a quote back."""

    def fit(self, reference: Reference) -> "QuoteGuard":
        """Learn the words of the trade, and the names of places."""
        self.trade_ = _trade_words(reference)
        self.beginnings_ = frozenset(_BEGINNINGS.split())
        places = [one.name for one in reference.communes.values()]
        places += [one.name for one in reference.epcis.values()]
        self.places_ = _telling(places) - self.trade_
        return self

    def lets(self, quote: str, firm: str, others: Iterable[str] = ()) -> bool:
        """Whether nothing in a quote tells whose words they are.

        Refused: the firm's name, or a word of four letters or more of it, of one of the ``others``
        (people, projects) or of a place, that the trade does not use itself; a proper noun or an
        acronym that the trade does not know; a number from ten on that is no year; an address or a
        telephone number.
        """
        if _CONTACT.search(quote) or _PROPER.search(quote):
            return False
        for found in _NUMBER.findall(quote):
            digits = re.sub(r"\D", "", found)
            if not _YEAR.fullmatch(digits) and int(digits) >= _SMALL:
                return False
        for word in _CAPITALS.findall(quote):  # what is left of them begins a sentence
            if not {*folded(word).split()} <= self.trade_ | self.beginnings_:
                return False
        said = folded(quote)
        name = folded(firm)
        if name and name not in self.trade_ and f" {name} " in f" {said} ":
            return False
        telling = self.places_ | (_telling([firm, *others]) - self.trade_)
        return not telling & {*said.split()}


def _telling(names: Iterable[str]) -> frozenset[str]:
    return frozenset(w for name in names for w in folded(name).split() if len(w) >= _LONG)


def _trade_words(reference: Reference) -> frozenset[str]:
    """The folded words by which the trade names what it does: a firm that bears one is not told by
    it.
    """
    things = (reference.competences, reference.families, reference.occupations)
    said = [reference.label(code) for codes in things for code in codes]
    said += [alias.text for one in reference.competences.values() for alias in one.aliases]
    said += [alias.text for one in reference.families.values() for alias in one.aliases]
    said += [alias.text for one in reference.occupations.values() for alias in one.aliases]
    return frozenset(word for text in said for word in folded(text).split())

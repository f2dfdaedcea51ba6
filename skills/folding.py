"""Two spellings that a reader takes for one: case, accents, hyphens and apostrophes put aside."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=32768)
def folded(text: str) -> str:
    """« Pré-imprégné » and « préimprégne » fold to the same words."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    plain = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.split())

"""French words for the steering of a territory: amounts, aids, figures."""

from collections.abc import Callable, Mapping

from matching.cohorts import Share
from matching.what_if import Range
from skills.aid import Aid, Answer, Verdict
from web.wording import date_fr, interval_fr

_BADGES = {Answer.YES: "good", Answer.NO: "bad", Answer.UNSURE: "unsure"}


def euros_fr(amount: int | None) -> str:
    """« 1,5 M€ », « 250 k€ », « 800 € », « non communiqué »."""
    if amount is None:
        return "non communiqué"
    for first, size, step, unit in (
        (1_000_000, 1_000_000, 1_000, "M€"),
        (10_000, 1_000, 100, "k€"),
    ):
        if amount >= first and amount % step == 0:
            shown = f"{amount / size:.3f}".rstrip("0").rstrip(".").replace(".", ",")
            return f"{shown}\u00a0{unit}"
    return f"{amount:,}".replace(",", "\u202f") + "\u00a0€"


def answer_badge(answer: Answer) -> str:
    """The badge's kind that goes with an answer."""
    return _BADGES[answer]


def verdict_fr(verdict: Verdict, aid: Aid) -> str:
    """Why an answer, in a plain sentence."""
    if verdict.text == "closed":
        if aid.open_until:
            return f"Fermée depuis le {date_fr(aid.open_until)}, d'après la source"
        return f"N'ouvre que le {date_fr(aid.open_from)}"
    if verdict.text == "stale":
        return f"{checked_fr(aid)} : à revérifier avant de compter dessus"
    return verdict.text


def checked_fr(aid: Aid) -> str:
    """When the aid was last checked."""
    if aid.checked_on is None:
        return "Source sans date"
    return f"Vérifiée le {date_fr(aid.checked_on)}"


def range_fr(value: Range) -> str:
    """« 4 » or « 4 à 9 »."""
    return interval_fr(value.low, value.high)


def balance_fr(amount: int) -> str:
    """« + 12 k€ », « − 3 k€ », « 0 € »."""
    sign = "" if not amount else "+ " if amount > 0 else "− "
    return sign + euros_fr(abs(amount))


def share_fr(share: Share | None) -> str:
    """« 9 sur 11 (52 à 95 %) », « trop peu pour le dire »."""
    if share is None:
        return "trop peu pour le dire"
    return f"{share.part} sur {share.whole} ({share.low * 100:.0f} à {share.high * 100:.0f}\u202f%)"


FILTERS: Mapping[str, Callable[..., object]] = {
    "euros_fr": euros_fr,
    "range_fr": range_fr,
    "share_fr": share_fr,
    "balance_fr": balance_fr,
    "answer_badge": answer_badge,
    "verdict_fr": verdict_fr,
    "checked_fr": checked_fr,
}

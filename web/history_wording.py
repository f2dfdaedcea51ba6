"""What a line of the journal says of a thing before and after, in French words."""

import json
from collections.abc import Callable, Mapping
from datetime import date

from skills.need import Headcount, NeedState
from web.wording import date_fr, headcount_fr


def facts_fr(kept: str, label: Callable[[str], str]) -> tuple[str, ...]:
    """What was kept of a need, fact by fact; any other text as it is. Nothing for nothing."""
    if not kept.startswith("{"):
        return (kept,) if kept else ()
    try:
        need: Mapping[str, object] = json.loads(kept)
    except ValueError:
        return (kept,)
    return tuple(_facts(need, label))


def _facts(need: Mapping[str, object], label: Callable[[str], str]) -> list[str]:
    found = []
    match need:
        case {"evidence": {"text": str(words)}}:
            found.append(f"« {words} »")
    match need:
        case {"occupation": str(code)} if code:
            found.append(label(code))
    match need:
        case {"competences": [*asked]}:
            found += [label(str(one["code"])) for one in asked if isinstance(one, dict)]
    match need:
        case {"headcount": {"minimum": int(low), "maximum": int(high)}}:
            found.append(headcount_fr(Headcount(low, high)))
    match need:
        case {"wanted_by": str(day)}:
            found.append(f"pour le {date_fr(date.fromisoformat(day))}")
    match need:
        case {"state": str(state)} if state in {s.value for s in NeedState}:
            found.append(NeedState(state).label)
    return found

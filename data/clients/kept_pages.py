"""Pages of a service kept on disk while they are fresh: what was fetched before an interruption is
not asked for again. Addresses and telephones of persons are taken out before anything is written.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

FRESH_FOR = timedelta(hours=20)
"""Sources are refreshed once a day."""
_PERSONAL = frozenset(
    ("contact", "contacts", "phone", "email", "telephone", "courriel", "dirigeants", "agence")
)


@dataclass(frozen=True, slots=True)
class KeptPages:
    """The pages of one source. ``now`` is the moment that freshness is judged at."""

    folder: Path
    now: datetime

    def page(self, path: str, params: Mapping[str, Any], fetch: Callable[[], Any]) -> Any:
        """The page as it was kept, or fetched and kept."""
        name = sha256(json.dumps([path, sorted(params.items())]).encode()).hexdigest()
        file = self.folder / f"{name}.json"
        kept = _read(file)
        if kept is not None and self._fresh(kept["at"]):
            return kept["page"]
        page = without_persons(fetch())
        self.folder.mkdir(parents=True, exist_ok=True)
        # Written beside and put in its place at once: a stop in between leaves no half of a page.
        half = file.with_suffix(".part")
        half.write_text(json.dumps({"at": self.now.isoformat(), "page": page}), "utf-8")
        half.replace(file)
        return page

    def forget(self) -> None:
        """Forget every page, so that the next question goes to the source."""
        for file in self.folder.glob("*.json") if self.folder.is_dir() else ():
            file.unlink()

    def _fresh(self, at: str) -> bool:
        return timedelta() <= self.now - datetime.fromisoformat(at) < FRESH_FOR


def without_persons(value: Any) -> Any:
    """The same JSON without what reaches a person."""
    if isinstance(value, dict):
        return {k: without_persons(v) for k, v in value.items() if k not in _PERSONAL}
    if isinstance(value, list):
        return [without_persons(one) for one in value]
    return value


def _read(file: Path) -> dict[str, Any] | None:
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return kept if isinstance(kept, dict) and {"at", "page"} <= set(kept) else None

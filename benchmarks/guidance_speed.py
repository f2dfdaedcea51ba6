"""How long the counsellor's and the teacher's pages take, beside an empty page:
``.venv/bin/python -m benchmarks.guidance_speed``.

Over the demonstration, then with a catalogue of several thousand courses. The goals are 50 ms a
page and 150 ms a warm sheet as PDF; medians in one process, on whatever machine this is.
"""

import json
import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient
from sqlmodel import Session

from benchmarks.speed import median_ms
from data.demo import demo_offers
from data.readers import load_reference
from data.storage.database import initialise
from data.storage.promises import list_hosts
from matching.matcher import Matcher
from skills.terms_of_work import Commitment
from skills.training import Place, TrainingOffer
from web.app import create_app
from web.flows.demonstration import load_demonstration
from web.settings import Settings

ON = date.today()
OFFERS = 5_000
SAID = {
    "tiles": ["coudre", "poncer"], "near": "56121", "within_km": "40", "move": "car",
    "leaves_at": "420", "words": "couturière, un CAP cuisine, jamais de soudure", "diploma": "3",
    "minor": "1", "limits": ["dust"], "occupation": "O-DRAPER",
}  # fmt: skip


def many_offers(number: int) -> list[TrainingOffer]:
    """The demonstration's courses again and again, each at another commune and day."""
    matcher = Matcher().fit(load_reference())
    taught = [matcher.teach(one, on=ON) for one in demo_offers(ON)]
    chance, communes = random.Random(7), sorted(matcher.reference_.communes)
    offers = []
    for rank in range(number):
        one = taught[rank % len(taught)]
        sessions = tuple(
            replace(session, place=Place(chance.choice(communes))) for session in one.sessions
        )
        offers.append(replace(one, key=f"{one.key}-{rank}", sessions=sessions, id=rank + 1))
    return offers


def pages(site: TestClient) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    with Session(site.app.state.engine) as db:  # type: ignore[attr-defined]
        firm = next(one.firm for one in list_hosts(db) if one.kind is Commitment.VISIT)
    return {
        "GET /sante (empty page)": lambda: site.get("/sante"),
        "GET /parcours": lambda: site.get("/parcours"),
        "POST /parcours (the answer)": lambda: site.post("/parcours", data=SAID),
        "POST /parcours/fiche": lambda: site.post("/parcours/fiche", data=SAID),
        "POST /parcours/fiche.pdf (at most 150)": lambda: site.post(
            "/parcours/fiche.pdf", data=SAID
        ),
        "POST /parcours/fiche.ics": lambda: site.post("/parcours/fiche.ics", data=SAID),
        "GET /classe": lambda: site.get("/classe"),
        "GET /classe/quiz": lambda: site.get("/classe/quiz"),
        "GET /classe/cartes": lambda: site.get("/classe/cartes"),
        "GET /classe/etablissement": lambda: site.get(
            "/classe/etablissement", params={"commune": "56121", "km": "20"}
        ),
        "GET /visite/demander": lambda: site.get(f"/visite/demander/{firm}"),
        "GET /visites": lambda: site.get("/visites"),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'base.sqlite3'}"
        initialise(url, kind="demonstration")
        load_demonstration(url, on=ON)
        settings = Settings(demonstration_url=url, tries_a_minute=100_000)
        app = create_app(settings, demonstration=True)
        with TestClient(app) as site:
            rows = {name: median_ms(run) for name, run in pages(site).items()}
            keeper = app.state.catalogue
            large = keeper.matcher.index(many_offers(OFFERS))
            keeper.current = lambda _db: large
            for name in ("POST /parcours (the answer)", "GET /classe/etablissement"):
                rows[f"{name}, {OFFERS} courses"] = median_ms(pages(site)[name])
    base = rows["GET /sante (empty page)"]
    for name, taken in rows.items():
        print(f"{taken:8.2f} ms  {name:50} {taken / base:6.1f} × an empty page")
    print(json.dumps({name: round(taken, 2) for name, taken in rows.items()}, ensure_ascii=False))


if __name__ == "__main__":
    main()

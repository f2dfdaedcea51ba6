"""The demonstration campaign recomputed whole: ``python -m benchmarks.campaign``.

Every need analysed with its sets of offers, its places by apprenticeship, its seats and its
alternatives; every gap by competence, family and occupation; families across horizons and places;
the index made anew. Medians of seven runs, and the pages that show them.
"""

import json
import tempfile
from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient
from sqlmodel import Session

from benchmarks.speed import median_ms
from data.readers import load_reference
from data.storage.apprenticeships import list_places
from data.storage.database import initialise
from data.storage.engine import open_engine
from matching.alternatives import alternatives
from matching.disclosure import publish
from matching.gaps import public_cells, rank_gaps
from matching.heat import Across, heat_table
from matching.matcher import Matcher
from matching.results import GapGrain
from matching.seats import SeatPlanner
from skills.account import LOCAL_USER
from web.app import create_app
from web.flows.demonstration import load_demonstration
from web.flows.duplicates import catalogue_offers
from web.flows.needs import current_needs
from web.settings import Settings

ON = date(2026, 11, 27)


def main() -> None:
    matcher = Matcher().fit(load_reference())
    rows: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'base.sqlite3'}"
        initialise(url, kind="demonstration")
        load_demonstration(url, on=ON)
        engine = open_engine(url)
        with Session(engine) as db:
            needs = current_needs(db, matcher.reference_, user=LOCAL_USER)
            offers, places = catalogue_offers(db, matcher), list_places(db)
        engine.dispose()
        index = matcher.index(offers, places)

        def suggestions() -> None:
            planner = SeatPlanner(index, on=ON)
            for need in needs:
                analysis = matcher.analyse(need, index, on=ON)
                near = matcher.apprenticeships(need, index, on=ON)
                alternatives(analysis, near, matcher.reference_)
                matcher.bundle(need, index, on=ON)
                matcher.bundle(need, index, on=ON, cheapest=True)
                planner.plan([need])
                planner.why_none(need)

        def gaps() -> None:
            for grain in GapGrain:
                rank_gaps(needs, index, on=ON, grain=grain)
            for across in Across:
                heat_table(needs, index, on=ON, across=across)

        parts = {
            "index": lambda: matcher.index(offers, places),
            f"all that answers {len(needs)} needs": suggestions,
            "all gaps, three lines and two crossings": gaps,
        }
        for name, part in parts.items():
            rows[f"{name}, ms"] = median_ms(part, 7)
        rows["the campaign whole, ms (goal 1000)"] = median_ms(
            lambda: [part() for part in parts.values()], 7
        )
        cells = public_cells(needs, matcher.reference_)
        rows["public figures, once a month, ms"] = median_ms(lambda: publish(cells, on=ON), 3)
        app = create_app(Settings(demonstration_url=url), demonstration=True)
        with TestClient(app) as site:
            base = median_ms(lambda: site.get("/sante"), 30)
            rows["GET /sante, ms"] = base
            for path in (
                *(f"/besoins/{number}" for number in (1, 20, 45)),
                "/besoins", "/manques", "/manques/public", "/manques/horizons",
                "/manques/horizons?colonnes=place",
            ):  # fmt: skip
                assert site.get(path).status_code == 200, path
                rows[f"GET {path}, ms (goal 50)"] = median_ms(lambda path=path: site.get(path), 15)
    for name, value in rows.items():
        print(f"{value:9.1f}  {name}")
    print(json.dumps({name: round(value, 1) for name, value in rows.items()}))


if __name__ == "__main__":
    main()

"""How long the road takes, beside a reference path: ``.venv/bin/python -m benchmarks.speed``.

Medians of repeated runs in one process. Machines are noisy: read the ratios before the times.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient

from data.readers import load_reference
from data.storage.database import initialise
from matching.matcher import Matcher
from matching.search import TermSearch
from matching.text.tokens import tokenise
from skills.account import Role, User
from tests.web.people import LORIENT, QUIMPERLE, a_person, an_organisation
from web import deps
from web.app import create_app
from web.flows.demonstration import load_demonstration
from web.settings import Settings

ON = date(2026, 11, 23)
SENTENCE = (
    "On galère à trouver des gars qui savent faire de l'infusion, il nous en faut trois pour "
    "septembre, pas besoin de soudure. Deux drapeurs confirmés en préimprégné dès que possible.\n\n"
)


def median_ms(run: Callable[[], object], times: int = 30) -> float:
    """Median time of a run, in milliseconds, after one that is not counted."""
    run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return 1000 * statistics.median(taken)


def signed_in_rows() -> dict[str, float]:
    """The same pages with the sign-in and the rights checked, and without; what is between."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'base.sqlite3'}"
        initialise(url, kind="real")
        app = create_app(Settings(database_url=url), demonstration=False)
        person = a_person(
            app,
            Role.INTERVIEWER,
            email="moi@essai.example",
            organisation=an_organisation(app, Role.INTERVIEWER, "Branche"),
            perimeter=(LORIENT, QUIMPERLE),
        )
        known = User("moi", Role.LOCAL)
        with TestClient(app) as site:
            site.cookies.set("matrice", person.token)
            notes = {"firm": "Essai", "commune": "56121", "held_on": "2026-11-20"}
            for _ in range(20):
                site.post("/entretiens", data=notes | {"notes": SENTENCE})
            for path in ("/entretiens", "/besoins", "/competences/C-INFUSE"):
                checked, bare = [], []
                for _ in range(8):  # by turns, so that both meet the same machine
                    app.dependency_overrides.clear()
                    checked.append(median_ms(lambda path=path: site.get(path), 12))
                    app.dependency_overrides |= {
                        deps._user: lambda: known,
                        deps._sign_in: lambda: None,
                        deps.signed_in: lambda: None,
                    }
                    bare.append(median_ms(lambda path=path: site.get(path), 12))
                difference = statistics.median(checked) - statistics.median(bare)
                found[f"sign-in and rights on {path} (at most 3)"] = difference
        app.state.engine.dispose()
    return found


def saving_row(site: TestClient) -> float:
    """Saving 50 kB of notes, one of two texts by turns."""
    kept = site.post(
        "/entretiens",
        data={"firm": "Essai", "held_on": "2026-11-20", "commune": "56121", "notes": "x"},
        follow_redirects=False,
    ).headers["location"]
    texts = [(SENTENCE * 300)[:50_000], (SENTENCE * 300)[:50_001]]
    version = [1]

    def save() -> None:
        sent = {"notes": texts[version[0] % 2], "version": str(version[0])}
        answer = site.post(f"{kept}/notes", data=sent, headers={"Accept": "application/json"})
        version[0] = answer.json()["version"]

    return median_ms(save)


def main() -> None:
    matcher = Matcher().fit(load_reference())
    notes = (SENTENCE * 20)[:3000]
    rows = {
        "tokenise a page of notes (3,000 characters)": median_ms(lambda: tokenise(notes)),
        "read a page of notes": median_ms(lambda: matcher.propose(notes, on=ON)),
    }
    search = TermSearch().fit(matcher.reference_)
    rows["search « infuzion » in the ontology"] = median_ms(lambda: search.search("infuzion"))
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'base.sqlite3'}"
        initialise(url, kind="demonstration")
        load_demonstration(url, on=ON)
        settings = Settings(demonstration_url=url)
        with TestClient(create_app(settings, demonstration=True)) as site:
            pages = (
                "/sante", "/", "/entretiens/2", "/besoins", "/besoins/1", "/manques",
                "/competences", "/competences/C-INFUSE", "/metiers", "/metiers/O-DRAPER",
                "/passerelles", "/classe", "/classe/quiz", "/classe/cartes/O-DRAPER.pdf",
                "/classe/cartes.pdf", "/classe/affiche.pdf",
            )  # fmt: skip
            for path in pages:
                rows[f"GET {path}"] = median_ms(lambda path=path: site.get(path))
            rows["save 50 kB of notes (at most 100)"] = saving_row(site)
    rows |= signed_in_rows()
    base = rows["GET /sante"]
    for name, taken in rows.items():
        ratio = f"{taken / base:6.1f} × /sante" if name.startswith("GET") else ""
        print(f"{taken:8.2f} ms  {name:45} {ratio}")
    print(json.dumps({name: round(taken, 2) for name, taken in rows.items()}, ensure_ascii=False))


if __name__ == "__main__":
    main()

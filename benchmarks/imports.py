"""A large LHEO flow: read and made into offers, beside lxml alone; kept; linked. Each apart.

    python -m benchmarks.imports                 300 MB, generated in a temporary folder
    python -m benchmarks.imports --megabytes 30

Each reading runs in a process of its own, so that its memory is its own. Processor time is told
beside the wall's: this is often measured on a machine that others use.
"""

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

from lxml import etree
from sqlmodel import Session

from data.importers.lheo import LheoImporter
from data.readers import load_reference
from data.storage.database import initialise
from data.storage.engine import open_engine
from matching.matcher import Matcher
from skills.training import TrainingOffer
from web.flows.importing import import_file
from web.flows.offer_linking import link_offers

_TEXT = (
    "préparer le moule découper les renforts draper les plis mettre sous vide infuser la résine "
    "contrôler la pièce ébarber poncer réparer un stratifié lire un plan tracer assembler coller "
    "respecter les consignes de sécurité travailler en équipe suivre une fiche technique"
)
WORDS = _TEXT.split()
LEAST_SPEED, MOST_MEMORY = 10, 300  # MB/s, MB
KEPT_MEGABYTES, LINKED = 15, 150

Measure = tuple[int, float, float, int]
"""Records, wall and processor seconds, most memory in MB."""


def words(rng: Random, count: int) -> str:
    return " ".join(rng.choices(WORDS, k=count))


def html(rng: Random, count: int) -> str:
    items = "".join(f"&lt;li&gt;{words(rng, 12)}&lt;/li&gt;" for _ in range(count // 12))
    return f"&lt;p&gt;{words(rng, 20)}&lt;/p&gt;&lt;ul&gt;{items}&lt;/ul&gt;"


def a_session(rng: Random, number: int) -> str:
    year, month = rng.randint(2026, 2029), rng.randint(1, 12)
    extras = "".join(
        f'<extra info="branche">{rng.randint(10, 99)}.{rng.randint(10, 99)}Z</extra>'
        for _ in range(rng.choice((0, 0, 5, 40)))
    )
    return f"""<session numero="SE_{number}" datecrea="20260101" datemaj="20261101">
<periode><debut>{year}{month:02}{rng.choice((0, 1, 15)):02}</debut><fin>99999999</fin></periode>
<adresse-inscription><adresse><ligne>-</ligne><codepostal>00100</codepostal>
<ville>Ville {number}</ville>
<code-INSEE-commune>00{rng.randint(100, 999)}</code-INSEE-commune></adresse></adresse-inscription>
<etat-recrutement>{rng.randint(1, 3)}</etat-recrutement>
<extras info="eligibilite-cpf" numero="{rng.randint(1000, 9999)}">{extras}</extras>
<cycle><type-cycle>1</type-cycle><capacite-simultanee>{rng.randint(4, 20)}</capacite-simultanee>
</cycle>
</session>"""


def a_formation(rng: Random, number: int) -> str:
    """An invented course, with what real flows hold: HTML, extras, unknown values, contacts."""
    contact = (
        "<coordonnees><nom>Accueil</nom><telfixe><numtel>01 99 00 00 00</numtel></telfixe>"
        "<web><urlweb>https://organisme.invalid</urlweb></web></coordonnees>"
    )
    sessions = "".join(a_session(rng, number * 10 + one) for one in range(rng.randint(1, 4)))
    return f"""<formation numero="F_{number}" datecrea="20250101" datemaj="20261101">
<domaine-formation><code-FORMACODE ref="V12" tag="principal">22871</code-FORMACODE>
<code-FORMACODE ref="V12">23002</code-FORMACODE><code-NSF>225</code-NSF>
<code-ROME>H3203</code-ROME>
</domaine-formation>
<intitule-formation>{words(rng, 6).capitalize()} {number}</intitule-formation>
<objectif-formation>{words(rng, rng.randint(10, 60))}</objectif-formation>
<resultats-attendus>-</resultats-attendus>
<contenu-formation>{html(rng, rng.randint(60, 400))}</contenu-formation>
<certifiante>1</certifiante><contact-formation>{contact}</contact-formation>
<parcours-de-formation>4</parcours-de-formation><code-niveau-entree>0</code-niveau-entree>
<certification><code-RNCP>{rng.choice((38432, 30100, 99999))}</code-RNCP>
<code-CERTIFINFO>{number}</code-CERTIFINFO></certification>
<code-niveau-sortie>{rng.choice((4, 5, 13, 14))}</code-niveau-sortie>
<action numero="AC_{number}"><rythme-formation>Continu, temps plein</rythme-formation>
<code-public-vise ref="V12">83056</code-public-vise>
<niveau-entree-obligatoire>0</niveau-entree-obligatoire>
<modalites-alternance>-</modalites-alternance><modalites-enseignement>0</modalites-enseignement>
<conditions-specifiques>{words(rng, 15)}</conditions-specifiques>
<prise-en-charge-frais-possible>1</prise-en-charge-frais-possible>
<lieu-de-formation><coordonnees><adresse><denomination>Centre {number % 300}</denomination>
<ligne>1 rue inventée</ligne><codepostal>00100</codepostal><ville>Ville {number % 90}</ville>
<geolocalisation><latitude>{47 + rng.random():.4f}</latitude>
<longitude>-{3 + rng.random():.4f}</longitude></geolocalisation>
</adresse></coordonnees></lieu-de-formation>
<modalites-entrees-sorties>0</modalites-entrees-sorties>{sessions}
<nombre-heures-centre>{rng.randint(7, 700)}</nombre-heures-centre>
<organisme-financeur><code-financeur>2</code-financeur>
<nb-places-financees>12</nb-places-financees></organisme-financeur>
</action>
<organisme-formation-responsable numero="OR_{number % 300}">
<numero-activite>99999999999</numero-activite>
<SIRET-organisme-formation><SIRET>{number % 300:014}</SIRET></SIRET-organisme-formation>
<nom-organisme>Organisme inventé {number % 300}</nom-organisme><raison-sociale>-</raison-sociale>
<coordonnees-organisme>{contact}</coordonnees-organisme>
<contact-organisme>{contact}</contact-organisme>
</organisme-formation-responsable>
<extras info="plateforme"><extra info="source">flux inventé</extra></extras></formation>
"""


def write_flow(path: Path, megabytes: float) -> int:
    """A flow of this size; give how many courses it has."""
    rng, number, size = Random(7), 0, 0
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<lheo xmlns="http://lheo.gouv.fr/2.3">')
        file.write("<offres>\n")
        while size < megabytes * 1e6:
            size += file.write(a_formation(rng, number))
            number += 1
        file.write("</offres></lheo>\n")
    return number


def shown(found: Iterator[object], total: int) -> int:
    """Count, and show how far one is."""
    done = 0
    for done, _ in enumerate(found, start=1):
        if done % 500 == 0 and sys.stderr.isatty():
            filled = 40 * done // total
            print(f"\r[{'#' * filled:<40}] {done} sur {total}", end="", file=sys.stderr)
    print("\r" + " " * 70, end="\r", file=sys.stderr)
    return done


def bare(path: Path, total: int) -> int:
    """What lxml alone takes to give each course and free it."""

    def walk() -> Iterator[object]:
        for _, element in etree.iterparse(str(path), events=("end",), tag="{*}formation"):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]

    return shown(walk(), total)


def normalised(path: Path, total: int) -> int:
    """Every course as an offer."""
    offers = (o for o in LheoImporter().read(path) if isinstance(o, TrainingOffer))
    return shown(offers, total)


def _measured(
    work: Callable[[Path, int], int],
    path: Path,
    total: int,
    answer: "multiprocessing.Queue[Measure]",
) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    count = work(path, total)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    answer.put((count, time.perf_counter() - wall, time.process_time() - processor, used))


def measured(work: Callable[[Path, int], int], path: Path, total: int) -> Measure:
    """One reading, in a process of its own."""
    context = multiprocessing.get_context("spawn")
    answer: multiprocessing.Queue[Measure] = context.Queue()
    process = context.Process(target=_measured, args=(work, path, total, answer))
    process.start()
    found = answer.get()
    process.join()
    return found


def keep_and_link(folder: Path) -> None:
    """A smaller flow kept in a database, and some of its offers linked."""
    path = folder / "petit.xml"
    count = write_flow(path, KEPT_MEGABYTES)
    url = f"sqlite:///{folder / 'base.sqlite3'}"
    initialise(url, kind="real")
    matcher = Matcher().fit(load_reference())
    engine = open_engine(url)
    with Session(engine) as db:
        for label in ("kept, all new", "kept again, unchanged"):
            start = time.process_time()
            import_file(db, matcher, path, on=date(2026, 11, 23))
            db.commit()
            spent = time.process_time() - start
            print(f"{label}: {count} offers, {count / spent:.0f} a second of processor")
        start = time.process_time()
        done = link_offers(db, matcher, on=date(2026, 11, 23), most=LINKED)
        spent = time.process_time() - start
        print(f"linked: {done} offers, {1000 * spent / done:.0f} ms each")
    engine.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "flux.xml"
        total = write_flow(path, asked.megabytes)
        size = path.stat().st_size / 1e6
        print(f"{size:.0f} MB, {total} courses")
        speeds = {}
        for work in (bare, normalised):
            count, wall, processor, memory = measured(work, path, total)
            speeds[work] = size / processor
            print(
                f"{work.__name__}: {count} courses, {size / wall:.1f} MB/s "
                f"({speeds[work]:.1f} of processor), {memory} MB of memory at most"
            )
        print(
            f"ratio to bare: {speeds[normalised] / speeds[bare]:.2f}; "
            f"goals: {LEAST_SPEED} MB/s, {MOST_MEMORY} MB"
        )
        path.unlink()
        keep_and_link(folder)


if __name__ == "__main__":
    main()

"""What the commands share: the day, the notes, the database, the matcher; refusals in French."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from sqlmodel import Session

    from matching.matcher import Matcher


def fail(sentence: str, code: int = 1) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(code)


def load_matcher(db: "Session | None" = None) -> "Matcher":
    """The matcher over the reference files, with the labels approved in a database if one is
    given.
    """
    from data.readers import load_reference
    from matching.matcher import Matcher
    from web.flows.vocabulary import learnt_reference
    from web.settings import read_settings

    files = load_reference(read_settings().reference_folder)
    return Matcher().fit(files if db is None else learnt_reference(db, files))


def matcher_of_database(demonstration: bool) -> "Matcher":
    """The matcher for what needs no database: with its approved labels if it is there."""
    from skills.errors import WrongDatabase
    from web.error_sentences import error_sentence

    if not demonstration and not _real_is_there():
        return load_matcher()
    try:
        with open_database(demonstration) as db:
            return load_matcher(db)
    except WrongDatabase as error:
        if demonstration:
            raise
        typer.echo(f"(mots appris laissés de côté) {error_sentence(error)}", err=True)
        return load_matcher()


def real_exists() -> bool:
    """Whether there is a real database; without one, what only reads reads the demonstration."""
    if _real_is_there():
        return True
    typer.echo("(pas encore de base réelle : lecture de la démonstration)", err=True)
    return False


def _real_is_there() -> bool:
    from data.storage.engine import open_engine, sqlite_file
    from web.settings import read_settings

    file = sqlite_file(open_engine(read_settings().database_url))
    return file is None or file.exists()


def open_database(demonstration: bool) -> "Session":
    from sqlmodel import Session

    from data.storage.database import check_database
    from data.storage.engine import open_engine
    from web.settings import read_settings

    engine = open_engine(read_settings().url(demonstration=demonstration))
    check_database(engine, kind="demonstration" if demonstration else "real")
    return Session(engine)


def print_json(value: object) -> None:
    from pydantic import TypeAdapter

    adapter: TypeAdapter[object] = TypeAdapter(
        type(value) if not isinstance(value, tuple) else tuple
    )
    typer.echo(json.dumps(adapter.dump_python(value, mode="json"), ensure_ascii=False, indent=2))


def read_day(text: str) -> date:
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(
            f"La date « {text} » n'est pas de la forme AAAA-MM-JJ, par exemple 2026-11-23.",
            2,
        )


def not_empty(text: str, what: str) -> str:
    if not text.strip():
        fail(f"Le {what} est vide : il n'y a rien à lire.", 2)
    return text


def read_notes(file: Path) -> str:
    if not file.exists():
        fail(f"Le fichier « {file} » n'existe pas.", 2)
    if file.is_dir():
        fail(f"« {file} » est un dossier ; il faut un fichier de notes.", 2)
    try:
        notes = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fail(
            f"Le fichier « {file.name} » n'est pas en UTF-8 (octet {error.start + 1}). "
            "Enregistrez-le en « texte UTF-8 » et recommencez.",
            2,
        )
    except OSError as error:
        fail(f"Le fichier « {file.name} » ne peut pas être lu : {error.strerror}.", 2)
    return not_empty(notes.replace("\r\n", "\n"), f"fichier « {file.name} »")


def shown(url: str) -> str:
    return url.removeprefix("sqlite:///") if url.startswith("sqlite") else url.rsplit("@", 1)[-1]

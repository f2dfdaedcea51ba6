"""The files that make the project: what git tracks or would track, found without git."""

from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", ".hypothesis", ".venv", ".venv.lock", "__pycache__", "node_modules", "var"}


def project_files(*suffixes: str) -> tuple[Path, ...]:
    """Every file with one of the suffixes (all files without one), sorted, absolute."""
    files = (f for f in _walk(PROJECT) if not suffixes or f.suffix in suffixes)
    return tuple(sorted(files))


def shown(file: Path) -> str:
    """The name of a file as one reads it in a message: from the project's folder."""
    return file.relative_to(PROJECT).as_posix()


def _walk(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name in LEFT_OUT or entry.name.endswith(("_cache", ".egg-info")):
            continue
        if entry.is_dir():
            yield from _walk(entry)
        else:
            yield entry

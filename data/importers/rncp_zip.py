"""Exports of the registers as they are published: zipped, and large. A bomb is refused unread."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from skills.errors import BadFile

MOST_UNPACKED = 3_000_000_000  # bytes; the whole export has 570 MB
MOST_RATIO = 200  # texts of a register shrink some ten times


@contextmanager
def opened_xml(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The XML of a file, zipped or not, and the name that tells its day."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            file.seek(0)
            yield path.name, file
            return
    with opened_zip(path) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(".xml")]
        if len(names) != 1:
            raise BadFile(path.name, "one_xml", value=str(len(names)))
        with archive.open(names[0]) as inner:
            yield names[0], inner


@contextmanager
def opened_zip(path: Path) -> Iterator[ZipFile]:
    """A zip whose parts, as it announces them, are of a size that can be read."""
    try:
        archive = ZipFile(path)
    except BadZipFile:
        raise BadFile(path.name, "not_a_zip") from None
    with archive:
        unpacked = sum(part.file_size for part in archive.infolist())
        packed = sum(part.compress_size for part in archive.infolist())
        # What a part holds beyond the size that it announces is never read.
        if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1_000_000):
            raise BadFile(path.name, "unpacks_too_large", value=f"{unpacked // 1_000_000} Mo")
        try:
            yield archive
        except (BadZipFile, EOFError) as error:
            raise BadFile(path.name, "not_a_zip", value=str(error)) from None

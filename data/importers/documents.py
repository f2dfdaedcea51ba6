"""Notes that were taken in a word processor or a text editor."""

import io
from zipfile import BadZipFile, ZipFile

from skills.errors import BadFile

_MOST_UNPACKED = 100 * 1024 * 1024  # bytes


def read_document(name: str, content: bytes) -> str:
    """The text of a DOCX or TXT file, a line for each paragraph and each row of a table.

    Raise ``BadFile`` for another kind of file, or one that cannot be read safely.
    """
    if not content.strip():
        raise BadFile(name, "empty")
    suffix = name.rpartition(".")[2].lower()
    if suffix == "txt":
        if b"\x00" in content:
            raise BadFile(name, "unknown_document")
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace").replace("\r\n", "\n")
    if suffix != "docx":
        raise BadFile(name, "unknown_document")
    return _docx(name, content)


def _docx(name: str, content: bytes) -> str:
    from docx import Document
    from docx.table import Table
    from lxml.etree import XMLSyntaxError

    try:
        with ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            raise BadFile(name, "unpacks_too_large", value=f"{unpacked // 1_000_000} Mo")
        document = Document(io.BytesIO(content))
        lines = []
        for part in document.iter_inner_content():
            if isinstance(part, Table):
                lines += [" ; ".join(cell.text for cell in row.cells) for row in part.rows]
            else:
                lines.append(part.text)
    except (BadZipFile, KeyError, ValueError, OSError, XMLSyntaxError):
        raise BadFile(name, "not_a_document") from None
    return "\n".join(lines).strip()

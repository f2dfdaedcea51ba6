"""Walk an LHEO file: one ``formation`` at a time, elements by their local names in any namespace.

What is dangerous in XML is refused here: a document type, entities, anything to fetch.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from lxml import etree
from lxml.etree import ErrorTypes

from data.importers.lheo_fields import plain_text
from skills.errors import BadFile
from skills.training import Rejected

Element = Any  # lxml's element type has no public name

_PIECE = 65536  # bytes: a flow may be one single line
_LAST_LINE = 65535  # libxml2 keeps an element's line in 16 bits

_ENCODING_ERRORS = (
    ErrorTypes.ERR_INVALID_ENCODING,
    ErrorTypes.ERR_UNKNOWN_ENCODING,
    ErrorTypes.ERR_UNSUPPORTED_ENCODING,
)
_ENTITY_ERRORS = (
    ErrorTypes.ERR_ENTITY_IS_EXTERNAL,
    ErrorTypes.ERR_ENTITY_LOOP,
    114,  # a limit on resources: an entity that grows without end
)


class Record:
    """One ``formation`` being read: where it begins, and the fields of it that were refused."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.rejected: list[Rejected] = []

    def reject(self, element: Element, value: str, why: str) -> None:
        """Note once that a field could not be taken."""
        line = element.sourceline or self.line
        # Far into a large flow the element no longer knows its line; its record's is still right.
        line = self.line if line >= _LAST_LINE else line
        refused = Rejected(line, local(element), value[:80], why)
        if refused not in self.rejected:
            self.rejected.append(refused)


def formations(path: Path) -> Iterator[tuple[Element, int]]:
    """Each ``formation`` and the line where it begins; freed once the next one is asked for.

    Raise ``BadFile`` where the XML breaks, or if its root is not LHEO's.
    """
    with path.open("rb") as file:
        yield from _formations(path.name, file)


def _formations(name: str, file: BinaryIO) -> Iterator[tuple[Element, int]]:
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    events = parser.read_events()
    line, starts_at, seen_root = 1, 1, False
    while piece := file.readline(_PIECE):
        _feed(name, parser, piece)
        for event, element in events:
            if not seen_root:
                seen_root = True
                _check_root(name, element)
            if local(element) != "formation":
                continue
            if event == "start":
                starts_at = line
            else:
                yield element, starts_at
                _forget(element)
        line += piece.endswith(b"\n")
    _feed(name, parser, None)


def _feed(name: str, parser: etree.XMLPullParser, piece: bytes | None) -> None:
    """Give the parser the next piece of the file, or its end."""
    try:
        if piece is None:
            parser.close()
        else:
            parser.feed(piece)
    except etree.XMLSyntaxError as error:
        # The stubs leave ``code`` out.
        _refuse(name, error.code, error.lineno, error.msg)  # type: ignore[attr-defined]
    # An unknown entity is noted but not raised, and what follows would then be read as a new file.
    for fault in parser.feed_error_log.filter_from_fatals():
        _refuse(name, fault.type, fault.line, fault.message)


def _refuse(name: str, code: int, line: int | None, message: str | None) -> NoReturn:
    why = "encoding" if code in _ENCODING_ERRORS else "xml"
    if code in _ENTITY_ERRORS:
        why = "entities"
    raise BadFile(name, why, line=line or 1, value=message or "")


def _check_root(name: str, root: Element) -> None:
    # A document type declares entities: nothing in LHEO needs one, and « billion laughs » does.
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadFile(name, "entities", line=1)
    if not local(root).startswith("lheo"):
        raise BadFile(name, "not_lheo", line=root.sourceline, value=local(root))


def _forget(element: Element) -> None:
    """Free what was read, so that a large flow is never wholly in memory."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return str(etree.QName(element).localname)


def find(parent: Element | None, name: str) -> Element | None:
    """The first child of that local name, or None."""
    return next(iter(find_all(parent, name)), None)


def find_all(parent: Element | None, name: str) -> list[Element]:
    """The children of that local name, in order."""
    if parent is None:
        return []
    return [child for child in parent if isinstance(child.tag, str) and local(child) == name]


def child_text(parent: Element | None, *names: str) -> str:
    """The text at the end of a path of local names, stripped; empty when absent or « - »."""
    for name in names:
        parent = find(parent, name)
    text = "".join(parent.itertext()).strip() if parent is not None else ""
    return "" if text == "-" else text


def child_words(parent: Element | None, *names: str) -> str:
    """The same as plain text, whatever HTML was escaped into it."""
    return plain_text(child_text(parent, *names))

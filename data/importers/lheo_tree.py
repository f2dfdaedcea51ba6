"""Walk an LHEO file: one ``formation`` at a time, elements by their local names in any namespace.

What is dangerous in XML is refused here: a document type, entities, anything to fetch.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from lxml import etree
from lxml.etree import ErrorTypes

from data.formats.lheo_node import Node, said
from data.importers.lheo_fields import plain_text
from skills.errors import BadFile
from skills.training import Rejected

Element = Any  # lxml's element type has no public name

_PIECE = 1 << 18  # bytes
_LAST_LINE = 65535  # libxml2 keeps an element's line in 16 bits
_BEGINS = re.compile(rb"(?=<(?:[\w.-]+:)?formation[\s/>])")
# What a flow says of itself, and not of a course, would make the same course look changed.
_KEPT = frozenset(
    ("numero", "info", "ref", "tag", "uri", "href", "file", "datecrea", "datemaj")
) | {"horodatage-creation", "horodatage-modification"}

_STANDING = frozenset(("action", "session"))  # there even when nothing is said of them

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

    def reject(self, field: str, node: Node | None, value: str, why: str) -> None:
        """Note once that a field could not be taken."""
        line = node.line if node else 0
        # Far into a large flow the element no longer knows its line; its record's is still right.
        line = line if 0 < line < _LAST_LINE else self.line
        refused = Rejected(line, field, value[:80], why)
        if refused not in self.rejected:
            self.rejected.append(refused)


def formations(path: Path) -> Iterator[tuple[Node, int]]:
    """Each ``formation`` and the line where it begins; freed once the next one is asked for.

    Raise ``BadFile`` where the XML breaks, or if its root is not LHEO's.
    """
    with path.open("rb") as file:
        yield from _formations(path.name, file)


def _formations(name: str, file: BinaryIO) -> Iterator[tuple[Node, int]]:
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag="{*}formation",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    events = parser.read_events()
    line, starts_at, seen_root = 1, 1, False
    for piece in _pieces(file):
        _feed(name, parser, piece)
        for event, found in events:
            element: Element = found
            if not seen_root:
                seen_root = True
                _check_root(name, element.getroottree().getroot())
            if event == "start":
                starts_at = line
            else:
                yield _grow(element), starts_at
                _forget(element)
        line += piece.count(b"\n")
    root = _feed(name, parser, None)
    if not seen_root:
        _check_root(name, root)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The file cut so that each ``formation`` begins a piece: its line is then the piece's own."""
    rest = b""
    while block := file.read(_PIECE):
        block = rest + block
        # A tag that the end of the block cuts in two waits for the next one.
        cut = block.rfind(b"<") if len(block) < 2 * _PIECE else len(block)
        rest = block[cut:] if cut > 0 else b""
        yield from filter(None, _BEGINS.split(block[:cut] if cut > 0 else block))
    if rest:
        yield from filter(None, _BEGINS.split(rest))


def _feed(name: str, parser: etree.XMLPullParser, piece: bytes | None) -> Element:
    """Give the parser the next piece of the file, or its end; the root at the end."""
    root = None
    try:
        if piece is None:
            root = parser.close()
        else:
            parser.feed(piece)
    except etree.XMLSyntaxError as error:
        # The stubs leave ``code`` out.
        _refuse(name, error.code, error.lineno, error.msg)  # type: ignore[attr-defined]
    # An unknown entity is noted but not raised, and what follows would then be read as a new file.
    for fault in parser.feed_error_log.filter_from_fatals():
        _refuse(name, fault.type, fault.line, fault.message)
    return root


def _refuse(name: str, code: int, line: int | None, message: str | None) -> NoReturn:
    why = "encoding" if code in _ENCODING_ERRORS else "xml"
    if code in _ENTITY_ERRORS:
        why = "entities"
    raise BadFile(name, why, line=line or 1, value=message or "")


def _check_root(name: str, root: Element) -> None:
    # A document type declares entities: nothing in LHEO needs one, and « billion laughs » does.
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadFile(name, "entities", line=1)
    if not local(root.tag).startswith("lheo"):
        raise BadFile(name, "not_lheo", line=root.sourceline, value=local(root.tag))


def _grow(element: Element) -> Node:
    """The element and all below it, as plain values that outlive it."""
    node = Node(said(element.text or ""), element.sourceline)
    attributes = element.items()
    if attributes:
        node.attributes = {k: v for k, v in attributes if k in _KEPT and v}
    for child in element:
        name, grown = local(child.tag), _grow(child)
        # What says nothing is nothing, so that the next of its name is the first.
        if grown.text or grown.attributes or grown.children or name in _STANDING:
            node.children.setdefault(name, []).append(grown)
    return node


def _forget(element: Element) -> None:
    """Free what was read, so that a large flow is never wholly in memory."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """A tag's name without its namespace."""
    return tag.rpartition("}")[2]


def words(node: Node, *names: str) -> str:
    """The text at the end of a path, as plain text, whatever HTML was escaped into it."""
    return plain_text(node.said(*names))

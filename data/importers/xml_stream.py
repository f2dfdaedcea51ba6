"""Walk a large XML file one record at a time, each freed once the next one is asked for.

What is dangerous in XML is refused here: a document type, entities, anything to fetch.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import IO, Any, NoReturn

from lxml import etree
from lxml.etree import ErrorTypes

from skills.errors import BadFile

Element = Any  # lxml's element type has no public name

_PIECE = 1 << 18  # bytes
LAST_LINE = 65535  # libxml2 keeps an element's line in 16 bits

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


def xml_records(
    name: str, file: IO[bytes], record: str, *, expected: str, root: Callable[[str], bool]
) -> Iterator[tuple[Element, int]]:
    """Each element of a local name, and the line where it begins.

    ``root`` says whether the outermost element is the one of the format, ``expected`` names the
    refusal when it is not. Raise ``BadFile`` for that, and where the XML breaks.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=f"{{*}}{record}",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    events = parser.read_events()
    line, starts_at, seen_root, depth = 1, 1, False, 0
    for piece in _pieces(file, record):
        _feed(name, parser, piece)
        for event, found in events:
            element: Element = found
            if not seen_root:
                seen_root = True
                _check_root(name, element.getroottree().getroot(), expected, root)
            if event == "start":
                starts_at = line if depth == 0 else starts_at
                depth += 1
                continue
            depth -= 1
            if depth == 0:
                yield element, starts_at
                _forget(element)
        line += piece.count(b"\n")
    outermost = _feed(name, parser, None)
    if not seen_root:
        _check_root(name, outermost, expected, root)


def _pieces(file: IO[bytes], record: str) -> Iterator[bytes]:
    """The file cut so that each record begins a piece: its line is then the piece's own."""
    begins, rest = b"<" + record.encode(), b""
    prefixed = re.compile(rb"<[\w.-]+:" + record.encode() + rb"[\s/>]")
    while block := file.read(_PIECE):
        block = rest + block
        # A tag that the end of the block cuts in two waits for the next one.
        cut = block.rfind(b"<") if len(block) < 2 * _PIECE else len(block)
        rest = block[cut:] if cut > 0 else b""
        block = block[:cut] if cut > 0 else block
        if begins not in block and (found := prefixed.search(block)):
            begins = found[0][:-1]  # this flow names its elements by a prefix
        yield from _split(block, begins)
    if rest:
        yield from _split(rest, begins)


def _split(block: bytes, begins: bytes) -> Iterator[bytes]:
    start = 0
    while (end := block.find(begins, start + 1)) > 0:
        yield block[start:end]
        start = end
    yield block[start:]


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


def _check_root(name: str, outermost: Element, expected: str, root: Callable[[str], bool]) -> None:
    # A document type declares entities: no format here needs one, and « billion laughs » does.
    if outermost.getroottree().docinfo.internalDTD is not None:
        raise BadFile(name, "entities", line=1)
    if not root(local(outermost.tag)):
        raise BadFile(name, expected, line=outermost.sourceline, value=local(outermost.tag))


def _forget(element: Element) -> None:
    """Free what was read, so that a large flow is never wholly in memory."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """A tag's name without its namespace."""
    return tag.rpartition("}")[2]

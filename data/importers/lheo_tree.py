"""Walk an LHEO file: one ``formation`` at a time, elements by local name in any namespace."""

from collections.abc import Iterator
from pathlib import Path

from data.formats.lheo_node import PERSONAL, Node, private_in, said
from data.importers.lheo_fields import plain_text
from data.importers.xml_stream import LAST_LINE, Element, local, xml_records
from skills.training import Rejected

# What a flow says of itself, and not of a course, would make the same course look changed.
_KEPT = frozenset(
    ("numero", "info", "ref", "tag", "uri", "href", "file", "datecrea", "datemaj")
) | {"horodatage-creation", "horodatage-modification"}
_STANDING = frozenset(("action", "session"))  # there even when nothing is said of them


class Record:
    """One ``formation`` being read: where it begins, and the fields of it that were refused."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.rejected: list[Rejected] = []

    def reject(self, field: str, node: Node | None, value: str, why: str) -> None:
        """Note once that a field could not be taken."""
        line = node.line if node else 0
        # Far into a large flow the element no longer knows its line; its record's is still right.
        line = line if 0 < line < LAST_LINE else self.line
        refused = Rejected(line, field, value[:80], why)
        if refused not in self.rejected:
            self.rejected.append(refused)


def formations(path: Path) -> Iterator[tuple[Node, int]]:
    """Each ``formation`` and the line where it begins.

    Raise ``BadFile`` where the XML breaks, or if its root is not LHEO's.
    """
    with path.open("rb") as file:
        for element, line in xml_records(
            path.name, file, "formation", expected="not_lheo", root=_of_lheo
        ):
            yield _grow(element), line


def _of_lheo(name: str) -> bool:
    return name.startswith("lheo")


def _grow(element: Element, private: frozenset[str] = PERSONAL) -> Node:
    """The element and all below it but what tells of a person, as plain values that outlive it."""
    node = _leaf(element)
    children = node.children
    for child in element:
        name = local(child.tag)
        if name in private:
            continue
        grown = _grow(child, private_in(name, private)) if len(child) else _leaf(child)
        # What says nothing is nothing, so that the next of its name is the first.
        if grown.text or grown.attributes or grown.children or name in _STANDING:
            same = children.get(name)
            if same is None:
                children[name] = [grown]
            else:
                same.append(grown)
    return node


def _leaf(element: Element) -> Node:
    """The element without what is below it."""
    text = element.text
    node = Node(said(text) if text else "", element.sourceline)
    attributes = element.items()
    if attributes:
        node.attributes = {k: v for k, v in attributes if k in _KEPT and v}
    return node


def words(node: Node, *names: str) -> str:
    """The text at the end of a path, as plain text, whatever HTML was escaped into it."""
    return plain_text(node.said(*names))

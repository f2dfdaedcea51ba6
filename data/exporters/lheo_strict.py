"""A tree made into strict LHEO 2.3: order, cardinalities, lengths, closed tables.

What the format demands and nobody gave is a stand-in; what it does not take goes to our own
``extras`` (``data/formats/lheo_own.py``), so that nothing is lost and nothing is made up.
"""

import re
import textwrap

from lxml import etree

from data.formats.lheo_node import Node, Pair, pruned, said
from data.formats.lheo_own import OUTSIDE, UNKNOWN, WHOLE
from data.formats.lheo_schema import (
    NAMESPACE,
    NEEDS_REF,
    UNKNOWN_REF,
    Child,
    Content,
    schema,
)

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HOLDERS = ("formation", "action", "session")  # whose own extras say what lies below them
_LINE = 50


def strict_element(name: str, node: Node) -> etree._Element:
    """The element that a tree makes, valid against the format."""
    pruned(node)
    return _Writing().written(name, node)


class _Writing:
    """One holder being written, and what it has to say besides."""

    def __init__(self) -> None:
        self.unknown: list[str] = []
        self.whole: list[Pair] = []
        self.outside: list[tuple[str, list[Pair]]] = []

    def written(self, name: str, node: Node) -> etree._Element:
        """The holder's element, its own extras last."""
        element = self._children(schema()[name], node, "")
        for info, entries in ((UNKNOWN, self.unknown), (WHOLE, self.whole)):
            if entries:
                block = etree.SubElement(element, _tag("extras"), {"info": info})
                for entry in entries:
                    path, text = (entry, "") if isinstance(entry, str) else entry
                    etree.SubElement(block, _tag("extra"), {"info": path}).text = _legal(text)
        if self.outside:
            block = etree.SubElement(element, _tag("extras"), {"info": OUTSIDE})
            for path, pairs in self.outside:
                unit = etree.SubElement(block, _tag("extras"), {"info": _legal(path)})
                for inner, text in pairs:
                    extra = etree.SubElement(unit, _tag("extra"), {"info": _legal(inner)})
                    extra.text = _legal(text)
        return element

    def _element(self, content: Content, node: Node, path: str) -> etree._Element | None:
        """One element below the holder, or None for a text that the format does not take."""
        if content.name in _HOLDERS:
            return _Writing().written(content.name, node)
        if content.kind == "children":
            return self._children(content, node, path)
        text = _legal(said(node.text)) if content.kind != "any" else _legal(node.text.strip())
        cut = text
        if not content.takes(text):
            if not (content.may_be_cut and len(text) > content.most):
                return None
            cut = text[: content.most].rstrip()
            self.whole.append((path, text))
        element = etree.Element(_tag(content.name))
        element.text = cut
        self._attributes(content, node, element, path)
        for name, children in node.children.items():
            self._leave(f"{path}/{name}", children)
        return element

    def _children(self, content: Content, node: Node, path: str) -> etree._Element:
        element = etree.Element(_tag(content.name))
        self._attributes(content, node, element, path)
        if said(node.text):
            self.whole.append((path, said(node.text)))
        known = set()
        for child in content.children:
            known.add(child.name)
            base = f"{path}/{child.name}" if path else child.name
            self._child(element, child, node.all(child.name), base)
        for name, children in node.children.items():
            if name not in known:
                self._leave(f"{path}/{name}" if path else name, children)
        return element

    def _child(self, element: etree._Element, child: Child, nodes: list[Node], base: str) -> None:
        content = schema()[child.name]
        if child.name == "ligne":
            nodes = self._lines(nodes, child.most, base)
        written = 0
        for rank, node in enumerate(nodes, start=1):
            made = None
            if written < child.most:
                made = self._unless_blank(content, node, _ranked(base, rank))
            if made is None:
                self._leave_one(_ranked(base, rank), node)
                continue
            element.append(made)
            written += 1
        for rank in range(1, child.least - written + 1):
            element.append(self._stand_in(content))
            if content.unknown != "-" or content.kind == "children":
                self.unknown.append(_ranked(base, len(nodes) + rank))

    def _unless_blank(self, content: Content, node: Node, path: str) -> etree._Element | None:
        """The element, unless all that it holds must be said outside the format."""
        unknown, whole, outside = len(self.unknown), len(self.whole), len(self.outside)
        made = self._element(content, node, path)
        if made is None or not _blank(made):
            return made
        del self.unknown[unknown:], self.whole[whole:], self.outside[outside:]
        return None

    def _stand_in(self, content: Content) -> etree._Element:
        """What the format demands, with nothing said in it."""
        element = etree.Element(_tag(content.name))
        if content.kind == "children":
            for child in content.children:
                for _ in range(child.least):
                    element.append(self._stand_in(schema()[child.name]))
        else:
            element.text = content.unknown
        if content.name in NEEDS_REF:
            element.set("ref", UNKNOWN_REF)
        return element

    def _attributes(self, content: Content, node: Node, element: etree._Element, path: str) -> None:
        for name, value in node.attributes.items():
            at = f"{path}/@{name}" if path else f"@{name}"
            if content.takes_attribute(name, value):
                element.set(name, _legal(value))
            else:
                self.whole.append((at, value))
        if content.name in NEEDS_REF and "ref" not in node.attributes:
            element.set("ref", UNKNOWN_REF)
            self.unknown.append(f"{path}/@ref")

    def _lines(self, nodes: list[Node], most: int, base: str) -> list[Node]:
        """Lines of an address, the long ones folded where there is room for them."""
        texts = [said(node.text) for node in nodes]
        folded = [part for text in texts for part in textwrap.wrap(text, _LINE) or [text]]
        simple = not any(node.children for node in nodes)
        if not simple or len(folded) == len(texts) or len(folded) > most:
            return nodes
        for rank, text in enumerate(texts, start=1):
            self.whole.append((_ranked(base, rank), text))
        self.unknown += [_ranked(base, rank) for rank in range(len(texts) + 1, len(folded) + 1)]
        lines = [Node(text) for text in folded]
        for line, node in zip(lines, nodes, strict=False):
            line.attributes = node.attributes
        return lines

    def _leave(self, base: str, nodes: list[Node]) -> None:
        for rank, node in enumerate(nodes, start=1):
            self._leave_one(_ranked(base, rank), node)

    def _leave_one(self, path: str, node: Node) -> None:
        pairs: list[Pair] = []
        _everything(node, "", pairs)
        self.outside.append((path, pairs))


def _blank(element: etree._Element) -> bool:
    return not (element.attrib or said(element.text or "")) and all(map(_blank, element))


def _everything(node: Node, path: str, found: list[Pair]) -> None:
    """All that a node holds, in pairs."""
    for name, value in node.attributes.items():
        found.append((f"{path}/@{name}" if path else f"@{name}", value))
    if said(node.text):
        found.append((path, said(node.text)))
    for name, children in node.children.items():
        base = f"{path}/{name}" if path else name
        for rank, child in enumerate(children, start=1):
            _everything(child, _ranked(base, rank), found)


def _ranked(base: str, rank: int) -> str:
    return base if rank == 1 else f"{base}[{rank}]"


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"

"""A tree of LHEO elements by local name, and the same as pairs of path and text.

A path names elements and attributes from a node down: ``action/lieu-de-formation[2]/@numero``; the
first of its name has no number. Empty elements and « - » are nothing.
"""

import re
from collections.abc import Iterable, Iterator

Pair = tuple[str, str]

_STEP = re.compile(r"(.+?)(?:\[([1-9]\d{0,3})\])?")
_DEEPEST = 40

PERSONAL = frozenset(("civilite", "prenom"))
_OF_A_CONTACT = PERSONAL | {"nom", "portable", "courriel"}


class Node:
    """One element: its text, its attributes, its children by local name in their order."""

    __slots__ = ("attributes", "children", "line", "taken", "text")

    def __init__(self, text: str = "", line: int = 0) -> None:
        self.text = text
        self.attributes: dict[str, str] = {}
        self.children: dict[str, list[Node]] = {}
        self.line = line  # 0: not known
        self.taken = False  # its text stands in a shape: it is there, and is not written twice

    def first(self, *names: str) -> "Node | None":
        """The element at the end of a path of names, the first of each, or None."""
        found: Node | None = self
        for name in names:
            children = found.children.get(name) if found else None
            if not children:
                return None
            found = children[0]
        return found

    def all(self, name: str) -> list["Node"]:
        """The children of a name, in order."""
        return self.children.get(name, [])

    def said(self, *names: str) -> str:
        """The text at the end of a path, or empty."""
        found = self.first(*names)
        return found.text if found else ""


def said(text: str) -> str:
    """A text as its source means it: « - » is nothing."""
    text = text.strip()
    return "" if text == "-" else text


def private_in(name: str, private: frozenset[str]) -> frozenset[str]:
    """The names of elements below ``name`` that tell of a person, given those around it."""
    return _OF_A_CONTACT if name.startswith("contact-") else private


def pairs_of(node: Node, path: str = "") -> list[Pair]:
    """What a node holds and no shape took, by name; names and private addresses of persons are
    left out, should a flow's own extras have put them back.
    """
    found: list[Pair] = []
    _collect(node, path, PERSONAL, found)
    return found


def _collect(node: Node, path: str, private: frozenset[str], found: list[Pair]) -> bool:
    """Add a node's pairs; whether it is there at all, as the ranks of its siblings count."""
    there = node.taken
    if node.attributes:
        base = f"{path}/@" if path else "@"
        found += [(base + name, value) for name, value in sorted(node.attributes.items())]
        there = True
    if node.text and not node.taken:
        found.append((path, node.text))
        there = True
    if not node.children:
        return there
    for name, children in sorted(node.children.items()):
        if name in private:
            continue
        inner = private_in(name, private)
        base = f"{path}/{name}" if path else name
        rank = 1
        for child in children:
            here = base if rank == 1 else f"{base}[{rank}]"
            if child.text and not (child.children or child.attributes or child.taken):
                found.append((here, child.text))  # most are a text and nothing else
                rank += 1
            elif _collect(child, here, inner, found):
                rank += 1
        there = there or rank > 1
    return there


def node_of(pairs: Iterable[Pair]) -> Node:
    """The tree that pairs describe."""
    root = Node()
    for path, value in pairs:
        put(root, path, value)
    return root


def put(root: Node, path: str, value: str) -> None:
    """Write a value at a path; what does not exist is made, at most one of a name."""
    steps = _steps(path)
    node = root
    for name, rank in steps:
        if name.startswith("@"):
            node.attributes[name[1:]] = value
            return
        children = node.children.setdefault(name, [])
        if rank > len(children):
            children.append(Node())
        node = children[min(rank, len(children)) - 1]
    node.text = value


def insert(root: Node, path: str) -> Node:
    """Add an empty node at a path, before the one that stands there."""
    *steps, (name, rank) = _steps(path) or [("", 1)]
    node = root
    for step, place in steps:
        children = node.children.setdefault(step, [])
        if not children:
            children.append(Node())
        node = children[min(place, len(children)) - 1]
    added = Node()
    node.children.setdefault(name, []).insert(rank - 1, added)
    return added


def remove(root: Node, path: str) -> None:
    """Take away the element or attribute at a path, if there is one."""
    *steps, (name, rank) = _steps(path) or [("", 1)]
    node = root
    for step, place in steps:
        children = node.children.get(step, [])
        if place > len(children):
            return
        node = children[place - 1]
    if name.startswith("@"):
        node.attributes.pop(name[1:], None)
    elif rank <= len(node.children.get(name, [])):
        del node.children[name][rank - 1]


def pruned(node: Node) -> bool:
    """Whether anything is left once elements that hold nothing are taken away."""
    for name, children in list(node.children.items()):
        kept = [child for child in children if pruned(child)]
        if kept:
            node.children[name] = kept
        else:
            del node.children[name]
    return bool(said(node.text) or node.attributes or node.children)


def _steps(path: str) -> list[tuple[str, int]]:
    return list(_each(path.split("/")[:_DEEPEST])) if path else []


def _each(parts: Iterable[str]) -> Iterator[tuple[str, int]]:
    for part in parts:
        found = _STEP.fullmatch(part)
        if found:
            yield found[1], int(found[2] or 1)

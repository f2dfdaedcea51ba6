"""Walk an LHEO tree by local names, whatever its namespace."""

from typing import Any

from lxml import etree

from skills.training import Rejected

Element = Any  # lxml's element type has no public name


class Record:
    """One ``formation`` being read: where it begins, and the fields of it that were refused."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.rejected: list[Rejected] = []

    def reject(self, element: Element, value: str, why: str) -> None:
        """Note once that a field could not be taken."""
        line = element.sourceline or self.line
        refused = Rejected(line, local(element), value[:80], why)
        if refused not in self.rejected:
            self.rejected.append(refused)


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

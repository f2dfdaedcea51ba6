"""What our own LHEO says beside the strict format, in ``extras`` that others pass over.

The strict format demands values that nobody knows, and has no room for what a source says against
its rules. An export then writes a stand-in, and says so here; reading it back finds what was meant.
"""

from data.formats.lheo_node import Node, insert, put, remove

UNKNOWN = "matrice-non-communique"
"""Elements and attributes that stand only because the format demands them."""
WHOLE = "matrice-entier"
"""Texts that were cut, and attributes that the format has no place for, whole."""
OUTSIDE = "matrice-hors-norme"
"""Elements that the format does not know, or not with this value, or not so many times."""
_OWN = (UNKNOWN, WHOLE, OUTSIDE)


def restore(node: Node) -> None:
    """Put back what an export of ours had to leave out, and take away its stand-ins."""
    blocks = node.children.get("extras")
    if not blocks or not any(block.attributes.get("info") in _OWN for block in blocks):
        return
    own = {info: [b for b in blocks if b.attributes.get("info") == info] for info in _OWN}
    node.children["extras"] = [b for b in blocks if b.attributes.get("info") not in _OWN]
    for block in own[OUTSIDE]:
        for unit in block.all("extras"):
            path = unit.attributes.get("info", "")
            if not path:
                continue
            added = insert(node, path)
            for extra in unit.all("extra"):
                put(added, extra.attributes.get("info", ""), extra.text)
    # The others are named by the ranks that elements have once all are back.
    for block in own[UNKNOWN]:
        for extra in reversed(block.all("extra")):
            remove(node, extra.attributes.get("info", ""))
    for block in own[WHOLE]:
        for extra in block.all("extra"):
            put(node, extra.attributes.get("info", ""), extra.text)

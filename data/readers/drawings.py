"""The drawings: SVG files that hold shapes only, and the words that go with each."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from data.readers.table import read_table
from skills.errors import BadFile
from skills.presentation import Drawing

DRAWINGS = ("code", "title", "description")
PARTS = ("drawing", "number", "text")
SHOWN = ("code", "position", "drawing")
_SVG = "{http://www.w3.org/2000/svg}"
# What a drawing may be made of. No style, script, link or image: it stands inside our pages.
_SHAPES = "path rect circle ellipse line polyline polygon text"
_ELEMENTS = frozenset(f"svg g defs pattern clipPath {_SHAPES}".split(" "))
_PLACES = "d x y x1 y1 x2 y2 cx cy r rx ry width height points viewBox transform"
_LOOKS = "class id fill clip-path patternUnits patternTransform"
_ATTRIBUTES = frozenset(f"{_PLACES} {_LOOKS}".split(" "))


def read_drawings(folder: Path) -> dict[str, Drawing]:
    """The drawings by code; a file that is not there or holds something else is a ``BadFile``."""
    parts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in read_table(folder / "parts.csv", PARTS, required=PARTS):
        parts[row["drawing"]].append((row.number("number", 1, 99), row.text("text")))
    found = {}
    for row in read_table(folder / "drawings.csv", DRAWINGS, required=DRAWINGS):
        code = row["code"]
        numbered = sorted(parts.get(code, ()))
        width, height, body, numbers = _shapes(folder / f"{code.lower()}.svg", code)
        if numbers != {str(number) for number, _ in numbered}:
            raise BadFile(f"drawings/{code.lower()}.svg", "drawing_numbers", value=code)
        texts = tuple(text for _, text in numbered)
        found[code] = Drawing(
            code, row.text("title"), row.text("description"), width, height, body, texts
        )
    return found


def read_shown(folder: Path) -> dict[str, tuple[str, ...]]:
    """The drawings of a competence, family or occupation, in order."""
    shown: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in read_table(folder / "shown.csv", SHOWN, required=SHOWN):
        shown[row["code"]].append((row.number("position", 1, 99), row["drawing"]))
    return {code: tuple(one for _, one in sorted(pairs)) for code, pairs in shown.items()}


def _shapes(path: Path, code: str) -> tuple[int, int, str, set[str]]:
    """Width, height and markup of a file, and the numbers written in it."""
    name = f"drawings/{path.name}"
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_blank_text=True
    )
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except FileNotFoundError:
        raise BadFile(name, "absent") from None
    except etree.XMLSyntaxError as error:
        raise BadFile(name, "xml", value=str(error)) from None
    box = root.get("viewBox", "").split()
    if root.tag != f"{_SVG}svg" or len(box) != 4 or not all(n.isdecimal() for n in box):
        raise BadFile(name, "drawing_root", value=code)
    for why, value in _foreign(root, code):
        raise BadFile(name, why, value=value)
    body = "".join(
        etree.tostring(child, encoding="unicode").replace(' xmlns="http://www.w3.org/2000/svg"', "")
        for child in root
    )
    words = {str(text.text or "").strip() for text in root.iter(f"{_SVG}text")}
    return int(box[2]), int(box[3]), body, {word for word in words if word.isdecimal()}


def _foreign(root: etree._Element, code: str) -> Iterator[tuple[str, str]]:
    """What may not stand in a drawing. Names start with the drawing's code, since several drawings
    may stand on one page.
    """
    for one in root.iter():
        name = str(one.tag).removeprefix(_SVG)
        if name not in _ELEMENTS:
            yield "drawing_element", name
        for attribute, value in one.attrib.items():
            if attribute not in _ATTRIBUTES:
                yield "drawing_attribute", str(attribute)
            named = str(value)
            if attribute == "id" and not named.startswith(code.lower()):
                yield "drawing_name", named
            if "url(" in named and not named.startswith(f"url(#{code.lower()}"):
                yield "drawing_name", named

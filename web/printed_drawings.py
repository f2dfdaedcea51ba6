"""Drawings for paper: the same shapes, with the light colours of the pages written in."""

import re
from functools import lru_cache
from pathlib import Path

from skills.presentation import Drawing

_STATIC = Path(__file__).parent / "static"
_FONT = "text{font-family:'Libertinus Serif'}"
_PLAIN = ".d-n,.d-num,.d-lead,.d-end{display:none}"


def svg_of(drawing: Drawing, *, numbered: bool = True) -> str:
    """A drawing as an SVG file of its own; without its numbers where no legend stands beside."""
    style = _style() + _FONT + ("" if numbered else _PLAIN)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width} {drawing.height}"'
        f' width="{drawing.width}" height="{drawing.height}"><style>{style}</style>'
        f"{drawing.body}</svg>"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    """The rules of the drawings, from the sheet of the pages, with the light theme's colours."""
    tokens = (_STATIC / "matrice.css").read_text("utf-8")
    light = dict(re.findall(r"--([a-z-]+): ([^;]+);", tokens.split("@media", 1)[0]))
    rules = re.findall(r"^(\.d-[^{]+)\{([^}]+)\}", (_STATIC / "trade.css").read_text("utf-8"), re.M)
    written = "".join(f"{name.strip()}{{{shape.strip()}}}" for name, shape in rules)
    return re.sub(r"var\(--([a-z-]+)\)", lambda found: light[found[1]], written)

"""Every pair of colours that meets on a page can be read: WCAG AA, light and dark."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).resolve().parent.parent.parent / "web" / "static" / "matrice.css"
TEXT_ON = {
    "paper": ("ink", "ink-soft", "sea", "bad", "good"),
    "sheet": ("ink", "ink-soft", "sea", "resin", "good", "bad"),
    "sea": ("on-sea",),
    "sea-deep": ("on-sea",),
    "sea-tint": ("ink", "sea", "sea-deep"),
    "resin-tint": ("ink",),
    "good-tint": ("ink",),
    "bad-tint": ("ink", "bad"),
}
TEXT_PAIRS = [(text, ground) for ground, texts in TEXT_ON.items() for text in texts]


def themes() -> dict[str, dict[str, str]]:
    css = SHEET.read_text("utf-8")
    roots = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", root)) for root in roots)
    return {"light": light, "dark": light | dark}


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(theme: str, text: str, ground: str):
    colours = themes()[theme]
    bright, dim = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5

"""The page's colours: whatever is read stands out from its ground as WCAG AA asks."""

import re
from importlib.resources import files

import pytest

CSS = (files("bot.playground.page") / "static" / "page.css").read_text("utf-8")
LIGHT, DARK = (dict(re.findall(r"--([\w-]+): (#\w{6})", part)) for part in CSS.split("\n}\n")[:2])
TEXT = 4.5
GRAPHICS = 3.0
READ = [
    ("ink", "paper"),
    ("ink", "wash"),
    ("ink", "whisper"),
    ("ink", "raised"),
    ("quiet", "paper"),
    ("quiet", "wash"),
    ("quiet", "whisper"),
    ("quiet", "raised"),
    ("link", "paper"),
    ("link", "wash"),
    ("link", "whisper"),
    ("bad", "raised"),
    ("on-accent", "accent"),
    ("on-mention", "mention"),
    ("side-ink", "side"),
    ("side-quiet", "side"),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), READ)
def test_text_can_be_read(colours: dict[str, str], front: str, ground: str) -> None:
    assert contrast(colours[front], colours[ground]) >= TEXT


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "wash", "raised"])
def test_the_focus_can_be_seen(colours: dict[str, str], ground: str) -> None:
    assert contrast(colours["focus"], colours[ground]) >= GRAPHICS

"""What a page holds and does not show: it is no part of the article, and often meant for programs alone."""

import re

from lxml.etree import XPath
from lxml.html import HtmlElement

_STYLED = XPath("descendant::*[@style or @hidden]", smart_strings=False)
_NOT_SHOWN = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|(?:opacity|font-size):0(?:px|r?em|%|\.0+)?(?:;|!|$)"
    r"|(?:left|top|text-indent):-\d{3,})"
)
_COLOUR = re.compile(r"(?:^|;)(background(?:-color)?|color):([^;!]+)")
_NAMED = {"white": "#fff", "black": "#000", "#ffffff": "#fff", "#000000": "#000", "rgb(255,255,255)": "#fff"}


def drop_hidden(tree: HtmlElement) -> None:
    """Take out elements whose own style hides them, or whose letters have the colour of what is behind them.

    One that holds half of the text or more stays: scripts show those later.
    """
    whole = len(tree.text_content())
    for element in _STYLED(tree):
        if (
            element.getparent() is not None
            and _is_hidden(element)
            and 2 * len(element.text_content()) < whole
        ):
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    style = "".join(element.get("style", "").lower().split())
    return element.get("hidden") is not None or bool(_NOT_SHOWN.search(style)) or _is_one_colour(style)


def _is_one_colour(style: str) -> bool:
    found = {name[:5]: _NAMED.get(colour, colour) for name, colour in _COLOUR.findall(style)}
    return "color" in found and found["color"] == found.get("backg")

"""Drawing scenes: the templates, and the fragments of the page that change while one looks on."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader

from bot.playground.page.addresses import QUOTE, address
from bot.playground.page.choices import groups
from bot.playground.page.extras import Extras, Reading
from bot.playground.page.mrkdwn import runs
from bot.playground.page.passage import marked
from bot.playground.page.scene import Scene
from bot.playground.page.words import all_words, words

_FRAGMENTS = ("rooms", "lines", "thread", "status", "away", "prompts", "home", "modal")


class Drawing:
    """Draws everything with one set of templates; all text is escaped by them."""

    def __init__(self, extras: Extras) -> None:
        self._extras = extras

    def page(self, scene: Scene) -> str:
        """The whole page."""
        return self.draw("page.html", **self._about(scene))

    def fragments(self, scene: Scene) -> dict[str, str]:
        """What may change on the page, by name."""
        about = self._about(scene)
        return {name: self.draw(f"fragments/{name}.html", **about) for name in _FRAGMENTS}

    def blocks(self, blocks: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
        """Blocks by themselves; their controls are in no form."""
        return self.draw("fragments/blocks.html", blocks=blocks, names=names, key="test", scene=None)

    def article(self, article: Reading, directive: str) -> str:
        """A stored article, with the words of a text directive marked."""
        title, *paragraphs = marked((article.title, *article.paragraphs), directive)
        return self.draw("read.html", article=article, title=title, paragraphs=paragraphs, quote=QUOTE)

    def draw(self, template: str, **values: Any) -> str:
        """One template."""
        return _templates().get_template(template).render(**values)

    def _about(self, scene: Scene) -> Mapping[str, Any]:
        return {"scene": scene, "place": scene.place, "names": dict(scene.names), "extras": self._extras}


@cache
def _templates() -> Environment:
    """The templates: to compile them takes longer than to draw."""
    made = Environment(
        loader=PackageLoader("bot.playground.page"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {
        "address": address,
        "all_words": lambda block: list(all_words(block)),
        "from_json": json.loads,
        "groups": groups,
        "markdown": _markdown,
        "moment": lambda seconds: datetime.fromtimestamp(float(seconds), UTC),
        "runs": lambda text: list(runs(text)),
        "words": words,
    }
    return made


def _markdown(text: str) -> str:
    """Markdown as HTML; HTML in it is shown as text."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("js-default", {"breaks": True}).render(text))

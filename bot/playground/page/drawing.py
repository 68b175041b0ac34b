"""Drawing scenes: the templates, and the fragments of the page that change while one looks on."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from jinja2 import Environment, PackageLoader

from bot.playground.page.addresses import address
from bot.playground.page.extras import Extras
from bot.playground.page.mrkdwn import runs
from bot.playground.page.scene import Scene

_FRAGMENTS = ("rooms", "lines", "thread", "status", "prompts", "home", "modal")


class Drawing:
    """Draws everything with one set of templates; all text is escaped by them."""

    def __init__(self, extras: Extras) -> None:
        self._templates = Environment(
            loader=PackageLoader("bot.playground.page"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {
            "address": address,
            "from_json": json.loads,
            "markdown": _markdown,
            "moment": lambda seconds: datetime.fromtimestamp(float(seconds), UTC),
            "runs": lambda text: list(runs(text)),
        }
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

    def draw(self, template: str, **values: Any) -> str:
        """One template."""
        return self._templates.get_template(template).render(**values)

    def _about(self, scene: Scene) -> Mapping[str, Any]:
        return {"scene": scene, "place": scene.place, "names": dict(scene.names), "extras": self._extras}


def _markdown(text: str) -> str:
    """Markdown as HTML; HTML in it is shown as text."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("js-default", {"breaks": True}).render(text))

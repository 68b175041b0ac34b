"""Block Kit, piece by piece: each function gives the JSON that Slack takes."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.news.characters import visible
from bot.slack.escape import literal, plain
from bot.slack.text import pieces, shortened

Block = dict[str, Any]
Element = dict[str, Any]

_TEXT = 1000
_HEADER = 150
_BUTTON = 75
_TITLE = 24
_LINK = 400
_CONFIRM = 300
_YES = 30


def plain_text(said: str, limit: int = _TEXT) -> Element:
    """Literal text of at most that many characters; `:smile:` stays what it is."""
    return {"type": "plain_text", "text": shortened(plain(said), limit) or "–", "emoji": False}


def mrkdwn(marked: str) -> Element:
    """Text in Slack's own markup: only ours, or `escape.mrkdwn`'s."""
    return {"type": "mrkdwn", "text": marked, "verbatim": True}


def header(said: str) -> Block:
    """A heading."""
    return {"type": "header", "text": plain_text(said, _HEADER)}


def section(said: str) -> Block:
    """A paragraph of literal text."""
    return {"type": "section", "text": plain_text(said)}


def context(*elements: Element) -> Block:
    """A small line."""
    return {"type": "context", "elements": list(elements)}


def small(said: str) -> Block:
    """A small line of literal text."""
    return context(plain_text(said))


def rich_text(*elements: Element) -> Block:
    """Sections, quotes and lists, one under the other."""
    return {"type": "rich_text", "elements": list(elements)}


def line(*elements: Element) -> Element:
    """A rich text section."""
    return {"type": "rich_text_section", "elements": list(elements)}


def bullets(items: Iterable[Element]) -> Element:
    """A bullet list of `line`s."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(items)}


def text(ours: str, **style: bool) -> Element:
    """Our own few words in rich text, spaces included."""
    return {"type": "text", "text": ours, **({"style": style} if style else {})}


def words(said: str, **style: bool) -> list[Element]:
    """Ours and others' words in rich text, without anything invisible."""
    return _texts(visible(said), style)


def paragraph(said: str, *, before: str = "", **style: bool) -> list[Element]:
    """Words as a line of rich text, or as several where they are very many; `before` opens the first."""
    lines = [line(each) for each in words(said, **style)]
    if before:
        lines[:1] = [line(text(before), *(lines[0]["elements"] if lines else []))]
    return lines


def verbatim(said: str, **style: bool) -> list[Element]:
    """An article's words in rich text, as they are stored."""
    return _texts(literal(said), style)


def quotes(said: str) -> list[Element]:
    """An article's words, set as quotes; long ones in several that follow each other."""
    return [{"type": "rich_text_quote", "elements": [each]} for each in verbatim(said)]


def link(url: str, said: str) -> Element:
    """A rich text link to an `escape.address`."""
    return {"type": "link", "url": url, "text": shortened(visible(said), _LINK) or url}


def user(user_id: str) -> Element:
    """A person, named in rich text."""
    return {"type": "user", "user_id": user_id}


def channel(channel_id: str) -> Element:
    """A channel, named in rich text."""
    return {"type": "channel", "channel_id": channel_id}


def button(said: str, action_id: str, value: str, **more: Any) -> Element:
    """A button; its value holds ids only. `more`: style, confirm."""
    made = {"type": "button", "text": plain_text(said, _BUTTON), "action_id": action_id, "value": value}
    return {**made, **more}


def confirm(asked: str, yes: str) -> Element:
    """A window that asks once more before a button does something that cannot be taken back."""
    return {
        "title": plain_text("Are you sure?"),
        "text": plain_text(asked, _CONFIRM),
        "confirm": plain_text(yes, _YES),
        "deny": plain_text("No", _YES),
        "style": "danger",
    }


def option(said: str, value: str) -> Element:
    """A line of a menu."""
    return {"text": plain_text(said, _BUTTON), "value": value}


def overflow(action_id: str, *options: Element) -> Element:
    """The menu behind three dots."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def actions(elements: Sequence[Element]) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def thumbs(action_id: str, good: str, bad: str) -> Block:
    """👍 and 👎, named for those who do not see them."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": action_id,
                "positive_button": _thumb("👍", "A good answer", good),
                "negative_button": _thumb("👎", "A bad answer", bad),
            }
        ],
    }


def modal(title: str, blocks: Sequence[Block], **more: Any) -> Block:
    """A modal with a button that closes it."""
    return {
        "type": "modal",
        "title": plain_text(title, _TITLE),
        "close": plain_text("Close", _TITLE),
        "blocks": list(blocks),
        **more,
    }


def _texts(said: str, style: dict[str, bool]) -> list[Element]:
    return [text(part, **style) for part in pieces(said)]


def _thumb(emoji: str, spoken: str, value: str) -> Element:
    return {
        "text": {"type": "plain_text", "text": emoji, "emoji": True},
        "accessibility_label": spoken,
        "value": value,
    }

"""Text of others, made inert for the place it goes to: `<!channel>`, `<@U…>` and `*bold*` do nothing.

Slack's places differ. In mrkdwn and in a message's fallback text `& < >` are control characters. A
`markdown` block is CommonMark and parses `<!here>` besides. Rich text elements and plain text are literal:
a mention there is an element of its own, never a string, so characters are kept and nothing is escaped.
"""

import re
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from bot.news.characters import carried, visible

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# mrkdwn has no escape for its marks; these look alike and mean nothing to it.
_LOOKALIKES = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
_EMOJI = re.compile(r":(?=[\w+'-]+:)")
_PUNCTUATION = re.compile(r"([!-%'-/:;=?@\[-`{-~])")
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~"
_URL_CHARACTERS = 3000


def literal(text: str) -> str:
    """The text for a rich text element, which Slack shows as it is; what cannot be seen stays in a quote."""
    return carried(text)


def plain(text: str) -> str:
    """The text for a `plain_text` object, which Slack shows as it is."""
    return visible(text)


def fallback(text: str) -> str:
    """The text for a message's `text`, to be posted with `mrkdwn=False`: no mention, no link."""
    return visible(text).translate(_ENTITIES)


def mrkdwn(text: str) -> str:
    """The text for a `mrkdwn` object with `verbatim`: no mention, no link, no emoji, no formatting."""
    shown = visible(text).translate(_LOOKALIKES)
    shown = f"›{shown[1:]}" if shown.startswith(">") else shown  # even as an entity it would begin a quote
    return _EMOJI.sub("\u2236", shown).translate(_ENTITIES)


def markdown(text: str) -> str:
    """The text for a `markdown` block or a streamed chunk: every mark escaped, `< >` as entities."""
    shown = _PUNCTUATION.sub(r"\\\1", visible(text))
    return shown.translate(_ENTITIES)


def address(url: str | None) -> str | None:
    """A web address that Slack takes for a button or a rich text link; null for any other."""
    if url is None:
        return None
    encoded = percent_encoded(url.strip(), safe=_URL_SAFE, errors="replace")
    try:
        parts = urlsplit(encoded)
    except ValueError:
        return None
    is_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    return encoded if is_web and len(encoded) <= _URL_CHARACTERS else None


def link(url: str, words: str) -> str:
    """A mrkdwn link to an `address`."""
    return f"<{url.translate(_ENTITIES)}|{mrkdwn(words)}>"

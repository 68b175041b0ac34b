"""Text of others, made inert for the place it goes to: `<!channel>`, `<@U…>` and `*bold*` do nothing.

Slack's places differ. In mrkdwn and in a message's fallback text `& < >` are control characters. A
`markdown` block is CommonMark and parses `<!here>` besides. Rich text elements and plain text are literal:
a mention there is an element of its own, never a string, so characters are kept and nothing is escaped.
"""

import re
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_UNCARRIED = re.compile(f"[{_CONTROLS}\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?")
_JOINERS = "\u200c\u200d"  # they spell words of Persian and of India's scripts, and join emoji
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LOOSE_JOINERS = re.compile(f"(?<![^\x00-\x7f])[{_JOINERS}]+|[{_JOINERS}]+(?![^\x00-\x7f])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# mrkdwn has no escape for its marks; these look alike and mean nothing to it.
_LOOKALIKES = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
_EMOJI = re.compile(r":(?=[\w+'-]+:)")
_PUNCTUATION = re.compile(r"([!-%'-/:;=?@\[-`{-~])")
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~"
_URL_CHARACTERS = 3000


def literal(text: str) -> str:
    """The text for a rich text element: kept as it is, but for what Slack cannot carry.

    Line ends become newlines; a control character, a lone surrogate or a non-character becomes one
    U+FFFD. Invisible characters stay: in a quote they are part of the stored words.
    """
    return _UNCARRIED.sub("\ufffd", _BREAKS.sub("\n", text))


def visible(text: str) -> str:
    """The text as one line without anything invisible: no bidi controls, zero widths, fillers or tags."""
    return " ".join(_LOOSE_JOINERS.sub("", _INVISIBLE.sub("", literal(text))).split())


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

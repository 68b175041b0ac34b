"""What a reader takes for one character, and what no reader sees."""

import re
import unicodedata
from collections.abc import Iterator

from bot.news.span import Span

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1f\x85]")
_UNCARRIED = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LINKS = "\u200c\u200d\ufe00-\ufe0f"
_OTHER = f"[^\x00-\x7f{_LINKS}]"
_LOOSE = re.compile(
    f"((?<={_OTHER})[\ufe00-\ufe0f]?[\u200c\u200d](?={_OTHER})"  # spells Persian, joins emoji
    f"|(?:(?<={_OTHER})|(?<=[0-9#*]))[\ufe00-\ufe0f](?![{_LINKS}]))|[{_LINKS}]+"
)
_JOINER = "\u200d"


def carried(text: str) -> str:
    """The text as any screen can show it: line ends of every kind as newlines, each other control
    character, lone surrogate and non-character as one U+FFFD. What cannot be seen stays.
    """
    return _UNCARRIED.sub("\ufffd", _BREAKS.sub("\n", text))


def visible(text: str) -> str:
    """The text as one line of what a reader sees: no bidi controls, zero widths, fillers, tags or the like.

    A joiner stays between letters or emoji, and a variation selector behind what it varies; in longer runs
    of them whole messages are hidden.
    """
    line = " ".join(carried(text).split())
    return " ".join(_LOOSE.sub(r"\1", _UNSEEN.sub("", line)).split())


def is_unseen(character: str) -> bool:
    """Whether a character is never seen, wherever it stands."""
    return _UNSEEN.fullmatch(character) is not None


def clusters(text: str, within: Span) -> Iterator[Span]:
    """The characters of that part, each with the marks, joiners and modifiers that belong to it."""
    start = within.start
    for at in range(within.start + 1, within.end + 1):
        if at == within.end or not _belongs_to_previous(text, at):
            yield Span(start, at)
            start = at


def _belongs_to_previous(text: str, at: int) -> bool:
    character = text[at]
    if character.isascii():
        return character == "\n" and text[at - 1] == "\r"
    return (
        unicodedata.category(character)[0] == "M"
        or character == _JOINER
        or "\u1161" <= character <= "\u11ff"  # Hangul vowels and finals
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or (text[at - 1] == _JOINER and unicodedata.category(character) == "So")
    )

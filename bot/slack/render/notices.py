"""Plain sentences: notices, errors, and what tells of a change."""

from bot.news.digest import Change
from bot.slack import ids
from bot.slack.escape import fallback
from bot.slack.render import elements as kit
from bot.slack.render.pack import Message, rich_texts
from bot.slack.text import lines_within

_FALLBACK = 3500


def notice(text: str, *, share: str | None = None) -> Message:
    """One plain sentence; `share` is the value of a button that shows it to the whole channel."""
    blocks = rich_texts(kit.paragraph(text)) or [kit.section(text)]
    if share is not None:
        blocks.append(kit.actions([kit.button("Share with the channel", ids.SHARE, share)]))
    return Message(lines_within([fallback(text)], _FALLBACK), tuple(blocks))


def change_line(change: Change) -> str:
    """ "Changed · the toll: “eight” → “eleven”"; without words there is only what changed."""
    words = [f"“{each}”" for each in (change.old, change.new) if each]
    return f"{change.text}: {' → '.join(words)}" if words else change.text

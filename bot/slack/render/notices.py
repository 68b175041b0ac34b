"""Plain sentences: notices, errors, and what tells of a change."""

from bot.news.digest import Change
from bot.slack import ids
from bot.slack.render import elements as kit
from bot.slack.render.pack import Message, rich_texts, spoken


def notice(text: str, *, share: str | None = None) -> Message:
    """One plain sentence; `share` is the value of a button that shows it to the whole channel."""
    blocks = rich_texts(kit.paragraph(text)) or [kit.section(text)]
    if share is not None:
        blocks.append(kit.actions([kit.button("Share with the channel", ids.SHARE, share)]))
    return Message(spoken([text]), tuple(blocks))


def change_line(change: Change) -> str:
    """ "Changed · the toll: “eight” → “eleven”"; without words there is only what changed."""
    words = [f"“{each}”" for each in (change.old, change.new) if each]
    return f"{change.text}: {' → '.join(words)}" if words else change.text

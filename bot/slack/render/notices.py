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
    """ "Disputed: Halden says, Orlov denies: the words · was: Claimed by Halden".

    A figure that rose stands as its newest words. Nothing here is in quotation marks: it may be worded by us.
    """
    lead = f"{change.new}: " if change.new and change.new != change.text else ""
    return f"{lead}{change.text.rstrip('.')} · was: {change.old}" if change.old else f"{lead}{change.text}"

"""What goes to the operator, and who showed something to a channel."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.news.answer import Quote
from bot.slack.render import elements as kit
from bot.slack.render.pack import BLOCKS, Message, rich_texts, spoken
from bot.slack.render.quotes import quoted

_LEAD = "A quote was reported as wrong"


def report(
    user_id: str,
    answer_id: int,
    quotes: Sequence[Quote],
    reason: str | None,
    *,
    zone: tzinfo,
    now: datetime,
) -> Message:
    """A report of wrong quotes: who sent it, the quotes as they were shown, and the reason."""
    by = kit.line(kit.text(f"{_LEAD} by "), kit.user(user_id), kit.text(f" (answer {answer_id})"))
    why = f"Reason: {reason}" if reason else "No reason was given."
    blocks = [*rich_texts([by, *kit.paragraph(why)]), *quoted(quotes, zone, now)]
    return Message(spoken([f"{_LEAD} (answer {answer_id})", why]), tuple(blocks[:BLOCKS]))


def shared(user_id: str, messages: Sequence[Message]) -> tuple[Message, ...]:
    """Messages for a channel, with a line above them that says who shared them."""
    line = kit.context(kit.mrkdwn(f"Shared by <@{user_id}>"))
    first, *rest = messages
    if len(first.blocks) == BLOCKS:
        return (Message("Shared", (line,)), *messages)
    return (Message(first.text, (line, *first.blocks), first.metadata), *rest)


def listing(title: str, lines: Sequence[str]) -> Message:
    """A short list under a title."""
    items = [kit.bullets([line]) for text in lines for line in kit.paragraph(text)]
    blocks = rich_texts([*kit.paragraph(title, bold=True), *items])
    return Message(spoken([title, *lines]), tuple(blocks[:BLOCKS]))


def asked_by(user_id: str, question: str) -> Message:
    """A question that was asked in a window, for those who read its answer."""
    by = kit.line(kit.user(user_id), kit.text(" asks:"))
    return Message(spoken([question]), tuple(rich_texts([by, *kit.quotes(question)])))

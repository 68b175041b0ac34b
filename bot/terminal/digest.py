"""A digest in a terminal: each story in its parts, the articles' words set as quotes."""

from collections.abc import Iterator, Sequence
from datetime import UTC

from bot.news import shown
from bot.news.answer import Statement
from bot.news.digest import Change, Digest, Story
from bot.terminal.layout import placed, quoted, remarked, wrapped

FOLD = 5
"""Statements of a part shown before the rest is folded into a line."""
REMARKS = 3


def digest(made: Digest, everything: bool = False) -> str:
    """A digest as lines; the statements past `FOLD` of a part are counted, not shown."""
    blocks = [_head(made)]
    for story in made.stories:
        blocks.append("\n".join(_story(story, everything)))
    if not made.stories:
        blocks.append("Nothing new in the stored articles.")
    blocks += [f"This feed could not be read: {feed}" for feed in made.failing_feeds]
    return "\n\n".join(blocks) + "\n"


def _head(made: Digest) -> str:
    what = " · ".join(part for part in (made.region, made.topic) if part) or "All regions"
    moment = made.as_of.astimezone(UTC)
    counts = (
        shown.counted(len(made.stories), "story", "stories"),
        f"{shown.counted(made.articles, 'article')} from {shown.counted(made.outlets, 'outlet')}",
        f"since {shown.clock(made.since, made.as_of)}",
    )
    return f"{what} · {moment:%A} {moment.day} {moment:%B %Y, %H:%M} UTC\n{' · '.join(counts)}"


def _story(story: Story, everything: bool) -> Iterator[str]:
    yield f"“{story.heading}” ({story.outlet})" if story.outlet else story.heading
    for heading, lines in (
        ("Confirmed", story.confirmed),
        ("Reported", story.reported),
        ("Claimed or contested", story.contested),
    ):
        yield from _part(heading, lines, everything)
    kept = story.remarks if everything else story.remarks[:REMARKS]
    for remark in kept:
        yield from _indented(remarked(remark), 2)
    if story.changes:
        yield "Changed"
        for change in story.changes:
            yield from _change(change)


def _part(heading: str, statements: Sequence[Statement], everything: bool) -> Iterator[str]:
    if not statements:
        return
    yield heading
    listed = statements if everything else statements[:FOLD]
    for item in listed:
        yield from _line(item)
    if len(listed) < len(statements):
        yield f" ({len(statements) - len(listed)} more: --all shows them)"


def _line(item: Statement) -> Iterator[str]:
    """The label, the statement where it is not its own quote, and the quotes with their places."""
    label = shown.label(item)
    words = None if shown.is_its_quote(item) else item.text
    head = ": ".join(part for part in (label, words) if part)
    yield from _indented(wrapped(f"• {head}"), 3, first=1)
    yield from (f"   {line}" for line in quoted(item.quotes))


def _change(change: Change) -> Iterator[str]:
    """A figure that rose as its newest words, another status before the words it is about."""
    words = change.text if change.new == change.text else f"{change.new}: {change.text}"
    yield from _indented(wrapped(f"• {words}"), 3, first=1)
    if change.old:
        yield from _indented(wrapped(f"was: {change.old}"), 3)
    yield from (f"   {line}" for quote in change.quotes[-1:] for line in placed(quote))


def _indented(text: str, by: int, first: int | None = None) -> Iterator[str]:
    for at, line in enumerate(text.split("\n")):
        yield " " * (first if first is not None and at == 0 else by) + line

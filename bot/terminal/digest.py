"""A digest in a terminal: each story in its parts, the articles' words set as quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from bot.news import shown
from bot.news.answer import Quote, Statement
from bot.news.characters import visible
from bot.news.digest import Change, Digest, Story
from bot.terminal.layout import barred, item, wrapped

FOLD = 5
"""Statements of a part shown before the rest is folded into a line."""
REMARKS = 3
"""The same of the remarks."""
_SCOPE_MAX = 60
"""Letters of a scope that fit behind a label; a longer one is left to the quote, which has it too."""


def digest(made: Digest, everything: bool = False) -> str:
    """A digest as lines; the statements past `FOLD` of a part are counted, not shown."""
    blocks = [_head(made)]
    blocks += ["\n".join(_Page(story, made, everything).lines()) for story in made.stories]
    if not made.stories:
        blocks.append(wrapped(_nothing(made)))
    if made.left_out:
        more = shown.counted(made.left_out, "more story", "more stories")
        blocks.append(
            wrapped(f"({more}, with less news: --all shows them, --region and --topic narrow them)")
        )
    blocks += [wrapped(f"This feed could not be read: {feed}") for feed in made.failing_feeds]
    return "\n\n".join(blocks) + "\n"


def _head(made: Digest) -> str:
    what = " · ".join(part for part in (made.region, made.topic) if part) or "All regions"
    moment = made.as_of.astimezone(UTC)
    counts = [f"since {shown.clock(made.since, made.as_of)}"]
    if made.stories:
        articles = f"{shown.counted(made.articles, 'article')} from {shown.counted(made.outlets, 'outlet')}"
        counts = [shown.counted(len(made.stories), "story", "stories"), articles, *counts]
    title = f"{what} · {moment:%A} {moment.day} {moment:%B %Y, %H:%M} UTC"
    lines = [title, " · ".join(counts), shown.arranged(made)]
    return "\n".join(wrapped(line) for line in lines if line)


def _nothing(made: Digest) -> str:
    """That there is no news, and the newest story from before."""
    words = "Nothing new in the stored articles"
    if made.older is None:
        return f"{words}."
    name = shown.heading(made.older.heading, made.older.outlet)
    return f"{words}; the nearest older story is {name}, {shown.day(made.older.last, made.as_of)}."


@dataclass(frozen=True, slots=True)
class _Page:
    """One story of a digest."""

    story: Story
    made: Digest
    everything: bool

    def lines(self) -> Iterator[str]:
        story = self.story
        yield wrapped(shown.heading(story.heading, story.outlet))
        for heading, lines in (
            ("Confirmed", story.confirmed),
            ("Reported", story.reported),
            ("Claimed or contested", story.contested),
        ):
            yield from self._part(heading, shown.folded(lines))
        listed = story.remarks if self.everything else story.remarks[:REMARKS]
        for remark in listed:
            yield from _indented(item(remark.text))
        yield from _folded(len(story.remarks) - len(listed))
        if story.changes:
            yield f"Changed since {shown.clock(self.made.since, self.made.as_of)}"
            for change in story.changes:
                yield from self._change(change)
        yield from self._sources()

    def _part(self, heading: str, statements: Sequence[Statement]) -> Iterator[str]:
        if not statements:
            return
        yield heading
        listed = statements if self.everything else statements[:FOLD]
        for made in listed:
            yield from self._line(made)
        yield from _folded(len(statements) - len(listed))

    def _line(self, made: Statement) -> Iterator[str]:
        """The label, the statement where it says more than its quotes, and the quotes with their places."""
        words = made.text if shown.says_more(made) else None
        yield from _indented(item(": ".join(part for part in (_label(made), words) if part)))
        for at, quote in enumerate(made.quotes, 1):
            yield from (f"   {line}" for line in barred(quote))
            is_last = at == len(made.quotes)
            if is_last or made.quotes[at].article_id != quote.article_id:
                yield f"   {self._place(quote)}{f' · {made.claim_id}' if is_last and made.claim_id else ''}"

    def _change(self, change: Change) -> Iterator[str]:
        """A figure that rose as its newest words, another status before the words it is about."""
        words = change.text if change.new == change.text else f"{change.new}: {change.text}"
        yield from _indented(item(words))
        if change.old:
            yield from _indented(wrapped(f"was: {change.old}"), 3)
        yield from (f"   {self._place(quote)}" for quote in change.quotes[-1:])

    def _place(self, quote: Quote) -> str:
        return visible(f"{quote.outlet} · {shown.day(quote.published, self.made.as_of)}")

    def _sources(self) -> Iterator[str]:
        """Each article that is quoted, with its address, which is never cut."""
        yield "From"
        for quote in {each.article_id: each for each in _quotes(self.story)}.values():
            title = shown.cited(quote.title) if quote.title else f"article {quote.article_id}"
            where = f"{self._place(quote)} · {quote.url or title}"
            yield from _indented(visible(where) if quote.url else wrapped(where), 3)


def _folded(number: int) -> Iterator[str]:
    if number:
        yield f" ({number} more: --all shows them)"


def _quotes(story: Story) -> Iterator[Quote]:
    for made in story.statements:
        yield from made.quotes
    for change in story.changes:
        yield from change.quotes


def _label(made: Statement) -> str | None:
    is_long = made.scope is not None and len(made.scope) > _SCOPE_MAX
    return shown.label(replace(made, scope=None) if is_long else made)


def _indented(text: str, by: int = 1) -> Iterator[str]:
    return (" " * by + line for line in text.split("\n"))

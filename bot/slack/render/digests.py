"""A digest as messages: the lines in the channel, the quotes they rest on in its thread."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import groupby

from bot.news import shown
from bot.news.answer import Quote, Statement
from bot.news.digest import Digest, Story, foremost
from bot.slack import ids
from bot.slack.render import elements as kit
from bot.slack.render.elements import Block, Element
from bot.slack.render.notices import change_line
from bot.slack.render.pack import (
    Group,
    Message,
    blocks_of,
    grouped,
    how_many,
    in_messages,
    rich_texts,
    spoken,
)
from bot.slack.render.quotes import quoted
from bot.slack.text import shortened

EVENT = "copydesk_digest"
FOLD = 4
"""Lines of a part in the first message; a digest that is not read through tells nothing."""
_MORE = "{} in the store: ask about them, or narrow the digest"
_TOGETHER = 8
"""Lines of one article under which stands where they are from; more would have it too far off."""


def digest(
    made: Digest,
    *,
    zone: tzinfo,
    now: datetime,
    value: str,
    key: str = "",
    private: bool = False,
    notes: Sequence[str] = (),
) -> tuple[Message, ...]:
    """A digest: the first message is posted in the channel, the others in its thread; nothing is left out.

    `value` is what the buttons hold (the subscription's id, or what was asked for), without one there are no
    buttons; `key` goes into the metadata. A `private` one has buttons for what its reader alone sees: the
    messages after the first, and sharing. `notes` stand under the title.
    """
    return _Rendering(made, zone, now, value, key, private, notes).messages()


@dataclass(frozen=True, slots=True)
class _Rendering:
    made: Digest
    zone: tzinfo
    now: datetime
    value: str
    key: str
    private: bool
    notes: Sequence[str]

    def messages(self) -> tuple[Message, ...]:
        lines = [each for story in self.made.stories for each in self._story(story)]
        quotes = [each for story in self.made.stories for each in self._quotes(story)]
        around = [*self._opening(), _BELOW, *self._closing(more=True)]
        taken = how_many(lines, around)
        below = in_messages([*lines[taken:], *quotes], [])
        note = [_BELOW] if below and not self.private else [_BEHIND] if lines[taken:] else []
        closing = self._closing(more=bool(below))
        first = [*self._opening(), *blocks_of(lines[:taken]), *note, *closing]
        said = [self._title(), *self._under_title(), *_said(lines[:taken])]
        made = [(said, first), *((_said(part), blocks_of(part)) for part in below)]
        return tuple(self._message(number, len(made), *each) for number, each in enumerate(made, 1))

    def _message(self, part: int, parts: int, said: Sequence[str], blocks: Sequence[Block]) -> Message:
        payload = {"part": part, "parts": parts, "key": self.key}
        return Message(spoken(said), tuple(blocks), {"event_type": EVENT, "event_payload": payload})

    def _title(self) -> str:
        until = self.made.until.astimezone(self.zone)
        about = " · ".join(shortened(each, 60) for each in (self.made.region, self.made.topic) if each)
        return f"{about or 'The desk'} · {until:%A} {until.day} {until:%B, %H:%M} ({until:%Z})"

    def _summary(self) -> str:
        stories = shown.counted(len(self.made.stories), "story", "stories")
        articles = shown.counted(self.made.articles, "article")
        outlets = shown.counted(self.made.outlets, "outlet")
        return f"{stories} · {articles} from {outlets} · since {self._since()}"

    def _since(self) -> str:
        return shown.clock(self.made.since, self.now, self.zone)

    def _opening(self) -> list[Block]:
        return [kit.header(self._title()), *map(kit.small, self._under_title())]

    def _under_title(self) -> list[str]:
        by_model = shown.arranged(self.made)
        return [self._summary(), *([by_model] if by_model else []), *self.notes]

    def _closing(self, *, more: bool) -> list[Block]:
        failing = ", ".join(self.made.failing_feeds)
        troubles = [kit.small(f"Not reached: {failing}")] if failing else []
        buttons = self._private_buttons(more) if self.private else self._buttons()
        left_out = shown.counted(self.made.left_out, "more story", "more stories")
        rest = [kit.small(f"{left_out} with less news; a region or a topic narrows them")]
        return [
            *(rest if self.made.left_out else []),
            *troubles,
            *([kit.actions(buttons)] if self.value else []),
        ]

    def _buttons(self) -> list[Element]:
        ask = kit.button("Ask about this", ids.ASK_ABOUT, self.value)
        return [ask, kit.button("Settings", ids.SETTINGS, self.value)]

    def _private_buttons(self, more: bool) -> list[Element]:
        quotes = [kit.button("All quotes", ids.ALL_QUOTES, self.value)] if more else []
        return [*quotes, kit.button("Share with the channel", ids.SHARE, self.value)]

    def _story(self, story: Story) -> list[Group]:
        heading = shown.heading(story.heading, story.outlet)
        lines = [*kit.paragraph(heading, bold=True)]
        said = [heading]
        for name, items in self._parts(story):
            if items:
                lines += [*kit.paragraph(name, italic=True), *_bullets(items)]
                said += [name, *items]
        if story.more:
            more = _MORE.format(shown.counted(story.more, "more line"))
            lines += kit.paragraph(more, italic=True)
            said.append(more)
        return grouped(rich_texts(lines), "\n".join(said))

    def _parts(self, story: Story) -> Iterator[tuple[str, list[str]]]:
        yield "Confirmed", _few(story.confirmed, "Confirmed · ")
        yield "Reported", _few(story.reported, "Reported by ")
        yield "Claimed or contested", _few(story.contested)
        yield "Beside these", [item.text for item in story.remarks]
        yield f"Changed since {self._since()}", [change_line(each) for each in story.changes]

    def _quotes(self, story: Story) -> list[Group]:
        groups = []
        for lines in _by_article(_quoted_lines(story)):
            *above, (heading, quotes) = _headed(lines)
            elements = [each for pair in above for each in _set_out(*pair)]
            blocks = quoted(quotes, self.zone, self.now, [*elements, *kit.paragraph(heading, bold=True)])
            groups += grouped(blocks, "\n".join(line.said for line in lines))
        return groups


_BELOW = kit.small("More below: every line with its quotes")
_BEHIND = kit.small("There are more lines behind “All quotes”.")


def _said(groups: Iterable[Group]) -> list[str]:
    return [line for each in groups for line in each.said]


def _few(items: Sequence[Statement], headed: str = "") -> list[str]:
    """The foremost lines of a part; the others stand below with their quotes, as all do.

    Where a label only says again what the part is `headed`, the rest of it stands behind the line.
    """
    lines = shown.folded(items)
    first = foremost(lines, FOLD)
    below = [item for item in lines if item.quotes and item not in first]
    kept = [_headed_line(item, headed) for item in lines if item not in below]
    return [*kept, f"{len(below)} more below"] if below else kept


def _bullets(lines: Iterable[str]) -> list[Element]:
    return [kit.bullets([line]) for text in lines for line in kit.paragraph(text)]


def _headed_line(item: Statement, headed: str) -> str:
    is_said = item.scope is not None and item.scope in item.text
    label = shown.label(replace(item, scope=None) if is_said else item) or ""
    if not headed or not label.startswith(headed):
        return _line(item)
    return f"{item.text.rstrip('.')} · {label.removeprefix(headed)}"


def _line(item: Statement) -> str:
    label = shown.label(item)
    return f"{label}: {item.text}" if label else item.text


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A line with the quotes it rests on; where those say all that it says, its label alone is above them."""

    heading: str
    said: str
    quotes: tuple[Quote, ...]


def _quoted_lines(story: Story) -> Iterator[_Quoted]:
    """Every line that has quotes."""
    for item in story.statements:
        label, said = shown.label(item), _line(item)
        yield _Quoted(label if label and shown.is_its_quote(item) else said, said, item.quotes)
    for remark in story.remarks:
        yield _Quoted(remark.text, remark.text, remark.quotes)
    for change in story.changes:
        yield _Quoted(change_line(change), change_line(change), change.quotes)


def _by_article(lines: Iterable[_Quoted]) -> Iterator[Sequence[_Quoted]]:
    """Lines that rest on one article together, those of one heading next to each other, in order else."""
    articles: dict[Hashable, dict[str, list[_Quoted]]] = {}
    for number, line in enumerate(each for each in lines if each.quotes):
        found = {quote.article_id for quote in line.quotes}
        own = next(iter(found)) if len(found) == 1 else ("line", number)
        articles.setdefault(own, {}).setdefault(line.heading, []).append(line)
    for headings in articles.values():
        run = [line for same in headings.values() for line in same]
        yield from (run[begin : begin + _TOGETHER] for begin in range(0, len(run), _TOGETHER))


def _headed(lines: Iterable[_Quoted]) -> list[tuple[str, tuple[Quote, ...]]]:
    """The headings of some lines, each with all quotes below it."""
    return [
        (heading, tuple(dict.fromkeys(quote for line in same for quote in line.quotes)))
        for heading, same in groupby(lines, lambda line: line.heading)
    ]


def _set_out(heading: str, quotes: Iterable[Quote]) -> list[Element]:
    words = (element for quote in quotes for element in kit.quotes(quote.text))
    return [*kit.paragraph(heading, bold=True), *words]

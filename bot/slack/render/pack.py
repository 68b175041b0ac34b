"""Filling messages: blocks go where Slack's limits let them, in order, and none is left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from bot.slack.escape import fallback
from bot.slack.render.elements import Block, Element, bullets, rich_text
from bot.slack.text import lines_within, shortened, weight

BLOCKS = 50
WEIGHT = 12_000
"""What one message may hold; Slack's own limits are 50 blocks and a little over 13,000 characters."""

_RICH_TEXT = 3_500
_FALLBACK, _LINE = 3_500, 600  # chat.update refuses texts of 4,000
_GROUP_WEIGHT = 5_000
_RUN = 20


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: `text` is the fallback for notifications and screen readers, escaped.

    `metadata` lets a message be found again. Post it with `mrkdwn=False` and without unfurls.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together, and what is spoken of them; `number` is a statement's.

    One that goes on from the group before it has nothing spoken.
    """

    blocks: tuple[Block, ...]
    said: tuple[str, ...] = ()
    number: int | None = None


def spoken(lines: Iterable[str]) -> str:
    """The fallback text of some lines: very long ones and very many show "…" there, not in the blocks."""
    cut = (fallback(shortened(line, _LINE)) for text in lines for line in text.splitlines())
    return lines_within(filter(None, cut), _FALLBACK) or "Copydesk"


def rich_texts(elements: Iterable[Element]) -> list[Block]:
    """Elements as rich text blocks that are small enough to be moved about."""
    return [rich_text(*_one_list(run)) for run in _runs(elements, _RICH_TEXT)]


def grouped(blocks: Iterable[Block], said: str, number: int | None = None) -> list[Group]:
    """Blocks as one group, or as several where they would fill a message."""
    runs = list(_runs(blocks, _GROUP_WEIGHT))
    spoken = [(said,), *[()] * len(runs)]
    return [Group(tuple(run), spoken[index], number) for index, run in enumerate(runs)]


def blocks_of(groups: Iterable[Group]) -> list[Block]:
    """The blocks of some groups, in order."""
    return [block for each in groups for block in each.blocks]


def how_many(groups: Sequence[Group], around: Sequence[Block]) -> int:
    """How many of the groups fit into one message together with the blocks around them."""
    count, filled = len(around), weight(around)
    for number, each in enumerate(groups):
        count += len(each.blocks)
        filled += sum(weight(block) + 2 for block in each.blocks)
        if count > BLOCKS or filled > WEIGHT:
            return number
    return len(groups)


def how_many_whole(groups: Sequence[Group], around: Sequence[Block]) -> int:
    """The same, but not a part of what is spread over several groups."""
    count = how_many(groups, around)
    while 0 < count < len(groups) and not groups[count].said:
        count -= 1
    return count


def in_messages(groups: Sequence[Group], around: Sequence[Block]) -> list[Sequence[Group]]:
    """The groups, message by message, each with the same blocks around them."""
    parts = []
    while groups:
        taken = max(how_many(groups, around), 1)
        parts.append(groups[:taken])
        groups = groups[taken:]
    return parts


def _one_list(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements, with bullet lists that follow each other made one."""
    for kind, run in groupby(elements, lambda element: element["type"]):
        together = list(run)
        if kind == "rich_text_list":
            yield bullets(item for each in together for item in each["elements"])
        else:
            yield from together


def _runs(items: Iterable[dict[str, Any]], limit: int) -> Iterator[list[dict[str, Any]]]:
    """The items in order, in runs of at most that weight and a fair number."""
    run: list[dict[str, Any]] = []
    filled = 0
    for item in items:
        heavy = weight(item)
        if run and (filled + heavy > limit or len(run) == _RUN):
            yield run
            run, filled = [], 0
        run.append(item)
        filled += heavy
    if run:
        yield run

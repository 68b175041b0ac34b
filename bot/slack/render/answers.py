"""An answer as messages: the first one answers and folds, the others follow in its thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from bot.news import shown
from bot.news.answer import Answer, Headline, Remark, Statement
from bot.news.lead import lead
from bot.slack import ids
from bot.slack.escape import address
from bot.slack.ids import Ref
from bot.slack.render import elements as kit
from bot.slack.render.elements import Block
from bot.slack.render.pack import (
    Group,
    Message,
    blocks_of,
    grouped,
    how_many,
    how_many_whole,
    in_messages,
    rich_texts,
    spoken,
)
from bot.slack.render.quotes import places, quoted
from bot.slack.text import shortened

FOLD = 5
"""Statements in the first message; with their quotes that is about a dozen lines."""

EVENT = "copydesk_answer"
_LEAD, _QUESTION, _NAME = 600, 200, 200


def messages(
    answer: Answer,
    *,
    answer_id: int,
    zone: tzinfo,
    now: datetime,
    key: str = "",
    share: bool = False,
) -> tuple[Message, ...]:
    """An answer: first what is posted, then what follows in its thread; nothing is left out.

    `answer_id` is its id in the store: buttons hold nothing but it and numbers of statements. `key` goes
    into the metadata, by which a message is found again. `share` adds a button for what only one person sees.
    """
    return _Rendering(answer, Ref(answer_id), zone, now, key, share).messages()


@dataclass(frozen=True, slots=True)
class _Rendering:
    answer: Answer
    ref: Ref
    zone: tzinfo
    now: datetime
    key: str
    share: bool

    def messages(self) -> tuple[Message, ...]:
        statements = [
            each
            for number, item in enumerate(self.answer.statements, 1)
            for each in self._statement(number, item)
        ]
        beside = [each for item in self.answer.remarks for each in self._remark(item)]
        beside += [each for item in self.answer.nearest for each in self._headline(item)]
        head = self._head(statements, beside)
        rest = [each for each in [*statements, *beside] if all(each is not taken for taken in head)]
        around = [_CONTINUED, *self._buttons(statements)]
        parts = [head, *in_messages(rest, around)]
        return tuple(self._message(number, part, parts) for number, part in enumerate(parts))

    def _head(self, statements: Sequence[Group], beside: Sequence[Group]) -> list[Group]:
        """What the first message holds: a few whole statements, and what belongs beside them."""
        around = [*self._opening(), _more(statements), *self._closing(), *self._buttons(statements)]
        few = [each for each in statements if each.number is not None and each.number <= FOLD]
        taken = few[: how_many_whole(few, around)]
        if few and not taken:  # one statement that is longer than a message
            return few[: how_many(few, around)]
        return taken + list(beside[: how_many_whole(beside, [*around, *blocks_of(taken)])])

    def _message(self, number: int, part: Sequence[Group], parts: Sequence[Sequence[Group]]) -> Message:
        rest = [each for later in parts[1:] for each in later]
        if number == 0:
            more = [_more(rest)] if rest else []
            blocks = [*self._opening(), *blocks_of(part), *more, *self._closing(), *self._buttons(part)]
            said = [*self._lead(), *_said(part), self._footer()]
        else:
            blocks = [_CONTINUED, *blocks_of(part), *(self._buttons(part) if _numbers(part) else [])]
            said = _said(part)
        payload = {"answer_id": self.ref.answer_id, "part": number + 1, "parts": len(parts), "key": self.key}
        return Message(spoken(said), tuple(blocks), {"event_type": EVENT, "event_payload": payload})

    def _lead(self) -> list[str]:
        asked = replace(self.answer, question=shortened(self.answer.question.strip(), _QUESTION))
        first = lead(asked)
        return [] if first is None else [shortened(first, _LEAD)]

    def _opening(self) -> list[Block]:
        return [kit.section(line) for line in self._lead()]

    def _footer(self) -> str:
        as_of = f"as of {shown.clock(self.answer.as_of, self.now, self.zone)}"
        return " · ".join(
            part for part in (shown.rests_on(self.answer), as_of, shown.how(self.answer)) if part
        )

    def _closing(self) -> list[Block]:
        every = Ref(self.ref.answer_id, min(1, len(self.answer.statements)), len(self.answer.statements))
        good, bad = str(every.chosen("good")), str(every.chosen("bad"))
        return [kit.small(self._footer()), kit.thumbs(ids.FEEDBACK, good, bad)]

    def _statement(self, number: int, item: Statement) -> list[Group]:
        label = shown.label(item) or f"From {_outlets(item)}"
        above = kit.paragraph(label, before=f"{number}  ", bold=True)
        if not shown.is_its_quote(item):
            above += kit.paragraph(item.text)
        blocks = quoted(item.quotes, self.zone, self.now, above)
        words = shown.cited(item.text) if shown.is_copied(item) else item.text
        return grouped(blocks, f"{number}. {label}: {words}", number)

    def _remark(self, item: Remark) -> list[Group]:
        said, above = shown.unsaid(item), kit.paragraph(item.text)
        if said:
            return grouped(quoted(said, self.zone, self.now, above), item.text)
        return grouped([*rich_texts(above), *places(item.quotes, self.zone, self.now)], item.text)

    def _headline(self, near: Headline) -> list[Group]:
        brief = replace(near, title=shortened(near.title, _NAME), outlet=shortened(near.outlet, _NAME))
        said, url = shown.headline(brief, self.now, self.zone), address(near.url)
        line = kit.line(kit.text("Nearest: "), *([kit.link(url, said)] if url else kit.words(said)))
        return grouped(rich_texts([line]), f"Nearest: {said}")

    def _buttons(self, part: Sequence[Group]) -> list[Block]:
        numbers = _numbers(part)
        ref = Ref(self.ref.answer_id, *((numbers[0], numbers[-1]) if numbers else (0, 0)))
        share = [kit.button("Share with the channel", ids.SHARE, str(ref))] if self.share else []
        if not self.answer.answered:
            wider = kit.button("Search the last 30 days", ids.SEARCH_WIDER, str(ref))
            return [kit.actions([wider, kit.button("Add an article", ids.ADD_ARTICLE, str(ref)), *share])]
        return [
            kit.actions(
                [
                    kit.button("Show in context", ids.SHOW_CONTEXT, str(ref)),
                    kit.button("Why these labels?", ids.SHOW_WHY, str(ref)),
                    *share,
                    kit.overflow(ids.MORE, kit.option("Report a wrong quote", str(ref.chosen("report")))),
                ]
            )
        ]


_CONTINUED = kit.small("Continued")


def _outlets(item: Statement) -> str:
    return " and ".join(dict.fromkeys(quote.outlet for quote in item.quotes)) or "the stored articles"


def _numbers(groups: Sequence[Group]) -> list[int]:
    return [each.number for each in groups if each.number is not None]


def _said(groups: Sequence[Group]) -> list[str]:
    return [line for each in groups for line in each.said]


def _more(rest: Sequence[Group]) -> Block:
    """What the messages below hold, counted."""
    numbers = sorted(set(_numbers(rest)))
    remarks = sum(bool(each.said) for each in rest if each.number is None)
    parts = [f"{shown.counted(len(numbers), 'statement')} ({numbers[0]}–{numbers[-1]})"] if numbers else []
    parts += [shown.counted(remarks, "remark")] if remarks else []
    return kit.small(f"More below: {', '.join(parts)}" if parts else "More below")

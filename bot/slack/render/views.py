"""Modals: a quote in its passage, the reasons for labels, what people think of an answer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Any

from bot.news import shown
from bot.news.answer import Answer, Quote, Statement
from bot.slack import ids
from bot.slack.ids import Ref
from bot.slack.render import elements as kit
from bot.slack.render.elements import Block
from bot.slack.render.pack import rich_texts
from bot.slack.render.passages import Passage
from bot.slack.render.quotes import place
from bot.slack.text import shortened, weight

VIEW_BLOCKS = 100
VIEW_WEIGHT = 240_000
"""What one view may hold: Slack refuses 101 blocks, and 250 kB."""

_REASON_CHARACTERS = 3000
_CHOICES = 100
_TITLE = 150
_BOLD = "The quoted words are in bold."
_NO_REASONS = "This one has no status: it is shown as the article has it."


def context_view(passages: Sequence[Passage], *, zone: tzinfo, now: datetime) -> Block:
    """The stored passages around some quotes, each quote in bold, with a link and what changed since."""
    groups = [_passage(each, zone, now) for each in passages]
    return kit.modal("In context", _within([kit.small(_BOLD)], groups, "quote"))


def why_view(answer: Answer, ref: Ref) -> Block:
    """The reasons for the labels of the statements that `ref` names."""
    numbered = list(enumerate(answer.statements, 1))[max(ref.first - 1, 0) : ref.last]
    groups = [_reasons(number, item) for number, item in numbered]
    return kit.modal("Why these labels?", _within([], groups, "statement") or [kit.section("No statements.")])


def feedback_view(ref: Ref) -> Block:
    """Asks, after 👍 or 👎, for a reason that may be left out; `ref` comes back in `private_metadata`."""
    title = "A good answer" if ref.choice == "good" else "A bad answer"
    reason = _reason("What was good?" if ref.choice == "good" else "What was wrong or missing?")
    return _form(title, ids.FEEDBACK_VIEW, ref, [reason])


def report_view(answer: Answer, ref: Ref) -> Block:
    """Asks which quote is wrong and how; what is chosen is for `quote_at` to read."""
    options = [
        kit.option(f"{number}: {shown.cited(quote.text)}", place)
        for number, place, quote in _quotes(answer)
        if ref.first <= number <= ref.last
    ]
    which = {
        "type": "input",
        "block_id": ids.QUOTE,
        "label": kit.plain_text("Which quote?"),
        "element": {"type": "static_select", "action_id": ids.QUOTE, "options": options[:_CHOICES]},
    }
    asked = [which] if options else []
    return _form("Report a wrong quote", ids.REPORT_VIEW, ref, [*asked, _reason("What is wrong with it?")])


def add_view() -> Block:
    """Asks for the address of an article."""
    link = {
        "type": "input",
        "block_id": ids.LINK,
        "label": kit.plain_text("Address of the article"),
        "element": {"type": "url_text_input", "action_id": ids.LINK},
    }
    return _form("Add an article", ids.ADD_VIEW, None, [link])


def question_view(longest: int) -> Block:
    """Asks for a question about a digest."""
    question = {
        "type": "input",
        "block_id": ids.QUESTION,
        "label": kit.plain_text("Your question"),
        "hint": kit.plain_text("I answer in the thread of the digest, in quotes from the stored articles."),
        "element": {"type": "plain_text_input", "action_id": ids.QUESTION, "max_length": longest},
    }
    return _form("Ask about this", ids.ASK_VIEW, None, [question])


def quote_at(answer: Answer, place: str) -> Quote | None:
    """The quote that was chosen in a report: "2.1" is the first quote of the second statement."""
    return next((quote for _, each, quote in _quotes(answer) if each == place), None)


def _quotes(answer: Answer) -> Iterator[tuple[int, str, Quote]]:
    for number, item in enumerate(answer.statements, 1):
        for position, quote in enumerate(item.quotes, 1):
            yield number, f"{number}.{position}", quote


def _form(title: str, callback_id: str, ref: Ref | None, blocks: Sequence[Block]) -> Block:
    more: dict[str, Any] = {
        "callback_id": callback_id,
        "private_metadata": str(ref or ""),
        "submit": kit.plain_text("Send"),
    }
    return kit.modal(title, blocks, **more)


def _reason(label: str) -> Block:
    return {
        "type": "input",
        "block_id": ids.REASON,
        "optional": True,
        "label": kit.plain_text(label),
        "element": {
            "type": "plain_text_input",
            "action_id": ids.REASON,
            "multiline": True,
            "max_length": _REASON_CHARACTERS,
        },
    }


def _passage(found: Passage, zone: tzinfo, now: datetime) -> list[Block]:
    quote = found.quote
    title = [kit.section(shown.cited(shortened(quote.title, _TITLE)))] if quote.title else []
    parts = [
        *kit.verbatim(found.before),
        *kit.verbatim(quote.text, bold=True),
        *kit.verbatim(found.after),
    ]
    changed = [kit.small(_changed(found, zone, now))] if found.changed_at else []
    gone = [kit.small(_gone(found, zone, now))] if found.gone_since else []
    return [*title, *_flowing(parts), *changed, *gone, place(quote, zone, now)]


def _flowing(parts: Iterable[kit.Element]) -> list[Block]:
    """Text that flows on: one line of rich text, or one for each part where they are heavy."""
    listed = list(parts)
    if weight(listed) <= 3 * _REASON_CHARACTERS:
        return [kit.rich_text(kit.line(*listed))]
    return rich_texts(kit.line(part) for part in listed)


def _changed(found: Passage, zone: tzinfo, now: datetime) -> str:
    stand = "these words still stand in it" if found.still_there else "these words are no longer in it"
    return f"The article has changed since ({shown.day(found.changed_at, now, zone)}); {stand}."


def _gone(found: Passage, zone: tzinfo, now: datetime) -> str:
    return f"The page is gone (since {shown.day(found.gone_since, now, zone)} at the latest)."


def _reasons(number: int, item: Statement) -> list[Block]:
    label = shown.label(item)
    lines = kit.paragraph(label or item.text, before=f"{number}  ", bold=True)
    reasons = [kit.bullets([line]) for why in item.why for line in kit.paragraph(why)]
    return rich_texts([*lines, *(reasons or kit.paragraph(_NO_REASONS))])


def _within(opening: Sequence[Block], groups: Sequence[Sequence[Block]], noun: str) -> list[Block]:
    """As many groups as a view holds; what is left out is counted."""
    blocks = list(opening)
    for number, group in enumerate(groups):
        if len(blocks) + len(group) >= VIEW_BLOCKS or weight([*blocks, *group]) > VIEW_WEIGHT:
            left = shown.counted(len(groups) - number, f"more {noun}")
            return [*blocks, kit.small(f"{left} would not fit here.")]
        blocks += group
    return blocks

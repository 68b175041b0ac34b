"""The gates between a draft and a reader: only what passes them becomes a statement, an answer or a quote."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from bot.desk import quotes
from bot.desk.checks.facts import facts
from bot.desk.checks.fitting import Choice, choose
from bot.desk.wording import without_dateline, worded
from bot.news import stored
from bot.news.answer import Answer, Draft, DraftStatement, Headline, Mode, Quote, Remark, Statement, Usage
from bot.news.attribution import Reading
from bot.news.evidence import Evidence
from bot.news.machine_text import addressed
from bot.news.span import Span

MAX_SENTENCES = 4
MAX_WORDS = 60
_NEIGHBOURS = 2
"""Characters between a sentence and the next one."""
_UNFIT = re.compile(
    r"https?:|www\.|[<>‹›@`]|\]\(|\*\*|__|\b[\w-]+\.(?:com|org|net|io|info|biz|example|onion)\b",
    re.IGNORECASE,
)
_INVISIBLE = frozenset(["Cc", "Cf", "Co", "Cs", "Cn"])


@dataclass(frozen=True, slots=True)
class Rejection:
    """A draft statement that does not reach a reader, by its place in the draft (from 0), and why."""

    index: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left of a draft, in its order, and what is not."""

    statements: tuple[Statement, ...] = ()
    rejected: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A draft statement with the evidence it cites, as far as that exists, and where its quote stands."""

    draft: DraftStatement
    text: str
    known: Mapping[int, Evidence]

    @property
    def cited(self) -> tuple[Evidence, ...]:
        ids = dict.fromkeys(self.draft.sentence_ids)
        return tuple(self.known[number] for number in ids if number in self.known)

    @property
    def quoted(self) -> tuple[Evidence, Span] | None:
        for item in self.cited:
            span = quotes.locate(self.draft.quote or "", item.reading.revision.text, item.span)
            if span is not None:
                return item, span
        return None


def verify(draft: Draft, evidence: Sequence[Evidence], quote_words: int = 40) -> Verdict:
    """Hold each statement of a draft against the sentences it cites.

    What rests on an attribution is worded by the program; what rests on the article's own voice keeps its
    wording. Quotes are copied from the revisions, at most `quote_words` words each. Statements with the
    same quotes and the same sense are merged; a reason is a plain sentence, fit for a repair prompt.
    """
    known = {item.id: item for item in evidence}
    statements: list[Statement] = []
    rejected: list[Rejection] = []
    for index, proposed in enumerate(draft.statements):
        proposal = _Proposal(proposed, " ".join(proposed.text.split()), known)
        judged = _judged(proposal, quote_words)
        if isinstance(judged, str):
            rejected.append(Rejection(index, proposed.text, judged))
        else:
            statements += [made for made in judged if not _repeats(made, statements)]
    return Verdict(tuple(statements), tuple(rejected))


def _judged(proposal: _Proposal, quote_words: int) -> str | tuple[Statement, ...]:
    for gate in GATES:
        reason = gate(proposal)
        if reason is not None:
            return reason
    choices = choose(proposal.text, proposal.cited)
    if isinstance(choices, str):
        return choices
    return tuple(_statement(proposal, choice, quote_words) for choice in choices)


def _ids_exist(proposal: _Proposal) -> str | None:
    missing = [number for number in proposal.draft.sentence_ids if number not in proposal.known]
    return f"there is no sentence {missing[0]}" if missing else None


def _cites_something(proposal: _Proposal) -> str | None:
    return None if proposal.draft.sentence_ids else "it cites no sentence"


def _cites_few(proposal: _Proposal) -> str | None:
    return f"it cites more than {MAX_SENTENCES} sentences" if len(proposal.cited) > MAX_SENTENCES else None


def _is_plain(proposal: _Proposal) -> str | None:
    if any(unicodedata.category(character) in _INVISIBLE for character in proposal.text):
        return "it holds invisible characters"
    if _UNFIT.search(proposal.text):
        return "it holds a link, an address or markup"
    return None


def _is_statement(proposal: _Proposal) -> str | None:
    if addressed(proposal.text, (Span(0, len(proposal.text)),)):
        return "it repeats an instruction, not news"
    words = len(proposal.text.split())
    if words > MAX_WORDS:
        return f"it is longer than {MAX_WORDS} words"
    return None if any(map(str.isalpha, proposal.text)) else "it says nothing"


def _cites_news(proposal: _Proposal) -> str | None:
    for item in proposal.cited:
        if item.sentence in addressed(item.reading.revision.text, item.reading.sentences):
            return f"sentence {item.id} addresses a program, not a reader"
    return None


def _quote_stands(proposal: _Proposal) -> str | None:
    if proposal.draft.quote is None or proposal.quoted is not None:
        return None
    return "its quote does not stand, word for word, in one of the cited sentences"


GATES: tuple[Callable[[_Proposal], str | None], ...] = (
    _ids_exist,
    _cites_something,
    _cites_few,
    _is_plain,
    _is_statement,
    _cites_news,
    _quote_stands,
)
"""The gates of form, in order; those of content are in `fitting` and `support`."""


def _statement(proposal: _Proposal, choice: Choice, quote_words: int) -> Statement:
    shown = tuple(
        quotes.quote(item.reading.revision, span)
        for item, keep in choice.keep
        for span in _shown(item, keep, proposal.quoted, quote_words)
    )
    verbatim = copied(shown)
    if choice.attribution is None:
        return Statement(text=verbatim if choice.verbatim else proposal.text, quotes=shown)
    reading, found = choice.keep[0][0].reading, choice.attribution
    return Statement(
        text=verbatim if choice.verbatim else worded(reading, found),
        quotes=shown,
        speakers=(found.speaker,) if found.speaker else (),
        cue=" ".join(found.cue.of(reading.revision.text).split()),
        cue_kind=found.cue_kind.value,
        scope=found.scope,
    )


def copied(shown: Sequence[Quote]) -> str:
    """The article's own words, with "…" where something stands between them."""
    text = " ".join(shown[0].text.split())
    for before, each in pairwise(shown):
        gap = " " if 0 <= each.start - before.end <= _NEIGHBOURS else " … "
        text += gap + " ".join(each.text.split())
    return text


def _shown(
    item: Evidence, keep: Sequence[Span], quoted: tuple[Evidence, Span] | None, quote_words: int
) -> tuple[Span, ...]:
    """The draft's own choice of words if it holds all that matters, else the sentence, cut if it is long."""
    text = item.reading.revision.text
    if (
        quoted is not None
        and quoted[0].span == item.span
        and quoted[0].reading.revision is item.reading.revision
    ):
        if all(quoted[1].covers(kept) for kept in keep):
            return quotes.cut(text, quoted[1], keep, quote_words)
        keep = (*keep, quoted[1])
    whole = without_dateline(text, item.span) if item.span in keep else item.span
    return quotes.cut(text, whole, keep, quote_words)


def _repeats(made: Statement, others: Sequence[Statement]) -> bool:
    """Whether it rests on the words of another, and says the same or a part of it."""
    return any(_place(made) == _place(other) and _says_no_more(made, other) for other in others)


def _place(made: Statement) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((quote.article_id, quote.revision, quote.start, quote.end) for quote in made.quotes)


def _says_no_more(made: Statement, other: Statement) -> bool:
    return made.text == other.text or (made.cue is None and facts(made.text).keys <= facts(other.text).keys)


def answered(
    question: str,
    mode: Mode,
    as_of: datetime,
    statements: Sequence[Statement],
    remarks: Sequence[Remark],
    readings: Sequence[Reading],
    *,
    usage: Usage | None = None,
    timings_ms: Mapping[str, float] | None = None,
) -> Answer:
    """An answer of at least one statement.

    Raises:
        ValueError: There is no statement, or a quote is not, to the letter, what a reading has there.
    """
    if not statements or not all(made.quotes for made in statements):
        raise ValueError("an answer needs statements, and a statement needs quotes")
    _check([shown for made in statements for shown in made.quotes], readings)
    _check([shown for remark in remarks for shown in remark.quotes], readings)
    return Answer(
        question, True, mode, as_of, tuple(statements), tuple(remarks), (), usage or Usage(), timings_ms or {}
    )


def recalled(kept: Mapping[str, Any]) -> Answer:
    """An answer as it was made before, from what the store kept of it; its quotes were checked then."""
    return Answer(**stored.fields(kept))


def _check(shown: Sequence[Quote], readings: Sequence[Reading]) -> None:
    texts = {(item.revision.article_id, item.revision.number): item.revision.text for item in readings}
    for each in shown:
        text = texts.get((each.article_id, each.revision))
        if text is None or not each.text or text[each.start : each.end] != each.text:
            place = f"article {each.article_id}, revision {each.revision}, at {each.start}:{each.end}"
            raise ValueError(f"a quote is not what is stored: {place}")


def abstained(
    question: str,
    mode: Mode,
    as_of: datetime,
    nearest: Sequence[Headline] = (),
    remarks: Sequence[Remark] = (),
    readings: Sequence[Reading] = (),
    *,
    usage: Usage | None = None,
    timings_ms: Mapping[str, float] | None = None,
) -> Answer:
    """An answer that says the stored articles do not say, with the nearest headlines.

    Raises: ValueError as `answered` does, for the quotes of remarks.
    """
    _check([shown for remark in remarks for shown in remark.quotes], readings)
    return Answer(
        question, False, mode, as_of, (), tuple(remarks), tuple(nearest), usage or Usage(), timings_ms or {}
    )

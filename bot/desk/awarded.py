"""Statuses for an answer's statements: those of the claims that their quotes bear on, from the ledger."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.claims.judgement import Judged
from bot.claims.ledger import Heard
from bot.claims.status import STRENGTH
from bot.desk.stating import reasons
from bot.desk.verify import copied
from bot.news.answer import Statement
from bot.news.claim import PART, Occurrence, Part, Status
from bot.news.region import Region
from bot.news.span import Span
from bot.news.story import Story


class Ledger(Protocol):
    """What the desk asks of the ledger."""

    def of_articles(
        self, article_ids: Collection[int], as_of: datetime, team_id: str | None = None
    ) -> Iterator[Heard]:
        """The stories of some articles, as of a moment."""
        ...

    def hear(self, stories: Iterable[Story], as_of: datetime) -> Iterator[Heard]:
        """Stories as of another moment."""
        ...

    def regions(self, name: str) -> Sequence[Region]:
        """The regions that a name may mean."""
        ...


def awarded(statements: Sequence[Statement], stories: Iterable[Heard]) -> tuple[Statement, ...]:
    """The statements with the status of what they quote; one that quotes no claim keeps none.

    Where a statement bears on several claims, as a sentence with two clauses does, it has the status that
    asks for the least belief (rule 21).
    """
    judged = [each for heard in stories for each in heard.bearing_on(_quoted(statements, heard))]
    return tuple(_with_status(made, judged) for made in statements)


def _quoted(statements: Sequence[Statement], heard: Heard) -> set[str]:
    return {one.id for one in heard.docket.occurrences if any(_is_quoted(one, made) for made in statements)}


def _with_status(made: Statement, judged: Sequence[Judged]) -> Statement:
    found = [each for each in judged if any(_is_quoted(one, made) for one in _occurrences(each))]
    if not found:
        return made
    weakest = min(found, key=lambda each: STRENGTH[each.verdict.status])
    verdict = weakest.verdict
    if verdict.status is None:
        return replace(made, claim_id=weakest.claim.id, why=reasons(weakest))
    return replace(
        made,
        text=_in_its_words(made, verdict.status),
        claim_id=weakest.claim.id,
        status=verdict.status.value,
        shown=verdict.shown,
        why=reasons(weakest),
    )


def _in_its_words(made: Statement, status: Status) -> str:
    """The statement's wording; what an outlet states itself, but is contested, in the outlet's own words."""
    if made.cue is not None or PART[status] in (Part.CONFIRMED, Part.REPORTED):
        return made.text
    return copied(made.quotes)


def _occurrences(each: Judged) -> Iterator[Occurrence]:
    return (one.occurrence for one in each.claim.bearings)


def _is_quoted(one: Occurrence, made: Statement) -> bool:
    """Whether the words of an occurrence stand in the statement's quotes, said by the same cue."""
    if one.cue != made.cue:
        return False
    return any(
        (quote.article_id, quote.revision) == (one.article_id, one.revision)
        and any(_mostly_in(part, Span(quote.start, quote.end)) for part in one.content or (one.quote,))
        for quote in made.quotes
    )


def _mostly_in(part: Span, quote: Span) -> bool:
    shared = min(part.end, quote.end) - max(part.start, quote.start)
    return 2 * shared >= part.end - part.start

"""What a text states, normalised: its words, numbers, dates, and the words that turn or weaken a meaning."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache

from bot.desk.checks import lexicon
from bot.desk.checks.dates import DateMention, dates
from bot.desk.checks.numbers import Number, numbers
from bot.desk.checks.tokens import Token, tokenise

_SCOPE_WORDS = 4
_LEADING_TO = frozenset(["set", "going", "is", "are", "about"])
_NO_NEGATION = frozenset(["only", "later", "fewer", "less", "more", "longer"])


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that turns or weakens the keys in its scope: a negation, a hedge, a modal verb."""

    name: str
    scope: tuple[str, ...]
    token: Token


@dataclass(frozen=True)
class Facts:
    """What one text states."""

    tokens: tuple[Token, ...] = ()
    numbers: tuple[Number, ...] = ()
    dates: tuple[DateMention, ...] = ()
    operators: tuple[Operator, ...] = ()

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The words that carry its content."""
        return tuple(token for token in self.tokens if token.content)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What its content words count as."""
        return frozenset(token.key for token in self.content)


@lru_cache(maxsize=4096)
def facts(text: str, published: datetime | None = None) -> Facts:
    """What the text states; `published` is what "Thursday" and "yesterday" are counted from."""
    tokens = tokenise(text)
    found_dates = dates(text, published)
    in_date = {at for at, token in enumerate(tokens) if _within(token, found_dates)}
    found = numbers(tokens, in_date)
    taken = in_date.union(*(range(number.lead, number.end) for number in found))
    marked = tuple(
        replace(token, content=token.content and at not in taken) for at, token in enumerate(tokens)
    )
    return Facts(marked, found, found_dates, tuple(_operators(marked, taken)))


def _within(token: Token, mentions: Sequence[DateMention]) -> bool:
    return any(mention.start <= token.start < mention.end for mention in mentions)


def _operators(tokens: Sequence[Token], taken: Collection[int]) -> Iterator[Operator]:
    for at, token in enumerate(tokens):
        if at not in taken:
            yield from (Operator(name, _scope(tokens, at), token) for name in _operator_names(tokens, at))


def _operator_names(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """What one word does; "wouldn't" does two things."""
    name = _operator(tokens, at)
    modal = lexicon.operator(tokens[at].word[:-3]) if tokens[at].word.endswith("n't") else None
    yield from (found for found in (name, modal) if found is not None)


def _operator(tokens: Sequence[Token], at: int) -> str | None:
    token = tokens[at]
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if token.capital and not token.initial:
        return None
    if token.word == "yet" and following == "to":
        return "negation"
    if token.word in _LEADING_TO and following == "to":
        return "future"
    if token.key == "call" and following == "for":
        return "wish"
    if token.word in ("no", "not") and following in _NO_NEGATION:
        return None
    if token.word.startswith(("fail", "refus", "agree")) and following != "to":
        return None
    return lexicon.operator(token.word)


def _scope(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    clause = tokens[at].clause
    after = [token.key for token in tokens[at + 1 :] if token.clause == clause and token.content]
    before = [token.key for token in tokens[:at] if token.clause == clause and token.content]
    return tuple(after[:_SCOPE_WORDS] or before[-_SCOPE_WORDS + 1 :])

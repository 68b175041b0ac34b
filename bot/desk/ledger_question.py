"""Questions that the ledger answers: what has which status, whether it is so, what changed, who denies."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk.extract.asked import Kind, Term, terms_of
from bot.desk.question import cleaned, read
from bot.news.attribution import CueKind
from bot.news.claim import Status
from bot.search import dates


class Wanted(StrEnum):
    """What a question wants of the ledger."""

    OF_STATUS = "of status"  # "what is confirmed about Brennick?"
    WHETHER = "whether"  # "has the raid been confirmed?", "is it true that …?"
    DENIALS = "denials"  # "who disputes that …?"
    CHANGES = "changes"  # "what changed about the ferry since Friday?"


@dataclass(frozen=True, slots=True)
class LedgerQuestion:
    """A question of the ledger. `word` is the question's own for the `statuses` that it asks for.

    `about` is what it is about in its own words ("in Tessen"), `terms` the words of that; `since` is when
    the time that it asks about begins, `dated` how it says so ("since Friday").
    """

    wanted: Wanted
    about: str = ""
    terms: tuple[Term, ...] = ()
    word: str = ""
    statuses: frozenset[Status] = frozenset()
    since: datetime | None = None
    dated: str = ""

    @property
    def sought(self) -> str:
        """What to look for in the articles."""
        return f"{self.about or ' '.join(term.word for term in self.terms)} {self.dated}"

    @property
    def is_whole(self) -> bool:
        """Whether the ledger alone can tell that there is nothing to say."""
        return self.wanted in (Wanted.OF_STATUS, Wanted.CHANGES)


_CONFIRMED = frozenset((Status.CONFIRMED,))
_UNVERIFIED = frozenset((Status.UNVERIFIED,))
_DISPUTED = frozenset((Status.DISPUTED,))
_OPEN = frozenset((Status.UNVERIFIED, Status.CLAIMED, Status.DISPUTED))
_DENIED = frozenset((Status.DENIED, Status.DISPUTED))
_WITHDRAWN = frozenset((Status.RETRACTED,))
_STATUSES: Mapping[str, frozenset[Status]] = {
    "confirmed": _CONFIRMED,
    "verified": _CONFIRMED,
    "established": _CONFIRMED,
    "certain": _CONFIRMED,
    "disputed": _DISPUTED,
    "in dispute": _DISPUTED,
    "contested": _DENIED | _UNVERIFIED,
    "unverified": _UNVERIFIED,
    "unconfirmed": _OPEN,
    "denied": _DENIED,
    "announced": frozenset((Status.ANNOUNCED,)),
    "claimed": _OPEN - _DISPUTED,
    "alleged": _OPEN - _DISPUTED,
    "retracted": _WITHDRAWN,
    "withdrawn": _WITHDRAWN,
}
_REFUSED = {"confirmed": _OPEN, "established": _OPEN, "certain": _OPEN, "verified": _UNVERIFIED}
"""What a question asks for that says "not" before the word."""

_WORD = rf"(?P<word>{'|'.join(_STATUSES)})"
_BE = r"(?:'s|is|are|was|were|has|have|had|remains?|stays?)"
_SOFT = (
    r"(?: (?:been|still|so far|already|officially|independently|actually|currently|now|yet|fully|really"
    r"|publicly|just|reliably))*"
)
_NOT = rf"{_SOFT}(?P<refused> not| never|n't)?{_SOFT}"
_THING = r"(?:claim|report|statement|account|thing|fact|allegation|detail|figure|information|news)s?"
_ABOUT = (
    r"(?P<about>(?: (?:yet|so far))?(?: (?:about|regarding|concerning|on|in|at|of|from|around|near|over|since"
    r"|today|this|yesterday)\b.*)?)"
)
_OF_STATUS = (
    re.compile(rf"^what ?(?:else )?{_BE}{_NOT} {_WORD}{_ABOUT}$", re.IGNORECASE),
    re.compile(
        rf"^(?:what|which|any|are there any|is there any)(?: of the)? {_THING}(?P<before> .+?)? {_BE}{_NOT} "
        rf"{_WORD}{_ABOUT}$",
        re.IGNORECASE,
    ),
    re.compile(rf"^{_BE} (?:there )?anything{_NOT} {_WORD}{_ABOUT}$", re.IGNORECASE),
    re.compile(
        rf"^(?:what|which|are there any|is there any) {_WORD} {_THING}{_ABOUT}$".replace(
            _WORD, r"(?P<word>confirmed|verified|disputed|contested|unverified|unconfirmed)"
        ),
        re.IGNORECASE,
    ),
)
_WHETHER = (
    re.compile(
        r"^is it (?:really |actually )?(?P<word>true|correct|the case)(?: that)? (?P<about>.+)$", re.I
    ),
    re.compile(rf"^(?:is|has) it{_SOFT} {_WORD} (?:that|whether|if) (?P<about>.+)$", re.IGNORECASE),
    re.compile(
        rf"^(?:is|are|was|were|has|have) (?P<about>.+?){_SOFT} {_WORD}(?: by (?:anyone|anybody|any \w+))?"
        rf"{_SOFT}$",
        re.IGNORECASE,
    ),
)
_CHANGES = re.compile(
    r"^(?:what(?: else)? ?(?:'s|has|have|is)?|has anything|did anything)(?: been)? (?:changed?|corrected"
    rf"|updated|revised){_ABOUT}$",
    re.IGNORECASE,
)
_ANYBODY = re.compile(r"^(?:it|there|anyone|anybody|someone|somebody|he|she|they)\b", re.IGNORECASE)


def read_ledger_question(text: str, now: datetime) -> LedgerQuestion | None:
    """What a question asked at `now` wants of the ledger, null where it asks for something else."""
    words = cleaned(text)
    return _changes(words, now) or _of_status(words, now) or _whether(words, now) or _denials(text)


def _of_status(words: str, now: datetime) -> LedgerQuestion | None:
    found = next(filter(None, (pattern.match(words) for pattern in _OF_STATUS)), None)
    if found is None:
        return None
    parts = found.groupdict()
    word = parts["word"].lower()
    refused = bool(parts.get("refused"))
    statuses = _REFUSED.get(word, frozenset()) if refused else _STATUSES[word]
    if not statuses:
        return None
    about = " ".join(filter(None, ((parts.get("before") or "").strip(), parts["about"].strip())))
    return _question(Wanted.OF_STATUS, about, now, f"not {word}" if refused else word, statuses)


def _whether(words: str, now: datetime) -> LedgerQuestion | None:
    found = next(filter(None, (pattern.match(words) for pattern in _WHETHER)), None)
    if found is None or _ANYBODY.match(found["about"]):
        return None
    word = found["word"].lower()
    is_status = word in _STATUSES
    statuses = _STATUSES[word] if is_status else _CONFIRMED
    return _question(Wanted.WHETHER, found["about"], now, word if is_status else "confirmed", statuses)


def _denials(text: str) -> LedgerQuestion | None:
    asked = read(text)
    if asked.kind is not Kind.WHO_SAID or asked.primary is not CueKind.DENY or not asked.terms:
        return None
    return LedgerQuestion(Wanted.DENIALS, terms=asked.terms, word="denied", statuses=_DENIED)


def _changes(words: str, now: datetime) -> LedgerQuestion | None:
    found = _CHANGES.match(words)
    return _question(Wanted.CHANGES, found["about"], now) if found else None


def _question(
    wanted: Wanted,
    about: str,
    now: datetime,
    word: str = "",
    statuses: frozenset[Status] = frozenset(),
) -> LedgerQuestion:
    found = dates.read(about, now)
    plain = about
    for span in found.spans:
        plain = plain[: span.start] + " " * (span.end - span.start) + plain[span.end :]
    return LedgerQuestion(
        wanted,
        " ".join(plain.split()),
        terms_of(plain),
        word,
        statuses,
        since=found.since or (found.focus.start if found.focus else None),
        dated=" ".join(span.of(about) for span in found.spans),
    )

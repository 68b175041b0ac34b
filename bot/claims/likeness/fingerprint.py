"""Reads out of an article what tells its event from others: its parts, and a fingerprint of each."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from bot.claims.likeness.rarity import rarity, stem
from bot.claims.meaning.days import when
from bot.news.sentences import paragraphs
from bot.news.span import Span
from bot.news.story import UNIT, Fingerprint

TERMS = 100
KEYS = 20
OPENING = 3
"""Sentences. A report says in its opening what happened, where and when."""

_NAME = 1.3
_OPENING = 1.3
_PAIR = 0.5
_PART_LEAST_WORDS = 20
_RECENT = timedelta(days=7)

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_SKIPPED_TEXT = """
a about after against all also although am an and any are as at be because been before being between both
but by can could day did do does during each even few first for from further had has have he her here
hers him his how however i if in into is it its itself just last later made make many may me might more
most mr mrs ms much must my near new no nor not now of off on once one only or other our out over own
people per said same say says she should since so some still such tell than that the their them then
there these they this those three through time to told too two under until up us very was we were what
when where which while who whom why will with within without would year yesterday you your according
"""
_SKIPPED = frozenset(_SKIPPED_TEXT.split())
_TURN = re.compile(
    r"(?:in (?:other|unrelated|separate) (?:news|developments?|incidents?|events?)|elsewhere|separately"
    r"|in an? (?:separate|unrelated) (?:\w+ )?(?:attack|incident|case|development|event))\b",
    re.IGNORECASE,
)
_ROUNDUP = re.compile(
    r"\b(?:news in brief|in brief|news ?round-?up|round-?up|morning briefing|evening briefing|at a glance"
    r"|week in review|the day in)\b",
    re.IGNORECASE,
)
_BACKGROUND_TITLE = re.compile(
    r"^(?:explainer|analysis|opinion|comment|profile|timeline|background|q&a|fact ?box|interview|essay)\b"
    r"\s*[:|–—-]"
    r"|\b(?:explained|a (?:short|brief) history|a history of|the history of|a timeline|years? on$)\b"
    r"|^(?:who (?:is|are|was|were)|why (?:does|do|is|are)|what (?:is|are)) (?!known\b)",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:for (?:decades|centuries|generations|years)|(?:1[5-9]|20)\d\ds?|century|decades?)\b"
)
_ANOTHER = re.compile(
    r"\b(?:again|another|once more|renewed|fresh|latest"
    r"|(?:second|third|fourth|fifth) \w+(?: \w+){0,4} (?:in|this|within)"
    r"|new (?:attack|strike|raid|wave|round|blast|explosion|fire|earthquake|quake|shelling|protest))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences `start` to before `end` of an article, and their fingerprint."""

    start: int
    end: int
    fingerprint: Fingerprint


def parts(
    title: str | None, text: str, sentences: Sequence[Span], published: datetime | None
) -> tuple[Part, ...]:
    """The parts of an article in order; they hold every sentence, and together none twice."""
    if not sentences:
        return ()
    roundup = bool(title and _ROUNDUP.search(title))
    cuts = list(_cuts(text, sentences, each=roundup))
    headline = None if roundup else title
    return tuple(
        Part(start, end, fingerprint(None if start else headline, text, sentences[start:end], published))
        for start, end in pairwise([0, *cuts, len(sentences)])
    )


def _cuts(text: str, sentences: Sequence[Span], *, each: bool) -> Iterator[int]:
    """The sentences that open another part: `each` paragraph of a roundup, else what turns away."""
    starts = {block.start for block in paragraphs(text)}
    last = 0
    for place, sentence in enumerate(sentences):
        if place == 0 or sentence.start not in starts or not (each or _TURN.match(text, sentence.start)):
            continue
        before = text[sentences[last].start : sentence.start]
        after = text[sentence.start : sentences[-1].end]
        if min(len(before.split()), len(after.split())) >= _PART_LEAST_WORDS:
            last = place
            yield place


def fingerprint(
    title: str | None, text: str, sentences: Sequence[Span], published: datetime | None
) -> Fingerprint:
    """The fingerprint of some sentences of a text; a title counts as one more opening sentence."""
    lines = [title] if title else []
    lines += [sentence.of(text) for sentence in sentences]
    terms = _terms(lines, OPENING + bool(title))
    named = [when(text, sentence, published).day for sentence in sentences]
    days = _passed(named[:OPENING], published)
    first = days or _passed(named[OPENING:], published)
    opening = " ".join(lines[: OPENING + bool(title)])
    whole = text[sentences[0].start : sentences[-1].end]
    return Fingerprint(
        terms=terms,
        keys=tuple(sorted(terms, key=lambda term: (-terms[term], term))[:KEYS]),
        day=first[0] if first else None,
        days=frozenset(days),
        another=_ANOTHER.search(opening) is not None,
        published=published,
        background=_is_background(title, whole, named, published),
    )


def _terms(lines: Sequence[str], opening: int) -> dict[str, int]:
    counts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    names: set[str] = set()
    first: set[str] = set()
    for place, line in enumerate(lines):
        stems = list(_stems(line, names))
        counts.update(stems)
        pairs.update(pairwise(stems))
        if place < opening:
            first.update(stems)
    weights = {
        one: (1 + math.log(count))
        * rarity(one)
        * (_NAME if one in names else 1)
        * (_OPENING if one in first else 1)
        for one, count in counts.items()
    }
    for (one, other), count in pairs.items():
        weight = _PAIR * (rarity(one) + rarity(other)) / 2 * (1 + math.log(count))
        weights[f"{one} {other}"] = weight * (_OPENING if one in first and other in first else 1)
    return _scaled(weights)


def _stems(line: str, names: set[str]) -> Iterator[str]:
    """The stems of a line that say something; those written as names are added to `names`."""
    for place, word in enumerate(_WORD.findall(line)):
        stemmed = _stemmed(word)
        if not stemmed:
            continue
        if place and word[0].isupper():
            names.add(stemmed)
        yield stemmed


@lru_cache(maxsize=50_000)
def _stemmed(written: str) -> str:
    """The stem of a word as it is written; empty for one that says nothing."""
    word = _POSSESSIVE.sub("", written)
    lower = word.lower()
    return "" if len(word) < 2 or lower in _SKIPPED else stem(lower)


def _scaled(weights: dict[str, float]) -> dict[str, int]:
    """The heaviest terms, as whole numbers that are `UNIT` long together."""
    kept = sorted(weights, key=lambda term: (-weights[term], term))[:TERMS]
    length = math.sqrt(math.fsum(weights[term] ** 2 for term in kept))
    return {term: round(UNIT * weights[term] / length) for term in kept if length}


def _passed(days: Iterable[date | None], published: datetime | None) -> list[date]:
    """The days that are named, without those to come: an event that is reported has happened."""
    named = [day for day in days if day is not None]
    return [day for day in named if published is None or day <= published.date()]


def _is_background(
    title: str | None, text: str, days: Iterable[date | None], published: datetime | None
) -> bool:
    """Whether the title says so, or the text names no day near its publication and years long past."""
    if title and _BACKGROUND_TITLE.search(title):
        return True
    if published is None:
        return False
    today = published.date()
    recent = any(day is not None and abs(day - today) <= _RECENT for day in days)
    return not recent and len(_LONG_AGO.findall(text)) >= 2

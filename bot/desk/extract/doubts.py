"""Why a sentence that shares words with a question is no answer to it."""

import re
from collections.abc import Callable

from bot.desk.extract.asked import Kind
from bot.desk.extract.context import elsewhere, points_back
from bot.desk.extract.features import Asked, Held
from bot.desk.extract.matching import GENERAL, ROOT, WIDER, nearness
from bot.desk.extract.saying import has_phrases
from bot.desk.extract.speaking import STRICT
from bot.desk.extract.words import stem
from bot.news.attribution import Attribution
from bot.news.evidence import Evidence

SPEAKER = 0.7
"""How surely the asked speaker must speak."""

FIT = 0.5
"""How well a sentence with less than this share of the words must hold what is asked for."""

NAME = 0.4
"""How near a name must stand: in the sentence, its paragraph or the opening of the article."""

FAR_NAME = 0.25
"""The share of the words that tell sentences apart for which a name may stand anywhere in the article."""

SPECIAL = 0.2
"""The least share of those words, one of which must be met by a wider or narrower word at least."""

TYPED, ONLY, TOPIC = 0.32, 0.6, 0.6
"""The least share of the words in a sentence that holds what is asked for; of the word, where there is but
one; and of all words where those that tell sentences apart are missing."""

_LOCAL = frozenset(("in", "at", "near"))
_BEFORE = 45
_UNREAL = re.compile(
    r"\b(?:not|n't|never|no|nobody|none|without|stopped short of|reject(?:ed|s)|ruled out|rules out"
    r"|den(?:y|ied|ies)|refused|declined|dismissed|consider(?:ed|ing)|unless|if|call(?:s|ed)? (?:for|on)"
    r"|urged"
    r"|whether|only)\b(?: \w+){0,4} *$",
    re.IGNORECASE,
)
"""What, before the question's verb, says that it did not happen."""

_WITHDRAWN = re.compile(
    r"\b(?:earlier|previous) version of (?:this|the) (?:article|story|report)\b", re.IGNORECASE
)
"""Words of a correction that repeat what is wrong."""

_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\w{3,}ed$")


def doubtful(held: Held) -> bool:
    """Whether there is a reason why a sentence is no answer."""
    return any(fails(held) for fails in _DOUBTS)


def _reports_nothing(held: Held) -> bool:
    text = held.text
    return text.rstrip(" ”\"'").endswith("?") or _WITHDRAWN.search(text) is not None


def _is_of_another_day(held: Held) -> bool:
    wanted = held.of.question.weekdays
    days = {day.lower() for day in _DAY.findall(held.text)} if wanted else set()
    return bool(days) and not days & wanted


def _lacks_a_name(held: Held) -> bool:
    article = held.of.matching.article(held.item.reading)
    return not all(article[place] for place in held.of.names)


def _is_by_another(held: Held) -> bool:
    return held.of.question.speaker is not None and held.speaker < SPEAKER


def _is_said_by_nobody(held: Held) -> bool:
    question = held.of.question
    needs_words = question.kind is Kind.WHO_SAID or question.primary in STRICT
    return needs_words and not meant(held.of, held.item)


def _quotes_other_words(held: Held) -> bool:
    return not has_phrases(held.of.question, held.text)


def _lacks_the_thing(held: Held) -> bool:
    wanted, content = held.of.expected, held.of.content
    if wanted is None:
        return False
    has_few = bool(content) and held.share(held.direct, content) < FIT
    return held.fit < (FIT if has_few else wanted.least)


def _has_the_thing_elsewhere(held: Held) -> bool:
    return held.of.expected is not None and bool(held.of.content) and not held.nearness


def _counts_another_thing(held: Held) -> bool:
    """What is counted has another word before it ("cholera deaths"), which is missing; people go by many."""
    terms = held.of.question.terms
    before = [
        place
        for place in held.of.content
        if terms[place].word in held.of.question.asked[:-1]
        and terms[place].word not in GENERAL
        and nearness("people", stem(terms[place].word)) < WIDER
    ]
    return any(max(held.borne[place], held.around[place]) < NAME for place in before)


def _is_about_somebody_else(held: Held) -> bool:
    far = [place for place in held.of.names if held.around[place] < NAME]
    settled = held.of.question.kind in (Kind.WHEN, Kind.WHERE, Kind.WHY)
    return bool(far) and (
        settled
        or held.share(held.borne, held.own) < FAR_NAME
        or any(held.of.question.terms[place].preposition for place in far)
    )


def _is_about_something_else(held: Held) -> bool:
    if not held.own or (
        max(held.borne[place] for place in held.own) >= WIDER and held.share(held.borne, held.own) >= SPECIAL
    ):
        return False
    if held.is_typed and held.fit == 1:
        return held.share(held.direct, held.of.telling) < NAME
    return held.of.question.kind is not Kind.OTHER or held.share(held.direct, held.of.content) < TOPIC


def _has_none_of_the_words(held: Held) -> bool:
    if not held.of.content or held.of.question.speaker:
        return False
    best = max(held.direct[place] for place in held.of.content)
    return best < WIDER if not held.own else best == 0 and held.of.expected is None


def _has_too_few_words(held: Held) -> bool:
    said = held.of.expected.said if held.of.expected else frozenset()
    words = [place for place in held.of.content if held.of.question.terms[place].word not in said]
    least = ONLY if len(words) == 1 else TYPED
    return held.is_typed and bool(words) and held.share(held.borne, words) < least


def _lacks_the_verb(held: Held) -> bool:
    """Whether something was done ("has X resigned?") is told only by a word for it."""
    return held.of.question.kind is Kind.YES_NO and any(
        _PARTICIPLE.search(held.of.question.terms[place].word) and held.borne[place] < ONLY
        for place in held.of.head
    )


def _is_elsewhere(held: Held) -> bool:
    terms = held.of.question.terms
    ends = [
        place
        for place in held.of.names
        if terms[place].preposition in _LOCAL
        and held.direct[place] < ROOT
        and not any(term.joined for term in terms[place + 1 : place + 2])
    ]
    here = held.of.matching.context(held.item.reading)
    named = map(held.of.question.place, ends)
    return any(elsewhere(place, held.item.sentence, here, held.of.matching.contexts) for place in named)


def _did_not_happen(held: Held) -> bool:
    wanted = held.of.head or held.own
    text = held.text
    at = [start for start, place in held.of.matching.places(text) if place in wanted]
    unreal = [_UNREAL.search(text[max(0, start - _BEFORE) : start]) for start in at]
    return held.is_typed and bool(at) and all(unreal)


_DOUBTS: tuple[Callable[[Held], bool], ...] = (
    _lacks_a_name,
    _is_of_another_day,
    _has_none_of_the_words,
    _is_about_somebody_else,
    _is_by_another,
    _is_said_by_nobody,
    _reports_nothing,
    _quotes_other_words,
    _lacks_the_thing,
    _is_about_something_else,
    _has_too_few_words,
    _counts_another_thing,
    _lacks_the_verb,
    _has_the_thing_elsewhere,
    _is_elsewhere,
    _did_not_happen,
)
"""Those that cost least to tell, first."""


def meant(of: Asked, item: Evidence) -> list[Attribution]:
    """The attributions of a sentence that a question about speaking means."""
    return [each for each in of.speaking.meant(item) if of.question.cue_kinds and _is_about(of, item, each)]


def _is_about(of: Asked, item: Evidence, attribution: Attribution) -> bool:
    """Whether a denial, or the like, is of what is asked about: a word of it stands in what is said."""
    refuses = attribution.cue_kind not in of.question.cue_kinds
    if of.question.primary not in STRICT or not of.content or refuses:
        return True
    text = item.reading.revision.text
    said = " ".join(part.of(text) for part in (attribution.cue, *attribution.content))
    levels = [of.matching.hits(said)]
    if item.sentence and points_back(item.text):
        levels.append(of.matching.direct(item.reading, item.sentence - 1))
    if of.question.kind is Kind.WHO_SAID:  # every denier may be asked for: what is denied must tell
        return any(of.matching.share(level, of.content) >= FIT for level in levels)
    return any(level[place] >= WIDER for level in levels for place in of.content)

"""What kind of thing answers a question, and how well a sentence holds it."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.desk.extract.asked import Kind, Question
from bot.desk.extract.matching import WIDER, nearness
from bot.desk.extract.patterns import (
    ANY_NUMBER,
    CAUSE,
    CONDITION,
    DATE,
    DURATION,
    IN_PLACE,
    LENGTH,
    MONEY,
    MONTHS,
    NAMED,
    NO_REASON,
    NONE,
    NOT_PLACES,
    NUMBER_WORDS,
    PENALTY,
    PERCENT,
    PERSON,
    ROLE,
    SOME_NUMBER,
    SPEED,
    STRONG_CAUSE,
)
from bot.desk.extract.words import plain, stem, tokens

Fit = Callable[[str], float]
"""From a sentence to 0 (it cannot answer), about 0.5 (it may) and 1 (it holds what is asked)."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What kind of thing is asked for: `least` is the fit that a sentence must reach to hold it."""

    fit: Fit
    words: re.Pattern[str]
    least: float = 0.5
    said: frozenset[str] = frozenset()

    def places(self, sentence: str) -> list[int]:
        """Where a sentence has words of that kind, as characters."""
        return [found.start() for found in self.words.finditer(sentence)]


def expected(question: Question) -> Expected | None:
    """What a question asks for; null where any sentence may answer."""
    low = question.text.lower()
    for pattern, words in _BY_WORDS:
        if asked := pattern.search(low):
            return Expected(_measured(words), words, said=frozenset(map(plain, tokens(asked[0]))))
    if question.kind is Kind.HOW_MANY or _COUNT.search(low):
        nouns = _counted(question, low)
        return Expected(lambda sentence: _counts(nouns, sentence), SOME_NUMBER, least=0.3)
    known = frozenset(term.word for term in question.terms)
    if _NAME.search(low):
        head = _NAME_OF.search(low)
        return Expected(lambda sentence: _is_named(sentence, head[1] if head else "", known), NAMED)
    by_kind = {
        Kind.WHEN: Expected(_measured(DATE), DATE),
        Kind.WHY: Expected(_causes, STRONG_CAUSE),
        Kind.WHERE: Expected(lambda sentence: _is_somewhere(sentence, known), IN_PLACE),
        Kind.WHO: Expected(lambda sentence: _names_somebody(sentence, known), NAMED),
    }
    return by_kind.get(question.kind)


_NAME_OF = re.compile(
    r"\bnames? of (?:the |a |an )?(?:\w+ ){0,1}?(\w+)(?=$| \w+ed\b| (?:in|who|of|at|killed|held"
    r"|interested)\b)"
)


def _is_named(sentence: str, head: str, known: Collection[str]) -> float:
    """Whether a proper name stands beside the word for whose name it is."""
    if not head:
        return _names_somebody(sentence, known)
    for word in _ANY_WORD.finditer(sentence):
        if nearness(head, stem(plain(word[0]))) >= WIDER and (
            re.match(r",? (?:of \w+, )?[A-Z]\w+ [A-Z]\w+", sentence[word.end() :])
            or re.search(
                r"[A-Z]\w+ [A-Z]\w+, (?:an?|the|its|his|her|their)? ?(?:[\w-]+ ){0,2}$",
                sentence[: word.start()],
            )
        ):
            return 1.0
    return 0.0


_ANY_WORD = re.compile(r"[^\W_]+")

_NAME = re.compile(r"\b(?:names? of|which (?:\w+ )?(?:group|company|person|country|party|judge|team))\b")
_COUNT = re.compile(
    r"\b(?:number of|how many|toll|total|count of|casualties|figures? for|dead and|what figure)\b"
)
_BY_WORDS = (
    (
        re.compile(
            r"^how (?:long|much (?:notice|time|warning|longer))\b|\b(?:(?:max|maximum|prison"
            r"|jail)\s+(?:sentence|term)"
            r"|sentence)\b"
        ),
        DURATION,
    ),
    (re.compile(r"^how (?:fast|quickly)\b|\bspeed\b"), SPEED),
    (
        re.compile(r"^how (?:far|deep|high|tall|wide|big an? (?:area|fire)|much (?:land|rain|water|oil))\b"),
        LENGTH,
    ),
    (
        re.compile(
            r"^how big a (?:stake|share|part)\b|\b(?:percentage|per ?cent|what (?:share|proportion)|turnout"
            r"|how popular)\b"
        ),
        PERCENT,
    ),
    (
        re.compile(
            r"\b(?:price|cost of|cost|how much (?:did|does|do|will|would|is|was|has|have|money|ransom"
            r"|cash|compensation"
            r"|aid)|fee|salary|bail|in (?:euros|dollars|pounds)|money for|worth)\b"
        ),
        MONEY,
    ),
    (re.compile(r"\b(?:fined?|penalty)\b"), PENALTY),
    (
        re.compile(
            r"\b(?:conditions? (?:for|of)|on what terms|what (?:does|do|did|would) .* (?:require|before))\b"
        ),
        CONDITION,
    ),
    (
        re.compile(r"^how (?:old|large|big|strong|heavy|wide|close|late|well)\b|\b(?:rate|level|size)\b"),
        ANY_NUMBER,
    ),
)


def _measured(pattern: re.Pattern[str]) -> Fit:
    return lambda sentence: 1.0 if pattern.search(sentence) else 0.0


def _causes(sentence: str) -> float:
    sentence = NO_REASON.sub("", sentence)
    return 1.0 if STRONG_CAUSE.search(sentence) else 0.5 * (CAUSE.search(sentence) is not None)


def _is_somewhere(sentence: str, known: Collection[str]) -> float:
    places = [found["place"] for found in IN_PLACE.finditer(sentence)]
    other = [place for place in places if place.lower() not in NOT_PLACES and place.lower() not in known]
    return 1.0 if any(place[0].isupper() for place in other) else 0.6 if other else 0.0


def _names_somebody(sentence: str, known: Collection[str]) -> float:
    if any(plain(name) not in known and plain(name) not in NOT_PLACES for name in NAMED.findall(sentence)):
        return 1.0
    return 0.6 if ROLE.search(sentence) else 0.0


def _counted(question: Question, low: str) -> frozenset[str]:
    """The words that what is counted goes by; what befell people ("how many people died") counts them too."""
    found = re.search(r"(?:number of|how many|how much) (?:of )?(?:the )?(?:more )?(.*)", low)
    names = {term.word for term in question.terms if term.capital}
    words = [word for word in question.asked if word not in names]
    if not words and found:
        words = [plain(token) for token in tokens(found[1])][:2]
    if "toll" in low:
        words = ["died"]
    if set(words) & PERSON or not words:
        others = [term.word for term in question.terms if not term.capital and term.word not in words]
        words = [*words, *others[:2]]
    return frozenset(words)


def _counts(nouns: frozenset[str], sentence: str) -> float:
    """1 where a number leads to what is counted, 0.6 where it stands near it, 0.3 for any number."""
    words = [plain(token) for token in tokens(sentence)]
    if NUMBER_WORDS.isdisjoint(words) and not ANY_NUMBER.search(sentence):
        return 0.0
    numbers = [at for at, word in enumerate(words) if _is_figure(word) and not _is_date_or_age(words, at)]
    if not numbers:
        return 0.0
    if "toll" in words and "died" in nouns:
        return 1.0
    marks = [at for at, word in enumerate(words) if _means_any(nouns, stem(word)) >= WIDER]
    if any(0 < mark - at <= 5 for at in numbers for mark in marks):
        return 1.0
    numbers = [at for at in numbers if words[at] not in NONE]
    if not numbers:
        return 0.0
    return 0.7 if any(-5 <= mark - at <= 9 for at in numbers for mark in marks) else 0.3


@lru_cache(maxsize=65536)
def _means_any(nouns: frozenset[str], key: str) -> float:
    return max((max(nearness(noun, key), nearness(key, stem(noun))) for noun in nouns), default=0.0)


def _is_figure(word: str) -> bool:
    return word[0].isdigit() or word in NUMBER_WORDS


def _is_date_or_age(words: Sequence[str], place: int) -> bool:
    """Whether a number is a day, a year, a time or an age."""
    word = words[place]
    after = words[place + 1] if place + 1 < len(words) else ""
    before = words[place - 1] if place else ""
    if after in MONTHS or before in MONTHS or after in ("am", "pm", "o'clock", "year", "o’clock"):
        return True
    is_year = re.fullmatch(r"(?:1[5-9]|20)\d\d", word) is not None
    return is_year and before in ("in", "since", "of", "until", "by")

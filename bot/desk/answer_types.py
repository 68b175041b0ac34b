"""Whether a sentence holds the kind of thing a question asks for: a number, a place, a day, a cause."""

import re
from collections.abc import Collection, Sequence

from bot.desk.asked import Kind, Question
from bot.desk.words import meanings, plain, root, stem, tokens, vocabulary

_NUMBER_WORDS = vocabulary(
    "no nobody none zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions billion dozen dozens scores several half"
)
_MONTHS = vocabulary(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sept sep oct nov dec"
)
_PERSON = vocabulary(
    "people person persons individual individuals resident residents civilian civilians child children man "
    "men woman women soldier soldiers boy girl fatality fatalities death deaths dead body bodies victim "
    "victims worker workers servicemen passenger passengers injury injuries casualty casualties "
    "inhabitants firefighters patients"
)
_BEFALLS = frozenset(
    map(
        stem,
        vocabulary(
            "die kill injure wound miss arrest detain evacuate rescue displace capture save flee survive "
            "charge drown attend queue gather trap hospitalise treat lose live"
        ),
    )
)
"""What happens to people, by which they are counted."""

_TOLL = frozenset(("toll", "number", "total", "count", "figure"))
_SUMS = frozenset(("money", "more"))
_PARTING = vocabulary("in at outside on for to from near by with when as after before and")
_A_UNIT = re.compile(
    r"\b(?:an?|half an?) (?:second|minute|hour|day|week|month|year|metre|kilometre|mile|tonne)\b"
)
_NEAR, _REACH, _BACK = 4, 8, 5
"""How many words a number may stand before the noun that it counts; before what befell people; after that."""

_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:today|yesterday|tomorrow|tonight|dawn|dusk|noon)\b"
    r"|\b(?:this|last|next|earlier|later|the same) (?:week|month|year|day|morning|evening|night|hour)"
    rf"|\b\d{{1,2}} (?:{_MONTH})\b|\b(?:{_MONTH}) \d"
    rf"|\b(?:in|since|until|by|of|on|early|late|mid-?) ?(?:{_MONTH})\b|\b(?:1[5-9]|20)\d\d\b"
    r"|\b\d{1,2}(?::\d\d| ?[ap]\.?m\b)|o['’]clock|\bmidnight\b"
    r"|\b(?:hours?|minutes?|days?|weeks?|months?|years?) (?:ago|later|earlier|after|before|since)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|due to|caus(?:e|es|ed|ing)|as a (?:result|consequence)|owing to|result(?:s|ed"
    r"|ing)? (?:of|from|in)|so that|in order to|reasons?|blam(?:e|es|ed|ing)|trigger(?:s|ed)?|spark(?:s"
    r"|ed)?|led to|over (?:fears|concerns|claims|allegations)|thanks to|citing|in (?:response|protest"
    r"|retaliation)|to avoid|sought to|meant to|intended to|therefore|so as to|for fear|for (?:failing|not"
    r"|its|his|her|their) \w+)\b",
    re.IGNORECASE,
)
_PERHAPS_CAUSE = re.compile(r"\b(?:after|following|amid)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_CLAUSE_CHARS, _DAY_CHARS = 30, 70
"""How far from the question's verb a word that may name a cause, and a day, may stand."""

_IN_PLACE = re.compile(
    r"\b(?:in|at|near|on|off|outside|to|from|along|across|inside|around|towards?|into|over|between|beside"
    r"|under|behind|opposite) (?:the |a |an |its |his |her |their )?(?P<place>[^\W\d_]\w*)"
)
_NAMED = re.compile(r"(?<!^)(?<![.!?“\"] )\b[^\W\d_a-z]\w+")
_ROLE = re.compile(
    r"\b(?:police|officers?|officials?|minister|governor|mayor|president|judge|captain|divers?|rescuers?"
    r"|firefighters?|engineers?|prosecutors?|troops|soldiers?|ministry|government|council|court|union"
    r"|residents?|workers?|company)\b",
    re.IGNORECASE,
)
_TEMPORAL = _MONTHS | vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday morning evening night afternoon recent week "
    "weeks month year years day days hours minutes addition fact response connection least order time "
    "first last"
)


def fits(question: Question, sentence: str) -> bool:
    """Whether the sentence holds what a question of its kind asks for; a kind that asks for nothing fits."""
    kind = question.kind
    if kind is Kind.HOW_MANY:
        return _counts(question, sentence)
    if kind is Kind.WHERE:
        return _is_somewhere(sentence, {term.word for term in question.terms})
    if kind is Kind.WHEN:
        return _stands_near(question, _DAY, sentence, _DAY_CHARS)
    if kind is Kind.WHY:
        perhaps = question.head is not None and _stands_near(
            question, _PERHAPS_CAUSE, sentence, _CLAUSE_CHARS
        )
        return perhaps or _CAUSE.search(sentence) is not None
    if kind is Kind.WHO:
        return _names_somebody(sentence, {term.word for term in question.terms})
    return True


def _stands_near(question: Question, wanted: re.Pattern[str], sentence: str, chars: int) -> bool:
    """Whether one of the wanted words stands near the question's verb, where the sentence has that verb."""
    found = [match.start() for match in wanted.finditer(sentence)]
    verbs = meanings(question.head) if question.head else frozenset()
    at = [word.start() for word in _WORD.finditer(sentence) if stem(word[0].lower()) in verbs]
    return bool(found) and (not at or any(abs(one - other) <= chars for one in found for other in at))


def _is_somewhere(sentence: str, known: Collection[str]) -> bool:
    places = (found["place"].lower() for found in _IN_PLACE.finditer(sentence))
    return any(place not in _TEMPORAL and place not in known for place in places)


def _names_somebody(sentence: str, known: Collection[str]) -> bool:
    named = (plain(name) for name in _NAMED.findall(sentence))
    return _ROLE.search(sentence) is not None or any(name not in known for name in named)


def _counts(question: Question, sentence: str) -> bool:
    """Whether a number of the sentence is bound to what is to be counted."""
    written = tokens(sentence)
    words = [plain(token) for token in written]
    others = _foreign(question, written)
    numbers = [
        at for at in range(len(words)) if _is_number(words, at) and not others.intersection(range(at, at + 3))
    ]
    nouns = _counted(question)
    if not nouns or not numbers:
        return bool(numbers) or (not nouns and _A_UNIT.search(sentence) is not None)
    marks = [place for place, word in enumerate(words) if stem(word) in nouns]
    if marks and _TOLL.intersection(words):
        return True
    if _is_of_people(question):
        return any(-_BACK <= mark - number <= _REACH for number in numbers for mark in marks)
    return any(_leads_to(words, number, mark) for number in numbers for mark in marks)


def _foreign(question: Question, written: Sequence[str]) -> frozenset[int]:
    """Where the sentence has other names than those before the asked noun ("how many Karvenian soldiers")."""
    own = {root(term.word) for term in question.terms if term.capital and term.word in question.asked}
    if not own:
        return frozenset()
    return frozenset(
        at for at, word in enumerate(written) if word[0].isupper() and root(plain(word)) not in own
    )


def _leads_to(words: Sequence[str], number: int, noun: int) -> bool:
    """Whether a number stands before a noun with at most three words between, none of them of place."""
    between = words[number + 1 : noun]
    return 0 < noun - number <= _NEAR and not _PARTING.intersection(between)


def _is_of_people(question: Question) -> bool:
    return any(word in _PERSON for word in question.asked)


def _counted(question: Question) -> frozenset[str]:
    """The stems of what is counted: of people, what befell them ("how many people died") counts them too."""
    names = {term.word for term in question.terms if term.capital}
    words: Sequence[str] = [word for word in question.asked if word not in names and word not in _SUMS]
    if _is_of_people(question):
        others = [term.word for term in question.terms if not term.capital and term.word not in _PERSON]
        words = [word for word in others if meanings(word) & _BEFALLS] or others or words
    return frozenset(found for word in words for found in meanings(word))


def _is_number(words: Sequence[str], place: int) -> bool:
    """Whether a word is a number, and not a day, a year, a time or an age."""
    word = words[place]
    if not (word[0].isdigit() or word in _NUMBER_WORDS):
        return False
    after = words[place + 1] if place + 1 < len(words) else ""
    before = words[place - 1] if place else ""
    if after in _MONTHS or before in _MONTHS or after in ("am", "pm", "o'clock", "year", "o’clock"):
        return False
    return not (re.fullmatch(r"(?:1[5-9]|20)\d\d", word) and before in ("in", "since", "of", "until", "by"))

"""Small grammar of one sentence: its words, the noun phrases beside a verb, and where a clause ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.news.span import Span

SOURCE_MAX_WORDS = 14
"""A longer stretch before a verb is no speaker."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Gov|Gen|Sen|Rep|Lt|Col|Maj|Capt|Sgt|Prof|St|Rev|Adm)\.|(?:[A-Z]\.)+(?:[A-Z]\b)?"
    r"|(?:can|did|does|do|has|have|had|was|were|is|are|would|could|should)n['’]t"
    r"|''|``|\w+(?:[-&.]\w+|['’](?!s\b)\w+)*|['’]s\b|['’](?=\s)|[^\w\s]"
)
OPENERS, CLOSERS = '“«„‘"', "”»’\"'"
_BREAKS = frozenset((*',;:–—-()[]“”«»"…', "''", "``"))
_SUBORDINATE = _words(
    "that but while as although though because when whether if after before since until which "
    "where whereas so than what how why yet or who whom whose nor unless"
)
BE = _words("is are was were be been being")
AUXILIARIES = _words(
    "is are was were be been being am has have had having will would can could may might must "
    "should shall do does did 's ’s ca wo"
)
_ADVERBS = _words(
    "also later earlier again once now then further already not never so far yet still since both "
    "just even soon twice first all long too ever here instead n't"
)
DETERMINERS = _words("a an the his her its their our my your this that these those")
_BARE = DETERMINERS | {"in", "of", "no", "some", "any", "more", "such"}
PRONOUNS = _words("he she they it we i you")
_QUANTITIES = _words(
    "some several many most both two three four five six seven eight nine ten one another other "
    "others all few every each dozens hundreds thousands"
)
_PREPOSITIONS = _words(
    "in on at by from for with during following amid despite under over within about of to into "
    "against through around near between across without like upon via"
)
_NO_OPENING = _PREPOSITIONS | _SUBORDINATE | {"to", "my", "our", "your"}
_NOBODY = _words("No no Nobody nobody None none Neither neither Nothing nothing")
_NO_END = _PREPOSITIONS | {"'s", "’s", "'", "’", "to"}
_MODIFIERS = _words(
    "former senior acting longtime fellow top chief deputy state opposition leading prominent"
)
_LEADING = _words(
    "and but yet nor meanwhile later earlier separately also still now then however yesterday "
    "today tonight instead so while as although though"
)
SPEAKER_NOUNS = _words(
    "officials official authorities police residents witnesses prosecutors investigators sources "
    "source experts analysts critics medics doctors rescuers lawyers spokesman spokeswoman "
    "spokesperson spokespeople leaders ministers minister governor mayor president reports report "
    "people activists diplomats lawmakers commanders soldiers forces army military government "
    "ministry council agency media outlets companies company campaigners rebels groups survivors "
    "relatives neighbours neighbors villagers engineers scientists researchers economists workers "
    "unions statement operator service court judge hospital firefighters observers monitors "
    "commission"
)
_TIME = (
    r"(?:(?:late|early|earlier|later) )?(?:on )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight)"
    r"(?: (?:morning|evening|night|afternoon))?"
    r"|(?:earlier|later|last|this) (?:this |in the )?(?:week|month|year|day)"
    r"|(?:earlier|later|afterwards)"
)
_VENUE = (
    r"(?:in|on|at|during|to|via|through) (?:(?:an?|the|his|her|its|their|state|local|social|another) )?"
    r"(?:[\w'’-]+ ){0,2}?(?:statement|interview|post|message|speech|address|letter|tweet|report|briefing"
    r"|conference|video|Telegram|X|Facebook|Twitter|reporters|journalists|media|television|TV)\b"
    r"(?: (?:on|with|to) [A-Z]\w+(?: [A-Z]\w+){0,2})?"
)
_ASIDES = re.compile(rf"\s*+(?:,?\s*+(?:{_TIME}|{_VENUE})\b)*+,?\s*+(?:that\b\s*+)?:?\s*+")
_TOLD = re.compile(
    r"\s*(?:(?:the|a|his|her|its|their) (?:[\w-]+ ){0,3}?[\w-]+|(?:[A-Z][\w.&'’-]*)(?: [A-Z][\w.&'’-]*)*"
    r"|reporters|journalists|lawmakers|parliament|state (?:television|media)|local media|them|us|him|her|it)"
    r"(?=,? (?:that|on|in|at|he|she|it|they|the|there|of)\b|:|,? [“\"])"
)
_LEADING_PHRASE = re.compile(rf"(?:{_TIME}|{_VENUE}|[Ii]n (?:\d{{4}}|[A-Z]\w+)|[Ii]n (?:a|the) \w+)\s+(?=\w)")
_APPOSITION = re.compile(
    r"(?:an?|the|who|whose|which|his|her|its|their|head|chief|director|president|governor|mayor|minister|spokes\w+"
    r"|however|meanwhile|too|speaking|citing|quoting|in|on|at|during|\d{2}|deputy|former|chair\w*|secretary|leader|commander|professor"
    r"|[A-Z][\w’'-]+['’]s)\b"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a sentence: `words[i]` stands at `spans[i]` of `text`."""

    text: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    lower: tuple[str, ...]

    def at(self, offset: int) -> int:
        """The index of the first token that ends after an offset."""
        low, high = 0, len(self.spans)
        while low < high:
            middle = (low + high) // 2
            if self.spans[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def span(self, start: int, end: int) -> Span:
        """The stretch of the tokens `start` to `end`, half-open and not empty."""
        return Span(self.spans[start].start, self.spans[end - 1].end)


def words_of(text: str, sentence: Span) -> Words:
    """The tokens of one sentence."""
    found = tuple(_TOKEN.finditer(text, sentence.start, sentence.end))
    words = tuple(token[0] for token in found)
    return Words(
        text, tuple(Span._make(token.span()) for token in found), words, tuple(map(str.lower, words))
    )


def group_start(words: Words, verb: int, floor: int) -> int:
    """Where the verb group begins: auxiliaries and adverbs before the verb belong to it."""
    first = verb
    while first > floor and _in_group(words, first - 1):
        first -= 1
    return first


def _in_group(words: Words, at: int) -> bool:
    word = words.lower[at]
    if word in ("'s", "’s"):
        return words.lower[at - 1] in PRONOUNS if at else False
    is_adverb = word in _ADVERBS or (
        word.endswith("ly") and words.words[at].islower() and word not in ("family", "only")
    )
    return is_adverb or word in AUXILIARIES or word.endswith(("n't", "n’t"))


def source_before(words: Words, end: int, floor: int) -> Span | None:
    """The noun phrase, with its apposition, that ends right before token `end`."""
    if end > floor and words.lower[end - 1] in ("who", "which"):
        end -= 1
        end -= end > floor and words.words[end - 1] == ","
        return _phrase_before(words, end, floor)
    if end <= floor or words.words[end - 1] != ",":
        return _phrase_before(words, end, floor)
    return _apposed(words, end, floor)


def _apposed(words: Words, end: int, floor: int) -> Span | None:
    """ "X, the governor of Y," before a verb: X to Y, from the nearest comma or a name before it."""
    found: Span | None = None
    for comma in range(end - 2, floor, -1):
        if words.words[comma] in _BREAKS - {","}:
            break
        if words.words[comma] != "," or not _apposes(words, comma, end - 1):
            continue
        head = _phrase_before(words, comma, floor)
        if head is None or (found is not None and not _is_name(words, words.at(head.start), comma)):
            break
        found = Span(head.start, words.spans[end - 2].end)
    return found


def _apposes(words: Words, comma: int, end: int) -> bool:
    opens = _APPOSITION.match(words.text, words.spans[comma + 1].start) is not None
    return opens or _is_name(words, comma + 1, end) or _is_name(words, 0, comma)


def _is_name(words: Words, start: int, end: int) -> bool:
    return end - start <= 4 and all(word[0].isupper() for word in words.words[start:end])


def _phrase_before(words: Words, end: int, floor: int) -> Span | None:
    start = end
    while start > floor and not _breaks(words, start - 1):
        if words.lower[start - 1] == "and" and not _joins(words, start, floor):
            break
        start -= 1
    start = _skip_leading(words, start, end)
    return words.span(start, end) if _is_speaker(words, start, end) else None


def _breaks(words: Words, at: int) -> bool:
    word = words.words[at]
    closes = word in ("'", "’") and at > 0 and words.words[at - 1] in (",", ".", "!", "?")
    return closes or word in _BREAKS or words.lower[at] in _SUBORDINATE


def _joins(words: Words, after: int, floor: int) -> bool:
    """Whether an "and" joins two names at the beginning of a clause ("Ost and Nord said")."""
    start = after - 1
    while start > floor and not _breaks(words, start - 1):
        start -= 1
    return after - 1 - start <= 4 and _is_speaker(words, start, after - 1) and words.words[after][0].isupper()


def _skip_leading(words: Words, start: int, end: int) -> int:
    while start < end and words.lower[start] in _LEADING:
        start += 1
    if start < end and (lead := _LEADING_PHRASE.match(words.text, words.spans[start].start)):
        after = words.at(lead.end())
        start = after if after < end else start
    return start


def _is_speaker(words: Words, start: int, end: int) -> bool:
    """Whether the tokens can be who speaks: a noun phrase with a head, and no verb in it."""
    if not 0 < end - start <= SOURCE_MAX_WORDS:
        return False
    first, lower = words.words[start], words.lower[start:end]
    if first.lower() in PRONOUNS:
        return end - start == 1
    if any(word in AUXILIARIES and word not in ("'s", "’s") for word in lower) or lower[-1] in _BARE:
        return False
    if (
        first in _NOBODY
        or lower[-1] in _NO_END
        or first.lower() in _NO_OPENING
        or not _PASTS.isdisjoint(lower)
    ):
        return False
    return (
        first[0].isupper()
        or first[0].isdigit()
        or first.lower() in DETERMINERS | _QUANTITIES | _MODIFIERS
        or not SPEAKER_NOUNS.isdisjoint(lower)
    )


def source_after(words: Words, start: int) -> tuple[Span | None, int]:
    """The noun phrase that begins at token `start`, with its apposition, and the token behind it."""
    end = start
    while end < len(words.words) and not _ends_phrase(words, end, start):
        end += 1
    if not _is_speaker(words, start, end):
        return None, start
    return _with_apposition(words, start, end)


def _with_apposition(words: Words, start: int, end: int) -> tuple[Span, int]:
    after = end + 1
    if (
        after < len(words.words)
        and words.words[end] == ","
        and _APPOSITION.match(words.text, words.spans[after].start)
    ):
        close = after
        while (
            close < len(words.words) and words.words[close] not in _BREAKS and words.words[close] not in ".?!"
        ):
            close += 1
        if close - after <= SOURCE_MAX_WORDS and words.lower[after] not in ("in", "on", "at", "during"):
            return words.span(start, close), close
    return words.span(start, end), end


def _ends_phrase(words: Words, at: int, start: int) -> bool:
    word, lower = words.words[at], words.lower[at]
    if word in _BREAKS or word in ".?!" or lower in _SUBORDINATE or lower in AUXILIARIES - {"'s", "’s"}:
        return True
    if at > start and lower in ("in", "on", "at", "late", "early", "earlier", "during", "to"):
        return (
            re.match(rf"(?:{_TIME}|{_VENUE})\b", words.text[words.spans[at].start : words.spans[-1].end])
            is not None
        )
    if at > start and words.words[at - 1][0].isupper() and lower == word and _is_verbal(lower):
        return True
    if lower == "and":
        return at + 1 >= len(words.words) or not words.words[at + 1][0].isupper()
    return (at > start and lower in ("today", "yesterday")) or _DAY.fullmatch(word) is not None


def _is_verbal(word: str) -> bool:
    """Whether a small word behind a name looks like its verb ("shows", "reported")."""
    return word.endswith(("s", "ed")) and word[0].isalpha() and word not in SPEAKER_NOUNS


_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")


def after_asides(text: str, start: int, end: int, *, told: bool) -> int:
    """Where what is said begins: behind "on Thursday", "in a statement", "that", and behind who was told."""
    if told and (listener := _TOLD.match(text, start, end)):
        start = listener.end()
    found = _ASIDES.match(text, start, end)
    return found.end() if found else start


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without white space and marks at its ends; null when nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:.–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—"):
        end -= 1
    return Span(start, end) if any(character.isalnum() for character in text[start:end]) else None


def subject(words: Words, end: int) -> Span | None:
    """The noun phrase that opens the main clause, up to its first verb, if that is easy to see."""
    starts = [0, *(at + 1 for at in range(end) if words.words[at] == ",")]
    return next((found for start in starts if (found := _subject_at(words, start, end))), None)


def _subject_at(words: Words, start: int, end: int) -> Span | None:
    start = _skip_leading(words, start, len(words.words))
    for at in range(start, min(end, start + SOURCE_MAX_WORDS)):
        if words.words[at] in _BREAKS:
            return None
        if at > start and looks_finite(words, at):
            return words.span(start, at) if _is_speaker(words, start, at) else None
    return None


def looks_finite(words: Words, at: int) -> bool:
    """Whether a token is an auxiliary or looks like a verb in the past."""
    lower = words.lower[at]
    return (
        lower in AUXILIARIES - {"'s", "’s"}
        or lower in _PASTS
        or (lower.endswith("ed") and words.words[at].islower())
    )


_PASTS = _words("left went met came took gave said told held spoke made won lost sent began saw ran put set")


def overlapping(spans: Sequence[Span], offset: int) -> Span | None:
    """The span, if any, that an offset lies within."""
    return next((span for span in spans if span.start < offset < span.end), None)

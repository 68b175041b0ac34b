"""Reading a question: what to look for, between which dates, in whose articles."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from bot.news.span import Span
from bot.search import dates
from bot.search.dates import Window

_STOP_TEXT = """
a about above after again all also am an and any are as at be because been before being below between both
but by can could did do does doing done during each few for from further get got had has have having he her
here hers him his i if in into is it its itself just let like many may me might more most much must my no
nor not now of off on once one only or other our out over own per same shall she should so some such than
that the their them then there these they this those through to too under until up upon us very was we were
will with within without would yet you your don't won't can't isn't didn't
what when where which who whom whose why how whether
say says said saying tell tells told happen happens happened happening according please
latest recent recently currently anything something ever
"""
_STOP_WORDS = frozenset(_STOP_TEXT.split())
_PHRASE = re.compile(r"“([^“”]{2,200})”|„([^„“”]{2,200})[“”]|«([^«»]{2,200})»|\"([^\"]{2,200})\"")
_EDGES = "?!,;:()[]{}…\"'“”‘’«»„‚-–—/*"
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_TELLS = (
    "(?:report|reports|reported|say|says|said|write|writes|wrote|written|publish|published|cover|covered"
    "|tell|told)"
)
_LONGEST = 64
"""Words of a question that are looked for; what follows is a paste rather than a question."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. Any of `terms` may match, each of `phrases` must; `outlets`, when given, are the
    only ones asked. `since` and `until` bound when an article was published (`since` included); `focus`
    is when it happened and draws articles near without shutting others out.
    """

    text: str
    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    focus: Window | None = None
    outlets: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether the question names a time, so that newer is not better."""
        return self.since is not None or self.until is not None or self.focus is not None


def read(question: str, now: datetime, outlets: Collection[str] = ()) -> Query:
    """Read a question asked at `now` (aware UTC) where articles of `outlets` are stored.

    Question words and stop words are dropped unless nothing else is left; date words and names of outlets
    become bounds, and are dropped.
    """
    phrases = [Span(*found.span()) for found in _PHRASE.finditer(question)]
    open_text = _blanked(question, phrases)
    named = _outlets_named(open_text, outlets)
    open_text = _blanked(open_text, [span for _, span in named])
    dated = dates.read(open_text, now)
    words = _words(_blanked(open_text, dated.spans))
    narrowed = bool(phrases or named or dated.spans)
    return Query(
        text=question,
        terms=tuple(_telling(words) or ([] if narrowed else words))[:_LONGEST],
        phrases=tuple(span.of(question)[1:-1].strip() for span in phrases),
        since=dated.since,
        until=dated.until,
        focus=dated.focus,
        outlets=tuple(dict.fromkeys(name for name, _ in named)),
    )


def _blanked(text: str, spans: Collection[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _words(text: str) -> list[str]:
    pieces = (piece.strip(_EDGES) for piece in text.split())
    whole = (piece if _INITIALS.fullmatch(piece) else piece.rstrip("." + _EDGES) for piece in pieces)
    return list(dict.fromkeys(word for word in whole if word))


def _telling(words: list[str]) -> list[str]:
    """Without stop words; "US" and the second word of "Theresa May" are none."""
    shouted = all(word.isupper() for word in words)
    kept = []
    for before, word in pairwise(["", *words]):
        named = before in kept and before[:1].isupper() and word[:1].isupper()
        if not _is_stop_word(word) or ((named or _is_acronym(word)) and not shouted):
            kept.append(word)
    return kept


def _is_stop_word(word: str) -> bool:
    plain = word.lower().replace("’", "'")
    return plain in _STOP_WORDS or plain.removesuffix("'s") in _STOP_WORDS


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return len(letters) > 1 and letters.isupper()


def _outlets_named(text: str, outlets: Collection[str]) -> list[tuple[str, Span]]:
    """Outlets the question asks for, longer names first; a name of one word only where it tells something."""
    found: list[tuple[str, Span]] = []
    for name in sorted(outlets, key=len, reverse=True):
        match = _outlet_pattern(name).search(text)
        if match is None:
            continue
        span = Span(*match.span())
        if not any(span.overlaps(other) for _, other in found):
            found.append((name, span))
    return found


def _outlet_pattern(name: str) -> re.Pattern[str]:
    words = name.split()
    core = words[1:] if len(words) > 1 and words[0].lower() == "the" else words
    bare = r"\s+".join(re.escape(word) for word in core) + r"(?:['’]s)?(?!\w)"
    if len(core) > 1:
        return re.compile(
            rf"(?<!\w)(?:(?:according to|reported by|in|by|from)\s+)?(?:the\s+)?{bare}(?:\s+{_TELLS}\b)?",
            re.I,
        )
    return re.compile(
        rf"(?<!\w)(?:(?i:according to|reported by)\s+(?i:the\s+)?{bare}"
        rf"|(?i:(?:did|does|has|have)\s+)?(?i:the\s+)?{bare}\s+{_TELLS}\b)"
    )

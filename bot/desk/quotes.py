"""Quotes: where words stand in a stored text, how a long sentence is cut, and how a link finds them."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from bot.desk.checks import lexicon
from bot.news.answer import Quote
from bot.news.article import Revision
from bot.news.characters import clusters, is_unseen
from bot.news.span import Span

_SAME_MARK = (
    dict.fromkeys(map(ord, "“”„‟«»″＂"), '"')
    | dict.fromkeys(map(ord, "‘’‚‛′ʼ`´＇"), "'")
    | dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
)
_WORD = re.compile(r"\S*\w\S*")
_SEPARATOR = re.compile(r"(?<=[,;:—–)])\s+|\s+(?=[—–(])")
_LINE_END = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_CONJUNCTION = re.compile(
    r"\s+(?=(?:and|but|while|although|though|because|which|who|that|after|before|when|where|as|"
    r"with|in|on|from|for|by)\b)",
    re.IGNORECASE,
)
_WHOLE_FRAGMENT_WORDS = 8
_EDGE_WORDS = 4


def locate(quote: str, text: str, within: Span) -> Span | None:
    """Where the quote stands, word for word, in that part of the text; null when it does not.

    Characters are the same after NFC, and after quote marks, dashes and white space are made alike and what
    nobody sees (soft hyphens, zero widths, bidi controls, tags) is left out; nothing else is forgiven. A
    match neither begins nor ends in mid-word ("border" in "cross-border", "won" in "won't") nor splits a
    character from its marks.
    """
    wanted = _folded(quote, Span(0, len(quote))).text.strip()
    if not any(character.isalnum() for character in wanted):
        return None
    stored = _folded(text, within)
    at = stored.text.find(wanted)
    while at >= 0:
        start, end = stored.starts[at], stored.ends[at + len(wanted) - 1]
        if start is not None and end is not None and not (_in_word(text, start) or _in_word(text, end)):
            return Span(start, end)
        at = stored.text.find(wanted, at + 1)
    return None


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text made comparable; null offsets stand inside a cluster of characters."""

    text: str
    starts: list[int | None]
    ends: list[int | None]


def _folded(text: str, within: Span) -> _Folded:
    pieces: list[str] = []
    starts: list[int | None] = []
    ends: list[int | None] = []
    for cluster in clusters(text, within):
        piece = unicodedata.normalize("NFC", cluster.of(text)).translate(_SAME_MARK)
        if is_unseen(piece):
            continue
        if piece.isspace():
            piece = " "
            if pieces and pieces[-1] == " ":
                ends[-1] = cluster.end
                continue
        pieces.append(piece)
        inside: list[int | None] = [None] * (len(piece) - 1)
        starts += [cluster.start, *inside]
        ends += [*inside, cluster.end]
    return _Folded("".join(pieces), starts, ends)


def _in_word(text: str, at: int) -> bool:
    """Whether a cut before `text[at]` would part a word, a hyphened word, or a number from its sign."""
    before, after = text[:at][-2:].rjust(2), text[at : at + 2].ljust(2)
    if _is_wordy(before[1]) and _is_wordy(after[0]):
        return True
    if before[1].isdigit() and after[0] in "%‰":
        return True
    if _is_wordy(before[0]) and _joins(before[1], after[0]) and _is_wordy(after[0]):
        return True
    if _is_wordy(before[1]) and _joins(after[0], after[1]) and _is_wordy(after[1]):
        return True
    return before[0].isspace() and before[1] in "-−" and after[0].isdigit()


def _is_wordy(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M" or character in "_\u00ad\u2060"


def _joins(mark: str, following: str) -> bool:
    if mark in ".,:":
        return following.isdigit()
    return mark.translate(_SAME_MARK) in "'-" and mark not in "—―–"


def cut(text: str, span: Span, keep: Sequence[Span], limit_words: int = 40) -> tuple[Span, ...]:
    """The parts of a sentence to show: at most `limit_words` words, cut where clauses meet.

    Clauses that hold a span of `keep` stay, and so do those whose negation, hedge or reporting verb governs
    them; what room is left goes to their neighbours. Neighbouring clauses come back as one span. Where even
    the words to keep are too many, each span keeps to the limit.
    """
    span = _trimmed(text, span)
    if _word_count(text, span) <= limit_words:
        return (span,)
    clauses = _clauses(text, span, limit_words)
    wanted = {index for index, clause in enumerate(clauses) if any(clause.overlaps(kept) for kept in keep)}
    chosen = _governed(text, clauses, wanted or {0})
    _widen(text, clauses, chosen, limit_words)
    return _joined(text, clauses, chosen, limit_words)


def _clauses(text: str, span: Span, limit_words: int) -> list[Span]:
    clauses = _split(text, span, _SEPARATOR)
    for pattern in (_CONJUNCTION, re.compile(r"\s+")):
        clauses = [
            part
            for clause in clauses
            for part in (
                _split(text, clause, pattern) if _word_count(text, clause) > limit_words // 2 else [clause]
            )
        ]
        if all(_word_count(text, clause) <= limit_words for clause in clauses):
            return clauses
    return clauses


def _split(text: str, span: Span, pattern: re.Pattern[str]) -> list[Span]:
    edges = [span.start]
    for found in pattern.finditer(text, span.start, span.end):
        edges += [found.start(), found.end()]
    edges.append(span.end)
    return [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _governed(text: str, clauses: Sequence[Span], wanted: set[int]) -> set[int]:
    """The wanted clauses, with every earlier one that governs them and a reporting clause just after."""
    governing = {index for index, clause in enumerate(clauses) if lexicon.governs(clause.of(text))}
    last = max(wanted)
    return wanted | {index for index in governing if index <= last + 1}


def _widen(text: str, clauses: Sequence[Span], chosen: set[int], limit_words: int) -> None:
    used = sum(_word_count(text, clauses[index]) for index in chosen)
    for index in sorted(range(len(clauses)), key=lambda index: min(abs(index - kept) for kept in chosen)):
        words = _word_count(text, clauses[index])
        beside = index - 1 in chosen or index + 1 in chosen
        if index not in chosen and beside and used + words <= limit_words:
            chosen.add(index)
            used += words


def _joined(text: str, clauses: Sequence[Span], chosen: set[int], limit_words: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    previous = -2
    for index in sorted(chosen):
        clause = clauses[index]
        longer = Span(spans[-1].start, clause.end) if spans else clause
        if index == previous + 1 and _word_count(text, longer) <= limit_words:
            spans[-1] = longer
        else:
            spans.append(clause)
        previous = index
    return tuple(_without_comma(text, span) for span in spans)


def _without_comma(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start + 1 and text[end - 1] in ",;:—– \t\n\r":
        end -= 1
    return Span(span.start, end)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _word_count(text: str, span: Span) -> int:
    return sum(1 for _ in _WORD.finditer(text, span.start, span.end))


def quote(revision: Revision, span: Span) -> Quote:
    """The words at that span, copied from the revision, with where they come from."""
    return Quote(
        text=span.of(revision.text),
        start=span.start,
        end=span.end,
        article_id=revision.article_id,
        revision=revision.number,
        outlet=revision.outlet,
        title=revision.title,
        url=revision.url,
        link=fragment_link(revision.url, revision.text, span),
        published=revision.published,
    )


def fragment_link(url: str | None, text: str, span: Span) -> str | None:
    """The address with a text fragment that scrolls a browser to the span; null without a web address.

    As in the WICG draft "URL fragment text directives": a short quote whole, a long one, or one over
    several lines, as its first and last words; with the words before and after it where it would
    otherwise be found at an earlier place.
    """
    if url is None or re.search(r"[\s\x00-\x1f]", url) or not _is_web_address(url):
        return None
    directive = _directive(text, _trimmed(text, span))
    base, _, fragment = url.partition("#")
    plain_fragment = fragment.partition(":~:")[0]
    return f"{base}#{plain_fragment}:~:text={directive}" if directive else url


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


@dataclass(frozen=True, slots=True)
class _Directive:
    prefix: str
    start: str
    end: str
    suffix: str

    def __str__(self) -> str:
        parts = [
            f"{_encoded(self.prefix)}-" if self.prefix else "",
            _encoded(self.start),
            _encoded(self.end),
            f"-{_encoded(self.suffix)}" if self.suffix else "",
        ]
        return ",".join(part for part in parts if part)


def _encoded(words: str) -> str:
    return percent_encoded(words, safe="").replace("-", "%2D")


def _directive(text: str, span: Span) -> _Directive | None:
    lines = [words for line in _LINE_END.split(span.of(text)) if (words := line.split())]
    if not lines:
        return None
    before = _near(text[: span.start], lambda words, n: words[-n:], last=True)
    after = _near(text[span.end :], lambda words, n: words[:n], last=False)
    occurs_once = _plain(text).count(_plain(span.of(text))) <= 1
    context = 0 if occurs_once else _EDGE_WORDS
    if len(lines) == 1 and len(lines[0]) <= _WHOLE_FRAGMENT_WORDS:
        return _Directive(before(context), " ".join(lines[0]), "", after(context))
    return _Directive(
        before(context or (0 if _first_here(text, span, lines[0]) else _EDGE_WORDS)),
        " ".join(lines[0][:_EDGE_WORDS]),
        " ".join(lines[-1][-_end_words(span.of(text), lines) :]),
        after(context),
    )


def _near(around: str, pick: Callable[[list[str], int], list[str]], *, last: bool) -> Callable[[int], str]:
    lines = [words for line in _LINE_END.split(around) if (words := line.split())]
    words = (lines[-1] if last else lines[0]) if lines else []
    return lambda count: " ".join(pick(words, count)) if count else ""


def _first_here(text: str, span: Span, line: list[str]) -> bool:
    """Whether the opening words occur nowhere before the quote, so that a browser starts there."""
    opening = " ".join(line[:_EDGE_WORDS])
    return _plain(opening) not in _plain(text[: span.start] + opening)[:-1]


def _end_words(quoted: str, lines: list[list[str]]) -> int:
    """How many closing words it takes for a browser to find the end, and not an earlier place."""
    body, last = _plain(quoted), lines[-1]
    limit = len(last) if len(lines) > 1 else max(len(last) - _EDGE_WORDS, 1)
    counts = range(min(_EDGE_WORDS, limit), limit)
    return next((count for count in counts if body.count(_plain(" ".join(last[-count:]))) == 1), limit)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()

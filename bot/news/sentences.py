"""Sentence spans: exact, half-open code point offsets into a text that is left as it is."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from bot.news.span import Span

SPLITTER = 3
"""Version of these rules; spans made by another version are made again."""

WRAP_WIDTH = 120
"""Code points. A text with longer lines is not wrapped by hand, so each of its line ends is meant."""
QUOTATION_MAX = 300
"""Code points. A shorter quotation is kept in one sentence, whatever stops it holds."""

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[-–—*•‣▪◦·]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s)")
_TERMINAL = ".!?…。！？"
_CLOSERS = "\"'”’»)]"
_INNER_STOP = re.compile(rf"[{_TERMINAL}](?=\W{{0,8}}\w)")
# A word of five small letters is no abbreviation: what follows its stop, with a capital, is a new sentence.
_PLAIN_STOP = re.compile(rf"(?<=[a-z]{{5}})[.!?][{re.escape(_CLOSERS)}]*\s+(?=[\"“‘«(]*[A-Z])")
_WIDE_STOP = re.compile(rf"[。！？][{re.escape(_CLOSERS)}」』]*")
_OPENING = (
    "He|She|It|They|We|The|This|That|These|Those|His|Her|Its|Their|But|And|In|On|At|As|By|For|From|If|When|While|"
    "After|Before|Since|Meanwhile|However|Later|Earlier|There|Then|An|Also|Although|Despite|With|Some|Many|No"
)
_FORCED_STOP = re.compile(rf"(?<!\bvs)[.!?…][{re.escape(_CLOSERS)}]*\s+(?=[\"“‘«(]*(?:{_OPENING})\b(?!\.))")
_TITLE_END = re.compile(
    r"(?:^|[\s(\"“‘])(?:Mr|Mrs|Ms|Dr|Gov|Gen|Sen|Sens|Rep|Reps|Lt|Col|Maj|Capt|Cmdr|Sgt|Cpl|Adm|Prof|Rev|Hon|Msgr|"
    r"Fr|Pres|St|Ft|Mt|vs|cf|approx|Brig|Supt|Insp|Const)\.\s*$"
)
_NUMBER_ABBREVIATION = re.compile(r"\b(?:[Nn]os?|[Ff]ig|pp?|[Vv]ol|[Cc]h|[Aa]rt)\.\s*$")
_ASKED = re.compile(rf"[?!][{re.escape(_CLOSERS)}]+$")
_TAG_NAME = r"[^\W\d_a-z][\w'’-]*\.?(?: (?:[^\W\d_a-z][\w'’-]*\.?|de|van|von|of|the)){0,4}"
_TAG_VERBS = (
    "said|says|asked|asks|wrote|tweeted|added|replied|exclaimed|continued|joked|quipped|responded|shouted"
)
_TAG_ENDS = (
    "of|in|on|at|to|as|when|while|during|after|before|about|last|this|\\w+ly"
    "|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
_TAG = re.compile(
    rf"(?:{_TAG_NAME}|The \w+(?: \w+)?) (?:(?:has|had|once|then|later|also|reportedly) ){{0,2}}"
    rf"(?:(?:{_TAG_VERBS})(?=[.,;:]|$| (?:{_TAG_ENDS})\b)|(?:told|asked|tells)\b)"
)
"""Who said the question or the exclamation before it."""
_WORD = re.compile(r"[^\W_]")
_QUOTATION = re.compile(
    r"“[^“”\"]*[”\"]|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"“”]*[\"”]|\"[^\"]*\"|''(?:[^']|'(?!'))*''|(?<!\w)‘(?:[^‘’]|’(?=\w))*’(?!\w)|(?<!\w)'(?=\w)[^\"]{0,300}?[.,!?]'(?!\w)"
)


def split(text: str) -> tuple[Span, ...]:
    """The sentences of a text, in order.

    Spans do not overlap, have no white space at either end, lie within one paragraph, and together hold
    every character that is not white space. A closing quotation mark belongs to the sentence it closes.
    """
    return tuple(sentence for block in paragraphs(text) for sentence in _sentences(text, block))


def paragraphs(text: str) -> tuple[Span, ...]:
    """The blocks between blank lines, and between line ends that no hard wrap explains (lists, headings)."""
    found: list[Span] = []
    group: list[Span] = []
    for line in [*_lines(text), None]:
        if line is not None:
            group.append(line)
            continue
        found.extend(_blocks(text, group))
        group = []
    return tuple(found)


def quotations(text: str, within: Span) -> tuple[Span, ...]:
    """Closed quotations, marks included, in the given stretch; nested ones belong to the outer one."""
    return tuple(Span(*found.span()) for found in _QUOTATION.finditer(text, within.start, within.end))


def _lines(text: str) -> Iterator[Span | None]:
    """Stripped lines; None for each blank one, and at the end."""
    start = 0
    for end, following in [*(found.span() for found in _LINE_END.finditer(text)), (len(text), len(text))]:
        line = _strip(text, start, end)
        yield line if line.end > line.start else None
        start = following


def _blocks(text: str, lines: list[Span]) -> Iterator[Span]:
    if not lines:
        return
    width = max(line.end - line.start for line in lines)
    start = lines[0].start
    for line, following in pairwise(lines):
        if _meant(text, line, following, width):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, lines[-1].end)


def _meant(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a line end is more than a wrap: a list item follows, or the next word would have fitted."""
    if width > WRAP_WIDTH or _BULLET.match(text, following.start):
        return True
    if text[following.start].islower() or text[line.end - 1] in ",;-–":
        return False
    word = text[following.start : following.end].split(None, 1)[0]
    return line.end - line.start + 1 + len(word) <= width


def _sentences(text: str, block: Span) -> Iterator[Span]:
    part = text[block.start : block.end]
    if not _INNER_STOP.search(part):
        yield block
        return
    cuts = _mended(part, sorted(_cuts(part)))
    for start, end in zip([0, *cuts], [*cuts, len(part)], strict=True):
        yield _strip(text, block.start + start, block.start + end)


def _cuts(part: str) -> set[int]:
    """Where a sentence may begin; syntok is asked only about what plain rules leave open."""
    plain = [found.end() for found in _PLAIN_STOP.finditer(part)]
    cuts = {*plain, *(found.end() for found in _FORCED_STOP.finditer(part))}
    cuts.update(found.end() for found in _WIDE_STOP.finditer(part))
    for start, end in zip([0, *plain], [*plain, len(part)], strict=True):
        piece = part[start:end]
        if _INNER_STOP.search(piece):
            cuts.update(start + cut for cut in _syntok_starts(piece))
    return cuts


def _syntok_starts(piece: str) -> Iterator[int]:
    segment, tokenizer = _syntok()
    for tokens in segment(tokenizer.tokenize(piece)):
        yield tokens[0].offset


@cache
def _syntok() -> tuple[Any, Any]:
    from syntok.segmenter import segment
    from syntok.tokenizer import Tokenizer

    return segment, Tokenizer(replace_not_contraction=False)


def _mended(part: str, cuts: list[int]) -> list[int]:
    """The cuts that stand: none within a short quotation, after a title or between marks alone."""
    quoted = quotations(part, Span(0, len(part)))
    held = [found for found in quoted if found.end - found.start <= QUOTATION_MAX]
    kept: list[int] = []
    for cut in cuts:
        inside = any(quotation.start < cut < quotation.end for quotation in held)
        start = kept[-1] if kept else 0
        if not inside and cut > start and _stands(part, start, cut):
            kept.append(cut)
    return kept


def _stands(part: str, start: int, cut: int) -> bool:
    """Whether both sides can be sentences: words on each, and no title or number cut from what follows it."""
    before = part[start:cut].rstrip()
    if not _WORD.search(before) or not _WORD.search(part, cut) or _BULLET.fullmatch(before + " "):
        return False
    if part[cut].islower() or part[cut] in "–—,;:”’»)]" or _TITLE_END.search(before[-12:]):
        return False
    if _ASKED.search(before[-4:]) and _TAG.match(part, cut):
        return False
    return not (part[cut].isdigit() and _NUMBER_ABBREVIATION.search(before[-8:]))


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)

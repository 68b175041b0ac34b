"""A quote is what is stored, whatever the characters."""

import unicodedata
from itertools import pairwise
from typing import Literal
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.quotes import cut, fragment_link, locate, quote
from bot.news.span import Span
from tests.unit.desk.readings import revision

WORDS = st.sampled_from(
    [
        "raid",
        "cafe\u0301",
        "na\u00efve",
        "co\u00adop",
        "ﬁre",
        "“shut”",
        "it’s",
        "50\u00a0000",
        "cross-border",
        "—",
        "–",
        "👍🏽",
        "👩\u200d🚒",
        "שלום",
        "\u05d1\u05b0\u05e8",
        "مرحبا",
        "\u0e01\u0e33",
        "\u1112\u1161\u11ab",
        "U.S.",
        "3.5%",
        "«oui»",
    ]
)
FORMS: st.SearchStrategy[Literal["NFC", "NFD"]] = st.sampled_from(["NFC", "NFD"])
BLANKS = st.sampled_from([" ", "  ", "\u00a0", "\r\n", "\n", "\t", "\u2009", " \u200b"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, min_size=1, max_size=30))
    return "".join(word + draw(BLANKS) for word in words)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(texts())
    start = draw(st.integers(0, len(text)))
    return text, Span(start, draw(st.integers(start, len(text))))


def plain(text: str) -> str:
    marks = (
        {ord(mark): "'" for mark in "‘’"}
        | {ord(mark): '"' for mark in "“”«»"}
        | {ord(mark): "-" for mark in "–—"}
    )
    kept = unicodedata.normalize("NFC", text).translate(marks).replace("\u00ad", "").replace("\u200b", "")
    return " ".join(kept.split())


def words_in(text: str) -> int:
    return sum(any(character.isalnum() for character in word) for word in text.split())


@given(stretches(), FORMS)
def test_what_is_located_is_the_same_text(stretch: tuple[str, Span], form: Literal["NFC", "NFD"]) -> None:
    text, span = stretch
    quoted = unicodedata.normalize(form, span.of(text))
    found = locate(quoted, text, Span(0, len(text)))
    if found is not None:
        assert plain(found.of(text)) == plain(quoted)
        assert not unicodedata.combining(text[found.end : found.end + 1] or " ")
        assert not unicodedata.combining(text[found.start])


@given(texts(), st.data())
def test_whole_words_are_always_located(text: str, data: st.DataObject) -> None:
    words = text.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quoted = " ".join(words[first : last + 1])
    found = locate(quoted, text, Span(0, len(text)))
    if any(character.isalnum() for character in quoted):
        assert found is not None
        assert plain(found.of(text)) == plain(quoted)


@given(texts(), st.text(alphabet="xyz", min_size=1, max_size=5))
def test_foreign_words_are_never_located(text: str, foreign: str) -> None:
    assert locate(f"raid {foreign}", text, Span(0, len(text))) is None


@given(stretches(), st.integers(1, 12), st.data())
def test_a_cut_stays_inside_and_in_order(stretch: tuple[str, Span], limit: int, data: st.DataObject) -> None:
    text, span = stretch
    starts = data.draw(st.lists(st.integers(span.start, span.end), max_size=3))
    keep = [Span(start, min(start + 3, span.end)) for start in starts]
    spans = cut(text, span, keep, limit)
    assert all(span.covers(part) for part in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(words_in(part.of(text)) <= limit for part in spans)


@given(stretches())
def test_a_quote_and_its_link_are_made_of_the_stored_words(stretch: tuple[str, Span]) -> None:
    text, span = stretch
    made = quote(revision(text), span)
    assert text[made.start : made.end] == made.text
    directive = (made.link or "").partition(":~:text=")[2]
    assert not set(directive) & set(" &#\n\r“")
    parts = [unquote(part.strip("-")) for part in directive.split(",")] if directive else []
    assert all(" ".join(part.split()) in " ".join(text.split()) for part in parts)


@given(st.text(), st.text())
def test_no_address_breaks_the_link(url: str, text: str) -> None:
    made = fragment_link(url, text, Span(0, len(text)))
    assert made is None or made.startswith(("http://", "https://", "HTTP"))

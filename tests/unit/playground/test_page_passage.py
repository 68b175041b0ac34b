"""Which words of a stored article a link's text directive names."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.quotes import fragment_link
from bot.news.span import Span
from bot.playground.page.passage import marked

WORDS = st.lists(
    st.sampled_from(["the", "bridge", "is", "shut,", "“for", "good”", "cross-border", "R&D", "day.", "Day"]),
    min_size=1,
    max_size=40,
)


def words_at(paragraphs: list[str], directive: str) -> list[str]:
    """The marked words, paragraph by paragraph."""
    runs = marked(paragraphs, directive)
    assert ["".join(text for text, _ in each) for each in runs] == paragraphs
    return [text for each in runs for text, quoted in each if quoted]


@pytest.mark.parametrize(
    ("paragraphs", "directive", "found"),
    [
        (["The bridge is shut.", "It is over."], "it%20is", ["It is"]),
        (["The bridge is shut today, they say."], "bridge,today", ["bridge is shut today"]),
        (["First line", "in between", "last line"], "First%20line,last%20line", None),
        (["It rained. It was over.", "It was over."], "It%20was%20over.", ["It was over."]),
        (["A bridge is shut. The bridge is shut."], "The-,bridge%20is%20shut", ["bridge is shut"]),
        (["North is shut today. South is shut for good."], "is%20shut,-for", ["is shut"]),
        (["A cross-border raid, R&D."], "cross%2Dborder%20raid%2C", ["cross-border raid,"]),
        (["The unbridged river"], "bridge", []),
        (["The bridge"], "ferry", []),
        (["The bridge"], "", []),
        (["The bridge"], "a,b,c,d", []),
        (["The bridge"], "-,the-", []),
        (["The (bridge"], "(bridge", ["(bridge"]),
    ],
)
def test_marked_words(paragraphs: list[str], directive: str, found: list[str] | None) -> None:
    assert words_at(paragraphs, directive) == (paragraphs if found is None else found)


def test_the_words_before_or_after_tell_one_place_from_another() -> None:
    [runs] = marked(["North is shut today. South is shut for good."], "is%20shut,-for")
    assert runs[0] == ("North is shut today. South ", False)


@given(WORDS, st.data())
def test_a_quotes_link_marks_the_quote(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    text = " ".join(words)
    start = len(" ".join(words[:first])) + bool(first)
    span = Span(start, start + len(" ".join(words[first : last + 1])))
    link = fragment_link("https://gull.example/a", text, span)
    assert link is not None
    assert [each.casefold() for each in words_at([text], link.partition("text=")[2])] == [
        span.of(text).casefold()
    ]


@given(st.text(max_size=20))
def test_any_directive_is_taken(directive: str) -> None:
    marked(["The bridge is shut."], directive)
    words_at(["The bridge is shut."], quote(directive))

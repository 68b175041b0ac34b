from urllib.parse import unquote

import pytest

from bot.desk.quotes import cut, fragment_link, locate, quote
from bot.news.span import Span
from tests.unit.desk.readings import revision, span


def found(quoted: str, text: str) -> str | None:
    place = locate(quoted, text, Span(0, len(text)))
    return None if place is None else place.of(text)


@pytest.mark.parametrize(
    ("quoted", "text", "stored"),
    [
        ("the bridge is shut", "Today the bridge is shut again.", "the bridge is shut"),
        ('to "seize" it', "They tried to “seize” it.", "to “seize” it"),
        ("it's over", "He said it’s over.", "it’s over"),
        ("a - b", "From a – b.", "a – b"),
        ("two words", "These two\r\n  words stand.", "two\r\n  words"),
        ("50 000 homes", "Some 50\u00a0000 homes.", "50\u00a0000 homes"),
        ("caf\u00e9 bombing", "The cafe\u0301 bombing.", "cafe\u0301 bombing"),
        ("cafe\u0301", "The caf\u00e9 is shut.", "caf\u00e9"),
        ("cooperation", "Their co\u00adoper\u00adation ended.", "co\u00adoper\u00adation"),
        ("ﬁre broke out", "A ﬁre broke out.", "ﬁre broke out"),
        ("thumbs 👍🏽 up", "It was thumbs 👍🏽 up.", "thumbs 👍🏽 up"),
        ("שלום עולם", "הוא אמר שלום עולם אתמול.", "שלום עולם"),
    ],
)
def test_words_are_found_where_they_stand(quoted: str, text: str, stored: str) -> None:
    assert found(quoted, text) == stored


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        ("", "Anything."),
        ("…", "Anything …"),
        ("The bridge", "the bridge is shut"),
        ("bridges", "the bridge is shut"),
        ("bridge", "the bridges are shut"),
        ("border attack", "a cross-border attack"),
        ("won", "They won't come."),
        ("200 people", "1,200 people came."),
        ("50", "It fell by 50% today."),
        ("5 degrees", "It was -5 degrees."),
        ("fire", "A ﬁre broke out."),
        ("cafe", "The cafe\u0301 is shut."),
        ("the bridge shut", "the bridge is shut"),
        ("👍", "It was 👍🏽."),
    ],
)
def test_nothing_is_forgiven_but_marks_and_blanks(quoted: str, text: str) -> None:
    assert found(quoted, text) is None


def test_a_quote_is_sought_only_within_its_sentence() -> None:
    text = "The bridge is shut. The bridge is open."
    assert locate("The bridge", text, Span(20, len(text))) == Span(20, 30)
    assert locate("is shut", text, Span(20, len(text))) is None


LONG = (
    "The council, which met on Monday evening in the old town hall by the river, said after five hours of "
    "talk that "
    "the northern bridge would be closed, that two schools would move into the barracks, and that the ferry, "
    "although it is older than most of its passengers, would carry lorries until the autumn of next year."
)


def test_a_short_sentence_stays_whole() -> None:
    text = "  The bridge is shut.  "
    assert cut(text, Span(0, len(text)), ()) == (Span(2, 21),)


def test_a_long_sentence_keeps_what_matters_within_the_limit() -> None:
    kept = span(LONG, "ferry"), span(LONG, "until the autumn")
    spans = cut(LONG, Span(0, len(LONG)), kept, 40)
    words = " … ".join(part.of(LONG) for part in spans)
    assert len(words.replace("…", "").split()) <= 40
    assert "ferry" in words
    assert "until the autumn" in words
    assert "said after five hours" in words


def test_a_cut_never_drops_a_negation_that_governs() -> None:
    text = (
        "It is not true, the mayor of the small town by the western shore of the lake told a room full of "
        "waiting "
        "reporters on Monday, that the bridge was closed, that the two schools burned down in the night, "
        "and that "
        "the ferry has sunk."
    )
    spans = cut(text, Span(0, len(text)), [span(text, "the bridge was closed")], 20)
    words = " … ".join(part.of(text) for part in spans)
    assert "not true" in words
    assert all(len(part.of(text).split()) <= 20 for part in spans)


def test_a_quote_is_copied_with_its_origin() -> None:
    text = "The bridge is shut. It rains."
    made = quote(revision(text), Span(0, 19))
    assert (made.text, made.article_id, made.revision, made.outlet) == (
        "The bridge is shut.",
        7,
        1,
        "The Gull",
    )
    assert made.link == "https://gull.example/a#:~:text=The%20bridge%20is%20shut."


def link(text: str, words: str, url: str = "https://gull.example/a") -> str | None:
    return fragment_link(url, text, span(text, words))


@pytest.mark.parametrize(
    ("text", "words", "directive"),
    [
        ("The bridge is shut.", "bridge is shut", "bridge%20is%20shut"),
        ("A cross-border raid, R&D and so on.", "cross-border raid, R&D", "cross%2Dborder%20raid%2C%20R%26D"),
        (
            "One two three four five six seven eight nine ten.",
            "One two three four five six seven eight nine",
            "One%20two%20three%20four,six%20seven%20eight%20nine",
        ),
        ("First line\nsecond line", "First line\nsecond line", "First%20line,second%20line"),
        ("He is in. Now he is out. So he is gone.", "he is out", "he%20is%20out"),
        ("It rains here. It rains there.", "It rains there", "It%20rains%20there"),
    ],
)
def test_a_link_carries_the_words(text: str, words: str, directive: str) -> None:
    assert link(text, words) == f"https://gull.example/a#:~:text={directive}"


def test_words_that_stand_twice_are_told_apart_by_their_neighbours() -> None:
    text = "North of town the bridge is shut today. South of town the bridge is shut for good."
    second = text.rindex("the bridge is shut")
    made = fragment_link("https://gull.example/a", text, Span(second, second + 18))
    assert made is not None
    assert unquote(made.split("text=")[1]) == "today. South of town-,the bridge is shut,-for good."


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("https://gull.example/a#top", "https://gull.example/a#top:~:text="),
        ("https://gull.example/a#:~:text=old", "https://gull.example/a#:~:text="),
        ("https://gull.example/a?b=1", "https://gull.example/a?b=1#:~:text="),
    ],
)
def test_a_fragment_of_the_address_is_kept(url: str, start: str) -> None:
    assert (link("The bridge is shut.", "bridge", url) or "").startswith(start)


@pytest.mark.parametrize(
    "url", ["ftp://gull.example/a", "javascript:alert(1)", "file:///a", "https://", "a b", "http://[x"]
)
def test_other_addresses_are_no_links(url: str) -> None:
    assert link("The bridge is shut.", "bridge", url) is None


def test_no_address_makes_no_link() -> None:
    assert fragment_link(None, "The bridge is shut.", Span(0, 10)) is None

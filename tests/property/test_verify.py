"""No draft, however odd, gets a word past the gates that is not stored."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.verify import answered, verify
from bot.news.answer import Draft, DraftStatement
from bot.news.evidence import Evidence
from tests.unit.desk.readings import PUBLISHED, reading

SENTENCES = st.sampled_from(
    [
        "At least eight people were wounded in Ostby on Thursday.",
        "The cafe\u0301 in Ersk burned down 🔥 on Monday.",
        "Norland’s army said it had stopped three raids.",
        "“We are ready,” said Mara Ilves, the mayor.",
        "She denied that the bridge — the old one — was shut.",
        "Sudria has not responded to these claims\u00a0but has denied involvement in previous raids.",
        "העיר אוסטבי נפגעה.",
        "The co\u00adoper\u00adation ended,\r\nofficials said.",
        "These reports have not been independently verified.",
        "The council, which met on Monday evening in the old town hall by the river with all its members "
        "present, said "
        "after five hours of talk that the northern bridge would be closed, that two schools would move, "
        "and that the "
        "ferry, although it is older than most of its passengers, would carry lorries until next autumn.",
    ]
)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=6).map(" ".join)
FRAGMENTS = st.sampled_from(
    [
        "At least eight people were wounded.",
        "Mara Ilves said: “We are ready”.",
        "The bridge was shut.",
        "Norland",
        "🔥",
        "Sudria has denied involvement in previous raids.",
        "The northern bridge would be closed, the council said.",
        "said",
        "not",
        "eight",
        "—",
        "\u0301",
        "may",
        "May",
        "1,2,3",
        "by by by",
        "$",
        "“",
    ]
)
WORDINGS = st.one_of(st.text(max_size=80), st.lists(FRAGMENTS, max_size=4).map(" ".join))
IDS = st.lists(st.integers(-2, 8), max_size=6).map(tuple)


def words_in(text: str) -> int:
    return sum(any(character.isalnum() for character in word) for word in text.split())


@st.composite
def statements(draw: st.DrawFn, text: str) -> DraftStatement:
    start = draw(st.integers(0, len(text)))
    quoted = draw(st.one_of(st.none(), st.text(max_size=20), st.just(text[start : start + 25])))
    wording = draw(st.one_of(WORDINGS, SENTENCES))
    return DraftStatement(wording, draw(IDS), quoted)


@settings(deadline=None)
@given(st.data(), TEXTS, st.integers(3, 40))
def test_every_quote_is_stored_and_nothing_raises(data: st.DataObject, text: str, quote_words: int) -> None:
    made = reading(text)
    items = [Evidence(index + 1, made, index) for index in range(len(made.sentences))]
    proposed = tuple(data.draw(st.lists(statements(text), max_size=4)))
    verdict = verify(Draft(True, proposed), items, quote_words)
    worded = [" ".join(each.text.split()) for each in proposed]
    for statement in verdict.statements:
        if statement.cue is None:
            pieces = statement.text.split(" … ")
            stored = " ".join(made.revision.text.split())
            assert statement.text in worded or all(piece in stored for piece in pieces)
        assert statement.quotes
        assert statement.text.strip()
        for quote in statement.quotes:
            assert made.revision.text[quote.start : quote.end] == quote.text
            assert sum(map(str.isalnum, quote.text.replace("’", "").split())) <= quote_words
    if verdict.statements:
        assert answered("?", "model", PUBLISHED, verdict.statements, (), [made]).answered
    assert all(rejected.reason and 0 <= rejected.index < len(proposed) for rejected in verdict.rejected)


@settings(deadline=None)
@given(TEXTS, st.data())
def test_a_misquote_never_passes(text: str, data: st.DataObject) -> None:
    made = reading(text)
    index = data.draw(st.integers(0, len(made.sentences) - 1))
    words = made.sentences[index].of(text).split()
    changed = data.draw(st.integers(0, len(words) - 1))
    misquote = " ".join([*words[:changed], "zebra", *words[changed + 1 :]])
    sentence = made.sentences[index].of(text)
    items = [Evidence(1, made, index)]
    assert not verify(Draft(True, (DraftStatement(sentence, (1,), misquote),)), items).statements

"""What holds of sentences and attributions, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from bot.claims.attribution import attributions
from bot.claims.speech.speakers import roles
from bot.news.sentences import paragraphs, split
from bot.news.span import Span

_NAMES = [
    "Mara Ilves",
    "the ministry",
    "Ost",
    "he",
    "local officials",
    "Gov.",
    "J. R.",
    "U.S.",
    "No. 5",
    "9 a.m.",
]
_CUES = [
    "said",
    "has denied",
    "claims that",
    "according to",
    "was rejected by",
    "declined to comment on",
    "saying",
]
_WORDS = [
    "a raid",
    "these attacks",
    "that",
    "who",
    "and",
    "but",
    "the governor of Tarn",
    "to",
    "not verified",
    "3.5",
]
_MARKS = [*".,!?…:;—“”\"'’‘()", "...", "''", "- ", "• "]
_SPACES = [" ", " ", " ", " ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\u00a0", "\u2028", "\t", "\u200b"]
_SCRIPTS = ["e\u0301", "😀", "👩‍🚒", "שלום", "مرحبا.", "今日は。", "ﬁ", "İ"]
_PIECES = st.sampled_from([*_NAMES, *_CUES, *_WORDS, *_MARKS, *_SPACES, *_SCRIPTS])
TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map("".join))


@given(TEXTS)
def test_sentences_hold_every_visible_character_once(text: str) -> None:
    spans = split(text)
    covered = [at for span in spans for at in range(*span)]
    assert covered == sorted(set(covered))
    assert {at for at, character in enumerate(text) if not character.isspace()} <= set(covered)


@given(TEXTS)
def test_sentences_have_no_white_space_at_their_ends_and_stay_in_a_paragraph(text: str) -> None:
    blocks = paragraphs(text)
    for span in split(text):
        words = span.of(text)
        assert words == words.strip() != ""
        assert sum(block.covers(span) for block in blocks) == 1


@given(TEXTS)
def test_attributions_stand_in_the_text(text: str) -> None:
    sentences = split(text)
    for found in attributions(text, sentences):
        assert sentences[found.sentence].covers(found.cue)
        for span in (found.cue, *found.content, *([found.source] if found.source else [])):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text) == span.of(text).strip()
        assert not any(part.overlaps(found.cue) for part in found.content)


@given(TEXTS)
def test_roles_stand_in_their_sentence(text: str) -> None:
    sentences = split(text)
    for role in roles(text, sentences):
        whole = sentences[role.sentence]
        assert whole.covers(role.span)
        assert whole.covers(Span(*role.name_span))

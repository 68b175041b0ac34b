"""Which words may report speech, and which words doubt."""

import pytest

from bot.claims.speech.cues import cues, is_hedged
from bot.news.span import Span


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("said says saying say", ["assert"] * 4),
        ("denied denies denying rejected rejects rebutted", ["deny"] * 6),
        ("criticised criticizes called for calling on", ["comment"] * 4),
        ("analysed geolocated verified saw viewed", ["verify"] * 5),
        ("admitted acknowledges confirming", ["confirm"] * 3),
        ("accused alleges claiming", ["claim"] * 3),
        ("has not yet responded to", ["no_response"]),
        ("didn’t immediately reply", ["no_response"]),
        ("declined to comment on", ["no_response"]),
        ("could not be reached for comment", ["no_response"]),
        ("neither confirmed nor denied", ["no_response"]),
        ("claimed responsibility for", ["claim"]),
        ("the view of a seer", []),
        ("Harbour Verify", []),
        ("undenied", []),
    ],
)
def test_cues(text: str, found: list[str]) -> None:
    assert [cue.kind.value for cue in cues(text, Span(0, len(text)))] == found


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("The bridge has reportedly fallen.", True),
        ("Accounts of the evening differ.", True),
        ("The two accounts were opened by different clerks.", False),
        ("A blast, likely caused by a drone.", True),
        ("It is thought to have sunk.", True),
        ("It appears that nobody was hurt.", True),
        ("Although no deaths have been reported, roads are shut.", True),
        ("The alleged raid took place at noon.", True),
        ("The bridge has fallen.", False),
        ("Raids went on throughout May.", False),
        ("Eight people were injured.", False),
    ],
)
def test_hedges(text: str, hedged: bool) -> None:
    assert is_hedged(text, Span(0, len(text))) is hedged

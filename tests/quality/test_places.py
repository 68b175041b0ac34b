"""Floors on places: hand-checked sentences of our own, in the world and in that of the samples.

An event's place is where something happens, or what it is aimed at; an actor speaks or acts as a whole; a
possessor, a place in somebody's title or in a source, and what is only talked about are mentions.
"""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from bot.claims.attribution import attributions
from bot.claims.gazetteer import Gazetteer
from bot.claims.places import places
from bot.config import load_desk_file
from bot.news.sentences import split

CORPUS = Path(__file__).parent / "places.jsonl"
CORPUS_SHA256 = "484440adc11df3a11df4f9292a7fc31d601a395527cbfe4287cbf157f169dc17"
SAMPLES = Path(__file__).parents[2] / "bot" / "samples" / "desk.toml"
FLOORS = {"event": 0.95, "actor": 0.94, "dateline": 0.99, "mention": 0.9}

Named = tuple[str, str | None, str]


@pytest.fixture(scope="module")
def read() -> list[tuple[str, Counter[Named], Counter[Named]]]:
    """Each text with the places that it holds and those that are found."""
    gazetteer = Gazetteer(load_desk_file(SAMPLES).regions)
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [(row["text"], Counter(map(tuple, row["places"])), _found(row["text"], gazetteer)) for row in rows]


def _found(text: str, gazetteer: Gazetteer) -> Counter[Named]:
    sentences = split(text)
    found = places(text, sentences, attributions(text, sentences), gazetteer)
    return Counter((each.name, each.region_id, str(each.role)) for each in found)


def test_the_sentences_are_those_that_the_floors_were_set_on() -> None:
    assert hashlib.sha256(CORPUS.read_bytes()).hexdigest() == CORPUS_SHA256


@pytest.mark.parametrize(("role", "least"), FLOORS.items())
def test_f1(read: list[tuple[str, Counter[Named], Counter[Named]]], role: str, least: float) -> None:
    right = wanted = made = 0
    faults = []
    for text, gold, found in read:
        ours = Counter({each: number for each, number in found.items() if each[2] == role})
        theirs = Counter({each: number for each, number in gold.items() if each[2] == role})
        right += (ours & theirs).total()
        wanted += theirs.total()
        made += ours.total()
        faults += [(text, *each) for each in (ours - theirs) + (theirs - ours)]
    assert 2 * right / (wanted + made) >= least, faults

"""Answers about one region: the sentences of the articles that tell of a place in there."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.claims.ledger import Heard
from bot.desk.gather import renumbered
from bot.desk.subject import lies_in
from bot.news.attribution import Reading
from bot.news.evidence import Evidence
from bot.news.region import Region

Place = tuple[int, int, int]
"""An article, a revision and the index of a sentence."""


def sentences_in(region: Region, stories: Iterable[Heard]) -> frozenset[Place]:
    """The sentences that the ledger has something of which is about a place in the region."""
    return frozenset(
        (one.article_id, one.revision, one.sentence)
        for heard in stories
        for one in heard.docket.occurrences
        if lies_in(one, region.id, heard)
    )


def narrowed(evidence: Sequence[Evidence], inside: frozenset[Place]) -> tuple[Evidence, ...]:
    """The evidence that stands in those sentences, numbered anew."""
    return renumbered(item for item in evidence if (*_key(item.reading), item.sentence) in inside)


def with_said_there(readings: Iterable[Reading], inside: frozenset[Place]) -> tuple[Reading, ...]:
    """The readings with what is said in those sentences, and nothing else that anybody says."""
    return tuple(
        replace(
            reading,
            attributions=tuple(
                each for each in reading.attributions if (*_key(reading), each.sentence) in inside
            ),
        )
        for reading in readings
    )


def _key(reading: Reading) -> tuple[int, int]:
    return reading.revision.article_id, reading.revision.number

"""From hits to evidence: the sentences, with their attributions, that an answer may rest on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.news.attribution import Reading
from bot.news.evidence import Evidence
from bot.news.span import Span
from bot.search.find import Hit
from bot.store.engine import Store

ARTICLE_SENTENCES = 400
"""Most sentences of one article that are offered; what is beyond is found by its own passages."""


def readings(store: Store, hits: Sequence[Hit]) -> tuple[Reading, ...]:
    """The articles of the hits, each once, best hit first; an article removed meanwhile is left out."""
    keys = list(dict.fromkeys((hit.article_id, hit.revision) for hit in hits))
    revisions = store.articles.many(keys)
    read = store.readings.many([article_id for article_id, _ in keys])
    return tuple(
        Reading(revisions[key], read[key].sentences, read[key].attributions)
        for key in keys
        if key in revisions and key in read
    )


def of_articles(found: Sequence[Reading], hits: Sequence[Hit]) -> tuple[Evidence, ...]:
    """Every sentence of the articles, numbered from 1, with the score of the passage it stands in (or 0)."""
    made: list[Evidence] = []
    for reading in found:
        own = [hit for hit in hits if _is_of(hit, reading)]
        for index, span in enumerate(reading.sentences[:ARTICLE_SENTENCES]):
            made.append(Evidence(len(made) + 1, reading, index, _score(own, span)))
    return tuple(made)


def of_passages(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Those sentences that stand in a passage that was found, numbered anew."""
    return renumbered(item for item in evidence if item.score > 0)


def renumbered(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The same sentences, numbered from 1."""
    return tuple(replace(item, id=number) for number, item in enumerate(evidence, 1))


def _is_of(hit: Hit, reading: Reading) -> bool:
    return (hit.article_id, hit.revision) == (reading.revision.article_id, reading.revision.number)


def _score(hits: Sequence[Hit], span: Span) -> float:
    return max((hit.score for hit in hits if hit.start <= span.start and span.end <= hit.end), default=0.0)

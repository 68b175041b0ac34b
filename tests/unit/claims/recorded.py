"""Occurrences of short texts, read as the program reads articles, without a gazetteer."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from bot.claims.attribution import attributions, own_voice
from bot.claims.occurrences import occurrences
from bot.news.article import Revision
from bot.news.attribution import Attribution, Reading
from bot.news.claim import Actor, Occurrence, Stance
from bot.news.sentences import split
from bot.news.span import Span

PUBLISHED = "2024-05-17"
"""A Friday."""


def recorded(
    text: str,
    *,
    published: str = PUBLISHED,
    article: int = 1,
    revision: int = 1,
    places_of: Callable[[Span], tuple[str, ...]] = lambda _: (),
    actor_of: Callable[[Attribution], Actor | None] | None = None,
) -> tuple[Occurrence, ...]:
    """The occurrences of a text; unless told, an actor goes by the speaker's name."""
    moment = datetime.fromisoformat(published).replace(tzinfo=UTC)
    sentences = split(text)
    found = attributions(text, sentences)
    reading = Reading(Revision(article, revision, "Harbour Herald", text, moment), sentences, found)
    return occurrences(
        reading,
        own_voice(text, sentences, found, "en"),
        actor_of=actor_of or _actor,
        places_of=places_of,
        published=moment,
    )


def only(text: str, *, published: str = PUBLISHED, article: int = 1) -> Occurrence:
    """The one occurrence of a text that bears on a status."""
    found = recorded(text, published=published, article=article)
    (one,) = [each for each in found if each.stance is not Stance.COMMENTS]
    return one


def said(text: str, found: Sequence[Occurrence]) -> list[tuple[str, str | None, str]]:
    """Each occurrence as (stance, speaker, what is said)."""
    return [
        (each.stance.value, each.speaker, " … ".join(part.of(text) for part in each.content))
        for each in found
    ]


def _actor(found: Attribution) -> Actor | None:
    return Actor(found.speaker.casefold(), found.speaker) if found.speaker else None

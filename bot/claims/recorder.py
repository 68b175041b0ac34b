"""The ledger's reader: what one article says, as occurrences that can be compared with other articles'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.claims.actors import Actors, company
from bot.claims.attribution import attributions, own_voice
from bot.claims.gazetteer import Gazetteer
from bot.claims.occurrences import occurrences
from bot.claims.places import EventPlaces, places
from bot.claims.versions import recorder_version
from bot.news.article import Outlet
from bot.news.attribution import Attribution, Reading
from bot.news.claim import Actor, Occurrence
from bot.news.machine_text import addressed
from bot.news.region import Place
from bot.news.sentences import split
from bot.news.span import Span


@dataclass(frozen=True, slots=True)
class Annotated:
    """What stands in one text: who says what, what its outlet states itself, and where."""

    attributions: tuple[Attribution, ...]
    own_voice: tuple[Span, ...]
    places: tuple[Place, ...]


class Recorder:
    """Reads articles by the rules, with a gazetteer and the operator's outlets (by name)."""

    def __init__(self, gazetteer: Gazetteer, outlets: Mapping[str, Outlet] | None = None) -> None:
        self._gazetteer = gazetteer
        self.version = recorder_version(gazetteer.version, outlets or {})
        self._actors = Actors(gazetteer, outlets)

    def annotate(self, text: str, language: str | None, title: str | None = None) -> Annotated:
        """Who says what in a text that is stored nowhere, and where."""
        sentences = split(text)
        return self._annotated(text, sentences, attributions(text, sentences, language), language, title)

    def record(self, reading: Reading) -> tuple[Occurrence, ...]:
        """The occurrences of a revision that was read; none where its language is not analysed."""
        revision, text = reading.revision, reading.revision.text
        if not _is_analysed(revision.language):
            return ()
        found = self._annotated(
            text, reading.sentences, reading.attributions, revision.language, revision.title
        )
        speakers = [each.speaker for each in reading.attributions]
        around = company(text, reading.sentences, speakers, str(revision.article_id))

        actors = {speaker: self._actors.of(speaker, around) for speaker in set(speakers)}

        def actor_of(each: Attribution) -> Actor | None:
            return actors[each.speaker]

        made = occurrences(
            reading,
            found.own_voice,
            actor_of=actor_of,
            places_of=EventPlaces(text, found.places, reading.sentences).of,
            published=revision.published or revision.fetched_at,
        )
        for_programs = addressed(text, reading.sentences)
        return tuple(one for one in made if one.sentence not in for_programs)

    def _annotated(
        self,
        text: str,
        sentences: Sequence[Span],
        said: tuple[Attribution, ...],
        language: str | None,
        title: str | None,
    ) -> Annotated:
        return Annotated(
            said,
            own_voice(text, sentences, said, language),
            places(text, sentences, said, self._gazetteer, language, title),
        )


def _is_analysed(language: str | None) -> bool:
    """Whether the rules are made for a language; a text of unknown language is read as English."""
    return language is None or language.lower().startswith("en")

"""An edition: the stories of a window in their parts, with what changed, made of the ledger alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.claims.judgement import Judged, Judgement
from bot.claims.ledger import Heard, made_up
from bot.desk.changes import changes, is_news
from bot.desk.remarks import no_response
from bot.desk.stating import attribution_of, stated
from bot.news.answer import Remark, Statement
from bot.news.attribution import Reading
from bot.news.claim import PART, Occurrence, Part
from bot.news.digest import Digest, Story
from bot.store.readings import Key


@dataclass(frozen=True, slots=True)
class Told:
    """A story as an edition finds it: what stands now, and what stood when the window began."""

    heard: Heard
    before: Judgement

    @property
    def readings(self) -> Mapping[Key, Reading]:
        """The revisions that its claims quote."""
        return self.heard.readings


@dataclass(frozen=True, slots=True)
class Window:
    """What an edition is about: from when until when, which places, which words.

    `about` says whether an occurrence belongs to the region, `on_topic` whether a text holds the words.
    """

    since: datetime
    until: datetime
    about: Callable[[Occurrence], bool] = lambda _: True
    on_topic: Callable[[str], bool] = lambda _: True
    region: str | None = None
    topic: str | None = None


def edition(stories: Iterable[Told], window: Window, *, failing_feeds: Sequence[str] = ()) -> Digest:
    """The digest of some stories, the heaviest first; those without news are left out."""
    made = [found for told in stories if (found := _story(told, window)) is not None]
    made.sort(key=lambda pair: (-pair[0], pair[1].story_id))
    shown = tuple(story for _, story in made)
    quotes = [each for story in shown for each in _quotes(story)]
    return Digest(
        window.region,
        window.topic,
        window.since,
        window.until,
        window.until,
        outlets=len({outlet for outlet, _ in quotes}),
        articles=len({article for _, article in quotes}),
        stories=shown,
        failing_feeds=tuple(failing_feeds),
    )


def _story(told: Told, window: Window) -> tuple[float, Story] | None:
    """The story's parts and its weight; null when nothing in it is new and about the region."""
    judged, name = told.heard.judged, told.heard.heading
    is_topical = _is_topical(told, window)
    here = [each for each in judged.claims if _is_about(each, told, window, is_topical)]
    risen = {update.old for update in judged.updates}
    parts: dict[Part, list[Statement]] = {part: [] for part in Part}
    for each in sorted(here, key=_prominence):
        status = each.verdict.status
        if status is None or not is_news(each, window.since) or each.claim.id in risen:
            continue
        _add(parts[PART[status]], stated(each, told.readings))
    changed = changes(here, told.before, judged.updates, window.since, told.readings)
    shown = Story(
        told.heard.story.id,
        name.text if name else made_up({key: one.revision for key, one in told.readings.items()}),
        name.outlet if name else None,
        confirmed=tuple(parts[Part.CONFIRMED]),
        reported=tuple(parts[Part.REPORTED]),
        contested=tuple(parts[Part.CONTESTED]),
        remarks=tuple(_remarks(told, window)) if parts[Part.CONTESTED] else (),
        changes=changed,
    )
    if not (shown.confirmed or shown.reported or shown.contested or shown.changes):
        return None
    return _weight(here, shown, window), shown


def _add(lines: list[Statement], made: Statement) -> None:
    """Add a line; of two claims of one label where one's words hold the other's, the longer line stays."""
    for at, other in enumerate(lines):
        if made.shown == other.shown and (made.text in other.text or other.text in made.text):
            lines[at] = max(made, other, key=lambda line: len(line.text))
            return
    lines.append(made)


def _is_topical(told: Told, window: Window) -> bool:
    """Whether the story as a whole is on the topic: a title or an opening says so."""
    for reading in told.readings.values():
        opening = " ".join(span.of(reading.revision.text) for span in reading.sentences[:2])
        if window.on_topic(f"{reading.revision.title or ''} {opening}"):
            return True
    return False


def _is_about(each: Judged, told: Told, window: Window, is_topical: bool) -> bool:
    found = [one.occurrence for one in each.claim.bearings]
    if not any(window.about(one) for one in found):
        return False
    return is_topical or any(window.on_topic(_sentence(told, one)) for one in found)


def _sentence(told: Told, one: Occurrence) -> str:
    reading = told.readings[one.article_id, one.revision]
    return reading.sentences[one.sentence].of(reading.revision.text)


def _prominence(each: Judged) -> tuple[int, int, int]:
    """What more origins tell comes first, then what stands further up in its article."""
    origins = {one.origin for one in each.claim.bearings if not one.gone}
    return -len(origins), each.lead.occurrence.article_id, each.lead.occurrence.quote.start


def _remarks(told: Told, window: Window) -> Iterator[Remark]:
    for one in told.heard.judged.no_responses:
        reading = told.readings.get((one.article_id, one.revision))
        if reading is not None and window.about(one):
            found = attribution_of(one, reading)
            if found is not None:
                yield no_response(reading, found)


def _weight(here: Sequence[Judged], shown: Story, window: Window) -> float:
    """New origins and changes weigh most; a story of many reports stands before one of few."""
    fresh = {one.origin for each in here for one in each.claim.bearings if one.at >= window.since}
    return 3 * len(shown.changes) + 2 * len(fresh) + len(shown.confirmed) + 0.1 * len(here)


def _quotes(story: Story) -> Iterator[tuple[str, int]]:
    statements = (*story.confirmed, *story.reported, *story.contested)
    for quotes in (*(made.quotes for made in statements), *(made.quotes for made in story.changes)):
        yield from ((each.outlet, each.article_id) for each in quotes)

"""An edition: the stories of a window in their parts, with what changed, made of the ledger alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from bot.claims.grouping import joinable
from bot.claims.judgement import Judged, Judgement
from bot.claims.ledger import Heard
from bot.desk.changes import changes, is_news
from bot.desk.remarks import no_response
from bot.desk.stating import attribution_of, stated
from bot.news.answer import Remark, Statement
from bot.news.article import Appearance
from bot.news.attribution import Reading
from bot.news.claim import PART, Occurrence, Part
from bot.news.digest import MAY_GO, Digest, Older, Story
from bot.news.shown import folded
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
    """What an edition is about: from when until when, which places, which words, whose articles.

    `about` says whether an occurrence belongs to the region, `on_topic` whether a text holds the words, and
    `takes` whether an outlet's articles count. `late` is what was published before `since` and came after
    the edition that ended then was made.
    """

    since: datetime
    until: datetime
    about: Callable[[Occurrence], bool] = lambda _: True
    on_topic: Callable[[str], bool] = lambda _: True
    takes: Callable[[str], bool] = lambda _: True
    region: str | None = None
    topic: str | None = None
    late: frozenset[Appearance] = frozenset()

    def is_new(self, article_id: int, at: datetime) -> bool:
        """Whether what an article says from a moment on is of this time, or came late for the last one."""
        return at >= self.since or (article_id, at) in self.late


@dataclass(frozen=True, slots=True)
class _Made:
    """A story of the edition, its weight, and the outlet and number of each article that it rests on."""

    story: Story
    weight: float
    articles: frozenset[tuple[str, int]]


def edition(
    stories: Iterable[Told],
    window: Window,
    *,
    heaviest: int | None = None,
    lines: int | None = None,
    failing_feeds: Sequence[str] = (),
    left_out: int = 0,
    older: Callable[[], Older | None] = lambda: None,
    alike: bool = True,
) -> Digest:
    """The digest of some stories, the heaviest first; those without news are left out.

    The `heaviest` are told, and of each part of a story the foremost `lines`; null means all. `left_out`
    counts the stories that were not given; `older` is asked for a story from before only when none is left.
    Which claims are `alike` takes a while to find, and only who arranges them asks for it.
    """
    found = [one for told in stories if (one := _story(told, window, lines, alike=alike)) is not None]
    found.sort(key=lambda each: (-each.weight, each.story.story_id))
    made = found[:heaviest]
    articles = {article for each in made for article in each.articles}
    return Digest(
        window.region,
        window.topic,
        window.since,
        window.until,
        window.until,
        outlets=len({outlet for outlet, _ in articles}),
        articles=len(articles),
        stories=tuple(each.story for each in made),
        failing_feeds=tuple(failing_feeds),
        left_out=left_out + len(found) - len(made),
        older=None if made else older(),
    )


def named(told: Told, window: Window) -> Older | None:
    """How a story is called, if any of it belongs to the window's region and topic."""
    if not _here(told, window):
        return None
    name = told.heard.name
    return Older(name.text, name.outlet, max(told.heard.docket.moments.values()))


def _story(told: Told, window: Window, lines: int | None, *, alike: bool) -> _Made | None:
    """The story in its parts; null when nothing in it is new and about the region."""
    judged = told.heard.judged
    here = _here(told, window)
    parts = _parts(here, told, window)
    said = {part: _said(found, lines, told) for part, found in parts.items()}
    first = [each for each in chain(*parts.values()) if any(each.claim.id in made for made in said.values())]
    name = told.heard.name
    shown = Story(
        told.heard.story.id,
        name.text,
        name.outlet,
        confirmed=tuple(said[Part.CONFIRMED].values()),
        reported=tuple(said[Part.REPORTED].values()),
        contested=tuple(said[Part.CONTESTED].values()),
        remarks=tuple(_remarks(told, window)) if said[Part.CONTESTED] else (),
        changes=changes(here, told.before, judged.updates, window.since, told.readings, window.late),
        alike=_alike(first, told) if alike else frozenset(),
        more=sum(map(len, parts.values())) - len(first),
    )
    if not (shown.confirmed or shown.reported or shown.contested or shown.changes):
        return None
    return _Made(shown, _weight(here, shown, window), frozenset(_articles(here)))


def _said(found: Sequence[Judged], lines: int | None, told: Told) -> Mapping[str, Statement]:
    """The claims of a part that are told, in their order and by their ids; what one line holds counts once.

    What is confirmed or in doubt goes before what one side alone tells.
    """
    said: dict[str, Statement] = {}
    for each in sorted(found, key=lambda one: one.verdict.status in MAY_GO):
        made = stated(each, told.readings)
        if lines is not None and len(folded([*said.values(), made])) > lines:
            break
        said[each.claim.id] = made
    return {each.claim.id: said[each.claim.id] for each in found if each.claim.id in said}


def _parts(here: Iterable[Judged], told: Told, window: Window) -> Mapping[Part, Sequence[Judged]]:
    """The claims that are news, in the order they are told; a figure that rose is told by its newest."""
    risen = {update.old for update in told.heard.judged.updates}
    parts: dict[Part, list[Judged]] = {part: [] for part in Part}
    news = [each for each in here if is_news(each, window.since, window.late)]
    for each in sorted(news, key=lambda one: _prominence(one, told)):
        status = each.verdict.status
        if status is not None and each.claim.id not in risen:
            parts[PART[status]].append(each)
    return parts


def _alike(claims: Sequence[Judged], told: Told) -> frozenset[frozenset[str]]:
    """The pairs of claims that nothing tells apart."""
    said = [[one.occurrence for one in each.claim.bearings] for each in claims]
    found = joinable(said, told.heard.docket.path)
    return frozenset(frozenset((claims[one].claim.id, claims[other].claim.id)) for one, other in found)


def _here(told: Told, window: Window) -> list[Judged]:
    """The claims that belong to the region and the topic."""
    is_topical = _is_topical(told, window)
    return [each for each in told.heard.judged.claims if _is_about(each, told, window, is_topical)]


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


def _prominence(each: Judged, told: Told) -> tuple[int, bool, bool, float, int]:
    """What more origins tell comes first, then opening paragraphs, numbers and names, and what is newer."""
    one, said = each.lead.occurrence, each.lead.occurrence.proposition
    before = told.readings[one.article_id, one.revision].revision.text[: one.quote.start]
    origins = {bearing.origin for bearing in each.claim.bearings if not bearing.gone}
    is_colour = not (said.numbers or said.names)
    return -len(origins), "\n" in before.strip(), is_colour, -each.lead.at.timestamp(), one.quote.start


def _remarks(told: Told, window: Window) -> Iterator[Remark]:
    docket = told.heard.docket
    for one in told.heard.judged.no_responses:
        reading = told.readings.get((one.article_id, one.revision))
        is_hidden = str(one.article_id) in docket.hidden
        is_new = window.is_new(one.article_id, docket.since(one))
        if reading is None or is_hidden or not is_new or not window.about(one):
            continue
        found = attribution_of(one, reading)
        if found is not None:
            yield no_response(reading, found)


def _weight(here: Sequence[Judged], shown: Story, window: Window) -> float:
    """New origins and changes weigh most; a story of many reports stands before one of few."""
    fresh = {
        one.origin
        for each in here
        for one in each.claim.bearings
        if window.is_new(one.occurrence.article_id, one.at)
    }
    return 3 * len(shown.changes) + 2 * len(fresh) + len(shown.confirmed) + 0.1 * len(here)


def _articles(here: Iterable[Judged]) -> Iterator[tuple[str, int]]:
    """The outlet and number of every article that bears on these claims."""
    for each in here:
        for one in each.claim.bearings:
            if not one.hidden:
                yield one.occurrence.outlet, one.occurrence.article_id

"""The ledger on the samples: news found at a glance, and earlier statuses without reading anything again."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import pytest

from bot.app import App
from bot.claims.ledger import Heard
from bot.commands.demo import AS_OF, sample_app
from bot.news.story import Story

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with sample_app(tmp_path_factory.mktemp("samples")) as app:
        yield app


def within(app: App, region: str) -> set[str]:
    wanted = app.gazetteer.resolve(region).id
    return {
        place
        for heard in app.ledger.hear(app.ledger.stories(AS_OF - 30 * DAY, AS_OF), AS_OF)
        for one in heard.docket.occurrences
        for place in one.proposition.places
        if app.gazetteer.contains(wanted, place)
    }


def by_hearing_all(app: App, since: datetime, until: datetime, outlet: str, places: set[str]) -> list[Story]:
    """The stories with news of the places, found by reading all that is stored of them."""
    stories = app.ledger.stories(since, until)
    heard = [
        each for each in app.ledger.hear(stories, until, lambda name: name != outlet) if new(each, since)
    ]
    told = [
        each
        for each in heard
        if any(places.intersection(one.proposition.places) for one in each.docket.occurrences)
    ]
    return [each.story for each in sorted(told, key=lambda each: -new(each, since))]


def new(heard: Heard, since: datetime) -> int:
    return len({article for (article, _), at in heard.docket.moments.items() if at >= since})


@pytest.mark.parametrize("outlet", ["", "Harbour Herald"])
@pytest.mark.parametrize(("ago", "days"), [(0, 1), (0, 30), (2, 2), (3, 1), (40, 1)])
@pytest.mark.parametrize("region", ["Duvrin", "Tessen", "Karvenia"])
def test_a_glance_finds_what_reading_everything_finds(
    app: App, region: str, ago: int, days: int, outlet: str
) -> None:
    until = AS_OF - ago * DAY
    since, places = until - days * DAY, within(app, region)

    def about(told: Sequence[str]) -> bool:
        return not places.isdisjoint(told)

    found = app.ledger.newsworthy(since, until, takes=lambda name: name != outlet, about=about)
    assert list(found) == by_hearing_all(app, since, until, outlet, places)


def test_something_is_newsworthy(app: App) -> None:
    assert len(app.ledger.newsworthy(AS_OF - 30 * DAY, AS_OF)) > 5


@pytest.mark.parametrize("ago", [1, 2, 3, 4, 30])
def test_statuses_of_an_earlier_moment_are_those_that_stood_then(app: App, ago: int) -> None:
    stories = app.ledger.stories(AS_OF - 30 * DAY, AS_OF)
    moment = AS_OF - ago * DAY
    then = {heard.story.id: heard.judged for heard in app.ledger.hear(stories, moment)}
    for heard in app.ledger.hear(stories, AS_OF):
        earlier = heard.judged_at(moment)
        if heard.story.id in then:
            verdicts = [(one.claim, one.verdict) for one in then[heard.story.id].claims]
            assert [(one.claim, one.verdict) for one in earlier.claims] == verdicts
        else:
            assert earlier.claims == ()

"""Following the news: feeds that are due are polled, and articles of running stories are read again."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from bot.ingest.document import Details
from bot.ingest.intake import Intake
from bot.ingest.keep import Result
from bot.ingest.rhythm import is_running, next_reread
from bot.store.engine import Store
from bot.store.feeds import Feed
from bot.store.fetches import Page

REREADS_AT_ONCE = 10
"""Articles read again in one round; the others wait for the next."""


def followed(store: Store, rows: Iterable[Mapping[str, str]], now: datetime) -> tuple[Feed, ...]:
    """The feeds of the store; those of `desk.toml` are put there when they are new or named otherwise."""
    known = {feed.url: feed for feed in store.feeds.all()}
    for row in rows:
        feed = known.get(row["url"])
        if feed is None or row.get("outlet") not in (None, feed.outlet):
            store.feeds.add(row["url"], row.get("outlet"), None, now)
    return store.feeds.all()


def poll_due(store: Store, intake: Intake, now: datetime) -> Generator[Result]:
    """Poll the feeds that are due; one that fails does not stop the others."""
    for feed in store.feeds.due(now):
        yield from intake.web.poll(feed, Details())


def reread_due(store: Store, intake: Intake, now: datetime) -> Iterator[Result]:
    """Read the articles again that are due for it, and none any more whose stories are over.

    The next time is set before an article is fetched: a page that breaks the reader cannot hold up others,
    and of several processes one reads it.
    """
    pages = store.fetches.due(now, REREADS_AT_ONCE)
    over = _over(store, pages, now)
    for page in pages:
        again = None if page.article_id in over else next_reread(page.added_at, now)
        if store.fetches.move_on(page, again) and page.article_id not in over:
            yield intake.web.reread(page)


def _over(store: Store, pages: Sequence[Page], now: datetime) -> set[int]:
    """The articles none of whose stories goes on; one that is in no story yet may be part of one.

    Whether a story goes on for an article that a workspace has added is decided by what that one sees.
    """
    over: set[int] = set()
    for team_id in {page.team_id for page in pages}:
        own = {page.article_id for page in pages if page.team_id == team_id}
        held = store.stories.of_articles(own, team_id)
        stories = store.stories.many({each for ids in held.values() for each in ids}, team_id)
        running = {story.id for story in stories if is_running(story.last, now)}
        over |= {article_id for article_id, ids in held.items() if not running & set(ids)}
    return over

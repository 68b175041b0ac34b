"""Pages and feeds from the web to the store."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import MissingPageError, PolicyError, TargetError
from bot.ingest import policy
from bot.ingest.boilerplate import is_cut
from bot.ingest.document import Details, Document
from bot.ingest.encoding import decode, is_binary
from bot.ingest.feeds import Channel, Entry, discover, looks_like_feed, read_feed
from bot.ingest.fetch import Fetcher, Reply
from bot.ingest.keep import Keeper, Result, refused
from bot.ingest.rhythm import LOOKED_FOR_AGAIN, gap_between, next_poll, next_reread
from bot.ingest.urls import canonical, host_of, is_home, is_within, problem_of, shown
from bot.news.article import Revision, Via
from bot.store.feeds import Feed, Poll
from bot.store.fetches import Fetch, Page

_PATIENCE = 30  # times what one page may take: all the time that the pages of one feed get
LEASE = timedelta(minutes=5)
"""How long a poll keeps others off without a sign of life: an entry must be read within that time."""


@dataclass(frozen=True, slots=True)
class _Carrier:
    """A feed as the source of its entries: `name` is what the operator, else the feed itself calls it."""

    name: str
    host: str
    details: Details


_LATER = "The pages of this feed took too long; this one is left for the next time."


class Web:
    """One run's reading of the web."""

    def __init__(self, keeper: Keeper, fetcher: Fetcher) -> None:
        self._keeper = keeper
        self._store = keeper.store
        self._fetcher = fetcher

    def close(self) -> None:
        """Close the connections."""
        self._fetcher.close()

    def take(self, url: str, details: Details) -> Iterator[Result]:
        """Take in a page, or the entries of a feed: its content tells which it is.

        What is not known as a feed needs the permission that a page needs, before anything is fetched.
        """
        problem = problem_of(url)
        if problem:
            yield refused(url, TargetError(f"{shown(url)} {problem}.", subject=url))
            return
        feed = self._store.feeds.get(url)
        if feed is not None:
            yield from self.poll(feed, details)
            return
        self._keeper.make_room(details.outlet, canonical(url))
        try:
            reply, known = self._fetched(url, Via.PAGE, details.outlet)
            if reply.status == 304:
                yield Result(url, "unchanged", known.article_id if known else None)
            elif looks_like_feed(reply.body):
                yield from self._entries(url, reply, read_feed(reply.body, reply.url), details)
            else:
                yield self._page(_document(url, reply), reply, details)
        except TargetError as error:
            yield refused(url, error)

    def take_page(self, url: str, details: Details) -> Result:
        """Take in one page for the workspace of `details`, unless everyone has it already.

        It is asked for whatever is remembered: what another workspace has must not be "not modified" here.
        """
        problem = problem_of(url)
        if problem:
            return refused(url, TargetError(f"{shown(url)} {problem}.", subject=url))
        known = self._store.articles.shared_at(canonical(url))
        if known is not None:
            return Result(url, "unchanged", known)
        try:
            reply, _ = self._fetched(url, Via.PAGE, details.outlet, conditional=False)
            if looks_like_feed(reply.body):
                raise TargetError(f"{url} is a feed, not an article.", subject=url)
            return self._page(_document(url, reply), reply, details)
        except TargetError as error:
            return refused(url, error)

    def poll(self, feed: Feed, details: Details) -> Iterator[Result]:
        """Take in what is new in a followed feed, and note in the store how it went.

        Pages that are known are left to `reread`. Of several processes only one polls a feed at a time.
        """
        held = self._keeper.now() + LEASE
        if not self._store.feeds.lease(feed, held - LEASE, held):
            yield Result(feed.url, "unchanged", reason=f"Another process reads {feed.url}.")
            return
        try:
            for result in self._polled(feed, replace(details, outlet=details.outlet or feed.outlet)):
                yield result
                until = self._keeper.now() + LEASE
                if not self._store.feeds.extend(feed, held, until):
                    return
                held = until
        finally:
            self._store.feeds.extend(feed, held, self._keeper.now())

    def reread(self, page: Page) -> Result:
        """Read an article again for corrections: a text that has changed becomes a revision of it.

        That its page is not there any more is kept, until it is.
        """
        try:
            reply = self._there(page)
            known = self._store.articles.newest(page.article_id)
            if reply.status == 304 or known is None:
                return Result(page.url, "unchanged", page.article_id)
            document = _corrected(_document(page.url, reply), known)
            address = document.canonical_url or canonical(reply.url)
            if self._store.articles.at(address, page.team_id) != page.article_id:
                raise TargetError(f"{page.url} shows another article now.", subject=page.url)
            return self._page(document, reply, Details(outlet=page.outlet, team_id=page.team_id))
        except TargetError as error:
            return refused(page.url, error)

    def _there(self, page: Page) -> Reply:
        """What an article's page shows now. Raises: MissingPageError, which is kept; TargetError."""
        try:
            reply, _ = self._fetched(page.url, Via.PAGE, page.outlet, team_id=page.team_id)
            if is_home(reply.url) and not is_home(page.url):
                raise MissingPageError(f"{page.url} leads to its site's front page now.", subject=page.url)
        except MissingPageError as error:
            now = self._keeper.now()
            self._store.fetches.missed(page, now, None if error.for_good else now + LOOKED_FOR_AGAIN)
            raise
        if page.missing_at is not None:
            self._store.fetches.found(page)
        return reply

    def find_feed(self, url: str, outlet: str | None) -> tuple[str, Channel]:
        """The feed at an address, or the one that the page there names: its address and what it holds.

        Raises: TargetError when there is none.
        """
        reply, _ = self._fetched(url, Via.FEED, outlet, conditional=False)
        if looks_like_feed(reply.body):
            return url, read_feed(reply.body, reply.url)
        named = discover(reply.body, reply.url, reply.charset)
        if named is None:
            raise TargetError(f"{url} is not a feed, and as a page it names none.", subject=url)
        found, _ = self._fetched(named, Via.FEED, outlet, conditional=False)
        return named, read_feed(found.body, found.url)

    def _polled(self, feed: Feed, details: Details) -> Iterator[Result]:
        channel = None
        try:
            reply, _ = self._fetched(feed.url, Via.FEED, details.outlet)
            if reply.status == 304:
                yield Result(feed.url, "unchanged", reason="The feed has not changed.")
            else:
                channel = read_feed(reply.body, reply.url)
                yield from self._entries(feed.url, reply, channel, details, known_pages=False)
        except TargetError as error:
            self._store.feeds.polled(feed.url, _went(feed, self._keeper.now(), None, str(error)))
            yield refused(feed.url, error)
        else:
            self._store.feeds.polled(feed.url, _went(feed, self._keeper.now(), channel))

    def _fetched(
        self,
        url: str,
        via: Via,
        outlet: str | None,
        *,
        conditional: bool = True,
        team_id: str | None = None,
    ) -> tuple[Reply, Fetch | None]:
        def permit(address: str) -> None:
            policy.check(self._keeper.outlets, via, name=outlet, url=address)

        known = self._store.fetches.get(url, team_id) if conditional else None
        if known is None:
            return self._fetcher.get(url, permit), None
        reply = self._fetcher.get(url, permit, etag=known.etag, last_modified=known.last_modified)
        return reply, known

    def _remember(self, url: str, reply: Reply, article_id: int | None, team_id: str | None = None) -> None:
        now = self._keeper.now()
        reread_at = None if article_id is None else next_reread(now, now)
        self._store.fetches.save(
            Fetch(url, reply.etag, reply.last_modified, now, article_id, reread_at, team_id)
        )

    def _page(self, document: Document, reply: Reply, details: Details) -> Result:
        result = self._keeper.keep(document, details)
        if result.article_id is not None:
            self._remember(document.target, reply, result.article_id, details.team_id)
        return result

    def _entries(
        self, url: str, reply: Reply, channel: Channel, details: Details, *, known_pages: bool = True
    ) -> Iterator[Result]:
        """Take in what a feed has; pages that were read before are read again only with `known_pages`."""
        host = host_of(reply.url)
        carrier = _Carrier(details.outlet or channel.title or host, host, details)
        until_s = self._fetcher.spent_s + _PATIENCE * self._fetcher.timeout_s
        complete = True
        for number, entry in enumerate(channel.entries, 1):
            if details.outlet is not None and entry.url is not None:
                self._keeper.make_room(details.outlet, canonical(entry.url))
            known = None if known_pages or entry.url is None else self._store.fetches.get(entry.url)
            if known is not None and known.article_id is not None:
                result = Result(known.url, "unchanged", known.article_id)
            else:
                tired = self._fetcher.spent_s >= until_s
                result = self._entry(f"{url}:{number}", entry, carrier, tired)
            complete = complete and result.status not in {"failed", "skipped"}
            yield result
        if not channel.entries:
            yield Result(url, "unchanged", reason="The feed has no entries.")
        if complete:  # otherwise the feed is read again next time, for what failed
            self._remember(url, reply, None)

    def _entry(self, place: str, entry: Entry, carrier: _Carrier, tired: bool) -> Result:
        """The entry's page where the policy allows pages, else what the feed carries of it.

        Where pages have taken too long already (`tired`) the others are left for the next time.
        """
        if entry.url is None:
            return self._from_feed(place, entry, carrier, None)
        try:
            policy.check(self._keeper.outlets, Via.PAGE, name=carrier.name, url=entry.url)
        except PolicyError:
            return self._from_feed(entry.url, entry, carrier, None)
        try:
            if tired:
                raise TargetError(_LATER, subject=entry.url, retry=True)
            reply, known = self._fetched(entry.url, Via.PAGE, carrier.name)
            if reply.status == 304:
                return Result(entry.url, "unchanged", known.article_id if known else None)
            document = _document(entry.url, reply)
        except TargetError as error:
            return self._from_feed(entry.url, entry, carrier, error)
        return self._page(_completed(document, entry, carrier), reply, carrier.details)

    def _from_feed(self, target: str, entry: Entry, carrier: _Carrier, failure: TargetError | None) -> Result:
        """The feed's text of an entry; it never replaces the text of a page that was stored before."""
        known = self._store.fetches.get(target)
        if known is not None and known.article_id is not None:
            return refused(target, failure) if failure else Result(target, "unchanged", known.article_id)
        if not entry.text or entry.text == entry.title:
            nothing = Result(target, "skipped", reason=f"The feed carries no text of {target}.")
            return refused(target, failure) if failure else nothing
        document = Document(
            target=target,
            text=entry.text,
            via=Via.FEED,
            outlet=carrier.name,
            title=entry.title,
            url=entry.url,
            published=entry.published,
            author=entry.author,
            credited=entry.credited,
            partial=failure is not None or not entry.whole or is_cut(entry.text),
            note=f"Only the feed's text: {failure}" if failure else None,
            host=carrier.host,
        )
        return self._keeper.keep(document, carrier.details)


def _document(url: str, reply: Reply) -> Document:
    if reply.content_type == "text/plain":
        if is_binary(reply.body):
            raise TargetError(f"{url} is not a text.", subject=url)
        text = decode(reply.body, reply.charset).strip()
        if not text:
            raise TargetError(f"{url} is empty.", subject=url)
        return Document(url, text, via=Via.PAGE, url=reply.url, host=host_of(reply.url))
    from bot.ingest.pages import page_document

    read = page_document(reply.body, reply.url, reply.url, via=Via.PAGE, charset=reply.charset)
    return replace(read, target=url)


def _completed(document: Document, entry: Entry, carrier: _Carrier) -> Document:
    """A page's article with what only its feed says.

    A feed from elsewhere that no operator named does not say whose text it is: it could take an article for
    itself, or out of its publisher's family.
    """
    page = document.host or ""
    known = (
        carrier.details.outlet is not None or is_within(page, carrier.host) or is_within(carrier.host, page)
    )
    return replace(
        document,
        title=document.title or entry.title,
        published=document.published or entry.published,
        author=document.author or entry.author,
        outlet=carrier.name if known else document.outlet,
        credited=entry.credited if known else None,
    )


def _corrected(document: Document, known: Revision) -> Document:
    """A page that was read again, with what only an earlier revision says.

    Raises: TargetError when a text that was whole is shown in part now.
    """
    if document.partial and not known.partial:
        raise TargetError(f"{document.target} is shown only in part now.", subject=document.target)
    return replace(
        document,
        title=document.title or known.title,
        published=document.published or known.published,
        author=document.author or known.author,
        credited=known.credited,
    )


def _went(feed: Feed, at: datetime, channel: Channel | None, error: str | None = None) -> Poll:
    """How a poll went, and when the next one is due by what is known of the feed's rhythm."""
    said = [entry.published for entry in channel.entries if entry.published] if channel else []
    published = [each for each in said if each <= at]
    gap, newest = gap_between(published) or feed.gap, max(published, default=feed.newest_at)
    failures = feed.failures + 1 if error else 0
    again = next_poll(feed.url, at, gap=gap, newest=newest, failures=failures)
    return Poll(at, error, channel.title if channel else None, gap, newest, again)

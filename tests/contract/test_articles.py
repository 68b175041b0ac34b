"""Articles, revisions and the change log, on SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier

import pytest
from sqlalchemy.exc import StatementError

from bot.news.article import Incoming, Revision, Via
from bot.news.span import Span
from bot.store.articles import Change, Outcome, Stored
from bot.store.engine import Store, open_store
from bot.store.fetches import Fetch
from bot.store.readings import Read

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
NOTE = Incoming(text="The bridge is closed.", outlet="The Courier", fetched_at=NOON)
PAGE = replace(NOTE, url="https://courier.example/1?from=feed", canonical_url="https://courier.example/1")
OTHER_PAGE = replace(PAGE, canonical_url="https://courier.example/2")
TEAM_PAGE = replace(PAGE, team_id="T1")
AWKWARD = {
    "emoji": "Fire 🔥 and family 👩‍👩‍👧‍👦.",
    "right to left": "‏قالت الوزارة «لا» — ויש גם עברית.",
    "combining": "Café and Café; Żółć.",
    "lines": "One.\r\n\r\nTwo.\rThree.\n\tFour.\u2028Five.\u00a0Six. ",
    "quotes": """O'Neil said "100%" :name \\ %s ${x} '; DROP TABLE articles; --""",
    "a megabyte": "Пожар потушен. " * 70_000,
    "empty": "",
}


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_a_text_comes_back_as_it_went_in(store: Store, text: str) -> None:
    store.articles.add(replace(NOTE, text=text, title=text, author=text))

    assert store.articles.newest(1) == Revision(1, 1, "The Courier", text, NOON, title=text, author=text)


@pytest.mark.parametrize("bad", ["\x00", "\ud800", "x\udfff"])
def test_what_no_database_takes_is_replaced_at_the_same_length(store: Store, bad: str) -> None:
    text = f"Before{bad}after."
    article_id = store.articles.add(replace(PAGE, text=text, title=text, outlet=text)).article_id

    found = store.articles.newest(article_id)

    assert found is not None
    assert found.text == found.title == found.outlet == f"Before{bad[:-1]}\ufffdafter."
    assert store.articles.add(replace(PAGE, text=text)).outcome == "unchanged"


def test_every_field_comes_back(store: Store) -> None:
    kyiv = timezone(timedelta(hours=3))
    whole = replace(
        PAGE,
        via=Via.FEED,
        title="Bridge",
        published=datetime(2026, 3, 9, 1, 30, 0, 123456, tzinfo=kyiv),
        author="A. Writer",
        language="en-a-very-long-private-subtag",
        credited="Wire",
        partial=True,
        team_id="T1",
    )
    store.articles.add(whole)

    found = store.articles.revision(1, 1)

    assert found == Revision(
        article_id=1,
        number=1,
        outlet="The Courier",
        text="The bridge is closed.",
        fetched_at=NOON,
        title="Bridge",
        url="https://courier.example/1?from=feed",
        published=datetime(2026, 3, 8, 22, 30, 0, 123456, tzinfo=UTC),
        author="A. Writer",
        language="en-a-very-long-private-subtag",
        credited="Wire",
        partial=True,
        team_id="T1",
    )
    assert found.published is not None
    assert found.published.tzinfo is UTC


def test_a_time_without_zone_is_refused_and_nothing_is_stored(store: Store) -> None:
    with pytest.raises(StatementError, match="without zone"):
        store.articles.add(replace(NOTE, published=NOON.replace(tzinfo=None)))

    assert store.articles.counts() == (0, 0)
    assert store.articles.last_change() == 0


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        pytest.param(PAGE, PAGE, "unchanged", id="same page, same text"),
        pytest.param(PAGE, replace(PAGE, url="https://courier.example/1#a"), "unchanged", id="canonical"),
        pytest.param(PAGE, replace(PAGE, text="It is open."), "updated", id="changed page"),
        pytest.param(PAGE, OTHER_PAGE, "duplicate", id="other URL"),
        pytest.param(PAGE, NOTE, "duplicate", id="pasted after"),
        pytest.param(NOTE, PAGE, "duplicate", id="pasted before"),
        pytest.param(NOTE, NOTE, "duplicate", id="pasted twice"),
        pytest.param(NOTE, replace(NOTE, outlet="The Herald"), "stored", id="other outlet"),
        pytest.param(NOTE, replace(NOTE, text="The bridge is closed. "), "stored", id="other text"),
        pytest.param(PAGE, TEAM_PAGE, "stored", id="other workspace"),
        pytest.param(NOTE, replace(NOTE, team_id="T1"), "stored", id="other workspace, no URL"),
        pytest.param(TEAM_PAGE, TEAM_PAGE, "unchanged", id="same workspace"),
    ],
)
def test_what_is_known_is_not_stored_twice(
    store: Store, first: Incoming, second: Incoming, outcome: Outcome
) -> None:
    assert store.articles.add(first) == Stored("stored", 1)
    assert store.articles.add(second) == Stored(outcome, 2 if outcome == "stored" else 1)


def test_revisions_are_appended_and_never_replaced(store: Store) -> None:
    store.articles.add(replace(PAGE, title="Closed"))
    store.articles.add(replace(PAGE, text="It is open.", title="Open", fetched_at=LATER))
    store.articles.add(replace(PAGE, fetched_at=LATER))

    found = store.articles.revisions(1)

    assert [(one.number, one.text, one.title, one.fetched_at) for one in found] == [
        (1, "The bridge is closed.", "Closed", NOON),
        (2, "It is open.", "Open", LATER),
        (3, "The bridge is closed.", None, LATER),
    ]
    assert store.articles.newest(1) == found[2]
    assert store.articles.revision(1, 2) == found[1]
    assert store.articles.many([(1, 3), (1, 1), (1, 9), (7, 1)]) == {(1, 1): found[0], (1, 3): found[2]}


def test_the_unknown_is_null_or_empty(store: Store) -> None:
    assert store.articles.newest(1) is None
    assert store.articles.revision(1, 1) is None
    assert store.articles.revisions(1) == ()
    assert store.articles.many([]) == {}
    assert store.articles.changes_since(0) == ()
    assert store.articles.last_change() == 0
    assert store.articles.remove(1, NOON) is False
    assert texts(store) == []


def test_outlets_and_articles_are_counted(store: Store) -> None:
    store.articles.add(PAGE)
    store.articles.add(replace(PAGE, text="It is open."))
    store.articles.add(replace(NOTE, outlet="A Herald"))

    assert store.articles.counts() == (2, 2)
    assert store.articles.outlets() == ("A Herald", "The Courier")


def test_each_write_is_one_line_of_the_change_log(store: Store) -> None:
    store.articles.add(PAGE)
    store.articles.add(PAGE)
    store.articles.add(replace(PAGE, text="It is open."))
    store.articles.add(replace(NOTE, outlet="The Herald"))
    store.articles.remove(1, LATER)

    lines = store.articles.changes_since(0)

    assert [(line.article_id, line.kind) for line in lines] == [
        (1, "stored"),
        (1, "stored"),
        (2, "stored"),
        (1, "removed"),
    ]
    assert [line.seq for line in lines] == sorted({line.seq for line in lines})
    assert store.articles.changes_since(lines[0].seq, limit=2) == lines[1:3]
    assert store.articles.last_change() == lines[3].seq


def test_a_removed_article_leaves_only_its_line(store: Store) -> None:
    store.articles.add(PAGE)
    store.articles.add(replace(PAGE, text="It is open."))
    store.readings.save(1, [(item.row, Read((Span(0, 3),))) for item in store.readings.due(1)])
    store.fetches.save(Fetch("https://courier.example/1", '"tag"', None, NOON, article_id=1))

    assert store.articles.remove(1, LATER) is True

    assert store.articles.counts() == (0, 0)
    assert store.readings.many([1]) == {}
    assert store.fetches.get("https://courier.example/1") is None
    assert store.articles.changes_since(2) == (Change(3, 1, "removed", LATER),)
    assert store.articles.add(PAGE) == Stored("stored", 2)  # an id is never used twice


def test_all_streams_while_others_write(store: Store) -> None:
    for number in range(500):
        store.articles.add(replace(NOTE, text=f"Report {number}."))

    stream = store.articles.all()
    first = next(stream)
    store.articles.add(replace(NOTE, text="Breaking."))

    assert [first.text, *(one.text for one in stream)] == [f"Report {number}." for number in range(500)]


def test_a_stream_left_early_gives_its_connection_back(store: Store) -> None:
    store.articles.add(PAGE)
    for _ in range(30):  # more than the pool holds
        assert next(iter(store.articles.all())).text == "The bridge is closed."

    assert texts(store) == ["The bridge is closed."]


def test_writers_of_one_page_make_one_article(database_url: str, store: Store) -> None:
    writers = 6
    start = Barrier(writers)

    def add(_: int) -> str:
        other = open_store(database_url)
        start.wait()
        outcome = other.articles.add(PAGE).outcome
        other.close()
        return outcome

    with ThreadPoolExecutor(writers) as pool:
        outcomes = sorted(pool.map(add, range(writers)))

    assert outcomes == ["stored"] + ["unchanged"] * (writers - 1)
    assert store.articles.counts() == (1, 1)


def test_a_follower_of_the_change_log_misses_no_line(database_url: str, store: Store) -> None:
    writers, each = 4, 15

    def write(writer: int) -> None:
        for number in range(each):
            store.articles.add(replace(NOTE, text=f"{writer} reports {number}."))

    seen: list[int] = []
    with ThreadPoolExecutor(writers) as pool:
        done = [pool.submit(write, writer) for writer in range(writers)]
        while len(seen) < writers * each and not all(one.done() and one.exception() for one in done):
            finished = all(one.done() for one in done)
            seen += [line.seq for line in store.articles.changes_since(seen[-1] if seen else 0)]
            if finished:
                break

    assert len(seen) == writers * each
    assert [line.seq for line in store.articles.changes_since(0)] == seen


def test_outlets_that_only_a_workspace_has_are_its_own(store: Store) -> None:
    store.articles.add(NOTE)
    store.articles.add(replace(TEAM_PAGE, outlet="Own Notes"))
    assert store.articles.outlets() == ("Own Notes", "The Courier")
    assert store.articles.outlets("T1") == ("Own Notes", "The Courier")
    assert store.articles.outlets("T2") == ("The Courier",)
    assert [store.articles.has_own(team) for team in ("T1", "T2")] == [True, False]


def texts(store: Store) -> list[str]:
    return [revision.text for revision in store.articles.all()]


def test_an_address_that_is_let_go_is_another_articles_next(store: Store) -> None:
    first = store.articles.add(replace(PAGE, outlet="The Gull"))
    store.fetches.save(Fetch("https://courier.example/1", '"1"', None, NOON, first.article_id))
    assert store.articles.holder("https://courier.example/1") == (first.article_id, "The Gull")

    store.articles.release(first.article_id)
    own = store.articles.add(PAGE)

    assert (own.outcome, own.article_id) == ("stored", first.article_id + 1)
    assert store.articles.holder("https://courier.example/1") == (own.article_id, "The Courier")
    assert [one.outlet for one in store.articles.all()] == ["The Gull", "The Courier"]
    assert store.fetches.get("https://courier.example/1") is None
    assert store.articles.add(replace(PAGE, outlet="The Gull")) == Stored("unchanged", own.article_id)


def test_an_address_of_a_workspace_has_no_holder(store: Store) -> None:
    store.articles.add(TEAM_PAGE)
    assert store.articles.holder("https://courier.example/1") is None


@pytest.mark.parametrize(
    ("since_h", "until_h", "appears"), [(-1, 1, True), (-1, 6, True), (1, 6, False), (2, 4, False)]
)
def test_what_is_dated_ahead_appears_when_it_was_first_read(
    store: Store, since_h: int, until_h: int, appears: bool
) -> None:
    store.articles.add(replace(NOTE, published=NOON + timedelta(hours=3)))
    since, until = NOON + timedelta(hours=since_h), NOON + timedelta(hours=until_h)
    assert bool(store.articles.appeared(since, until)) == appears

"""`copydesk ingest`, `copydesk feeds` and `copydesk outlets`."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.app import App, open_app
from bot.commands import feeds, ingest
from bot.errors import ConfigError, CopydeskError, TargetError
from tests.fakes.web import LOOPBACK, FakeWeb, article_html, rss

TEXT = "Six people were hurt in Orlov on Monday. Two schools were damaged."


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_url: str) -> None:
    """A folder of the test's own, without `.env` and `desk.toml`, and a database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    """The command as a user calls it; an error they can act on is one line and its exit code."""
    app = typer.Typer()
    ingest.register(app)
    result = CliRunner().invoke(app, arguments, input=stdin)
    if isinstance(result.exception, CopydeskError):
        result.exit_code = result.exception.exit_code
    elif result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def taken(app: App, capsys: pytest.CaptureFixture[str], *targets: str, outlet: str | None = None) -> str:
    """What ingest prints of pages on loopback."""
    ingest.take_in(app, list(targets), ingest.details_of(list(targets), outlet, None, None), False, LOOPBACK)
    printed = capsys.readouterr()
    return printed.out + printed.err


def test_a_file_is_one_line_for_a_person(tmp_path: Path) -> None:
    Path("a.txt").write_text(f"Shells fall on Orlov\n\n{TEXT}")

    result = run("ingest", "a.txt", "--outlet", "The Courier", "--published", "2026-03-09")

    assert result.stdout == "stored    article 1 · The Courier · “Shells fall on Orlov”\n"
    assert (result.stderr, result.exit_code) == ("", 0)
    with open_app() as app:
        found = app.store.articles.newest(1)
    assert found is not None
    assert (found.text, str(found.published)) == (TEXT, "2026-03-09 00:00:00+00:00")
    assert found.language == "en"


def test_json_lines_say_what_became_of_each() -> None:
    Path("a.txt").write_text(TEXT)
    Path("copy.txt").write_text(TEXT)

    result = run("ingest", "a.txt", "copy.txt", "nowhere.txt", "--outlet", "The Courier", "--json")

    assert rows(result) == [
        {"target": "a.txt", "status": "stored", "article_id": 1, "reason": None},
        {"target": "copy.txt", "status": "duplicate", "article_id": 1, "reason": None},
        {
            "target": "nowhere.txt",
            "status": "failed",
            "article_id": None,
            "reason": "nowhere.txt does not exist.",
        },
    ]
    assert result.exit_code == 1


def test_failures_are_named_on_standard_error_and_the_others_are_stored() -> None:
    Path("empty.txt").touch()
    Path("binary.txt").write_bytes(b"\x89PNG\0\0")
    Path("bare.html").write_text("<html><body><nav>Home</nav></body></html>")
    Path("a.txt").write_text(TEXT)

    result = run("ingest", "empty.txt", "binary.txt", "bare.html", "a.txt", "--outlet", "The Courier")

    assert result.stderr.splitlines() == [
        "failed    empty.txt is empty.",
        "failed    binary.txt is not a text file.",
        "failed    No article was found in bare.html.",
    ]
    assert result.stdout.splitlines() == [
        "stored    article 1 · The Courier · a.txt",
        "1 stored · 3 failed",
    ]
    assert result.exit_code == 1


def test_an_address_given_to_a_file_makes_its_changes_revisions() -> None:
    arguments = ("--outlet", "The Courier", "--url", "https://courier.example/a?utm_source=x", "--json")
    Path("a.txt").write_text(TEXT)
    run("ingest", "a.txt", *arguments)
    Path("a.txt").write_text(f"{TEXT} The toll rose.")
    assert [row["status"] for row in rows(run("ingest", "a.txt", *arguments))] == ["updated"]
    assert [row["status"] for row in rows(run("ingest", "a.txt", *arguments))] == ["unchanged"]


def test_a_title_cannot_play_with_the_terminal() -> None:
    row = {"text": TEXT, "title": "Shells\x1b[2J\n\ud800fall", "author": "\ud800", "outlet": "The\0 Courier"}
    Path("a.jsonl").write_text(json.dumps(row))
    assert run("ingest", "a.jsonl").stdout == "stored    article 1 · The Courier · “Shells [2J �fall”\n"
    assert rows(run("ingest", "a.jsonl", "http://\udcff/", "--json"))[1]["status"] == "failed"


def test_standard_input_is_read() -> None:
    result = run("ingest", "-", "--outlet", "The Courier", stdin=TEXT)
    assert result.stdout == "stored    article 1 · The Courier · -\n"


def test_without_an_outlet_it_says_so() -> None:
    result = run("ingest", "-", stdin=TEXT)
    assert result.stdout == (
        "stored    article 1 · Unknown outlet · - · No outlet was named; --outlet NAME names it.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a.txt", "b.txt", "--url", "https://courier.example/a"), "give one target"),
        (("articles.jsonl", "--url", "https://courier.example/a"), "give one target"),
        ((".", "--url", "https://courier.example/a"), "give one target"),
        (("https://courier.example/a", "--url", "https://courier.example/b"), "has its own address"),
        (("a.txt", "--url", "courier"), "is not an http or https address"),
        (("a.txt", "--published", "last week"), "--published needs a date or time"),
        (
            ("a.txt", "--published", "2999-01-01"),
            "--published needs a time at which an article can have been",
        ),
        (("a.txt", "--published", "0001-01-01"), "published, not '0001-01-01'."),
        (("a.txt", "--outlet", " "), "--outlet needs a name"),
    ],
)
def test_options_that_cannot_hold_are_refused_before_anything_is_done(
    arguments: tuple[str, ...], words: str
) -> None:
    result = run("ingest", *arguments)
    assert result.exit_code == 2
    assert isinstance(result.exception, ConfigError)
    assert words in str(result.exception)


@pytest.mark.parametrize(
    "arguments", [("ingest",), ("ingest", "a.txt", "--unknown"), ("outlets", "set", "A", "--policy", "x")]
)
def test_wrong_use_is_exit_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_pages_are_fetched_under_the_strict_guard(web: FakeWeb) -> None:
    result = run("ingest", web.page("/a", article_html("Shells fall")))
    assert result.stderr == (
        "failed    127.0.0.1 is at a private or reserved network address, which is never fetched.\n"
    )
    assert result.exit_code == 1


def test_an_unreachable_host_is_said() -> None:
    result = run("ingest", "https://nowhere.invalid/a", "--json")
    assert rows(result)[0]["reason"] == "nowhere.invalid cannot be found; check the address."


def test_a_page_and_a_missing_one(web: FakeWeb, capsys: pytest.CaptureFixture[str]) -> None:
    url = web.page("/a", article_html("Shells fall"))
    with open_app() as app:
        printed = taken(app, capsys, url, web.url("/b"))
    assert printed.splitlines() == [
        "stored    article 1 · The Meridian · “Shells fall”",
        "1 stored · 1 failed",
        f"failed    {web.url('/b')} does not exist (404).",
    ]


def test_never_is_kept_to(web: FakeWeb, capsys: pytest.CaptureFixture[str]) -> None:
    run("outlets", "set", "127.0.0.1", "--policy", "never")
    with open_app() as app:
        printed = taken(app, capsys, web.page("/a", article_html("Shells fall")))
    assert printed == "skipped   The policy of 127.0.0.1 is never: nothing of it may be stored.\n"
    assert not web.requests


def test_outlets_are_described_step_by_step() -> None:
    run("outlets", "set", "The Courier", "--family", "Courier Group", "--policy", "feed-only")
    run("outlets", "set", "The Courier", "--affiliation", "Karelia")
    run("ingest", "-", "--outlet", "another", stdin=TEXT)

    assert run("outlets", "list").stdout.splitlines() == [
        "another · full",
        "The Courier · feed-only · family Courier Group · speaks for Karelia",
    ]
    run("outlets", "set", "The Courier", "--affiliation", "")
    assert rows(run("outlets", "list", "--json"))[1] == {
        "name": "The Courier",
        "family": "Courier Group",
        "affiliation": None,
        "policy": "feed-only",
        "hosts": [],
    }


def test_an_outlets_hosts_are_those_of_the_desk_file_and_of_its_feeds() -> None:
    run("outlets", "set", "The Gull")
    Path("desk.toml").write_text(
        '[[outlets]]\nname = "The Courier"\nhosts = ["courier.example"]\n'
        '[[feeds]]\nurl = "https://feeds.courier.example/a"\noutlet = "The Courier"\n'
        '[[feeds]]\nurl = "https://www.gull.example/a"\noutlet = "The Gull"\n'
    )
    assert run("outlets", "list").stdout.splitlines() == [
        "The Courier · full · at courier.example, feeds.courier.example",
        "The Gull · full · at gull.example",
    ]


def test_an_outlet_of_the_desk_file_is_changed_there() -> None:
    Path("desk.toml").write_text('[[outlets]]\nname = "The Courier"\npolicy = "never"\n')
    result = run("outlets", "set", "The Courier", "--policy", "full")
    assert str(result.exception) == "The Courier stands in desk.toml; change it there."
    assert result.exit_code == 2
    assert run("ingest", "-", "--outlet", "The Courier", stdin=TEXT).stdout.startswith("skipped   ")


OPML = """<opml><body><outline text="A" xmlUrl="https://a.example/feed"/>
<outline text="B" xmlUrl="https://b.example/feed"/></body></opml>"""


def test_feeds_are_imported_listed_and_removed() -> None:
    assert run("feeds", "list").stdout == "No feeds are followed; add one with `copydesk feeds add URL`.\n"
    Path("list.opml").write_text(OPML)

    assert (
        run("feeds", "import", "list.opml").stdout
        == "2 of 2 feeds added; `copydesk feeds poll` reads them.\n"
    )
    assert run("feeds", "import", "-", stdin=OPML).stdout.startswith("0 of 2 feeds added")
    assert [row["title"] for row in rows(run("feeds", "list", "--json"))] == ["A", "B"]
    assert run("feeds", "remove", "https://a.example/feed").exit_code == 0
    assert run("feeds", "list").stdout == "B · https://b.example/feed · not read yet\n"


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (("add", "file:///etc/passwd"), "is not an http or https address", 2),
        (("add", "https://nowhere.invalid/feed"), "cannot be found", 1),
        (("remove", "https://a.example/feed"), "is not followed", 1),
        (("poll", "https://a.example/feed"), "is not followed", 1),
        (("import", "nowhere.opml"), "nowhere.opml cannot be read: No such file or directory", 1),
        (("import", "."), "cannot be read", 1),
    ],
)
def test_what_feeds_cannot_do_is_said(arguments: tuple[str, ...], words: str, code: int) -> None:
    result = run("feeds", *arguments)
    assert result.exit_code == code
    assert words in str(result.exception)


def test_a_feed_is_added_through_its_page_and_polled(
    web: FakeWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    story = web.page("/a", article_html("Shells fall"))
    web.page("/feed", rss(f"<title>Shells fall</title><link>{story}</link>", title="Meridian Online"))
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    home = web.page("/", article_html("Home", head=head))
    with open_app() as app:
        assert feeds.add_feed(app, home, None, LOOPBACK).url == web.url("/feed")
        assert feeds.poll_feeds(app, None, False, LOOPBACK)
    assert capsys.readouterr().out == "stored    article 1 · Meridian Online · “Shells fall”\n"


def test_feeds_of_the_desk_file_are_polled_and_a_broken_one_does_not_stop_them(
    web: FakeWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    story = web.page("/a", article_html("Shells fall"))
    good = web.page("/feed", rss(f"<title>Shells fall</title><link>{story}</link>"))
    broken = web.page("/broken", "no feed", content_type="text/plain")
    Path("desk.toml").write_text(
        f'[[feeds]]\nurl = "{broken}"\n[[feeds]]\nurl = "{good}"\noutlet = "The Courier"\n'
    )
    with open_app() as app:
        assert not feeds.poll_feeds(app, None, True, LOOPBACK)
        assert [row["status"] for row in map(json.loads, capsys.readouterr().out.splitlines())] == [
            "failed",
            "stored",
        ]
        assert {feed.outlet: feed.error for feed in app.store.feeds.all()} == {
            None: f"{broken} is not a feed that can be read.",
            "The Courier": None,
        }
    listed = run("feeds", "list").stdout
    assert f"polls failed: 1, {broken} is not a feed that can be read." in listed
    assert str(run("feeds", "remove", good).exception) == f"{good} stands in desk.toml; take it out there."


def test_a_page_without_a_feed_cannot_be_followed(web: FakeWeb) -> None:
    url = web.page("/", article_html("Home"))
    with open_app() as app, pytest.raises(TargetError, match="is not a feed, and as a page it names none"):
        feeds.add_feed(app, url, None, LOOPBACK)

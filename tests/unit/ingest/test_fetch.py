"""Fetching over loopback: conditional, polite, bounded."""

import gzip
import socket
import zlib
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from bot.errors import PolicyError, TargetError
from bot.ingest.fetch import Fetcher
from tests.fakes.web import LOOPBACK, FakeWeb

AGENT = "CopydeskBot/0.1"
LIMIT = 50_000


def anywhere(_: str) -> None:
    """The outlet's policy allows everything."""


def opened(timeout_s: float = 10) -> Fetcher:
    return Fetcher(AGENT, timeout_s, LIMIT, LOOPBACK)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = opened()
    yield made
    made.close()


def failure(fetcher: Fetcher, url: str) -> TargetError:
    with pytest.raises(TargetError) as caught:
        fetcher.get(url, anywhere)
    return caught.value


def test_a_page_comes_with_what_the_server_says_of_it(web: FakeWeb, fetcher: Fetcher) -> None:
    url = web.page(
        "/a", "<p>Hällo</p>", etag='"1"', headers={"Last-Modified": "Mon, 09 Mar 2026 10:00:00 GMT"}
    )

    reply = fetcher.get(url, anywhere)

    assert (reply.status, reply.url, reply.body.decode()) == (200, url, "<p>Hällo</p>")
    assert (reply.content_type, reply.charset) == ("text/html", "utf-8")
    assert (reply.etag, reply.last_modified) == ('"1"', "Mon, 09 Mar 2026 10:00:00 GMT")


def test_it_names_itself_and_carries_no_cookies(web: FakeWeb, fetcher: Fetcher) -> None:
    url = web.page("/a", "text", headers={"Set-Cookie": "id=1"})

    fetcher.get(url, anywhere)
    fetcher.get(url, anywhere)

    assert {request.headers["User-Agent"] for request in web.requests} == {AGENT}
    assert not any("Cookie" in request.headers for request in web.requests)


def test_validators_make_it_conditional(web: FakeWeb, fetcher: Fetcher) -> None:
    url = web.page("/a", "text", etag='"1"')

    assert fetcher.get(url, anywhere, etag='"1"').status == 304
    assert fetcher.get(url, anywhere, etag='"0"').status == 200


@pytest.mark.parametrize(
    ("status", "words", "retry"),
    [
        (304, "could not be had (304)", False),
        (401, "after signing in", False),
        (403, "is not shown to us", False),
        (404, "does not exist", False),
        (410, "has been taken down", False),
        (418, "could not be had (418)", False),
        (429, "try again later", True),
        (451, "withheld for legal reasons", False),
        (500, "has a fault of its own", True),
        (503, "has a fault of its own", True),
    ],
)
def test_statuses_are_said_in_words(
    web: FakeWeb, fetcher: Fetcher, status: int, words: str, retry: bool
) -> None:
    error = failure(fetcher, web.page("/a", "", status=status))
    assert words in str(error)
    assert error.retry is retry


def test_robots_txt_is_asked_once_and_kept_to(web: FakeWeb, fetcher: Fetcher) -> None:
    web.page("/robots.txt", "User-agent: CopydeskBot\nDisallow: /private", content_type="text/plain")
    private, public = web.page("/private/a", "secret"), web.page("/public", "text")

    with pytest.raises(PolicyError, match=r"robots\.txt"):
        fetcher.get(private, anywhere)
    assert fetcher.get(public, anywhere).status == 200
    assert (web.hits("/robots.txt"), web.hits("/private/a")) == (1, 0)


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_missing_robots_txt_allows_and_a_broken_one_does_not(
    web: FakeWeb, fetcher: Fetcher, status: int, allowed: bool
) -> None:
    web.page("/robots.txt", "", status=status)
    url = web.page("/a", "text")
    if allowed:
        assert fetcher.get(url, anywhere).status == 200
    else:
        assert isinstance(failure(fetcher, url), PolicyError)


def test_redirects_are_followed_and_each_is_checked(web: FakeWeb, fetcher: Fetcher) -> None:
    web.page("/end", "text")
    web.redirect("/two", web.named(web.url("/end")))
    url = web.redirect("/one", "/two")
    asked: list[str] = []

    reply = fetcher.get(url, asked.append)

    assert reply.url == web.named(web.url("/end"))
    assert asked == [url, web.url("/two"), web.named(web.url("/end"))]
    assert web.hits("/robots.txt") == 2  # two names are two sites


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("file:///etc/passwd", "redirects to something that is not a web address"),
        ("http://user:secret@127.0.0.1/", "redirects to something that is not a web address"),
        ("http://10.0.0.1/", "private or reserved"),
        ("http://169.254.169.254/latest/meta-data/", "private or reserved"),
        ("/loop", "redirects more than 5 times"),
        ("", "redirects to something that is not a web address"),
    ],
)
def test_redirects_lead_nowhere_they_should_not(
    web: FakeWeb, fetcher: Fetcher, location: str, words: str
) -> None:
    assert words in str(failure(fetcher, web.redirect("/loop", location)))


def test_the_strict_guard_refuses_loopback(web: FakeWeb) -> None:
    strict = Fetcher(AGENT, 10, LIMIT)
    for url in (web.url("/a"), web.named(web.url("/a"))):
        assert "private or reserved" in str(failure(strict, url))
    assert not web.requests


def test_the_connection_goes_to_the_address_that_was_checked(
    web: FakeWeb, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server could answer differently the second time; a connection asks it once."""
    answers = [[(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]] * 2  # robots.txt, page
    real = socket.getaddrinfo

    def rebinding(host: str, *rest: Any, **named: Any) -> Any:
        return answers.pop() if host == "rebind.example" else real(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    url = web.page("/a", "text").replace("127.0.0.1", "rebind.example")
    assert fetcher.get(url, anywhere).status == 200
    assert web.requests[-1].headers["Host"].startswith("rebind.example:")
    assert not answers


def test_too_much_is_refused(web: FakeWeb, fetcher: Fetcher) -> None:
    assert fetcher.get(web.page("/fits", "x" * LIMIT), anywhere).status == 200
    assert "larger than 50,000 bytes" in str(failure(fetcher, web.page("/large", "x" * (LIMIT + 1))))


def test_compressed_pages_are_inflated(web: FakeWeb, fetcher: Fetcher) -> None:
    for path, body in (("/gzip", gzip.compress(b"text" * 99)), ("/zlib", zlib.compress(b"text" * 99))):
        url = web.page(path, body, headers={"Content-Encoding": "gzip"})
        assert fetcher.get(url, anywhere).body == b"text" * 99


def test_a_compression_bomb_meets_the_limit(web: FakeWeb, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    url = web.page("/bomb", bomb, headers={"Content-Encoding": "gzip"})
    assert "larger than" in str(failure(fetcher, url))


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(b"not gzip", "gzip"), (gzip.compress(b"text" * 999, mtime=0)[:-9], "gzip"), (b"x", "br")],
    ids=["not gzip", "cut off", "not asked for"],
)
def test_damaged_compression_is_said(web: FakeWeb, fetcher: Fetcher, body: bytes, encoding: str) -> None:
    url = web.page("/a", body, headers={"Content-Encoding": encoding})
    assert "sent an answer that cannot be read" in str(failure(fetcher, url))


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4", "application/octet-stream"])
def test_other_kinds_are_refused(web: FakeWeb, fetcher: Fetcher, kind: str) -> None:
    assert f"is {kind}, not a page" in str(failure(fetcher, web.page("/a", b"x", content_type=kind)))


def test_a_page_that_never_ends_is_left_in_time(web: FakeWeb) -> None:
    url = web.dripping("/slow")
    fetcher = opened(timeout_s=0.5)
    error = failure(fetcher, url)
    fetcher.close()
    assert "did not answer in full within 0.5 seconds" in str(error)
    assert error.retry


def test_nobody_listening_is_said(fetcher: Fetcher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/a"
        assert "cannot be reached" in str(failure(fetcher, url))


def test_an_unknown_host_is_said(fetcher: Fetcher) -> None:
    assert str(failure(fetcher, "http://nowhere.invalid/a")) == (
        "nowhere.invalid cannot be found; check the address."
    )


def _greet(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.sendall(b"220 mail.example ESMTP\r\n")
        connection.recv(1000)


def test_what_is_not_http_is_said(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        port = server.getsockname()[1]
        talker = Thread(target=_greet, args=[server])
        talker.start()
        error = failure(fetcher, f"http://127.0.0.1:{port}/a")
        talker.join()
    assert "sent an answer that cannot be read" in str(error)


def test_policy_is_asked_before_anything_is_fetched(web: FakeWeb, fetcher: Fetcher) -> None:
    def never(url: str) -> None:
        raise PolicyError("No.", subject=url)

    with pytest.raises(PolicyError, match=r"No\."):
        fetcher.get(web.page("/a", "text"), never)
    assert not web.requests

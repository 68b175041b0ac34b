"""What a hostile server may send: each ends, in little memory, in a sentence or in the article."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from bot.ingest.fetch import Fetcher
from tests.fakes.web import PARAGRAPHS, article_html, rss
from tests.hostile.ingest.conftest import LIMIT_BYTES, Door, OnlyServer
from tests.hostile.ingest.server import Act, Exchange, HostileServer, page, raw, redirect

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
HTML = article_html("Shells fall on Orlov")
TEXT = "\n\n".join(PARAGRAPHS)
LARGE, BROKEN, SLOW = (
    "is larger than 300,000 bytes",
    "sent an answer that cannot be read",
    "did not answer in full",
)
NOTHING, OFF = "No article was found in", "broke the connection off"


def packed(size: int, level: int = 9, wbits: int = 31) -> bytes:
    """Zeros, compressed: gzip, or zlib with `wbits` 15."""
    packer = zlib.compressobj(level, zlib.DEFLATED, wbits)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + packer.flush()


def encoded(body: bytes, *names: bytes) -> Act:
    """A page whose bytes are said to be encoded so."""
    return page(body, *(b"Content-Encoding: " + name for name in names))


def then(*steps: Callable[[Exchange], None]) -> Act:
    """One step of an answer after the other."""

    def act(exchange: Exchange) -> None:
        for step in steps:
            step(exchange)

    return act


def endless(start: bytes, part: bytes, times: int = 1_000_000_000) -> Act:
    """A start, and then the same part again and again."""
    return then(raw(start), lambda exchange: exchange.repeat(part, times))


def reset(exchange: Exchange) -> None:
    """Half a page, and no farewell."""
    exchange.send(OK + b"Content-Length: 5000\r\n\r\n<html>")
    exchange.stop_sending()


GZIPPED = gzip.compress(HTML.encode(), mtime=0)
EMPTY_BLOCKS = b"\0\0\0\xff\xff" * 10_000  # of deflate: bytes that come to nothing
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
CROWD = " ".join(f"a{n}='1'" for n in range(20_000))
LIES = OK + b"Content-Length: "

BODIES: dict[str, tuple[Act, str]] = {
    "gzip bomb": (encoded(packed(100_000_000), b"gzip"), LARGE),
    "deflate bomb": (encoded(packed(100_000_000, wbits=15), b"deflate"), LARGE),
    "gzip in gzip": (encoded(gzip.compress(GZIPPED), b"gzip, gzip"), BROKEN),
    "gzip in gzip, in two headers": (encoded(gzip.compress(GZIPPED), b"gzip", b"gzip"), BROKEN),
    "brotli": (encoded(b"\xff" * 999, b"br"), BROKEN),
    "zstd": (encoded(b"\x28\xb5\x2f\xfd" * 99, b"zstd"), BROKEN),
    "an encoding nobody knows": (encoded(b"x", b"x-lies"), BROKEN),
    "gzip that is none": (encoded(HTML.encode(), b"gzip"), BROKEN),
    "gzip cut off": (encoded(GZIPPED[:-20], b"gzip"), BROKEN),
    "gzip of endless nothing": (
        endless(OK + b"Content-Encoding: gzip\r\n\r\n" + GZIPPED[:10], EMPTY_BLOCKS),
        LARGE,
    ),
    "endless body": (endless(OK + b"\r\n", b"x" * 65_536), LARGE),
    "endless chunks": (endless(CHUNKED, b"10000\r\n" + b"x" * 65_536 + b"\r\n"), LARGE),
    "200 MB": (endless(LIES + b"200000000\r\n\r\n", b"x" * 100_000, 2000), LARGE),
    "endless line of headers": (endless(OK + b"X-Long: ", b"x" * 65_536), BROKEN),
    "flood of headers": (endless(OK, b"X-Header: x\r\n" * 5000), BROKEN),
    "endless status line": (endless(b"HTTP/1.1 200 ", b"x" * 65_536), BROKEN),
    "endless chunk size": (endless(CHUNKED, b"0" * 65_536), BROKEN),
    "chunk of no size": (raw(CHUNKED + b"zz\r\nx\r\n0\r\n\r\n"), BROKEN),
    "flood of trailers": (endless(CHUNKED + b"1\r\nx\r\n0\r\n", b"X: x\r\n" * 5000), BROKEN),
    "another protocol": (
        raw(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nx"),
        BROKEN,
    ),
    "length beyond measure": (raw(LIES + b"9" * 15_000 + b"\r\n\r\nx"), BROKEN),
    "length that is none": (raw(LIES + b"-1\r\n\r\nx"), BROKEN),
    "two lengths": (raw(LIES + b"1\r\nContent-Length: 2\r\n\r\nxx"), BROKEN),
    "length too long": (raw(LIES + b"5000\r\n\r\n<html>"), BROKEN),
    "length too short": (raw(LIES + b"20\r\n\r\n" + HTML.encode()), NOTHING),
    "nested transfer encoding": (raw(OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), BROKEN),
    "no HTTP": (raw(b"220 mail.example ESMTP\r\n"), BROKEN),
    "HTTP/0.9": (raw(HTML.encode()), BROKEN),
    "status that is none": (raw(b"HTTP/1.1 99999 Ok\r\n\r\n"), BROKEN),
    "nothing at all": (raw(b""), BROKEN),
    "loop": (redirect(b"/loop"), "redirects more than 5 times"),
    "redirect to a long address": (redirect(b"/" + b"a" * 90_000), "not a web address"),
    "redirect in broken UTF-8": (redirect(b"http://\xff\xfe/"), "cannot be found"),
    "kind that is long": (page(b"x", kind=b"video/" + b"x" * 9000), "not a page, a feed or text"),
    "text that is none": (page(GZIPPED, kind=b"text/plain"), "is not a text"),
    "NUL bytes": (page(b"\0" * 9000), NOTHING),
    "deep nesting": (page(b"<div>" * 20_000 + b"x"), NOTHING),
    "too many tags": (page(b"<p>a" * 60_000), NOTHING),
    "crowded tag": (page(b"<p " + b"a=1 " * 30_000 + b">" + HTML.encode()), NOTHING),
    "tags that do not end": (page(b"<" * 200_000), NOTHING),
    "nested JSON feed": (
        page(b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000),
        "is not a feed that can be read",
    ),
    "feed of tags": (page(rss("<" * 150_000).encode()), "has more than 100,000 tags"),
    "crowded feed of another tongue": (
        page(f"<?xml version='1.0' encoding='x-none'?><!DOCTYPE a><rss><a {CROWD}/></rss>".encode()),
        "a tag with more than 100 attributes",
    ),
    "crowded feed": (
        page(rss(f"<a {CROWD}/>").encode()),
        "a tag with more than 100 attributes",
    ),
}


@pytest.fixture(scope="module")
def only(server: HostileServer) -> OnlyServer:
    return OnlyServer.at(server.port)


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_ends_in_a_sentence(
    door: Door, server: HostileServer, only: OnlyServer, name: str
) -> None:
    act, words = BODIES[name]
    (result,) = door.take(server.url("/loop" if name == "loop" else "/a", act), only)
    assert (result.status, result.article_id) == ("failed", None)
    assert words in (result.reason or "")
    assert len(result.reason or "") < 400
    assert door.is_empty


SLOWLY: dict[str, Act] = {
    "says nothing": lambda exchange: exchange.wait(),
    "drips its status": lambda exchange: exchange.drip(b"H"),
    "drips its headers": then(raw(OK), lambda exchange: exchange.drip(b"X-Header: x\r\n")),
    "drips its body": then(raw(OK + b"\r\n"), lambda exchange: exchange.drip(b"x")),
    "drips compressed bytes": then(
        raw(OK + b"Content-Encoding: gzip\r\n\r\n" + GZIPPED[:10]),
        lambda exchange: exchange.drip(EMPTY_BLOCKS[:5]),
    ),
    "promises more and more": lambda exchange: exchange.drip(b"HTTP/1.1 102 Processing\r\n\r\n"),
    "keeps half of the connection": then(
        raw(OK + b"Content-Length: 9\r\n\r\nx"), lambda exchange: exchange.wait()
    ),
}


@pytest.mark.parametrize("name", SLOWLY)
def test_a_server_that(door: Door, server: HostileServer, only: OnlyServer, name: str) -> None:
    (result,) = door.take(server.url("/slow", SLOWLY[name]), only, waiting_s=0.4)
    assert (result.status, SLOW in (result.reason or "")) == ("failed", True)
    assert door.is_empty


def test_a_connection_that_is_half_closed_is_no_page(
    door: Door, server: HostileServer, only: OnlyServer
) -> None:
    (result,) = door.take(server.url("/half", reset), only)
    assert BROKEN in (result.reason or "")
    assert door.is_empty


HARMLESS: dict[str, Act] = {
    "garbage after the end": endless(OK + b"Content-Encoding: gzip\r\n\r\n" + GZIPPED, b"\xff" * 65_536),
    "thousands of headers": page(HTML.encode(), *(b"X-%d: x" % number for number in range(5_000))),
    "trailers": raw(
        CHUNKED + b"%x\r\n%s\r\n0\r\nContent-Length: 9\r\n\r\n" % (len(HTML.encode()), HTML.encode())
    ),
    "charset that is no text": page(HTML.encode(), kind=b"text/html; charset=zip"),
    "charset that runs escapes": page(HTML.encode(), kind=b"text/html; charset=unicode_escape"),
    "charset that lies": page(HTML.encode(), kind=b"text/html; charset=utf-16"),
    "charset that nobody knows": page(
        HTML.encode(), kind=b'text/html; charset="\xe9\xff' + b"x" * 3000 + b'"'
    ),
    "charset in pieces": page(HTML.encode(), kind=b"text/html; charset*=utf-8''x; charset*0*=a; charset*1=b"),
    "charset in pieces without end": page(HTML.encode(), kind=b'text/html; charset*1*=x; charset*="%'),
    "no charset, other bytes": page(HTML.encode("cp1252"), kind=b"text/html"),
    "semicolons": page(HTML.encode(), kind=b"text/html" + b";" * 50_000),
    "huge attribute": page(HTML.replace("<figure>", f"<figure data-x='{'x' * 200_000}'>").encode()),
    "numbers of characters that are none": page(HTML.replace("<p>", "<p>&#1;&#xFFFE;&#0;").encode()),
    "nested author": page(
        HTML.replace(
            "</head>",
            '<script type="application/ld+json">{"@type": "NewsArticle", "author": '
            + "[" * 800
            + "]" * 800
            + "}</script></head>",
        ).encode()
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_an_article_survives(server: HostileServer, only: OnlyServer, fresh: Door, name: str) -> None:
    (result,) = fresh.take(server.url("/a", HARMLESS[name]), only)
    assert (result.status, result.reason) == ("stored", None)
    newest = fresh.store.articles.newest(result.article_id or 0)
    assert newest is not None
    assert newest.text == TEXT


@pytest.mark.parametrize(
    "name", ["gzip bomb", "deflate bomb", "200 MB", "endless body", "gzip of endless nothing"]
)
def test_its_memory_is_bounded(server: HostileServer, only: OnlyServer, name: str) -> None:
    url = server.url("/a", BODIES[name][0])
    fetcher = Fetcher("CopydeskBot/0.1", 60, LIMIT_BYTES, only)
    tracemalloc.start()
    with pytest.raises(Exception, match="larger than"):
        fetcher.get(url, lambda _: None)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    fetcher.close()
    assert peak < 20 * LIMIT_BYTES


ENTITIES = "".join(f'\n<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
BOMBS = {
    "nested": f'<!DOCTYPE rss [\n<!ENTITY e0 "ha">{ENTITIES}\n]>',
    "quadratic": f'<!DOCTYPE rss [\n<!ENTITY e9 "{"ha" * 40_000}">\n]>',
    "behind a comment": f'<!-- <a> <!DOCTYPE x> -->\n<!DOCTYPE rss [\n<!ENTITY e0 "ha">{ENTITIES}\n]>',
    "a file": '<!DOCTYPE rss [\n<!ENTITY e9 SYSTEM "file:///etc/passwd">\n]>',
    "an address": '<!DOCTYPE rss [\n<!ENTITY e9 SYSTEM "http://127.0.0.1:{port}/secret">\n]>',
    "a DTD": '<!DOCTYPE rss SYSTEM "http://127.0.0.1:{port}/secret">',
    "parameters": '<!DOCTYPE rss [\n<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/secret"> %p;\n]>',
}


@pytest.mark.parametrize("name", BOMBS)
def test_entities_neither_grow_nor_fetch(
    server: HostileServer, only: OnlyServer, fresh: Door, name: str
) -> None:
    item = f"<title>Shells</title><description>{'&e9;' * 30_000} {PARAGRAPHS[0]}</description>"
    body = BOMBS[name].replace("{port}", str(server.port)) + rss(item).partition("?>")[2]
    (result,) = fresh.take(server.url("/feed", page(body.encode(), kind=b"application/xml")), only)
    newest = fresh.store.articles.newest(result.article_id or 0)
    assert newest is not None
    assert len(newest.text) < LIMIT_BYTES
    assert PARAGRAPHS[0] in newest.text
    assert "root:" not in newest.text
    assert "/secret" not in server.asked


def test_what_follows_an_answer_is_no_answer(server: HostileServer, only: OnlyServer, fresh: Door) -> None:
    """Not even where it looks like the one to the next question on the same connection."""
    poison = HTML.replace(PARAGRAPHS[0], "The mill burned, it says.").encode()
    more = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(poison) + poison
    first = OK + b"Content-Length: %d\r\n\r\n" % len(HTML.encode()) + HTML.encode()
    fresh.take(server.url("/a", raw(first + more)), only)
    (result,) = fresh.take(server.url("/b", page(HTML.replace("least six", "least five").encode())), only)
    newest = fresh.store.articles.newest(result.article_id or 0)
    assert newest is not None
    assert newest.text == TEXT.replace("least six", "least five")


def test_a_validator_that_cannot_be_sent_back_is_not_kept(
    server: HostileServer, only: OnlyServer, fresh: Door
) -> None:
    url = server.url("/a", page(HTML.encode(), b'ETag: "\xe9\xff"', b"Last-Modified: " + b"x" * 5000))
    statuses = [fresh.take(url, only)[0].status for _ in range(2)]
    assert statuses == ["stored", "unchanged"]


def test_a_feed_of_slow_pages_is_left_in_time(
    server: HostileServer, only: OnlyServer, fresh: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ingest.web._PATIENCE", 1)  # the time of one page, as a test has no ten minutes
    slow = server.url("/slow", SLOWLY["says nothing"])
    server.asked.clear()
    items = [f"<link>{slow}?{n}</link><description>Report {n}.</description>" for n in range(20)]

    results = fresh.take(server.url("/feed", page(rss(*items).encode())), only, waiting_s=2)

    assert {result.status for result in results} == {"stored"}
    assert "did not answer in full" in (results[0].reason or "")
    assert all("left for the next time" in (result.reason or "") for result in results[1:])
    assert sum(path.startswith("/slow") for path in server.asked) == 1

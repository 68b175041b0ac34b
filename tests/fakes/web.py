"""A web on loopback: pages, feeds and robots.txt by pytest-httpserver, and a guard that lets tests reach it.

    def test_something(web: FakeWeb) -> None:
        url = web.page("/a", article_html("Shells fall on Orlov"), etag='"1"')
        ...
        assert web.hits("/a") == 2

A path that was not made answers 404, robots.txt too. `web.named(url)` is the same page under another host
name, as sites with several names have it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_network
from threading import Event

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from bot.ingest.guard import Guard

LOOPBACK = Guard(allow=(ip_network("127.0.0.0/8"), ip_network("::1/128")))
PARAGRAPHS = (
    "At least six people were hurt when shells fell on the border town of Orlov on Monday, the regional "
    "governor said in a statement.",
    "The governor, Ilya Marek, said two schools and a bakery had been damaged. “We are moving families out,” "
    "he told reporters outside the town hall.",
    "The defence ministry of Karelia denied that its forces had fired at the town, and said that it was "
    "looking into the reports. They have not been independently verified.",
)

Handler = Callable[[Request], Response]


class FakeWeb:
    """What tests publish and look at."""

    def __init__(self, http: HTTPServer) -> None:
        self._http = http
        self._handlers: dict[str, Handler] = {}
        self.requests: list[Request] = []
        self._released = Event()
        http.expect_request(re.compile(".*")).respond_with_handler(self._handle)

    def url(self, path: str) -> str:
        """The address of a path."""
        return str(self._http.url_for(path)).replace("localhost", "127.0.0.1")

    def named(self, url: str) -> str:
        """The same page under the server's other name."""
        return url.replace("127.0.0.1", "localhost")

    def page(
        self,
        path: str,
        body: str | bytes,
        *,
        content_type: str = "text/html; charset=utf-8",
        etag: str | None = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """Publish a body at a path, in place of what was there; with an etag it answers conditionally."""

        def answer(request: Request) -> Response:
            if etag is not None and request.headers.get("If-None-Match") == etag:
                return Response(status=304, headers={"ETag": etag})
            own = {"Content-Type": content_type} | ({"ETag": etag} if etag else {})
            return Response(body, status, {**own, **(headers or {})})

        return self.answer(path, answer)

    def answer(self, path: str, handler: Handler) -> str:
        """Let a function answer a path."""
        self._handlers[path] = handler
        return self.url(path)

    def redirect(self, path: str, location: str) -> str:
        """Send the readers of a path elsewhere."""
        return self.page(path, "", status=302, headers={"Location": location})

    def dripping(self, path: str) -> str:
        """A page that begins and does not end before the test does."""

        def drip() -> Iterator[bytes]:
            yield b"<html><body>"
            self._released.wait(30)

        return self.answer(path, lambda _: Response(drip(), content_type="text/html"))

    def hits(self, path: str) -> int:
        """How often a path was asked for."""
        return Counter(request.path for request in self.requests)[path]

    def release(self) -> None:
        """End what still drips."""
        self._released.set()

    def _handle(self, request: Request) -> Response:
        self.requests.append(request)
        handler = self._handlers.get(request.path)
        return handler(request) if handler else Response("not here", 404)


@pytest.fixture
def web(httpserver: HTTPServer) -> Iterator[FakeWeb]:
    """An empty web."""
    made = FakeWeb(httpserver)
    yield made
    made.release()


def article_html(title: str, *paragraphs: str, head: str = "", site: str = "The Meridian") -> str:
    """A news page with what usually surrounds an article."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs or PARAGRAPHS)
    return f"""<!doctype html><html lang="en-GB"><head><title>{title} | {site}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">{head}</head>
<body><div class="cookie-banner"><p>We use cookies to make this site better.</p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>{title}</h1><p class="byline">By Ada Quill</p>
<figure><img src="/a.jpg" alt=""><figcaption>A damaged school. Photo: M. Lens</figcaption></figure>
{body}
<div class="newsletter"><h3>Sign up to our newsletter</h3><p>Get the latest news in your inbox.</p></div>
<h3>Related</h3><ul><li><a href="/1">Five things to know about Orlov</a></li></ul></article></main>
<footer><p>© 2026 {site}. All rights reserved.</p></footer></body></html>"""


def rss(*items: str, title: str = "The Meridian") -> str:
    """An RSS feed of `<item>` contents."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{inner}</channel></rss>'

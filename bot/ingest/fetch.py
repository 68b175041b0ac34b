"""Fetching pages and feeds: conditional, polite, and bounded in size, time, redirects and addresses."""

import re
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import httpcore2
import httpx2

from bot.errors import MissingPageError, PolicyError, TargetError
from bot.ingest.guard import AddressError, DeadlineError, Guard, GuardedBackend, HostError
from bot.ingest.robots import Robots
from bot.ingest.urls import absolute, host_of, problem_of, shown

_MAX_REDIRECTS = 5
_LONGEST_HEADER = 1000  # characters of a header that we read or send back
_ROBOTS_BYTES = 512_000
_REDIRECTS = {301, 302, 303, 307, 308}
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
)
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?\s*([\w.:+-]{1,80})""", re.ASCII | re.IGNORECASE)
_COMPRESSED = {"gzip", "x-gzip", "deflate"}
_READABLE = {
    "",  # no header: the content tells
    "text/html",
    "text/plain",
    "text/xml",
    "application/xhtml+xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
}

Permit = Callable[[str], None]
"""Called with each address before it is asked for; raises PolicyError where an outlet forbids it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered. `url` is the address after redirects; a 304 has no body."""

    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    location: str | None = None


class Fetcher:
    """One run's fetching: connections and robots.txt answers are kept for as long as it lives.

    `spent_s` is how long all of it has taken so far, `timeout_s` the most that one `get` may take.
    """

    def __init__(self, user_agent: str, timeout_s: float, max_bytes: int, guard: Guard | None = None) -> None:
        self._user_agent = user_agent
        self.timeout_s = timeout_s
        self._max_bytes = max_bytes
        self._backend = GuardedBackend(guard or Guard())
        self._pool = httpcore2.ConnectionPool(
            ssl_context=ssl.create_default_context(), network_backend=self._backend
        )
        self._robots = Robots(self._robots_file, user_agent)
        self.spent_s = 0.0

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()

    def get(
        self, url: str, permit: Permit, *, etag: str | None = None, last_modified: str | None = None
    ) -> Reply:
        """Fetch an address: a 200 with its body, or a 304 when the validators still hold.

        Raises: PolicyError (outlet, robots.txt), TargetError (everything else), each with a plain sentence.
        """
        began = time.monotonic()
        self._backend.deadline = began + self.timeout_s
        try:
            return self._got(url, permit, etag, last_modified)
        finally:
            self.spent_s += time.monotonic() - began

    def _got(self, url: str, permit: Permit, etag: str | None, last_modified: str | None) -> Reply:
        def allowed(address: str) -> None:
            permit(address)
            if not self._robots.allow(address):
                sentence = f"{host_of(address)} asks machines, in its robots.txt, not to read this page."
                raise PolicyError(sentence, subject=address)

        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        reply = self._follow(url, allowed, {key: value for key, value in validators.items() if value})
        conditional = reply.status == 304 and (etag or last_modified)
        if reply.status != 200 and not conditional:
            raise _refusal(url, reply.status)
        if not conditional and reply.content_type not in _READABLE:
            kind = reply.content_type[:80]
            raise TargetError(f"{url} is {kind}, not a page, a feed or text.", subject=url)
        return reply

    def _robots_file(self, url: str) -> Reply:
        return self._follow(url, lambda _: None, {}, _ROBOTS_BYTES)

    def _follow(self, url: str, permit: Permit, headers: dict[str, str], limit: int | None = None) -> Reply:
        address = url
        for _ in range(_MAX_REDIRECTS + 1):
            problem = problem_of(address)
            if problem:
                raise TargetError(f"{shown(address)} {problem}.", subject=url)
            permit(address)
            reply = self._ask(address, headers, limit or self._max_bytes)
            if reply.location is None:
                return reply
            target = absolute(address, reply.location)
            if target is None:
                raise TargetError(f"{url} redirects to something that is not a web address.", subject=url)
            address = target
        raise TargetError(f"{url} redirects more than {_MAX_REDIRECTS} times.", subject=url)

    def _ask(self, url: str, headers: dict[str, str], limit: int) -> Reply:
        host = host_of(url)
        try:
            return self._exchange(url, headers, limit)
        except HostError:
            raise TargetError(
                f"{host} cannot be found; check the address.", subject=url, retry=True
            ) from None
        except AddressError:
            sentence = f"{host} is at a private or reserved network address, which is never fetched."
            raise TargetError(sentence, subject=url) from None
        except (DeadlineError, httpcore2.TimeoutException):
            sentence = f"{host} did not answer in full within {self.timeout_s:g} seconds; try again later."
            raise TargetError(sentence, subject=url, retry=True) from None
        except _SizeError:
            raise TargetError(f"{url} is larger than {limit:,} bytes.", subject=url) from None
        except (httpcore2.ProtocolError, zlib.error):
            raise TargetError(
                f"{host} sent an answer that cannot be read.", subject=url, retry=True
            ) from None
        except httpcore2.NetworkError as error:
            raise TargetError(f"{host} {_trouble(error)}.", subject=url, retry=True) from None

    def _exchange(self, url: str, headers: dict[str, str], limit: int) -> Reply:
        address = _address(url)
        own = {
            "User-Agent": self._user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
            "Host": _host(address),
        }
        with self._pool.stream("GET", address, headers=list((own | headers).items())) as response:
            found = _headers(response.headers)
            content_type, charset = _content_type(found.get("content-type", ""))
            body = b""
            if response.status == 200:
                sent = _bounded(response.iter_stream(), limit)
                body = b"".join(_bounded(_decoded(sent, found.get("content-encoding", "")), limit))
            return Reply(
                url=url,
                status=response.status,
                body=body,
                content_type=content_type,
                charset=charset,
                etag=_validator(found.get("etag")),
                last_modified=_validator(found.get("last-modified")),
                location=found.get("location", "") if response.status in _REDIRECTS else None,
            )


class _SizeError(Exception):
    """More bytes than the limit."""


def _address(url: str) -> httpcore2.URL:
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL:
        raise HostError(url) from None
    return httpcore2.URL(
        scheme=parsed.raw_scheme, host=parsed.raw_host, port=parsed.port, target=parsed.raw_path
    )


def _host(url: httpcore2.URL) -> str:
    host = url.host.decode()
    host = f"[{host}]" if ":" in host else host
    return host if url.port is None else f"{host}:{url.port}"


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers by name in lower case; of one that is repeated the last, of encodings all."""
    found: dict[str, str] = {}
    for name, value in pairs:
        key, text = name.decode("latin-1").lower(), value.decode("utf-8", "replace")
        several = key == "content-encoding" and key in found
        found[key] = f"{found[key]}, {text}" if several else text
    return found


def _validator(value: str | None) -> str | None:
    """A validator that can be sent back as it came, else null."""
    return value if value and value.isascii() and len(value) <= _LONGEST_HEADER else None


def _content_type(header: str) -> tuple[str, str | None]:
    charset = _CHARSET.search(header[:_LONGEST_HEADER])
    return header.partition(";")[0].strip().lower(), charset[1] if charset else None


def _bounded(parts: Iterable[bytes], limit: int) -> Iterator[bytes]:
    taken = 0
    for part in parts:
        taken += len(part)
        if taken > limit:
            raise _SizeError
        yield part


def _decoded(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The plain bytes, inflated in small steps so that a bomb meets the limit before it fills the memory.

    What follows the end of the compressed stream is left unread, as browsers do.
    """
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        yield from chunks
        return
    if name not in _COMPRESSED:
        raise zlib.error("an encoding that was not asked for, or several")
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)  # 32: gzip and zlib, told by their first bytes
    for chunk in chunks:
        rest = chunk
        while rest and not inflater.eof:
            yield inflater.decompress(rest, 65_536)
            rest = inflater.unconsumed_tail
        if inflater.eof:
            return
    yield inflater.flush()
    if not inflater.eof:
        raise zlib.error("the compressed stream ends too early")


def _trouble(error: Exception) -> str:
    if isinstance(error.__context__, ssl.SSLCertVerificationError):
        return "has no certificate that can be trusted"
    if isinstance(error, httpcore2.ConnectError):
        return "cannot be reached; check the address or try again later"
    return "broke the connection off; try again later"


_STATUSES = {
    401: "may be read only after signing in",
    402: "may be read only after paying",
    403: "is not shown to us",
    404: "does not exist",
    410: "has been taken down",
    429: "was asked for too often; try again later",
    451: "is withheld for legal reasons",
}


def _refusal(url: str, status: int) -> TargetError:
    if status >= 500:
        sentence = f"{host_of(url)} has a fault of its own; try again later ({status})."
        return TargetError(sentence, subject=url, retry=True)
    sentence = f"{url} {_STATUSES.get(status, 'could not be had')} ({status})."
    if status in {404, 410}:
        return MissingPageError(sentence, subject=url, for_good=status == 410)
    return TargetError(sentence, subject=url, retry=status in {408, 425, 429})

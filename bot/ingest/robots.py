"""robots.txt, read once for each site of a run (RFC 9309)."""

from typing import Protocol
from urllib.parse import urlsplit

from protego import Protego


class RobotsReply(Protocol):
    """What of an answer matters here."""

    @property
    def status(self) -> int: ...
    @property
    def body(self) -> bytes: ...


class Read(Protocol):
    """Fetches an address whatever its status."""

    def __call__(self, url: str, /) -> RobotsReply: ...


_ALLOW_ALL = Protego.parse("")
_DISALLOW_ALL = Protego.parse("User-agent: *\nDisallow: /")


class Robots:
    """What sites ask of machines."""

    def __init__(self, read: Read, user_agent: str) -> None:
        self._read = read
        self._user_agent = user_agent
        self._known: dict[str, Protego] = {}

    def allow(self, url: str) -> bool:
        """Whether the site lets our user agent read this address.

        A site without robots.txt (4xx) allows everything, one whose server fails (5xx) nothing for now.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme.lower()}://{parts.netloc.lower()}"
        if site not in self._known:
            self._known[site] = self._rules(f"{site}/robots.txt")
        return bool(self._known[site].can_fetch(url, self._user_agent))

    def _rules(self, url: str) -> Protego:
        reply = self._read(url)
        if reply.status == 200:
            return Protego.parse(reply.body.decode("utf-8", "replace"))
        return _DISALLOW_ALL if reply.status >= 500 or reply.status == 429 else _ALLOW_ALL

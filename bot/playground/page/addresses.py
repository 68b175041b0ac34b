"""Where links lead: Slack's own into the page, those of invented outlets to the stored article."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

QUOTE = "quote"
"""The id of the marked words on the page of a stored article."""

_MESSAGE = re.compile(r"/archives/(\w+)/p(\d+)(\d{6})")


def address(url: str) -> str:
    """What a link's `href` may be; empty for anything that is not the web or mail."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.hostname or ""
    if host.endswith(".slack.com") and (found := _MESSAGE.fullmatch(parts.path)):
        return _inside(found, parse_qs(parts.query))
    if host.endswith(".example"):  # RFC 2606: no such site exists
        return _stored(parts._replace(fragment="").geturl(), parts.fragment)
    return url if parts.scheme in ("http", "https", "mailto") else ""


def _inside(found: re.Match[str], query: dict[str, list[str]]) -> str:
    channel, ts = found[1], f"{found[2]}.{found[3]}"
    thread = query.get("thread_ts", [ts])[0]
    start = "/app/chat" if channel.startswith("D") else f"/c/{channel}"
    return f"{start}/{thread}#t-{ts}"


def _stored(url: str, fragment: str) -> str:
    """Our own page marks the words itself: browsers scroll to a text fragment only on some conditions."""
    directive = fragment.partition(":~:text=")[2]
    query = urlencode({"url": url, "text": directive} if directive else {"url": url})
    return f"/read?{query}#{QUOTE}" if directive else f"/read?{query}"

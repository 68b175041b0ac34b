"""Addresses of pages: what is a web address, whose it is, and which addresses are the same page."""

import re
import unicodedata
from urllib.parse import quote, unquote_plus, urljoin, urlsplit, urlunsplit

# Only parameters that are known to follow readers around. courlan's `clean_url` also drops "?12345" and
# "?gallery=4", which on many sites tell one article from another.
_TRACKING = re.compile(
    r"(utm_.*|mtm_.*|pk_.*|at_(medium|campaign|custom.*|link.*|ptr_name|bbc_team|format)|ns_.*|"
    r"fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid?|mc_[ce]id|_ga|_gl|_hs(enc|mi)|"
    r"ocid|smid|smtyp|cmpid?|icid|itid|xtor|ref_src|ref_url|ftag|s_cid|taid|__twitter_impression|CMP)",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_RESERVED_PORTS = 1024  # below it all but HTTP's own are other services, which are not to be reached
_LONGEST_BYTES = 2400  # percent-encoded; PostgreSQL's indexes hold no more than 2,704
_SAFE = "/%:@!$&'()*+,;=~-._"
_NO_HOST = re.compile(r"""[\\%<>"{}|^`]""")
_SHOWN = 200  # characters
_WEB = re.compile(r"https?://", re.IGNORECASE)


def is_web(target: str) -> bool:
    """Whether a target is a web address rather than a path."""
    return _WEB.match(target) is not None


def host_of(url: str) -> str:
    """The host of an address in its one spelling without a leading "www.", empty when it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return plain_host(host).removeprefix("www.")


def plain_host(host: str) -> str:
    """The one spelling of a host: lower case, international names as DNS has them, no final dot."""
    dotted = unicodedata.normalize("NFKC", host).replace("\u3002", ".").lower().rstrip(".")
    try:
        return dotted if dotted.isascii() else dotted.encode("idna").decode("ascii")
    except UnicodeError:
        return dotted


def is_within(host: str, site: str) -> bool:
    """Whether a host, as `host_of` spells it, is a site's own or lies below it."""
    own = plain_host(site).removeprefix("www.")
    return bool(host) and (host == own or ("." in own and host.endswith(f".{own}")))


def shown(url: str) -> str:
    """An address for a sentence: a very long one is cut."""
    return url if len(url) <= _SHOWN else f"{url[:_SHOWN]}…"


def problem_of(url: str) -> str | None:
    """What is wrong with an address as something to fetch, as the end of a sentence, or null."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is not a web address"
    if parts.scheme.lower() not in _DEFAULT_PORTS:
        return "is not an http or https address"
    if not parts.hostname or port == 0 or re.search(r"[\s\x00-\x1f\x7f\ud800-\udfff]", url):
        return "is not a web address"
    if parts.username is not None or parts.password is not None:
        return "has a user name or password in it"
    if _NO_HOST.search(parts.netloc):
        return "is not a web address"
    if port is not None and port < _RESERVED_PORTS and port not in _DEFAULT_PORTS.values():
        return f"has port {port} in it, where no pages are served"
    if len(quote(url, safe=_SAFE)) > _LONGEST_BYTES:
        return f"is longer than {_LONGEST_BYTES:,} characters"
    return None


def is_home(url: str) -> bool:
    """Whether an address is a site's front page."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def absolute(base: str, link: str | None) -> str | None:
    """A link on the page `base` as a full web address, or null when it is none."""
    if not link or not link.strip():
        return None
    try:
        joined = urljoin(base, link.strip())
    except ValueError:
        return None
    return joined if problem_of(joined) is None else None


def canonical(url: str) -> str:
    """The address that tells pages apart: no fragment, default port, tracking or order of parameters."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    host = plain_host(parts.hostname or "")
    netloc = f"[{host}]" if ":" in host else host
    if parts.port is not None and parts.port != _DEFAULT_PORTS.get(scheme):
        netloc = f"{netloc}:{parts.port}"
    kept = [pair for pair in parts.query.split("&") if pair and not _tracks(pair)]
    path = quote(parts.path or "/", safe=_SAFE)
    query = quote("&".join(sorted(kept)), safe=f"{_SAFE}?[]")
    return urlunsplit((scheme, netloc, path, query, ""))


def _tracks(pair: str) -> bool:
    return _TRACKING.fullmatch(unquote_plus(pair.partition("=")[0])) is not None

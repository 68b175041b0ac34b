"""Addresses that lead where nothing may be fetched: given, redirected to, and hidden behind names."""

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app as command_line
from bot.ingest.guard import DeadlineError, Guard
from tests.hostile.ingest.conftest import Door, OnlyServer
from tests.hostile.ingest.server import HostileServer, page, redirect

PUBLIC = "93.184.215.14"
NAMES = {
    "inside.example": ["10.0.0.1"],
    "loop.example": ["127.0.0.1"],
    "six.example": ["::1"],
    "meta.example": ["169.254.169.254"],
    "several.example": ["10.0.0.1", "fd00::1", "192.168.0.1"],
    "mapped.example": ["::ffff:93.184.215.14"],
    "zone.example": ["fe80::1%1"],
    "nonsense.example": ["not an address"],
}
PRIVATE, NO_WEB, UNKNOWN = "private or reserved network address", "is not a web address", "cannot be found"
REFUSED = [
    # IPv4, plain
    *[(f"http://{host}/", PRIVATE) for host in ("127.0.0.1", "127.0.0.2", "127.255.255.254", "0.0.0.0")],
    *[(f"http://{host}/", PRIVATE) for host in ("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1")],
    *[(f"http://{host}/", PRIVATE) for host in ("100.64.0.1", "198.18.0.1", "203.0.113.7", "192.0.2.1")],
    *[(f"http://{host}/", PRIVATE) for host in ("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1")],
    # what clouds tell about themselves
    ("http://169.254.169.254/latest/meta-data/iam/security-credentials/", PRIVATE),
    ("http://169.254.170.2/v2/credentials", PRIVATE),
    ("http://168.63.129.16/machine", PRIVATE),
    ("http://192.0.0.192/latest/", PRIVATE),
    ("http://100.100.100.200/latest/meta-data/", PRIVATE),
    ("http://[fd00:ec2::254]/latest/meta-data/", PRIVATE),
    ("http://[fd20:ce::254]/computeMetadata/v1/", PRIVATE),
    ("http://metadata.google.internal/computeMetadata/v1/", UNKNOWN),
    # other spellings of IPv4
    ("http://2130706433/", PRIVATE),
    ("http://0x7f000001/", PRIVATE),
    ("http://0x7f.1/", PRIVATE),
    ("http://017700000001/", PRIVATE),
    ("http://0177.0.0.1/", UNKNOWN),
    ("http://127.1/", PRIVATE),
    ("http://127.0.1/", PRIVATE),
    ("http://0/", PRIVATE),
    ("http://0xa9fea9fe/", PRIVATE),
    ("http://2852039166/", PRIVATE),
    ("http://127.0.0.1./", UNKNOWN),
    # IPv6, and IPv4 inside it
    ("http://[::1]/", PRIVATE),
    ("http://[::]/", PRIVATE),
    ("http://[0:0:0:0:0:0:0:1]/", PRIVATE),
    ("http://[::127.0.0.1]/", PRIVATE),
    ("http://[::ffff:127.0.0.1]/", PRIVATE),
    ("http://[::ffff:7f00:1]/", PRIVATE),
    ("http://[::ffff:169.254.169.254]/", PRIVATE),
    (f"http://[::ffff:{PUBLIC}]/", PRIVATE),
    ("http://[::ffff:0:127.0.0.1]/", PRIVATE),
    ("http://[64:ff9b::127.0.0.1]/", PRIVATE),
    ("http://[64:ff9b:1::7f00:1]/", PRIVATE),
    ("http://[2002:7f00:1::1]/", PRIVATE),
    ("http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", PRIVATE),
    ("http://[fe80::1]/", PRIVATE),
    ("http://[fec0::1]/", PRIVATE),
    ("http://[fc00::1]/", PRIVATE),
    ("http://[ff02::1]/", PRIVATE),
    ("http://[2001:db8::1]/", PRIVATE),
    ("http://[4000::1]/", PRIVATE),
    ("http://[fe80::1%25lo]/", NO_WEB),
    # names that lead inside
    ("http://localhost/", PRIVATE),
    ("http://LOCALHOST./", PRIVATE),
    *[(f"http://{name}/", PRIVATE) for name in NAMES],
    ("http://LOOP.example:8080/", PRIVATE),
    ("http://loop\u3002example/", PRIVATE),
    ("http://loop\uff0eexample/", PRIVATE),
    ("http://nobody.invalid/", UNKNOWN),
    # hosts that are read in two ways
    ("http://public.example@127.0.0.1/", "user name or password"),
    ("http://127.0.0.1@public.example/", "user name or password"),
    ("http://public.example:80@127.0.0.1/", "user name or password"),
    ("http://public.example\\@127.0.0.1/", "user name or password"),
    ("http://public.example\\.loop.example/", NO_WEB),
    ("http://public.example%00.loop.example/", NO_WEB),
    ("http://%31%32%37.0.0.1/", NO_WEB),
    ("http://127.0.0.1\t/", NO_WEB),
    ("http://[::1", NO_WEB),
    ("http:///etc/passwd", NO_WEB),
    ("http://public.example:99999/", NO_WEB),
    ("http://public.example:0/", NO_WEB),
    ("http://\uff11\uff12\uff17.0.0.1/", UNKNOWN),
    ("http://\u200bloop.example/", UNKNOWN),
    ("http://" + "a" * 64 + ".example/", UNKNOWN),
    # other services, and more than an address is
    ("http://public.example:22/", "has port 22 in it"),
    ("http://public.example:25/", "has port 25 in it"),
    ("https://public.example:443@loop.example:993/", "user name or password"),
    ("http://public.example/" + "a" * 3000, "is longer than 2,400 characters"),
]
RELATIVE = ("http://127.0.0.1\t/", "http:///etc/passwd")  # as a Location they are read against the page's own
SCHEMES = [
    *(
        "file:///etc/passwd",
        "ftp://public.example/a",
        "gopher://127.0.0.1:6379/_INFO",
        "dict://127.0.0.1:11211/",
    ),
    *("ldap://127.0.0.1/", "jar:http://public.example/!/", "data:text/html,x", "javascript:alert(1)"),
    *("unix:///var/run/docker.sock", "ws://127.0.0.1/", "view-source:http://127.0.0.1/", "blob:http://a/b"),
]


def resolved(host: str) -> list[str]:
    """The table's answer, the very address for a number, else nothing."""
    known = NAMES.get(
        host.lower().rstrip("."), ["127.0.0.1"] if host.lower().rstrip(".") == "localhost" else None
    )
    if known is not None:
        return known
    answers = REAL(host, 80, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(answer[4][0]) for answer in answers]


REAL = socket.getaddrinfo


def answers(found: list[str], port: Any) -> list[Any]:
    """Addresses in the form of `getaddrinfo`."""
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]


@pytest.fixture(scope="module", autouse=True)
def _names() -> Iterator[None]:
    """A name server of our own; no other is asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", lambda host, port, *_, **__: answers(resolved(host), port))
        yield


@pytest.fixture(scope="module")
def only(server: HostileServer) -> OnlyServer:
    return OnlyServer.at(server.port)


@pytest.mark.parametrize(("url", "words"), REFUSED)
def test_an_address_is_refused_in_a_sentence(door: Door, url: str, words: str) -> None:
    (result,) = door.take(url)
    assert (result.status, result.article_id) == ("failed", None)
    assert words in (result.reason or "")
    assert len(result.reason or "") < 400
    assert door.is_empty


@pytest.mark.parametrize("url", SCHEMES)
def test_other_schemes_are_no_web_addresses(door: Door, url: str) -> None:
    (result,) = door.take(url)
    assert result.status == "failed"
    assert "is not an http or https address" in (result.reason or "") or "does not exist" in (
        result.reason or ""
    )


@pytest.mark.parametrize("url", [url for url, _ in REFUSED if url not in RELATIVE] + SCHEMES)
def test_a_redirect_leads_to_none_of_them(
    door: Door, server: HostileServer, only: OnlyServer, url: str
) -> None:
    given = server.url("/go", redirect(url.encode()))
    (result,) = door.take(given, only)
    assert (result.status, result.article_id) == ("failed", None)
    assert "redirects to something that is not a web address" in (result.reason or "") or any(
        words in (result.reason or "") for words in (PRIVATE, UNKNOWN)
    )
    assert door.is_empty


def test_a_name_that_moves_inside_between_two_requests_is_refused(
    door: Door, server: HostileServer, only: OnlyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """robots.txt is fetched from the public address; then the name server says another."""
    moving = [["10.0.0.1"], ["127.0.0.1"]]
    guard = OnlyServer.at(server.port, "moving.example")

    def answer(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        return answers(moving.pop() if host == "moving.example" else resolved(host), port)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    url = server.url("/a", page(b"secret")).replace("127.0.0.1", "moving.example")

    (result,) = door.take(url, guard)

    assert PRIVATE in (result.reason or "")
    assert "/a" not in server.asked
    assert not moving


def test_of_several_answers_only_the_permitted_ones_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = ["10.0.0.1", PUBLIC, "::1", "127.0.0.1", PUBLIC]
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, *_, **__: answers(mixed, port))
    assert Guard().addresses("mixed.example", 80, 5) == [PUBLIC]


def silenced(monkeypatch: pytest.MonkeyPatch) -> Event:
    """A name server that says nothing before the event."""
    over = Event()

    def answer(*_: Any, **__: Any) -> list[Any]:
        over.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return over


def test_a_name_server_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    over = silenced(monkeypatch)
    with pytest.raises(DeadlineError):
        Guard().addresses("slow.example", 80, 0.05)
    over.set()


def test_a_slow_name_server_is_told_as_one_that_does_not_answer(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = silenced(monkeypatch)
    (result,) = door.take("http://slow.example/", waiting_s=0.1)
    over.set()
    assert result.reason == "slow.example did not answer in full within 0.1 seconds; try again later."


def test_no_setting_opens_the_guard(
    server: HostileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the command line, with whatever a setting for it could be called."""
    for name in (
        "ALLOW",
        "FETCH_ALLOW",
        "ALLOW_PRIVATE",
        "ALLOWED_NETWORKS",
        "COPYDESK_ALLOW",
        "GUARD",
        "DEBUG",
    ):
        monkeypatch.setenv(name, "127.0.0.0/8")
    monkeypatch.setenv("COPYDESK_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    url = server.url("/open", page(b"secret"))

    done = CliRunner().invoke(command_line, ["ingest", url, "http://169.254.169.254/", "file:///etc/passwd"])

    assert done.exit_code == 1
    assert done.output.count(PRIVATE) == 2
    assert "1 failed" not in done.output
    assert "/open" not in server.asked


def test_nothing_in_the_product_makes_an_exception() -> None:
    """The strict guard is the default, and no module of the program makes another."""
    root = Path(__file__).parents[3] / "bot"
    users = [path for path in root.rglob("*.py") if "bot.ingest.guard import" in path.read_text()]
    assert users
    assert not [path for path in users if "allow=" in path.read_text() or "Guard((" in path.read_text()]
    assert Guard() == Guard(allow=())

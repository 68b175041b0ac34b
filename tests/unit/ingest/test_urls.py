"""Addresses of pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.urls import absolute, canonical, host_of, problem_of, shown


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://Example.ORG:443/a", "https://example.org/a"),
        ("http://example.org:80", "http://example.org/"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&utm_medium=y&id=7", "https://example.org/a?id=7"),
        ("https://example.org/a?fbclid=1&gclid=2", "https://example.org/a"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
        ("https://example.org/a?UTM%5Fsource=x", "https://example.org/a"),
        ("https://example.org/über", "https://example.org/%C3%BCber"),
        ("https://example.org/%C3%BCber", "https://example.org/%C3%BCber"),
        ("https://[2606:4700::1]/a", "https://[2606:4700::1]/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example\u3002org/a", "https://example.org/a"),
        ("https://MÜNCHEN.example/a", "https://xn--mnchen-3ya.example/a"),
    ],
)
def test_spellings_of_one_page_come_together(url: str, same: str) -> None:
    assert canonical(url) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/?12345", "https://example.org/?12346"),
        ("https://example.org/a?gallery=1", "https://example.org/a?gallery=2"),
        ("https://example.org/a?cid=1", "https://example.org/a?cid=2"),
        ("https://example.org/a?source=1", "https://example.org/a?source=2"),
        ("https://example.org/a?id=", "https://example.org/a"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a/b", "https://example.org/a%2Fb"),
        ("https://example.org/a?x=1%262", "https://example.org/a?x=1&2"),
    ],
)
def test_pages_that_may_differ_stay_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(
    st.from_regex(r"https?://[a-z]{1,8}\.example(/[^\s\x00-\x1f\x7f\ud800-\udfff]{0,30})?", fullmatch=True)
)
def test_canonical_is_settled_at_once(url: str) -> None:
    if problem_of(url) is None:
        assert canonical(canonical(url)) == canonical(url)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("ftp://example.org/a", "is not an http or https address"),
        ("javascript:alert(1)", "is not an http or https address"),
        ("file:///etc/passwd", "is not an http or https address"),
        ("https://user:secret@example.org/", "has a user name or password in it"),
        ("https://@example.org/", "has a user name or password in it"),
        ("https:///a", "is not a web address"),
        ("https://example.org:99999/", "is not a web address"),
        ("https://[::1/", "is not a web address"),
        ("https://exa mple.org/", "is not a web address"),
        ("https://example.org/\udcff", "is not a web address"),
        ("https://example.org\\@other.example/", "has a user name or password in it"),
        ("https://example.org\\other.example/", "is not a web address"),
        ("https://example%2eorg/", "is not a web address"),
        ("https://example.org:0/", "is not a web address"),
        ("https://example.org:22/", "has port 22 in it, where no pages are served"),
        ("https://example.org/" + "a" * 2400, "is longer than 2,400 characters"),
        ("https://example.org/" + "я" * 400, "is longer than 2,400 characters"),
    ],
)
def test_what_cannot_be_fetched_is_named(url: str, problem: str) -> None:
    assert problem_of(url) == problem


def test_hosts_lose_their_www() -> None:
    assert host_of("https://WWW.Example.org:444/a") == "example.org"
    assert host_of("https://[broken") == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://münchen.example/a",
        "https://MÜNCHEN.example/a",
        "https://xn--mnchen-3ya.example./a",
        "https://www.münchen\uff0eexample",
    ],
)
def test_a_host_has_one_spelling(url: str) -> None:
    assert host_of(url) == "xn--mnchen-3ya.example"


@pytest.mark.parametrize("port", [":80", ":443", ":8080", ":1024", ""])
def test_pages_may_be_served_on_the_ports_of_anyone(port: str) -> None:
    assert problem_of(f"https://example.org{port}/a") is None


def test_a_long_address_is_cut_for_a_sentence() -> None:
    assert shown("https://example.org/a") == "https://example.org/a"
    assert len(shown("https://example.org/" + "a" * 3000)) == 201


def test_links_are_resolved_or_dropped() -> None:
    assert absolute("https://example.org/a/b", "../c?d") == "https://example.org/c?d"
    assert absolute("https://example.org/", "mailto:a@b.example") is None
    assert absolute("https://example.org/", "") is None
    assert absolute("https://example.org/", "http://[broken") is None

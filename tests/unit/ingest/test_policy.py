"""Which policy applies to what."""

import pytest

from bot.errors import PolicyError
from bot.ingest.policy import check
from bot.news.article import Outlet, Policy, Via

OUTLETS = {
    outlet.name: outlet
    for outlet in (
        Outlet("The Meridian", policy=Policy.NEVER),
        Outlet("www.Never.example", policy=Policy.NEVER),
        Outlet("feed.example", policy=Policy.FEED_ONLY),
        Outlet("münchen.example", policy=Policy.NEVER),
        Outlet("Paste Post", policy=Policy.PASTE_ONLY),
        Outlet("example", policy=Policy.NEVER),
    )
}


def allowed(via: Via, name: str | None, url: str | None) -> bool:
    try:
        check(OUTLETS, via, name=name, url=url)
    except PolicyError:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "url", "doors"),
    [
        ("Unheard Of", None, {Via.PASTE, Via.FEED, Via.PAGE}),
        (None, "https://other.example/a", {Via.PASTE, Via.FEED, Via.PAGE}),
        ("the MERIDIAN", None, set()),
        ("The Meridian", "https://other.example/a", set()),
        (None, "https://never.example/a", set()),
        (None, "https://www.never.example/a", set()),
        (None, "https://never\u3002example/a", set()),
        (None, "https://xn--mnchen-3ya.example/a", set()),
        (None, "https://MÜNCHEN.example/a", set()),
        (None, "http://NEWS.never.example:8080/a", set()),
        (None, "https://notnever.example/a", {Via.PASTE, Via.FEED, Via.PAGE}),
        ("Unheard Of", "https://never.example/a", set()),
        (None, "https://feed.example/a", {Via.PASTE, Via.FEED}),
        ("Paste Post", None, {Via.PASTE}),
        ("Paste Post", "https://feed.example/a", {Via.PASTE}),
    ],
)
def test_name_and_host_both_count(name: str | None, url: str | None, doors: set[Via]) -> None:
    assert {via for via in Via if allowed(via, name, url)} == doors


def test_the_sentence_names_the_outlet_and_what_may_be_done() -> None:
    with pytest.raises(PolicyError) as caught:
        check(OUTLETS, Via.PAGE, url="https://feed.example/a")
    assert str(caught.value) == (
        "The policy of feed.example is feed-only: only what its feed carries may be stored "
        "(`copydesk feeds add`)."
    )

"""Which policy applies to a text: by the outlet's name, and by the host of its address."""

from collections.abc import Iterator, Mapping

from bot.errors import PolicyError
from bot.ingest.urls import host_of, is_within
from bot.news.article import Outlet, Policy, Via

_MEANING = {
    Policy.FEED_ONLY: "only what its feed carries may be stored (`copydesk feeds add`)",
    Policy.PASTE_ONLY: "only text that you supply as a file or on standard input may be stored",
    Policy.NEVER: "nothing of it may be stored",
}


def check(
    outlets: Mapping[str, Outlet], via: Via, *, name: str | None = None, url: str | None = None
) -> None:
    """Hold the policies of an outlet's name and of an address's host against a door.

    An entry stands for its `hosts` and the hosts below them; so does one named like a host ("example.org").
    Raises: PolicyError with a sentence.
    """
    for outlet in _described(outlets, name, host_of(url) if url else ""):
        if not outlet.allows(via):
            sentence = f"The policy of {outlet.name} is {outlet.policy.value}: {_MEANING[outlet.policy]}."
            raise PolicyError(sentence, subject=url or outlet.name)


def _described(outlets: Mapping[str, Outlet], name: str | None, host: str) -> Iterator[Outlet]:
    wanted = name.casefold() if name else None
    for key, outlet in outlets.items():
        if key.casefold() == wanted or any(is_within(host, site) for site in (key, *outlet.hosts)):
            yield outlet

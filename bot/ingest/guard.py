"""Which network addresses a page may be fetched from, decided by what DNS answers when we connect."""

import socket
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpcore2

Network = IPv4Network | IPv6Network

# All of IPv6 that has been given out; outside of it are the forms that carry an IPv4 address inside.
_IPV6_IN_USE = ip_network("2000::/3")
# What `is_global` of some Python versions lets through: protocol assignments (Teredo among them), relays,
# a cloud's metadata server on a public address, 6to4, documentation.
_REFUSED: tuple[Network, ...] = tuple(
    ip_network(text)
    for text in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "168.63.129.16/32",
        "2001::/23",
        "2002::/16",
        "3fff::/20",
    )
)


class AddressError(Exception):
    """DNS gave only addresses that must not be fetched from."""


class HostError(Exception):
    """DNS knows no address for the host."""


class DeadlineError(Exception):
    """The time for the whole transfer is over."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses every address that is not public. `allow` names exceptions; the program itself makes none."""

    allow: tuple[Network, ...] = ()

    def permits(self, address: str) -> bool:
        """Whether a connection to this literal address may be made."""
        try:
            found = ip_address(address)
        except ValueError:
            return False
        if any(_within(found, network) for network in self.allow):
            return True
        public = found.is_global and not (found.is_multicast or found.is_reserved)
        in_use = found.version == 4 or _within(found, _IPV6_IN_USE)
        return public and in_use and not any(_within(found, network) for network in _REFUSED)

    def addresses(self, host: str, port: int, timeout_s: float) -> list[str]:
        """The permitted addresses of a host, in DNS's order.

        Raises: HostError, AddressError, DeadlineError.
        """
        found = _resolved(host, port, timeout_s)
        if not found:
            raise HostError(host)
        permitted = [address for address in found if self.permits(address)]
        if not permitted:
            raise AddressError(host)
        return permitted


def _resolved(host: str, port: int, timeout_s: float) -> Sequence[str]:
    """What DNS answers, none when it knows no such host.

    The system's look-up takes no time limit, so that one which goes on is left behind in its own thread.
    """
    answers = SimpleQueue[Sequence[str]]()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []
        answers.put(list(dict.fromkeys(str(answer[4][0]) for answer in found)))

    Thread(target=look_up, name=f"dns {host[:40]}", daemon=True).start()
    try:
        return answers.get(timeout=timeout_s)
    except Empty:
        raise DeadlineError from None


def _within(address: IPv4Address | IPv6Address, network: Network) -> bool:
    return address.version == network.version and address in network


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects only to an address that the guard has just permitted, and never beyond `deadline`.

    The host's name is resolved once and the connection goes to that very address, so that a second DNS
    answer cannot lead elsewhere; TLS still verifies the host's name. `deadline` is in monotonic seconds.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._tcp = httpcore2.SyncBackend()
        self.deadline = 0.0

    def remaining_s(self, timeout: float | None = None) -> float:
        """Seconds until the deadline, or `timeout` when that is sooner. Raises: DeadlineError."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise DeadlineError
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Open a connection to the first permitted address that answers."""
        failure: Exception = HostError(host)
        for address in self._guard.addresses(host, port, self.remaining_s(timeout)):
            try:
                stream = self._tcp.connect_tcp(
                    address, port, self.remaining_s(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _DeadlineStream(stream, self)
        raise failure


class _DeadlineStream(httpcore2.NetworkStream):
    """A stream whose every wait ends at the backend's deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore2.NetworkStream, backend: GuardedBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.remaining_s(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.remaining_s(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._backend.remaining_s(timeout))
        return _DeadlineStream(secured, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

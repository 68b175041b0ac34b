"""Which network addresses a page may be fetched from, decided by what DNS answers when we connect."""

import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

import httpcore2

Network = IPv4Network | IPv6Network

# What `is_global` of some Python versions lets through: protocol assignments, relays, a cloud's metadata
# server on a public address, and IPv6 forms that carry an IPv4 address inside.
_REFUSED: tuple[Network, ...] = tuple(
    ip_network(text)
    for text in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "168.63.129.16/32",
        "::/96",
        "::ffff:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "3fff::/20",
        "fec0::/10",
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
        return public and not any(_within(found, network) for network in _REFUSED)

    def addresses(self, host: str, port: int) -> list[str]:
        """The permitted addresses of a host, in DNS's order.

        Raises: HostError, AddressError.
        """
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise HostError(host) from None
        found = dict.fromkeys(str(answer[4][0]) for answer in answers)
        permitted = [address for address in found if self.permits(address)]
        if not permitted:
            raise AddressError(host)
        return permitted


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
        for address in self._guard.addresses(host, port):
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

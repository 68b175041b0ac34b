"""Which addresses may be fetched from."""

from ipaddress import ip_network

import pytest

from bot.ingest.guard import AddressError, Guard, HostError


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # metadata of most clouds
        "168.63.129.16",  # of Azure
        "192.0.0.192",  # of Oracle
        "100.100.100.200",  # of Alibaba, in the carriers' shared space
        "100.64.0.1",
        "198.18.0.1",
        "192.88.99.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::1",
        "2001:0:1::1",
        "2001:db8::1",
        "fe80::1",
        "fe80::1%lo",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:0:7f00:1",  # IPv4 translated
        "2001:20::1",
        "4000::1",  # not given out
        "not an address",
    ],
)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not Guard().permits(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450::5"])
def test_public_addresses_are_permitted(address: str) -> None:
    assert Guard().permits(address)


def test_an_exception_covers_its_network_and_no_more() -> None:
    guard = Guard(allow=(ip_network("127.0.0.0/8"),))
    assert guard.permits("127.0.0.1")
    assert not guard.permits("10.0.0.1")
    assert not guard.permits("::1")


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "::1"])
def test_every_spelling_of_loopback_is_refused_by_what_it_resolves_to(host: str) -> None:
    with pytest.raises(AddressError):
        Guard().addresses(host, 80, 30)


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 64 + ".example", "..", "bad\udcffhost"])
def test_an_unknown_host_is_told_apart(host: str) -> None:
    with pytest.raises(HostError):
        Guard().addresses(host, 80, 30)

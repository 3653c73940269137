"""Whose address a request is counted by, whatever its sender writes into the headers."""

import pytest
from django.test import RequestFactory

from townline.platform.core.http import client

PROXY, CLIENT, OTHER = "10.0.0.5", "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def _trusted(settings):
    settings.TOWNLINE_TRUSTED_PROXIES = "127.0.0.0/8, ::1, 10.0.0.0/24"


def request(near, forwarded=None):
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", REMOTE_ADDR=near, headers=headers)


@pytest.mark.parametrize(
    ("near", "forwarded", "found"),
    [
        (CLIENT, None, CLIENT),
        # Over our socket the nearest has no address; the port's owner wrote the last entry.
        ("", f"{CLIENT}", CLIENT),
        ("127.0.0.1", f"{CLIENT}, 127.0.0.1", CLIENT),
        ("", f"{CLIENT}, {PROXY}, 127.0.0.1", CLIENT),
        # What a caller invents stands before what a trusted proxy wrote.
        ("", f"{OTHER}, {CLIENT}, {PROXY}", CLIENT),
        ("", f"127.0.0.1, {CLIENT}, {PROXY}", CLIENT),
        # An untrusted neighbour's header is nothing but words.
        (CLIENT, f"{OTHER}", CLIENT),
        ("10.0.1.5", f"{OTHER}", "10.0.1.5"),
        ("", "127.0.0.2", "127.0.0.2"),
        ("", "", "unknown"),
        ("", f"{OTHER}, nonsense, {PROXY}", "unknown"),
        ("", f"::ffff:{CLIENT}", CLIENT),
    ],
)
def test_the_nearest_that_no_trusted_proxy_is(near, forwarded, found):
    assert client.client_address(request(near, forwarded)) == found


@pytest.mark.parametrize(
    ("address", "key"),
    [
        (CLIENT, CLIENT),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_a_household_of_ipv6_is_one(address, key):
    assert client.key_of(address) == key


def test_an_asgi_request_is_counted_alike():
    forwarded = (b"x-forwarded-for", f"{OTHER}, {CLIENT}".encode())
    scope = {"type": "http", "client": (PROXY, 1), "headers": [forwarded]}
    assert client.scope_key(scope) == CLIENT
    assert client.scope_key(scope | {"client": (OTHER, 1)}) == OTHER
    assert client.scope_key({"type": "http", "client": None, "headers": []}) == "unknown"


def test_a_wrong_network_is_named():
    with pytest.raises(ValueError, match=r"10\.0\.0"):
        client.networks("10.0.0")

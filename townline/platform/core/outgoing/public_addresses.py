"""Which address a stranger may have our server call: https, on the open internet.

Whoever names an address makes our server call it, so hosts of the office's own network are
refused here. What a name leads to is looked at again when it is called (``reaching.py``).
"""

import ipaddress
from urllib.parse import urlsplit

LONGEST = 1000
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind NAT64
_INSIDE = frozenset({"localhost", "local", "internal", "lan"})

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefused(ValueError):
    """Nothing of ours may call this address."""


def is_public(address: Address) -> bool:
    """Say whether an address is one of the open internet, looking through IPv4 inside IPv6."""
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if inner is None and address in _TRANSLATED:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast


def check_address(url: str, *, anywhere: bool) -> None:
    """Look whether a URL may be called. Raises AddressRefused, whose words do not repeat it.

    ``anywhere`` lets tests call this machine, and without TLS.
    """
    if len(url) > LONGEST or not url.isascii() or any(c <= " " for c in url):
        raise AddressRefused("it is too long, or no address")
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise AddressRefused("it is no address") from error
    if not host or parts.username is not None or parts.fragment:
        raise AddressRefused("it names no host alone")
    if not anywhere and (parts.scheme != "https" or not _may_be_public(host)):
        raise AddressRefused("it must be https and on the open internet")


def _may_be_public(host: str) -> bool:
    try:
        return is_public(ipaddress.ip_address(host))
    except ValueError:  # a name: what it leads to is seen when it is called
        last = host.rstrip(".").rpartition(".")
        return bool(last[0]) and last[2] not in _INSIDE

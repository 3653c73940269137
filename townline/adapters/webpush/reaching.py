"""Calling an address that a stranger named: only the open internet, and exactly what was looked at.

The name is resolved once, all it leads to is checked, and the connection goes to a checked
address, so that a name which leads elsewhere a moment later (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from dataclasses import dataclass

import httpx

from townline.platform.core.outgoing.push_endpoints import is_public


class Unreachable(RuntimeError):
    """The name leads nowhere now."""


class Forbidden(RuntimeError):
    """The name leads into a private network, or the address is not https."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """One checked address in the place of the name, which the certificate is checked for."""

    url: httpx.URL
    netloc: str
    name: str


def pin_endpoint(endpoint: str, *, anywhere: bool) -> Pinned:
    """Bind an endpoint to one checked address. Raises Unreachable, Forbidden."""
    url = httpx.URL(endpoint)
    if url.scheme != "https" and not anywhere:
        raise Forbidden("the endpoint is not https")
    address = _address(url.host, url.port or 443, anywhere=anywhere)
    return Pinned(url.copy_with(host=address), url.netloc.decode(), url.host)


def _address(host: str, port: int, *, anywhere: bool) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Unreachable(f"its name leads nowhere ({type(error).__name__})") from None
    addresses = [str(each[4][0]) for each in found]
    if not anywhere and not all(is_public(ipaddress.ip_address(each)) for each in addresses):
        raise Forbidden("its name leads into a private network")
    return addresses[0]

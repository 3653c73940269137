"""Where a request comes from: the client's own address, behind proxies that are trusted.

Each proxy adds the address of who called it to the end of ``X-Forwarded-For``; what stands before
the last entry that no trusted proxy wrote is the caller's to invent. So the list is read from its
end, past the proxies that we trust (``TOWNLINE_TRUSTED_PROXIES``).
"""

import ipaddress
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from starlette.types import Scope

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network
type Address = ipaddress.IPv4Address | ipaddress.IPv6Address

UNKNOWN = "unknown"
_NET_OF_ONE_CLIENT = 64  # bits: what an IPv6 household or phone is given whole (RFC 6177)


@lru_cache
def networks(written: str) -> tuple[Network, ...]:
    """Read networks such as ``127.0.0.0/8, ::1``. Raises ValueError naming a wrong one."""
    return tuple(ipaddress.ip_network(each.strip()) for each in written.split(",") if each.strip())


def is_trusted(address: str) -> bool:
    """Say whether this machine's operator named this address as a proxy of theirs."""
    found = _parse_address(address)
    trusted = networks(settings.TOWNLINE_TRUSTED_PROXIES)
    return found is not None and any(found in network for network in trusted)


def _parse_address(address: str) -> Address | None:
    try:
        found = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _first_untrusted(chain: Sequence[str]) -> str:
    """Give the client of a chain that begins with the far end and ends with who is nearest."""
    for address in reversed(chain):
        if not is_trusted(address):
            found = _parse_address(address)
            return str(found) if found else UNKNOWN
    # Everybody on the way is trusted: somebody on this machine.
    return str(_parse_address(chain[0])) if chain else UNKNOWN


def chain_of(request: HttpRequest) -> list[str]:
    """List everybody on the way, the nearest last.

    Over our Unix socket there is no address of the nearest: it is the port's own process.
    """
    near = str(request.META.get("REMOTE_ADDR") or "")
    found = [*request.headers.get("X-Forwarded-For", "").split(","), near]
    return [address.strip() for address in found if address.strip()]


def client_address(request: HttpRequest) -> str:
    """Give the client's address, to show or to write down; "unknown" where none can be known."""
    return _first_untrusted(chain_of(request))


def client_key(request: HttpRequest) -> str:
    """Give what a limit "of one address" counts by: an IPv4 address, or an IPv6 /64."""
    return key_of(client_address(request))


def is_private(request: HttpRequest) -> bool:
    """Say whether nobody on the way can read the request.

    So it is over TLS, which may end at a trusted proxy, and from a client on this machine.
    """
    near = str(request.META.get("REMOTE_ADDR") or "")
    proto = request.headers.get("X-Forwarded-Proto", "").partition(",")[0].strip()
    at_proxy = proto == "https" and (not near or is_trusted(near))
    found = _parse_address(client_address(request))
    return request.is_secure() or at_proxy or (found is not None and found.is_loopback)


def scope_key(scope: Scope) -> str:
    """Give the same of an ASGI request."""
    near = (scope.get("client") or ("",))[0]
    forwarded = [value.decode("latin-1") for name, value in scope["headers"] if name == _FORWARDED]
    return key_of(_first_untrusted(_split([*forwarded, near or ""])))


_FORWARDED = b"x-forwarded-for"


def _split(lines: Iterable[str]) -> list[str]:
    return [each.strip() for line in lines for each in line.split(",") if each.strip()]


def key_of(address: str) -> str:
    """Give an address as limits count it: one client may own all of an IPv6 /64."""
    found = _parse_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, _NET_OF_ONE_CLIENT), strict=False))
    return address

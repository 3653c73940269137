"""Calling an address that a stranger named: only the open internet, and exactly what was checked.

The name is resolved once, all it leads to is checked, and the connection goes to a checked
address, so that a name which leads elsewhere a moment later (DNS rebinding) gains nothing.
Redirects are followed by nobody.
"""

import asyncio
import datetime as dt
import ipaddress
import socket
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from ssl import SSLContext

import httpx

from townline.platform.core.outgoing.public_addresses import is_public

# Of one call altogether: a receiver that sends a byte at a time has no longer either.
CALL_SECONDS = 10.0
_LONGEST_WAIT = dt.timedelta(hours=6)
_READ_MOST = 4096  # bytes of an answer that are read so that the connection can be used again


class Unreachable(RuntimeError):
    """The name leads nowhere now, or nobody answered in time."""


class Forbidden(RuntimeError):
    """The name leads into a private network, or the address is not https."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """One checked address in the place of the name, which the certificate is checked for."""

    url: httpx.URL
    netloc: str
    name: str


@dataclass(frozen=True, slots=True)
class PostResult:
    """What the other side answered. ``after``: how long it asks us to wait."""

    status: int
    after: dt.timedelta | None = None

    @property
    def accepted(self) -> bool:
        """Say whether it took what was sent (2xx)."""
        return 200 <= self.status < 300  # noqa: PLR2004 -- RFC 9110, 15.3


def pin_endpoint(endpoint: str, *, anywhere: bool) -> Pinned:
    """Bind an endpoint to one checked address. Raises Unreachable, Forbidden."""
    try:
        url = httpx.URL(endpoint)
    except httpx.InvalidURL as error:
        raise Forbidden("the endpoint is no address") from error
    if url.scheme != "https" and not anywhere:
        raise Forbidden("the endpoint is not https")
    address = _address(url.host, url.port or 443, anywhere=anywhere)
    return Pinned(url.copy_with(host=address), url.netloc.decode(), url.host)


def _address(host: str, port: int, *, anywhere: bool) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"its name leads nowhere ({type(error).__name__})") from None
    addresses = [str(each[4][0]) for each in found]
    if not anywhere and not all(is_public(ipaddress.ip_address(each)) for each in addresses):
        raise Forbidden("its name leads into a private network")
    return addresses[0]


@cache
def _trust() -> SSLContext:
    # Reading the authorities takes longer than a call.
    return httpx.create_ssl_context()


def open_client() -> httpx.AsyncClient:
    """Make a client for pinned calls.

    No proxy of the environment: what a name leads to would be the proxy's to decide.
    """
    return httpx.AsyncClient(
        timeout=CALL_SECONDS, trust_env=False, verify=_trust(), follow_redirects=False
    )


async def post_pinned(
    client: httpx.AsyncClient,
    place: Pinned,
    *,
    headers: Mapping[str, str],
    body: bytes,
    now: dt.datetime,
) -> PostResult:
    """Post to a checked address, for CALL_SECONDS in all. Raises Unreachable."""
    try:
        async with asyncio.timeout(CALL_SECONDS), _stream(client, place, headers, body) as answer:
            # More is not read: a stranger's server could go on without end.
            if answer.headers.get("Content-Length", "").isdigit() and (
                int(answer.headers["Content-Length"]) <= _READ_MOST
            ):
                await answer.aread()
            after = retry_after(answer.headers.get("Retry-After", ""), now)
            return PostResult(answer.status_code, after)
    except TimeoutError:
        raise Unreachable("no answer in time") from None
    except httpx.HTTPError as error:
        raise Unreachable(f"no answer ({type(error).__name__})") from None


def _stream(
    client: httpx.AsyncClient, place: Pinned, headers: Mapping[str, str], body: bytes
) -> AbstractAsyncContextManager[httpx.Response]:
    return client.stream(
        "POST",
        place.url,
        content=body,
        headers={"Accept-Encoding": "identity", **headers, "Host": place.netloc},
        extensions={"sni_hostname": place.name},
    )


def retry_after(value: str, now: dt.datetime) -> dt.timedelta | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or a date; nobody makes us wait for long."""
    try:
        seconds = dt.timedelta(seconds=int(value)) if value.isdigit() else None
        wait = seconds if seconds is not None else parsedate_to_datetime(value) - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait, dt.timedelta()), _LONGEST_WAIT)

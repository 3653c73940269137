"""Where a message comes from or goes to."""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass, field
from typing import Final, Literal

from townline.adapters.sip.stack.messages import grammar
from townline.adapters.sip.stack.messages.grammar import GrammarError, Via
from townline.adapters.sip.stack.messages.values import Headers

type Transport = Literal["udp", "tcp", "tls"]
PORTS: Final[dict[Transport, int]] = {"udp": 5060, "tcp": 5060, "tls": 5061}


@dataclass(frozen=True, slots=True)
class Hop:
    """One end of a transport. ``host`` is an IP address; ``name`` is what a certificate says."""

    transport: Transport
    host: str
    port: int
    name: str = field(default="", compare=False)

    @property
    def reliable(self) -> bool:
        """Whether nothing needs to be sent twice."""
        return self.transport != "udp"

    @property
    def place(self) -> str:
        """``host:port`` as written in messages."""
        return f"{bracket_host(self.host)}:{self.port}"


def bracket_host(host: str) -> str:
    """Write an IPv6 address as messages do."""
    return f"[{host}]" if ":" in host else host


def is_address(host: str) -> bool:
    """Say whether a host is an IP address."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def back(via: Via, source: Hop) -> Hop:
    """Find where a response goes (RFC 3261 §18.2.2, RFC 3581): never further than the source."""
    if source.reliable:
        return source
    port = source.port if "rport" in via.params else via.port or PORTS["udp"]
    return Hop(source.transport, source.host, port)


def stamp(headers: Headers, source: Hop) -> None:
    """Mark in the top Via where a request came from, so that its responses find back (§18.2.1)."""
    first, *rest = headers.values("via")
    via = grammar.via(first)
    if "rport" in via.params:
        via.params["rport"] = str(source.port)
    if via.host.strip("[]") != source.host or "rport" in via.params:
        via.params["received"] = source.host
    others = [line for line in headers.lines if line[0] != "via"]
    headers.lines = [("via", str(via)), *(("via", value) for value in rest), *others]


async def addresses(host: str) -> list[str]:
    """Look a host up; an address is its own. Raises OSError."""
    plain = host.strip("[]")
    if is_address(plain):
        return [plain]
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_DGRAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


async def towards(address: str, default: Transport) -> Hop:
    """Find the hop of a Contact or Route. Raises Unreadable, OSError."""
    uri = grammar.uri(address)
    if not uri.host:
        raise GrammarError("an address without a host")
    requested = (uri.params.get("transport") or default).lower()
    transport = next((kind for kind in PORTS if kind == requested), default)
    if uri.scheme == "sips":
        transport = "tls"
    host = (await addresses(uri.host))[0]
    return Hop(transport, host, uri.port or PORTS[transport], uri.host.strip("[]"))

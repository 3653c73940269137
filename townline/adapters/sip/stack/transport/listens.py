"""TOWNLINE_SIP_LISTEN: ``udp:HOST:PORT``, ``tcp:…``, ``tls:…``, several by comma."""

import re
from typing import Final, cast

from townline.adapters.sip.stack.transport.hops import PORTS, Hop, Transport, is_address

_ONE: Final = re.compile(r"(?P<kind>[a-z]+):(?P<host>\[[0-9a-fA-F:.]+\]|[^:\[\]]+):(?P<port>\d+)")
_HIGHEST: Final = 65_535


class ListenError(ValueError):
    """A place to listen at cannot be read; the words say which and what is right."""


def read_all(text: str) -> list[Hop]:
    """Read all places. Raises ListenError."""
    places = [_read(part.strip(), n) for n, part in enumerate(text.split(","), 1)]
    kinds = [place.transport for place in places]
    twice = next((kind for kind in kinds if kinds.count(kind) > 1), None)
    if twice is not None:
        raise ListenError(f"{twice} stands twice; give one place for each of udp, tcp and tls")
    return places


def _read(text: str, number: int) -> Hop:
    match = _ONE.fullmatch(text)
    if match is None or match["kind"] not in PORTS:
        raise ListenError(f"place {number} must be like udp:192.0.2.1:5060 (or tcp:, tls:)")
    host, port = match["host"].strip("[]"), int(match["port"])
    if not is_address(host):
        raise ListenError(f"place {number}: the host must be an IP address of this machine")
    if not 0 <= port <= _HIGHEST:
        raise ListenError(f"place {number}: the port must be a number from 1 to {_HIGHEST}")
    return Hop(cast("Transport", match["kind"]), host, port)

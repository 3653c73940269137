"""All transports of a process behind one ``send``."""

import logging
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from townline.adapters.sip.stack.transport.hops import Hop, Transport
from townline.adapters.sip.stack.transport.streams import Streams
from townline.adapters.sip.stack.transport.udp import Datagrams

log: Final = logging.getLogger(__name__)
_EVERYWHERE: Final = {"0.0.0.0", "::"}  # noqa: S104 -- compared only


@dataclass(frozen=True, slots=True)
class Certificates:
    """Files for TLS: ours with its key, and who vouches for the trunks (the system's if None)."""

    own: Path | None = None
    key: Path | None = None
    authorities: Path | None = None

    def inward(self) -> ssl.SSLContext:
        """Make what we show to who connects. Raises OSError, ssl.SSLError."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if self.own is None:
            raise FileNotFoundError("no certificate is named")
        context.load_cert_chain(self.own, self.key)
        return context

    def outward(self) -> ssl.SSLContext:
        """Make how we look at who we connect to. Raises OSError, ssl.SSLError."""
        context = ssl.create_default_context(cafile=self.authorities)
        if self.own is not None:
            context.load_cert_chain(self.own, self.key)
        return context


class Carrier:
    """Listens and sends. ``arrived(data, source)``; ``lost(hop)`` for a connection that is gone."""

    def __init__(self, arrived: Callable[[bytes, Hop], None], lost: Callable[[Hop], None]) -> None:
        self._arrived, self._lost = arrived, lost
        self._datagrams: Datagrams | None = None
        self._streams: dict[Transport, Streams] = {}
        self.places: dict[Transport, Hop] = {}

    async def open(self, places: list[Hop], certificates: Certificates) -> None:
        """Listen at all places. Raises OSError, ssl.SSLError."""
        for place in places:
            self.places[place.transport] = await self._open(place, certificates)

    async def _open(self, place: Hop, certificates: Certificates) -> Hop:
        if place.transport == "udp":
            self._datagrams = Datagrams(self._arrived)
            return await self._datagrams.open(place)
        streams = Streams(place.transport, self._arrived, self._lost)
        self._streams[place.transport] = streams
        secure = place.transport == "tls"
        inward = certificates.inward() if secure else None
        return await streams.open(place, inward, certificates.outward() if secure else None)

    def send(self, data: bytes, hop: Hop) -> None:
        """Send bytes. What cannot be sent is lost, or told by ``lost``."""
        if hop.transport == "udp":
            if self._datagrams is not None:
                self._datagrams.send(data, hop)
        elif hop.transport in self._streams:
            self._streams[hop.transport].send(data, hop)
        else:
            self._lost(hop)

    def connected(self, hop: Hop) -> bool:
        """Say whether a stream to a far end is open now."""
        return hop.transport in self._streams and self._streams[hop.transport].has(hop)

    def place_towards(self, hop: Hop) -> Hop:
        """Give the place by which a far end reaches us."""
        place = self.places.get(hop.transport) or next(iter(self.places.values()))
        if place.host not in _EVERYWHERE:
            return place
        return Hop(place.transport, _own_address(hop.host), place.port)

    def close(self) -> None:
        """Close everything."""
        if self._datagrams is not None:
            self._datagrams.close()
        for streams in self._streams.values():
            streams.close()


def _own_address(towards: str) -> str:
    """Ask the system by which of its addresses a far end is reached. Sends nothing."""
    family = socket.AF_INET6 if ":" in towards else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((towards, 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])

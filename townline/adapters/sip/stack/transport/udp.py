"""Datagrams."""

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Final

from townline.adapters.sip.stack.transport.hops import Hop

log: Final = logging.getLogger(__name__)
_BUFFER: Final = 4 * 1024 * 1024


class Datagrams(asyncio.DatagramProtocol):
    """One UDP socket. ``arrived(data, source)`` is called for each datagram."""

    def __init__(self, arrived: Callable[[bytes, Hop], None]) -> None:
        self._arrived = arrived
        self._transport: asyncio.DatagramTransport | None = None

    async def open(self, place: Hop) -> Hop:
        """Listen; give the place with the port that was taken. Raises OSError."""
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: self, local_addr=(place.host, place.port)
        )
        # Bursts wait in the kernel: what does not fit there comes half a second later.
        raw: socket.socket = transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        return Hop("udp", place.host, transport.get_extra_info("sockname")[1])

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)  # noqa: S101 -- asyncio's promise
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._arrived(data, Hop("udp", addr[0], addr[1]))

    def error_received(self, exc: Exception) -> None:
        # An ICMP answer names no message; retransmission and its end decide.
        log.debug("a datagram was refused: %s", type(exc).__name__)

    def send(self, data: bytes, hop: Hop) -> None:
        """Send; what cannot be sent is as lost as on the way."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.sendto(data, (hop.host, hop.port))

    def close(self) -> None:
        """Stop listening."""
        if self._transport is not None:
            self._transport.close()

"""TCP and TLS connections, taken and made; one connection carries many calls."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from typing import Final

from townline.adapters.sip.stack.messages.framing import PING, PONG, Framer, NotFramed
from townline.adapters.sip.stack.transport.hops import Hop, Transport

log: Final = logging.getLogger(__name__)
_MOST: Final = 512
_UNSENT: Final = 1_000_000  # bytes that a peer who reads nothing may leave with us
_SILENT: Final = 32.0  # seconds until a connection that never said anything is closed

type Arrived = Callable[[bytes, Hop], None]
type Lost = Callable[[Hop], None]


class Connection(asyncio.Protocol):
    """One connection; named by the far end."""

    def __init__(self, streams: "Streams", hop: Hop | None = None) -> None:
        self._streams = streams
        self._framer = Framer()
        self._silent: asyncio.TimerHandle | None = None
        self.hop = hop
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- asyncio's promise
        self.transport = transport
        if self.hop is None:
            host, port = transport.get_extra_info("peername")[:2]
            self.hop = Hop(self._streams.kind, host, port)
            loop = asyncio.get_running_loop()
            self._silent = loop.call_later(_SILENT, transport.abort)
        self._streams.opened(self, self.hop)

    def data_received(self, data: bytes) -> None:
        if self._silent is not None:
            self._silent.cancel()
        try:
            for message in self._framer.feed(data):
                self._take(message)
        except NotFramed as error:
            log.info("a connection is closed: %s", error)
            self.close()

    def _take(self, message: bytes) -> None:
        if message == PING:
            self.send(PONG)
        elif self.hop is not None:
            self._streams.arrived(message, self.hop)

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        if self._silent is not None:
            self._silent.cancel()
        if self.hop is not None:
            self._streams.closed(self, self.hop)

    def send(self, data: bytes) -> None:
        if self.transport is None or self.transport.is_closing():
            return
        self.transport.write(data)
        if self.transport.get_write_buffer_size() > _UNSENT:
            self.transport.abort()

    def close(self) -> None:
        if self.transport is not None:
            self.transport.abort()


class Streams:
    """All connections of one kind. ``lost(hop)`` is called for one that cannot be made or ends."""

    def __init__(self, kind: Transport, arrived: Arrived, lost: Lost) -> None:
        self.kind = kind
        self.arrived = arrived
        self._lost = lost
        self._open: dict[Hop, Connection] = {}
        self._waiting: dict[Hop, list[bytes]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._outward: ssl.SSLContext | None = None

    async def open(
        self, place: Hop, inward: ssl.SSLContext | None, outward: ssl.SSLContext | None
    ) -> Hop:
        """Listen; give the place with the port that was taken. Raises OSError."""
        self._outward = outward
        self._server = await asyncio.get_running_loop().create_server(
            lambda: Connection(self), place.host, place.port, ssl=inward, reuse_address=True
        )
        return Hop(self.kind, place.host, self._server.sockets[0].getsockname()[1])

    def opened(self, connection: Connection, hop: Hop) -> None:
        if len(self._open) >= _MOST:
            connection.close()
        self._open[hop] = connection
        for data in self._waiting.pop(hop, ()):
            connection.send(data)

    def closed(self, connection: Connection, hop: Hop) -> None:
        if self._open.get(hop) is connection:
            del self._open[hop]
            self._lost(hop)

    def has(self, hop: Hop) -> bool:
        """Say whether there is a connection to a far end now."""
        return hop in self._open

    def send(self, data: bytes, hop: Hop) -> None:
        """Send on the connection there is, else make one."""
        connection = self._open.get(hop)
        if connection is not None:
            connection.send(data)
            return
        waiting = self._waiting.setdefault(hop, [])
        waiting.append(data)
        if len(waiting) == 1:
            task = asyncio.create_task(self._connect(hop))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _connect(self, hop: Hop) -> None:
        secure = self.kind == "tls"
        try:
            async with asyncio.timeout(10):
                await asyncio.get_running_loop().create_connection(
                    lambda: Connection(self, hop),
                    hop.host,
                    hop.port,
                    ssl=self._outward if secure else None,
                    server_hostname=(hop.name or hop.host) if secure else None,
                )
        except (OSError, TimeoutError) as error:
            self._waiting.pop(hop, None)
            log.info("a connection by %s cannot be made: %s", self.kind, type(error).__name__)
            self._lost(hop)

    def close(self) -> None:
        """Stop listening and end all connections."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        for connection in list(self._open.values()):
            connection.close()

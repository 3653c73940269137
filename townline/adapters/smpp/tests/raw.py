"""A network of bare bytes: it sends what it is told, and shows what it got."""

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator

from townline.adapters.smpp.tests import bytes_

PATIENCE = 60


class Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    def send(self, *units: bytes) -> None:
        self._writer.write(b"".join(units))

    async def unit(self) -> tuple[int, int, int, bytes]:
        """Give the next unit: command, status, sequence, body."""
        async with asyncio.timeout(PATIENCE):
            length, *head = struct.unpack(">IIII", await self._reader.readexactly(16))
            body = await self._reader.readexactly(length - 16)
            return head[0], head[1], head[2], body

    async def next(self, command: int) -> tuple[int, int, int, bytes]:
        """Give the next unit of a command, answering an enquire_link on the way."""
        while True:
            unit = await self.unit()
            if unit[0] == command:
                return unit
            if unit[0] == 0x15:
                self.send(bytes_.unit(0x80000015, unit[2]))

    async def bind(self) -> None:
        _, _, sequence, _ = await self.next(0x09)
        self.send(bytes_.unit(0x80000009, sequence, b"raw\0"))

    async def silence(self) -> list[int]:
        """Give the commands that came before the answer to an enquire_link of ours."""
        self.send(bytes_.unit(0x15, 999_999))
        commands: list[int] = []
        while True:
            command, _, sequence, _ = await self.unit()
            if (command, sequence) == (0x80000015, 999_999):
                return commands
            commands.append(command)

    async def ended(self) -> None:
        async with asyncio.timeout(PATIENCE):
            with contextlib.suppress(ConnectionError):
                while await self._reader.read(65536):
                    pass

    def cut(self) -> None:
        self._writer.transport.abort()


class RawNetwork:
    def __init__(self) -> None:
        self.port = 0
        self._writers: list[asyncio.StreamWriter] = []
        self._accepted: asyncio.Queue[Connection] = asyncio.Queue()

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        self._accepted.put_nowait(Connection(reader, writer))

    async def close(self) -> None:
        for writer in self._writers:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    def url(self, options: str = "") -> str:
        return f"smpp://me:secret@127.0.0.1:{self.port}{options}"

    async def connection(self) -> Connection:
        async with asyncio.timeout(PATIENCE):
            return await self._accepted.get()

    async def bound(self) -> Connection:
        connection = await self.connection()
        await connection.bind()
        return connection


@contextlib.asynccontextmanager
async def network() -> AsyncIterator[RawNetwork]:
    raw = RawNetwork()
    server = await asyncio.start_server(raw.accept, "127.0.0.1", 0)
    raw.port = server.sockets[0].getsockname()[1]
    try:
        yield raw
    finally:
        server.close()
        await raw.close()
        await server.wait_closed()

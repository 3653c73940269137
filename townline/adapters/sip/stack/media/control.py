"""Speaks to rtpengine: commands as JSON over UDP, told apart by a cookie, repeated until answered.

A command that is repeated with its cookie is carried out once: rtpengine remembers its answer.
"""

import asyncio
import json
import secrets
from collections.abc import Callable, Sequence
from typing import Any, Final, Self

# Loopback loses nothing unless rtpengine is gone or starting: then the whole takes 3 seconds.
_PATIENCE: Final = (0.3, 0.7, 2.0)
# What frees ports must arrive, also when the machine has no time for rtpengine.
_INSISTENCE: Final = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)


class MediaFailed(RuntimeError):
    """rtpengine did not answer, or would not; the words are ours."""


class Control(asyncio.DatagramProtocol):
    """One socket to one rtpengine. Use ``connect``; give it back with ``close``."""

    def __init__(self) -> None:
        self._waiting: dict[bytes, asyncio.Future[dict[str, Any]]] = {}
        self._transport: asyncio.DatagramTransport | None = None
        self.there: Callable[[], bool] = lambda: True
        self._gone = False

    @classmethod
    async def connect(cls, host: str, port: int) -> Self:
        """Make the socket; whether somebody listens shows at the first command."""
        loop = asyncio.get_running_loop()
        _, control = await loop.create_datagram_endpoint(cls, remote_addr=(host, port))
        return control

    def give_up(self) -> None:
        """Wait for no answer any more: rtpengine is gone, and with it all it was told."""
        self._gone = True
        for waiting in list(self._waiting.values()):
            if not waiting.done():
                waiting.set_result({"result": "gone"})

    async def ask(self, command: str, **words: object) -> dict[str, Any]:
        """Send one command and give its answer; ``from_tag`` stands for ``from-tag``.

        Raises MediaFailed.
        """
        if self._transport is None:
            raise MediaFailed("the socket to rtpengine is closed")
        cookie = secrets.token_hex(8).encode()
        message = {name.replace("_", "-"): word for name, word in words.items()}
        data = cookie + b" " + json.dumps({"command": command, **message}).encode()
        answer = asyncio.get_running_loop().create_future()
        self._waiting[cookie] = answer
        try:
            return _check_result(command, await self._insist(data, answer, self._pauses(command)))
        finally:
            del self._waiting[cookie]

    def _pauses(self, command: str) -> Sequence[float]:
        self._gone = self._gone and not self.there()
        if self._gone:
            return _PATIENCE[:1]  # a caller shall not wait for what is known to be gone
        return _INSISTENCE if command == "delete" and self.there() else _PATIENCE

    async def _insist(
        self, data: bytes, answer: asyncio.Future[dict[str, Any]], pauses: Sequence[float]
    ) -> dict[str, Any]:
        for seconds in pauses:
            if self._transport is None:
                break
            self._transport.sendto(data)
            done, _ = await asyncio.wait({answer}, timeout=seconds)
            if done:
                return answer.result()
        raise MediaFailed("rtpengine does not answer")

    def close(self) -> None:
        """Close the socket."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]  # asyncio's own kind of it
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None

    def error_received(self, exc: Exception) -> None:
        """Nobody listens at this moment; the command is sent again."""

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        cookie, _, text = data.partition(b" ")
        waiting = self._waiting.get(cookie)
        if waiting is None or waiting.done():
            return
        try:
            waiting.set_result(json.loads(text))
        except (ValueError, RecursionError):  # nested beyond all measure
            waiting.set_result({"result": "unreadable"})


def _check_result(command: str, answer: dict[str, Any]) -> dict[str, Any]:
    if answer.get("result") in {"ok", "pong"}:
        return answer
    # Its reason could repeat what we sent; the command says where to look.
    raise MediaFailed(f"rtpengine refused {command!r}")

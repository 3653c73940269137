"""The socket of one session: frames in, requests matched with their responses, bytes out."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Callable
from typing import Final, cast

from townline.adapters.smpp.codec import codes, pdu
from townline.adapters.smpp.codec.pdu import Frame

log: Final = logging.getLogger(__name__)
_LAST_SEQUENCE: Final = 0x7FFFFFFF
# Only Linux has it. Without it some networks' senders (Nagle) stall 40 ms at each batch.
_QUICKACK: Final = getattr(socket, "TCP_QUICKACK", None)

Answered = Callable[[Frame | None], None]


class WireLost(ConnectionError):
    """The session ended before the response came."""


class Wire(asyncio.Protocol):
    """``take`` gets the deliver_sm and data_sm frames; ``lost`` is set when the session ended.

    Every other request is answered here. A response without a request is ignored.
    """

    def __init__(self, take: Callable[[Frame], None]) -> None:
        self.lost = asyncio.Event()
        self.reason = ""
        self._take = take
        self._framer = pdu.Framer()
        self._waiting: dict[int, Answered] = {}
        self._sequence = 0
        self._transport: asyncio.Transport | None = None
        self._holds: set[str] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._acknowledge_fast()

    def data_received(self, data: bytes) -> None:
        frames, broken = self._framer.feed(data)
        for frame in frames:
            self._dispatch(frame)
        self._acknowledge_fast()
        if broken:
            self.drop(f"the stream is broken: {broken.reason}")

    def connection_lost(self, exc: Exception | None) -> None:
        self.reason = self.reason or ("the connection broke" if exc else "the network closed it")
        self.lost.set()
        waiting, self._waiting = self._waiting, {}
        for answered in waiting.values():
            answered(None)

    def pause_writing(self) -> None:
        # A peer that sends without reading must not fill our memory with responses.
        self.hold("writing")

    def resume_writing(self) -> None:
        self.release("writing")

    def hold(self, why: str) -> None:
        """Stop reading until each reason given is released."""
        self._holds.add(why)
        if self._transport:
            self._transport.pause_reading()

    def release(self, why: str) -> None:
        """Read again, if no other reason holds it."""
        self._holds.discard(why)
        if not self._holds and self._transport and not self._transport.is_closing():
            self._transport.resume_reading()

    def send(self, data: bytes) -> None:
        """Write bytes, unless the session has ended."""
        if self._transport and not self._transport.is_closing():
            self._transport.write(data)

    def ask(self, command: int, body: bytes, answered: Answered) -> bool:
        """Send a request; ``on_response`` gets its response, or None when the session ended.

        False: the session had ended already and nothing was written.
        """
        if self._transport is None or self._transport.is_closing():
            return False
        self._sequence = self._sequence % _LAST_SEQUENCE + 1
        self._waiting[self._sequence] = answered
        self._transport.write(pdu.write(command, self._sequence, body))
        return True

    async def request(self, command: int, body: bytes, within: float) -> Frame:
        """Send a request, wait ``within`` seconds. Raises WireLost or TimeoutError."""
        response: asyncio.Future[Frame | None] = asyncio.get_running_loop().create_future()

        def on_response(frame: Frame | None) -> None:
            if not response.done():  # it is, when we stopped waiting
                response.set_result(frame)

        if not self.ask(command, body, on_response):
            raise WireLost(self.reason)
        async with asyncio.timeout(within):
            frame = await response
        if frame is None:
            raise WireLost(self.reason)
        return frame

    def drop(self, reason: str) -> None:
        """End the connection at once."""
        self.reason = self.reason or reason
        if self._transport:
            self._transport.abort()

    def close(self, reason: str) -> None:
        """End the connection after what was written has left."""
        self.reason = self.reason or reason
        if self._transport:
            self._transport.close()

    def _acknowledge_fast(self) -> None:
        sock = self._transport.get_extra_info("socket") if self._transport else None
        if _QUICKACK is not None and sock is not None and sock.fileno() >= 0:
            with contextlib.suppress(OSError):  # the connection may just have broken
                sock.setsockopt(socket.IPPROTO_TCP, _QUICKACK, 1)

    def _dispatch(self, frame: Frame) -> None:
        if frame.command in {codes.DELIVER_SM, codes.DATA_SM}:
            self._take(frame)
        elif frame.command & codes.RESPONSE:
            answered = self._waiting.pop(frame.sequence, None)
            if answered:
                answered(frame)
        else:
            self._answer(frame)

    def _answer(self, frame: Frame) -> None:
        if frame.command in {codes.ENQUIRE_LINK, codes.UNBIND}:
            self.send(pdu.write(frame.command | codes.RESPONSE, frame.sequence))
        elif frame.command not in codes.UNANSWERED:
            self.send(pdu.write(codes.GENERIC_NACK, frame.sequence, status=codes.INVALID_COMMAND))
            log.warning("answered an unknown request 0x%08X with generic_nack", frame.command)
        if frame.command == codes.UNBIND:
            self.close("the network unbound")

"""A telephone's line: one UDP socket, calls in both directions, and all that was said on it."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Final, Self

from townline.adapters.sip.softphone.call import PhoneCall
from townline.adapters.sip.softphone.message import Message, read, reply, tag_of

_AGAIN: Final = 0.5
_TRIES: Final = 12


class SoftphoneLine(asyncio.DatagramProtocol):
    """``rings`` is called with each incoming call; ``on_message`` with all that goes and comes.

    ``heard(way, message)``: way is ``sent`` or ``got``.
    """

    def __init__(
        self,
        rings: Callable[[PhoneCall], None] | None = None,
        on_message: Callable[[str, Message], None] | None = None,
    ) -> None:
        self._rings, self._on_message = rings, on_message
        self._calls: dict[str, PhoneCall] = {}
        self._answered: dict[tuple[str, str], bytes] = {}
        self._waiting: dict[tuple[str, str], asyncio.Event] = {}
        self._transport: asyncio.DatagramTransport | None = None
        self.address = ("", 0)

    async def open(self, host: str = "127.0.0.1", port: int = 0) -> Self:
        """Open the socket."""
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(host, port))
        self.address = transport.get_extra_info("sockname")[:2]
        return self

    def close(self) -> None:
        """Close the socket; calls are left as they are."""
        if self._transport is not None:
            self._transport.close()

    async def dial(
        self, place: tuple[str, int], number: str, *, caller: str, sdp: bytes,
        headers: list[tuple[str, str]] | None = None,
    ) -> PhoneCall:  # fmt: skip
        """Call a number at a server; what follows comes as ``call.news``."""
        host, port = place
        call = PhoneCall(
            self, place, call_id=f"{secrets.token_hex(8)}@{self.address[0]}", ours=True
        )
        call.local = f"<sip:{caller}@{self.address[0]}>;tag={secrets.token_hex(4)}"
        call.remote = f"<sip:{number}@{host}:{port}>"
        call.target = f"sip:{number}@{host}:{port}"
        self._calls[call.call_id] = call
        call.invite(sdp, headers or [])
        return call

    def send(self, message: Message, place: tuple[str, int]) -> None:
        """Send once."""
        if self._transport is not None and not self._transport.is_closing():
            if self._on_message is not None:
                self._on_message("sent", message)
            self._transport.sendto(bytes(message), place)

    async def insist(self, message: Message, place: tuple[str, int]) -> bool:
        """Send again and again until something is answered."""
        key = _transaction(message)
        arrived = self._waiting[key] = asyncio.Event()
        try:
            for _ in range(_TRIES):
                self.send(message, place)
                try:
                    await asyncio.wait_for(arrived.wait(), _AGAIN)
                except TimeoutError:
                    continue
                return True
            return False
        finally:
            self._waiting.pop(key, None)

    def answer(self, request: Message, response: Message, place: tuple[str, int]) -> None:
        """Send a response, and again whenever its request comes again."""
        self._answered[_transaction(request)] = bytes(response)
        self.send(response, place)

    def forget(self, call: PhoneCall) -> None:
        """A call is over."""
        self._calls.pop(call.call_id, None)

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]  # asyncio's own kind of it
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        try:
            message = read(data)
        except (ValueError, IndexError):
            return
        if self._on_message is not None:
            self._on_message("got", message)
        if message.status:
            self._response(message)
        else:
            self._request(message, addr)

    def _response(self, message: Message) -> None:
        waiting = self._waiting.get(_transaction(message))
        if waiting is not None:
            waiting.set()
        call = self._calls.get(message.get("Call-ID"))
        if call is not None:
            call.response(message)

    def _request(self, message: Message, addr: tuple[str, int]) -> None:
        before = self._answered.get(_transaction(message))
        if before is not None and message.method != "ACK" and self._transport is not None:
            self._transport.sendto(before, addr)
            return
        call = self._calls.get(message.get("Call-ID"))
        if call is None and message.method == "INVITE" and not tag_of(message.get("To")):
            call = PhoneCall(self, addr, call_id=message.get("Call-ID"), ours=False)
            self._calls[call.call_id] = call
            call.on_invite(message)
            # Who calls may give up only after something was heard (RFC 3261, 9.1).
            self.send(reply(message, 100, "Trying"), addr)
            if self._rings is not None:
                self._rings(call)
        elif call is not None:
            call.request(message, addr)
        elif message.method != "ACK":
            self.send(reply(message, 481, "no such call"), addr)


def _transaction(message: Message) -> tuple[str, str]:
    branch = message.get("Via").partition("branch=")[2].partition(";")[0]
    return branch, message.method

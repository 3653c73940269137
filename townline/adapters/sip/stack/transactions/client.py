"""A request that we sent, until its final response."""

import asyncio
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from townline.adapters.sip.stack.messages.values import Headers, Request, Response
from townline.adapters.sip.stack.timing import Timing
from townline.adapters.sip.stack.transport.hops import Hop

PROVISIONAL: Final = 200
FAILED: Final = 300


class ClientState(StrEnum):
    """RFC 3261 figures 5 and 6, with Accepted of RFC 6026."""

    CALLING = "calling"
    PROCEEDING = "proceeding"
    ACCEPTED = "accepted"
    COMPLETED = "completed"
    OVER = "over"


class ClientTransaction:
    """Calls ``on_response`` for each that counts, ``failed`` if none comes or the hop is gone."""

    def __init__(
        self,
        request: Request,
        hop: Hop,
        *,
        send: Callable[[bytes, Hop], None],
        timing: Timing,
        on_response: Callable[[Response], None],
        failed: Callable[[], None],
        over: Callable[["ClientTransaction"], None],
    ) -> None:
        self.request, self.hop, self.state = request, hop, ClientState.CALLING
        self.branch = request.via.branch
        self._bytes = bytes(request)
        self._send, self._timing = send, timing
        self._on_response, self._failed, self._over = on_response, failed, over
        self._again: asyncio.TimerHandle | None = None
        self._end: asyncio.TimerHandle | None = None
        self._pause = timing.t1

    @property
    def _invites(self) -> bool:
        return self.request.method == "INVITE"

    def start(self) -> None:
        self._send(self._bytes, self.hop)
        loop = asyncio.get_running_loop()
        if not self.hop.reliable:
            self._again = loop.call_later(self._pause, self._resend)
        self._end = loop.call_later(self._timing.transaction, self.give_up)

    def _resend(self) -> None:
        self._send(self._bytes, self.hop)
        highest = float("inf") if self._invites else self._timing.t2
        proceeding = self.state is ClientState.PROCEEDING
        self._pause = self._timing.t2 if proceeding else min(self._pause * 2, highest)
        self._again = asyncio.get_running_loop().call_later(self._pause, self._resend)

    def give_up(self) -> None:
        """Timers B and F, or the hop is gone."""
        waiting = self.state in {ClientState.CALLING, ClientState.PROCEEDING}
        self.stop()
        if waiting:
            self._failed()

    def received(self, response: Response) -> None:
        if self.state is ClientState.OVER:
            return
        if response.status < PROVISIONAL:
            self._provisional(response)
        elif self._invites:
            self._final_of_invite(response)
        elif self.state is not ClientState.COMPLETED:
            self._finish(ClientState.COMPLETED, self._timing.t4)
            self._on_response(response)

    def _provisional(self, response: Response) -> None:
        if self.state not in {ClientState.CALLING, ClientState.PROCEEDING}:
            return
        self.state = ClientState.PROCEEDING
        if self._invites:
            # From here on the far end decides; timer C is the leg's.
            self._clear()
        self._on_response(response)

    def _final_of_invite(self, response: Response) -> None:
        if response.status < FAILED:
            if self.state is not ClientState.COMPLETED:
                first = self.state is not ClientState.ACCEPTED
                if first:
                    self._finish(ClientState.ACCEPTED, self._timing.transaction, lasting=True)
                self._on_response(response)
            return
        if self.state is ClientState.ACCEPTED:
            return
        self._send(bytes(_ack(self.request, response)), self.hop)
        if self.state is not ClientState.COMPLETED:
            self._finish(ClientState.COMPLETED, self._timing.transaction)
            self._on_response(response)

    def _finish(self, state: ClientState, linger: float, *, lasting: bool = False) -> None:
        self._clear()
        self.state = state
        pause = linger if lasting or not self.hop.reliable else 0
        self._end = asyncio.get_running_loop().call_later(pause, self.stop)

    def _clear(self) -> None:
        for timer in (self._again, self._end):
            if timer is not None:
                timer.cancel()
        self._again = self._end = None

    def stop(self) -> None:
        """End without telling anybody."""
        self._clear()
        if self.state is not ClientState.OVER:
            self.state = ClientState.OVER
            self._over(self)


def _ack(invite: Request, response: Response) -> Request:
    """Acknowledge a refusal: hop by hop, on the INVITE's own branch (§17.1.1.3)."""
    number, _ = invite.cseq
    lines = [("via", invite.headers.values("via")[0]), ("max-forwards", "70")]
    lines += [("from", invite.headers.get("from") or ""), ("to", response.headers.get("to") or "")]
    lines += [("call-id", invite.call_id), ("cseq", f"{number} ACK")]
    lines += [("route", route) for route in invite.headers.all("route")]
    return Request(Headers(lines), method="ACK", uri=invite.uri)


def cancelling(invite: Request) -> Request:
    """Write the CANCEL of an INVITE (§9.1): the same branch, To without a tag."""
    number, _ = invite.cseq
    lines = [("via", invite.headers.values("via")[0]), ("max-forwards", "70")]
    lines += [(name, invite.headers.get(name) or "") for name in ("from", "to", "call-id")]
    lines += [("cseq", f"{number} CANCEL")]
    lines += [("route", route) for route in invite.headers.all("route")]
    return Request(Headers(lines), method="CANCEL", uri=invite.uri)

"""A request that we got, until its final response arrived."""

import asyncio
from collections.abc import Callable
from enum import StrEnum

from townline.adapters.sip.stack.messages.values import Request, Response
from townline.adapters.sip.stack.timing import Timing
from townline.adapters.sip.stack.transactions.client import FAILED, PROVISIONAL
from townline.adapters.sip.stack.transport.hops import Hop

type Key = tuple[str, str, str]


class ServerState(StrEnum):
    """RFC 3261 figures 7 and 8, with Accepted of RFC 6026."""

    PROCEEDING = "proceeding"
    ACCEPTED = "accepted"
    COMPLETED = "completed"
    CONFIRMED = "confirmed"
    OVER = "over"


class ServerTransaction:
    """Sends the last response again when the request comes again, a final one until its ACK.

    ``unconfirmed`` is called if the ACK of a 2xx never comes, ``cancelled`` on CANCEL, ``settled``
    when it is decided, ``ended`` when it is forgotten.
    """

    def __init__(
        self,
        request: Request,
        hop: Hop,
        *,
        key: Key,
        send: Callable[[bytes, Hop], None],
        timing: Timing,
        over: Callable[["ServerTransaction"], None],
    ) -> None:
        self.request, self.hop, self.key, self.state = request, hop, key, ServerState.PROCEEDING
        self.unconfirmed: Callable[[], None] | None = None
        self.cancelled: Callable[[], None] | None = None
        self.settled: Callable[[], None] | None = None
        self.ended: Callable[[], None] | None = None
        self._send, self._timing, self._over = send, timing, over
        self._last = b""
        self._again: asyncio.TimerHandle | None = None
        self._end: asyncio.TimerHandle | None = None
        self._pause = timing.t1

    @property
    def invites(self) -> bool:
        return self.request.method == "INVITE"

    def respond(self, response: Response) -> None:
        """Send a response. After a final one nothing more is sent."""
        if self.state is not ServerState.PROCEEDING:
            return
        self._last = bytes(response)
        self._send(self._last, self.hop)
        if response.status >= PROVISIONAL:
            self._final(response.status)

    def _settle(self) -> None:
        on_settled, self.settled = self.settled, None
        if on_settled is not None:
            on_settled()

    def _final(self, status: int) -> None:
        self._settle()
        accepted = self.invites and status < FAILED
        self.state = ServerState.ACCEPTED if accepted else ServerState.COMPLETED
        loop = asyncio.get_running_loop()
        if not self.invites:
            self._end = loop.call_later(
                0 if self.hop.reliable else self._timing.transaction, self.stop
            )
            return
        # A 2xx is repeated over TCP, too (§13.3.1.4): a proxy behind may speak UDP.
        if accepted or not self.hop.reliable:
            self._again = loop.call_later(self._pause, self._resend)
        self._end = loop.call_later(self._timing.transaction, self._no_ack)

    def _resend(self) -> None:
        self._send(self._last, self.hop)
        self._pause = min(self._pause * 2, self._timing.t2)
        self._again = asyncio.get_running_loop().call_later(self._pause, self._resend)

    def _no_ack(self) -> None:
        accepted, on_unconfirmed = self.state is ServerState.ACCEPTED, self.unconfirmed
        self.stop()
        if accepted and on_unconfirmed is not None:
            on_unconfirmed()

    def again(self) -> None:
        """The request came once more."""
        if self._last and self.state is not ServerState.CONFIRMED:
            self._send(self._last, self.hop)

    def acknowledged(self) -> None:
        """The ACK came: of a refusal by its branch, of a 2xx by its dialog."""
        if self.state not in {ServerState.ACCEPTED, ServerState.COMPLETED} or not self.invites:
            return
        self._clear()
        self.state = ServerState.CONFIRMED
        # A late copy of the INVITE must not begin a new call.
        linger = 0 if self.hop.reliable else self._timing.transaction
        self._end = asyncio.get_running_loop().call_later(linger, self.stop)

    def _clear(self) -> None:
        for timer in (self._again, self._end):
            if timer is not None:
                timer.cancel()
        self._again = self._end = None

    def stop(self) -> None:
        """End without telling anybody."""
        self._clear()
        if self.state is not ServerState.OVER:
            self.state = ServerState.OVER
            self._settle()
            self._over(self)
            if self.ended is not None:
                self.ended()

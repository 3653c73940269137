"""An established dialog: everything that is the same for who called and who was called."""

import asyncio
import random
from collections.abc import Callable
from typing import Final, Literal

from townline.adapters.sip.stack.leg import Digit, Left, LegEvent, LegOver
from townline.adapters.sip.stack.legs import keys, session
from townline.adapters.sip.stack.legs.dialog import ALLOW, SDP, SUPPORTED, Dialog, Lines
from townline.adapters.sip.stack.legs.exchange import Exchange
from townline.adapters.sip.stack.legs.offers import Offers
from townline.adapters.sip.stack.legs.replies import reply
from townline.adapters.sip.stack.legs.session import SessionTimer, Watch
from townline.adapters.sip.stack.legs.stack import Stack
from townline.adapters.sip.stack.messages.values import Headers, Request, Response
from townline.adapters.sip.stack.transactions.server import ServerTransaction
from townline.adapters.sip.stack.trunks.address import Trunk

GONE: Final = frozenset({404, 408, 410, 416, 480, 481, 482, 483, 484, 485, 501, 502, 604})
"""Refusals of a request in a call that mean there is no call any more (RFC 5057)."""
_TRIES: Final = 6
_TOO_SHORT: Final = 422
_CROSSING: Final = 491
_OK: Final = 200
_DEAF: Final = frozenset({408, 481})


class Talk:
    """``tell(event)`` gets Left, Digit and Offered. ``side`` is ours: who sent the INVITE."""

    def __init__(
        self,
        stack: Stack,
        dialog: Dialog,
        trunk: Trunk,
        *,
        side: Literal["uac", "uas"],
        on_event: Callable[[LegEvent], None],
    ) -> None:
        self.dialog, self.over = dialog, False
        self._stack, self._side, self._notify = stack, side, on_event
        self._exchange = Exchange(stack, dialog, trunk)
        self.offers = Offers(self._answer, on_event, self._expired, stack.timing.offer)
        self._unacked: dict[int, ServerTransaction] = {}
        self._acked = asyncio.Event()
        self._acked.set()
        self._allowed: set[str] = set()
        self._watch = Watch(self._due, self._expired)
        self._seconds = stack.timing.session

    async def acknowledge(self, invite: Request) -> None:
        """Send the ACK of the INVITE that began the call, or send it again."""
        await self._exchange.acknowledge(invite)

    # -- what the far end sends

    def on_request(self, transaction: ServerTransaction, request: Request) -> None:
        """Take a request of the dialog, in its order."""
        number = request.cseq[0]
        if number <= self.dialog.heard and request.method != "PRACK":
            self._answer(transaction, 500, [], b"")
            return
        self.dialog.heard = max(number, self.dialog.heard)
        handlers = {"BYE": self._bye, "INFO": self._info, "OPTIONS": self._options}
        handlers |= {"INVITE": self._offer, "UPDATE": self._offer}
        handler = handlers.get(request.method)
        if handler is None:
            self._answer(transaction, 405, [("allow", ALLOW)], b"")
        elif self.over and request.method != "BYE":
            self._answer(transaction, 481, [], b"")
        else:
            handler(transaction, request)

    def acked(self, request: Request) -> None:
        """The ACK of a 2xx of ours."""
        transaction = self._unacked.pop(request.cseq[0], None)
        if transaction is not None:
            transaction.acknowledged()
            self.offers.acknowledged(transaction, request.sdp)
        if not self._unacked:
            self._acked.set()

    def _bye(self, transaction: ServerTransaction, _request: Request) -> None:
        self._answer(transaction, 200, [], b"")
        self._end()

    def _info(self, transaction: ServerTransaction, request: Request) -> None:
        digit, known = keys.read(request)
        lines: Lines = [] if known else [("accept", "application/dtmf-relay, application/dtmf")]
        self._answer(transaction, 200 if known else 415, lines, b"")
        if digit is not None:
            self._notify(Digit(digit))

    def _options(self, transaction: ServerTransaction, _request: Request) -> None:
        self._answer(transaction, 200, [("allow", ALLOW), ("supported", SUPPORTED)], b"")

    def _offer(self, transaction: ServerTransaction, request: Request) -> None:
        self.dialog.refresh(request)
        proposed_timer = session.session_of(request.headers)
        if proposed_timer is not None and proposed_timer.seconds < self._stack.timing.session_least:
            least = str(self._stack.timing.session_least)
            self._answer(transaction, 422, [("min-se", least)], b"")
            return
        if request.method == "INVITE":
            transaction.cancelled = lambda: self.offers.cancelled(transaction)
        self.offers.take(transaction, request)

    def _answer(
        self, transaction: ServerTransaction, status: int, lines: Lines, body: bytes
    ) -> None:
        request = transaction.request
        accepted = status == _OK and request.method in {"INVITE", "UPDATE"}
        if accepted:
            # Who refreshes keeps doing so, and a session is told only of who asks for one.
            chosen, session_lines = session.accept(request.headers, self._seconds)
            lines = [("contact", self.dialog.contact), ("allow", ALLOW), *session_lines, *lines]
            self.keep(chosen, from_us=False)
        if accepted and request.method == "INVITE":
            self.expect_ack(transaction)
        transaction.respond(
            reply(request, status, tag=self.dialog.local_tag, lines=lines, body=body)
        )

    def expect_ack(self, transaction: ServerTransaction) -> None:
        """Wait for the ACK of a 2xx that is sent now."""
        self._acked.clear()
        self._unacked[transaction.request.cseq[0]] = transaction
        transaction.unconfirmed = self._unconfirmed

    def _unconfirmed(self) -> None:
        self._unacked.clear()
        self._acked.set()
        self._stack.spawn(self._leave())

    # -- session timer

    def keep(self, chosen: SessionTimer, *, from_us: bool) -> None:
        """Watch over the session that was agreed on. "uac" is who asked this time."""
        we = "uac" if from_us else "uas"
        self._seconds = chosen.seconds
        self._watch.begin(chosen.seconds, ours=(chosen.refresher or we) == we)

    def learn(self, headers: Headers) -> None:
        """Remember what the far end can do."""
        self._allowed |= headers.tokens("allow")

    def _due(self) -> None:
        self._stack.spawn(self._refresh())

    def _expired(self) -> None:
        self._stack.spawn(self._leave())

    async def _refresh(self) -> None:
        if self.over or self.offers.asking:
            return
        plain = "update" in self._allowed
        response = await self._ask("UPDATE" if plain else "INVITE", b"" if plain else None)
        if response is None or response.status in GONE:
            await self._leave()
        elif not response.accepted and not self.over:
            # Not yet the end: the next try comes sooner, and the far end has its own clock.
            self._seconds = max(self._seconds, session.least_of(response.headers))
            self._watch.begin(max(self._seconds / 4, 2), ours=True)

    # -- what we send

    async def _ask(self, method: str, body: bytes | None) -> Response | None:
        """Send INVITE or UPDATE; ``body`` None is our last SDP once more."""
        sdp = self.offers.ours or b"" if body is None else body
        our_timer = SessionTimer(self._seconds, "uac")
        least = str(self._stack.timing.session_least)
        lines: Lines = [("contact", self.dialog.contact), ("allow", ALLOW)]
        lines += [("supported", SUPPORTED), our_timer.line, ("min-se", least)]
        self.offers.asking = True
        try:
            response = await self._exchange.ask(method, [*lines, *([SDP] if sdp else [])], sdp)
        finally:
            self.offers.asking = False
        if response is not None and response.accepted:
            self.dialog.refresh(response)
            self.keep(session.session_of(response.headers) or our_timer, from_us=True)
        return response

    async def reinvite(self, sdp: bytes) -> bytes:
        """Offer; again after a crossing offer. Raises LegOver."""
        for _ in range(_TRIES):
            await self._acked.wait()
            if self.over:
                break
            response = await self._ask("INVITE", sdp)
            if response is not None and response.accepted:
                self.offers.ours = sdp
                self.offers.theirs = response.sdp or self.offers.theirs
                return response.sdp or b""
            if not await self._may_try_again(response):
                break
        raise LegOver("the offer was not taken")

    async def _may_try_again(self, response: Response | None) -> bool:
        if response is None or response.status in _DEAF:
            await self._leave()
            return False
        if response.status == _TOO_SHORT:
            self._seconds = max(self._seconds, session.least_of(response.headers))
            return True
        crossing = response.status == _CROSSING or bool(response.headers.get("retry-after"))
        if crossing:
            glare = self._stack.timing.glare
            # RFC 3261 §14.1: who made the Call-ID waits 2.1 to 4 s, the other up to 2 s.
            low, high = (glare, 2 * glare) if self._side == "uac" else (0, glare)
            await asyncio.sleep(random.uniform(low, high))  # noqa: S311 -- no secret
        return crossing

    async def bye(self) -> None:
        """Send BYE, once, after the ACK of ours came (§15)."""
        if self.over:
            return
        self._close()
        self._stack.spawn(self._hang_up())

    async def _hang_up(self) -> None:
        await self._acked.wait()
        await self._exchange.ask("BYE", [])
        self.forget()

    async def _leave(self) -> None:
        """The far end is gone, or as good as: tell it, and ours."""
        if not self.over:
            await self.bye()
            self._notify(Left())

    def _close(self) -> None:
        self.over = True
        self._watch.stop()
        self.offers.over()

    def _end(self) -> None:
        if self.over:
            # BYEs crossed: both are answered, and ours is still under way.
            return
        self._close()
        self._acked.set()
        for transaction in self._unacked.values():
            transaction.acknowledged()
        self.forget()
        self._notify(Left())

    def forget(self) -> None:
        """Give the dialog up: what comes later for it is told 481."""
        self._stack.owners.pop((self.dialog.call_id, self.dialog.local_tag), None)

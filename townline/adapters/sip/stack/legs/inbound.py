"""The leg of who calls: an INVITE that came to us."""

import asyncio
from typing import Final, Literal

from townline.adapters.sip.stack.leg import Answered, Cancelled, Dump, Keep, LegEvent, LegOver
from townline.adapters.sip.stack.legs import replies, session
from townline.adapters.sip.stack.legs.dialog import ALLOW, SDP, SUPPORTED, Dialog, Lines, token
from townline.adapters.sip.stack.legs.reliable import Provisionals
from townline.adapters.sip.stack.legs.replies import record_routes, reply
from townline.adapters.sip.stack.legs.stack import Stack
from townline.adapters.sip.stack.legs.talk import Talk
from townline.adapters.sip.stack.messages.values import Request
from townline.adapters.sip.stack.transactions.client import FAILED
from townline.adapters.sip.stack.transactions.server import ServerTransaction
from townline.adapters.sip.stack.transport.hops import Hop
from townline.adapters.sip.stack.trunks.address import Trunk

_UNAVAILABLE: Final = 503


class InboundLeg:
    """``Leg`` of an INVITE. Everything it sends is built here, nothing is copied over."""

    direction: Literal["in", "out"] = "in"

    def __init__(
        self, stack: Stack, transaction: ServerTransaction, source: Hop, trunk: Trunk
    ) -> None:
        invite = transaction.request
        self.call_id, self.trunk, self.offer = invite.call_id, trunk.name, invite.sdp
        self.events: asyncio.Queue[LegEvent] = asyncio.Queue()
        self.before_ack: Keep | None = None
        self._stack, self._invite, self._transaction = stack, invite, transaction
        self._answered, self._over = False, False
        dialog = _dialog_of(invite, source, stack.carrier.place_towards(source))
        self._talk = Talk(stack, dialog, trunk, side="uas", on_event=self._notify)
        self._talk.learn(invite.headers)
        self._reliable = Provisionals(stack.timing, self._provisional, self._unheard)
        transaction.cancelled = self._cancelled
        stack.owners[dialog.call_id, dialog.local_tag] = self

    def _notify(self, event: LegEvent) -> None:
        self.events.put_nowait(event)

    async def ring(self, sdp: bytes | None = None) -> None:
        if self._answered or self._over:
            return
        supported = self._invite.headers.tokens("supported")
        required = "100rel" in self._invite.headers.tokens("require")
        status = 183 if sdp else 180
        lines: Lines = [SDP] if sdp else []
        # Sound that begins now must not miss its description on the way.
        if required or (sdp and "100rel" in supported):
            await self._reliable.send(status, lines, sdp or b"")
        else:
            self._provisional(status, lines, sdp or b"")

    def _provisional(self, status: int, lines: Lines, body: bytes) -> None:
        self._respond(status, [*self._known(), *lines], body)

    def _known(self) -> Lines:
        return [("contact", self._talk.dialog.contact), ("allow", ALLOW)]

    def _unheard(self) -> None:
        self._finish(504)
        self._notify(Cancelled())

    def _respond(self, status: int, lines: Lines, body: bytes = b"") -> None:
        routes = record_routes(self._invite) if status < FAILED else []
        self._transaction.respond(
            reply(
                self._invite,
                status,
                tag=self._talk.dialog.local_tag,
                lines=[*routes, *lines],
                body=body,
            )
        )

    async def answer(self, sdp: bytes) -> None:
        await self._reliable.settled()
        if self._answered or self._over:
            raise LegOver("the caller has left")
        self._answered = True
        chosen, session_lines = session.accept(self._invite.headers, self._stack.timing.session)
        self._talk.offers.ours, self._talk.offers.theirs = sdp, self.offer
        self._talk.expect_ack(self._transaction)
        self._talk.keep(chosen, from_us=False)
        self._respond(200, [*self._known(), ("supported", SUPPORTED), *session_lines, SDP], sdp)

    async def refuse(self, status: int, words: str = "", *, warning: int = 399) -> None:
        if not self._answered:
            self._finish(status, replies.warning(self._talk.dialog.us.place, warning, words))

    def _finish(self, status: int, lines: Lines | None = None) -> None:
        if self._over:
            return
        self._over = True
        self._reliable.stop()
        again = str(self._stack.timing.retry_after)
        pause = [("retry-after", again)] if status == _UNAVAILABLE else []
        self._respond(status, [*pause, *(lines or [])])
        self._talk.forget()

    def _cancelled(self) -> None:
        if not self._answered and not self._over:
            self._finish(487)
            self._notify(Cancelled())

    async def reinvite(self, sdp: bytes) -> bytes:
        if not self._answered:
            raise LegOver("not answered yet")
        return await self._talk.reinvite(sdp)

    async def bye(self) -> None:
        if self._answered:
            await self._talk.bye()
        else:
            self._finish(480)

    async def cancel(self) -> None:
        await self.bye()

    def dump(self) -> Dump:
        return {"kind": "dialog", "trunk": self.trunk, "dialog": self._talk.dialog.dump()}

    # -- what the far end sends (Owner)

    def knows(self, remote_tag: str) -> bool:
        return self._talk.dialog.remote_tag == remote_tag

    def acked(self, request: Request) -> None:
        late_answer = self._answered and self.offer is None
        self._talk.acked(request)
        if late_answer:
            # What lacks the answer it owes (RFC 3261 §13.2.1) is told as an empty one.
            self.offer = self._talk.offers.theirs = request.sdp or b""
            self._notify(Answered(self.offer))

    def on_request(self, transaction: ServerTransaction, request: Request) -> None:
        if request.method == "PRACK":
            self._prack(transaction, request)
        elif self._answered:
            self._talk.on_request(transaction, request)
        elif request.method == "BYE":
            transaction.respond(reply(request, 200))
            self._cancelled()
        else:
            # No offer may come before ours is answered (RFC 3311 §5.2); the pause is its answer.
            transaction.respond(reply(request, 500, lines=[("retry-after", "1")]))

    def _prack(self, transaction: ServerTransaction, request: Request) -> None:
        known = self._reliable.acknowledged(request, self._invite)
        # An offer in a PRACK would change what was just agreed: not taken, as §5 allows.
        status = 481 if not known else 488 if request.sdp else 200
        transaction.respond(reply(request, status))


def _dialog_of(invite: Request, source: Hop, us: Hop) -> Dialog:
    return Dialog(
        call_id=invite.call_id,
        local_uri=invite.to.uri,
        local_tag=token(),
        remote_uri=invite.from_.uri,
        remote_tag=invite.from_.tag,
        target=invite.contact,
        hop=source,
        us=us,
        routes=invite.headers.values("record-route"),
        heard=invite.cseq[0],
    )

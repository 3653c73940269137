"""Offers of the far end in a call that stands: re-INVITE and UPDATE (RFC 3261 §14, RFC 3311)."""

import asyncio
import secrets
from collections.abc import Callable

from townline.adapters.sip.stack.leg import Offered
from townline.adapters.sip.stack.legs.dialog import SDP, Lines
from townline.adapters.sip.stack.messages.values import Request
from townline.adapters.sip.stack.transactions.server import ServerTransaction

type Answer = Callable[[ServerTransaction, int, Lines, bytes], None]


class Offers:
    """Holds one offer at a time; ``answer(transaction, status, lines, body)`` sends.

    ``ours`` and ``theirs`` are the last SDP of each side, by which a mere refresh is known.
    ``leave()`` ends the dialog.
    """

    def __init__(
        self,
        answer: Answer,
        on_offer: Callable[[Offered], None],
        leave: Callable[[], None],
        patience: float,
    ) -> None:
        self._answer, self._on_offer, self._leave, self._patience = (
            answer,
            on_offer,
            leave,
            patience,
        )
        self._pending: ServerTransaction | None = None
        # A re-INVITE without SDP: its 200 offers, its ACK answers.
        self._unanswered: ServerTransaction | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.ours: bytes | None = None
        self.theirs: bytes | None = None
        self.asking = False

    def take(self, transaction: ServerTransaction, request: Request) -> None:
        """Answer a refresh at once, show an offer, refuse what crosses another."""
        if self.asking and (request.method == "INVITE" or request.sdp):
            self._answer(transaction, 491, [], b"")
        elif self._pending is not None:
            pause = str(secrets.randbelow(10))
            self._answer(transaction, 500, [("retry-after", pause)], b"")
        elif request.sdp is None or request.sdp == self.theirs:
            self._refreshed(transaction, request)
        else:
            self._offered(transaction, request.sdp)

    def _refreshed(self, transaction: ServerTransaction, request: Request) -> None:
        if request.method == "UPDATE" and request.sdp is None:
            self._answer(transaction, 200, [], b"")
        elif self.ours is None:
            self._answer(transaction, 488, [], b"")
        else:
            if request.sdp is None:
                self._unanswered = transaction
            self._answer(transaction, 200, [SDP], self.ours)

    def acknowledged(self, transaction: ServerTransaction, answer: bytes | None) -> None:
        """Take the answer that the ACK of a re-INVITE without SDP brings (RFC 3261 §13.2.1, §14).

        An ACK without one leaves all as it was.
        """
        if self._unanswered is not transaction:
            return
        self._unanswered = None
        if answer is not None and answer != self.theirs:
            self.theirs = answer
            self._on_offer(Offered(answer, self._moved))

    async def _moved(self, ours: bytes | None) -> None:
        # Nothing can be refused any more: what cannot be used ends the call (§14.1).
        if ours is None:
            self._leave()

    def _offered(self, transaction: ServerTransaction, sdp: bytes) -> None:
        self._pending = transaction

        async def reply(answer: bytes | None) -> None:
            self._replied(transaction, sdp, answer)

        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self._patience, self._replied, transaction, sdp, None)
        self._on_offer(Offered(sdp, reply))

    def _replied(self, transaction: ServerTransaction, sdp: bytes, answer: bytes | None) -> None:
        if self._pending is not transaction:
            return
        self._clear()
        if answer is None:
            self._answer(transaction, 488, [], b"")
            return
        self.ours, self.theirs = answer, sdp
        self._answer(transaction, 200, [SDP], answer)

    def cancelled(self, transaction: ServerTransaction) -> None:
        """The far end took its offer back."""
        if self._pending is transaction:
            self._clear()
            self._answer(transaction, 487, [], b"")

    def over(self) -> None:
        """The call ends before the offer is answered."""
        if self._pending is not None:
            self.cancelled(self._pending)

    def _clear(self) -> None:
        self._pending = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

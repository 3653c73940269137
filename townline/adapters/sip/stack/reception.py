"""Takes requests that begin something: who may call is let in, everything else is refused."""

import logging
from collections import Counter
from collections.abc import Callable
from typing import Final

from townline.adapters.sip.stack import identity
from townline.adapters.sip.stack.gate import Load
from townline.adapters.sip.stack.leg import Leg
from townline.adapters.sip.stack.legs.dialog import ALLOW, SUPPORTED, Lines, token
from townline.adapters.sip.stack.legs.inbound import InboundLeg
from townline.adapters.sip.stack.legs.replies import reply, warning
from townline.adapters.sip.stack.legs.session import session_of
from townline.adapters.sip.stack.legs.stack import Stack
from townline.adapters.sip.stack.messages.values import Request
from townline.adapters.sip.stack.transactions.server import ServerTransaction
from townline.adapters.sip.stack.transport.hops import Hop
from townline.adapters.sip.stack.trunks.address import Trunk
from townline.adapters.sip.stack.trunks.digest import Challenger

log: Final = logging.getLogger(__name__)
_KNOWN: Final = frozenset({"100rel", "timer"})
_ACCEPT: Final = ("accept", "application/sdp")
_OTHERS: Final = frozenset(
    {"REGISTER", "MESSAGE", "REFER", "SUBSCRIBE", "NOTIFY", "PUBLISH", "PRACK", "UPDATE"}
)

_FULL: Final = "too many calls at once, try again in a moment"

type Enter = Callable[[Leg, str, str | None], None]
type Refusal = tuple[int, str, Lines]


class Reception:
    """``enter(leg, dialled, caller)`` for each call that is let in; ``refused`` counts reasons."""

    def __init__(self, stack: Stack, load: Load, enter: Enter) -> None:
        self._stack, self._load, self._enter = stack, load, enter
        self._challenger = Challenger()
        self._begun: dict[tuple[str, str, int], ServerTransaction] = {}
        self.refused: Counter[str] = Counter()
        self.draining = False
        self.live = 0

    def on_request(self, transaction: ServerTransaction, request: Request, source: Hop) -> None:
        """Take a new request."""
        if request.method == "CANCEL":
            self._cancel(transaction, request)
        elif request.to.tag:
            self._of_dialog(transaction, request)
        elif request.method == "INVITE":
            self._invite(transaction, request, source)
        elif request.method == "OPTIONS":
            lines = [("allow", ALLOW), ("supported", SUPPORTED), _ACCEPT]
            self._answer(transaction, 200, lines)
        else:
            self._other(transaction, request)

    def acked(self, request: Request) -> None:
        """Take the ACK of a 2xx."""
        owner = self._stack.owners.get((request.call_id, request.to.tag))
        if owner is not None and owner.knows(request.from_.tag):
            owner.acked(request)

    def _cancel(self, transaction: ServerTransaction, request: Request) -> None:
        invite = self._stack.transactions.invite_of(request)
        self._answer(transaction, 200 if invite else 481, [])
        if invite is not None and invite.cancelled is not None:
            invite.cancelled()

    def _of_dialog(self, transaction: ServerTransaction, request: Request) -> None:
        owner = self._stack.owners.get((request.call_id, request.to.tag))
        if owner is None or not owner.knows(request.from_.tag):
            self._answer(transaction, 481, [])
        else:
            owner.on_request(transaction, request)

    def _other(self, transaction: ServerTransaction, request: Request) -> None:
        if request.method in {"BYE", "INFO", "PRACK", "UPDATE"}:
            self._answer(transaction, 481, [])
        else:
            self.refused["method"] += 1
            status = 405 if request.method in _OTHERS else 501
            self._answer(transaction, status, [("allow", ALLOW)])

    def _answer(self, transaction: ServerTransaction, status: int, lines: Lines) -> None:
        transaction.respond(reply(transaction.request, status, tag=token(), lines=lines))

    # -- calls

    def _invite(self, transaction: ServerTransaction, request: Request, source: Hop) -> None:
        trunk = self._stack.book.whose(source)
        refusal = self._refusal(request, trunk)
        if refusal is not None or trunk is None:
            status, reason, lines = refusal or (403, "stranger", [])
            self.refused[reason] += 1
            self._answer(transaction, status, lines)
            return
        self._admit(transaction, request, source, trunk)

    def _admit(
        self, transaction: ServerTransaction, request: Request, source: Hop, trunk: Trunk
    ) -> None:
        key = (request.call_id, request.from_.tag, request.cseq[0])
        self._begun[key] = transaction
        self._load.setting_up += 1
        transaction.ended = lambda: self._forget(key)
        transaction.settled = self._decided
        transaction.respond(reply(request, 100))
        leg = InboundLeg(self._stack, transaction, source, trunk)
        self._enter(leg, identity.dialled_number(request), identity.caller(request))

    def _forget(self, key: tuple[str, str, int]) -> None:
        self._begun.pop(key, None)

    def _decided(self) -> None:
        self._load.setting_up -= 1

    def _refusal(self, request: Request, trunk: Trunk | None) -> Refusal | None:
        """Find why a call may not begin; the order is that of least work."""
        if trunk is None:
            return 403, "stranger", []
        pause: Lines = [("retry-after", str(self._stack.timing.retry_after))]
        if self.draining:
            return 503, "draining", pause
        if self._load.full(self.live):
            # Not 503, which makes a carrier rest the whole trunk for what is over in a moment. By
            # Retry-After a dispatcher in front knows that another worker may have room.
            host = next(iter(self._stack.carrier.places.values())).place
            return 480, "overload", [*pause, *warning(host, 399, _FULL)]
        return self._fault(request) or self._unproved(request, trunk)

    def _fault(self, request: Request) -> Refusal | None:
        unknown = sorted(request.headers.tokens("require") - _KNOWN)
        if unknown:
            return 420, "extension", [("unsupported", ", ".join(unknown))]
        if self._loops(request):
            return 482, "loop", []
        if request.body and request.sdp is None:
            return 415, "body", [_ACCEPT]
        timer, least = session_of(request.headers), self._stack.timing.session_least
        if timer is not None and timer.seconds < least:
            return 422, "session", [("min-se", str(least))]
        return None

    def _loops(self, request: Request) -> bool:
        """Tell what we sent ourselves, and what came twice by different ways (§8.2.2.2)."""
        if (request.call_id, request.from_.tag) in self._stack.owners:
            return True
        return (request.call_id, request.from_.tag, request.cseq[0]) in self._begun

    def _unproved(self, request: Request, trunk: Trunk) -> Refusal | None:
        if not trunk.challenge or self._challenger.passes(request, trunk.user, trunk.password):
            return None
        return 401, "unproved", self._challenger.challenges()

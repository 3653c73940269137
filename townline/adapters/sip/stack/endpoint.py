"""One process's end of SIP: listens, lets calls in, dials, and ends in good order."""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from townline.adapters.sip.stack.gate import Gate, Load
from townline.adapters.sip.stack.leg import Dump, Leg, OnCall
from townline.adapters.sip.stack.legs.dialog import token
from townline.adapters.sip.stack.legs.outbound import OutboundLeg
from townline.adapters.sip.stack.legs.replies import reply
from townline.adapters.sip.stack.legs.restored import RestoredLeg
from townline.adapters.sip.stack.legs.stack import Stack, log_fault
from townline.adapters.sip.stack.messages import checking, reading
from townline.adapters.sip.stack.messages.grammar import GrammarError
from townline.adapters.sip.stack.messages.reading import Malformed
from townline.adapters.sip.stack.messages.values import Request
from townline.adapters.sip.stack.reception import Reception
from townline.adapters.sip.stack.timing import Timing
from townline.adapters.sip.stack.transactions.layer import Transactions
from townline.adapters.sip.stack.transactions.server import ServerTransaction
from townline.adapters.sip.stack.transport import hops
from townline.adapters.sip.stack.transport.carrier import Carrier, Certificates
from townline.adapters.sip.stack.transport.hops import Hop
from townline.adapters.sip.stack.trunks.address import Trunk
from townline.adapters.sip.stack.trunks.book import Book

log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What an endpoint is told. ``calls`` is how many may run at once."""

    places: list[Hop]
    trunks: list[Trunk]
    certificates: Certificates = field(default_factory=Certificates)
    timing: Timing = field(default_factory=Timing)
    calls: int = 2000
    setups: int = 500


class Endpoint:
    """``on_call(leg, dialled, caller)`` runs for each call that is let in, beside the others."""

    outbound: type[OutboundLeg] = OutboundLeg

    def __init__(self, options: Options, on_call: OnCall) -> None:
        self._options, self._on_call = options, on_call
        timing = options.timing
        self._book = Book(options.trunks, timing)
        self._carrier = Carrier(self._arrived, self._lost)
        self._load = Load(timing, most=options.calls, setups=options.setups)
        transactions = Transactions(
            send=self._carrier.send, timing=timing, on_request=self._on_request, acked=self._acked
        )
        self._stack = Stack(self._carrier, transactions, timing, self._book)
        self._reception = Reception(self._stack, self._load, self._enter)
        self._gate: Gate | None = None
        self._helpers: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Listen. Raises OSError, ssl.SSLError."""
        self._gate = Gate(asyncio.get_running_loop().time)
        await self._book.look_up()
        await self._carrier.open(self._options.places, self._options.certificates)
        work = (self._book.keep_up(), self._load.watch())
        self._helpers = [asyncio.create_task(each) for each in work]

    @property
    def places(self) -> list[Hop]:
        """Where it listens, with the ports that were taken."""
        return list(self._carrier.places.values())

    @property
    def live(self) -> int:
        """How many calls run now."""
        return self._reception.live

    @property
    def refused(self) -> Counter[str]:
        """How many requests were refused, by reason."""
        return self._reception.refused

    @property
    def transactions(self) -> int:
        """How many transactions are kept now; each goes by itself."""
        return len(self._stack.transactions)

    # -- calls

    async def dial(self, *, target: str, from_number: str, sdp: bytes) -> Leg:
        """Call a real number by the first trunk that takes it; both E.164. Returns at once."""
        leg = self.outbound(self._stack, target=target, from_number=from_number, sdp=sdp)
        leg.start()
        return leg

    def restore(self, dump: Dump) -> Leg:
        """Make a leg of another process's ``dump``, fit to be ended by ``bye``."""
        return RestoredLeg(self._stack, dump)

    def _enter(self, leg: Leg, dialled: str, caller: str | None) -> None:
        self._reception.live += 1
        self._stack.spawn(self._run(leg, dialled, caller))

    async def _run(self, leg: Leg, dialled: str, caller: str | None) -> None:
        try:
            await self._on_call(leg, dialled, caller)
        except Exception:
            # Whatever failed, who called is told and does not wait.
            await leg.refuse(500)
            await leg.bye()
            raise
        finally:
            self._reception.live -= 1

    # -- the end

    def drain(self) -> None:
        """Let no new call in; those that run go on."""
        self._reception.draining = True

    async def stop(self, patience: float = 2.0) -> None:
        """Send what is still to be sent, then close everything."""
        for helper in self._helpers:
            helper.cancel()
        await self._stack.settle(patience)
        self._stack.transactions.stop()
        self._carrier.close()

    # -- what arrives

    def _arrived(self, data: bytes, source: Hop) -> None:
        try:
            if self._book.knows(source.host) or (self._gate and self._gate.passes(source.host)):
                self._read(data, source)
            else:
                self.refused["flood"] += 1
        except Exception as error:  # noqa: BLE001 -- no message may end the process
            log_fault("a message", error)

    def _read(self, data: bytes, source: Hop) -> None:
        try:
            message = reading.read(data)
        except Malformed as fault:
            self.refused["malformed"] += 1
            if fault.request is not None and checking.answerable(fault.request):
                self._refuse(fault.request, fault.status, source)
            return
        status = checking.fault_of(message)
        if status is None:
            if isinstance(message, Request):
                hops.stamp(message.headers, source)
            self._stack.transactions.received(message, source)
            return
        self.refused["malformed"] += 1
        if isinstance(message, Request) and checking.answerable(message):
            self._refuse(message, status, source)

    def _refuse(self, request: Request, status: int, source: Hop) -> None:
        """Refuse without keeping anything. An ACK is never answered."""
        if request.method == "ACK":
            return
        hop = hops.back(request.via, source)
        hops.stamp(request.headers, source)
        self._carrier.send(bytes(reply(request, status, tag=token())), hop)

    def _on_request(self, transaction: ServerTransaction, request: Request, source: Hop) -> None:
        self._reception.on_request(transaction, request, source)

    def _acked(self, request: Request) -> None:
        try:
            self._reception.acked(request)
        except GrammarError:
            return

    def _lost(self, hop: Hop) -> None:
        self._stack.transactions.lost(hop)

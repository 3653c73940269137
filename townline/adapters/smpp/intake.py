"""Texts in: a queue, one database worker, and responses only after COMMIT."""

import asyncio
import contextlib
import logging
from collections import deque
from typing import Final

from townline.adapters.smpp.address import Address
from townline.adapters.smpp.codec import codes, pdu
from townline.adapters.smpp.codec.pdu import Frame
from townline.adapters.smpp.codec.wire import Wire
from townline.adapters.smpp.database import Lane, StoreFailed
from townline.adapters.smpp.incoming import Arrived, Translator
from townline.adapters.smpp.store import Store
from townline.adapters.smpp.timing import Timing
from townline.platform.conversations.ports import Delivery, Receipt
from townline.platform.core import clock

log: Final = logging.getLogger(__name__)
BATCH: Final = 500
_HIGH, _LOW = 1000, 500
# The body of these responses is an unused message_id.
_NO_ID: Final = b"\0"


class Intake:
    """What the network delivers in one session, in order.

    After each batch an enquire_link follows the responses. Its answer shows that the network
    has read them (it reads in order): the rows behind that barrier cannot come again.
    """

    def __init__(
        self, *, address: Address, session: str, store: Store, lane: Lane, timing: Timing
    ) -> None:
        self.wire = Wire(self._offer)
        self._name, self._session = address.name, session
        self._store, self._lane, self._timing = store, lane, timing
        self._translator = Translator(address, session)
        self._queue: deque[Arrived] = deque()
        self._wake = asyncio.Event()
        self._counted = self._answered = self._read_upto = self._saved_upto = 0
        self._barrier_open = self._ending = False
        self._saved_at = 0.0

    def _offer(self, frame: Frame) -> None:
        if self._ending:
            return  # not acknowledged: the network will send it again, to the next session
        self._counted += 1
        self._queue.append(Arrived(frame, self._counted, clock.now()))
        if len(self._queue) >= _HIGH:
            self.wire.hold("queue")
        self._wake.set()

    async def run(self) -> None:
        """Work until told to finish, or until the database fails; never cancel this."""
        try:
            await self._work()
        except StoreFailed as error:
            # Whatever it is, nothing more may be acknowledged: the network will send again.
            log.log(error.level, "link %s: the store failed (%s)", self._name, error)
            self.wire.drop("the store failed")

    def finish(self) -> None:
        """Take nothing more; ``run`` ends after what is queued."""
        self._ending = True
        self._wake.set()

    async def _work(self) -> None:
        while not self._done():
            if self._queue:
                await self._keep(
                    [self._queue.popleft() for _ in range(min(BATCH, len(self._queue)))]
                )
            elif self._save_due() == 0:
                await self.save_read()
            else:
                await self._idle()

    def _done(self) -> bool:
        # What is queued when the connection is gone was never acknowledged: it comes again.
        return self.wire.lost.is_set() or (self._ending and not self._queue)

    async def _idle(self) -> None:
        self._wake.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._save_due()):
                await self._wake.wait()

    async def _keep(self, batch: list[Arrived]) -> None:
        await self._lane.call(self._store_batch, batch)
        self.wire.send(b"".join(_response(arrived.frame) for arrived in batch))
        self._answered = batch[-1].sequence
        self._raise_barrier()
        if len(self._queue) <= _LOW:
            self.wire.release("queue")
        if self._save_due() == 0:
            await self.save_read()

    def _store_batch(self, batch: list[Arrived]) -> None:
        read = [self._translator.read(arrived) for arrived in batch]
        stored = self._store.deliveries_store(
            deliveries=[item for item in read if isinstance(item, Delivery)],
            receipts=[item for item in read if isinstance(item, Receipt)],
            now=clock.now(),
        )
        if stored.duplicates:
            log.info("link %s: %d came again", self._name, stored.duplicates)
        problems = sum(1 for item in read if isinstance(item, Delivery) and item.problem)
        if problems:
            log.warning("link %s: %d kept raw for a person", self._name, problems)

    def _raise_barrier(self) -> None:
        if self._barrier_open or self._answered == self._read_upto:
            return
        upto = self._answered

        def on_barrier(frame: Frame | None) -> None:
            self._barrier_open = False
            if frame is not None:
                self._read_upto = upto
                self._wake.set()
                self._raise_barrier()

        self._barrier_open = self.wire.ask(codes.ENQUIRE_LINK, b"", on_barrier)

    def all_read(self) -> None:
        """Take an unbind_resp as the last barrier: it was sent after all our responses."""
        self._read_upto = self._answered

    def _save_due(self) -> float | None:
        """Give the seconds until the barrier is worth a write; None if nothing is to save."""
        if self._read_upto == self._saved_upto:
            return None
        passed = asyncio.get_running_loop().time() - self._saved_at
        return max(0.0, self._timing.save_read - passed)

    async def save_read(self) -> None:
        """Write down how far the network has read, for the session after this one."""
        upto = self._read_upto
        if upto == self._saved_upto:
            return
        self._saved_at = asyncio.get_running_loop().time()
        await self._lane.call(self._store.session_read, session=self._session, upto=upto)
        self._saved_upto = upto


def _response(frame: Frame) -> bytes:
    return pdu.write(frame.command | codes.RESPONSE, frame.sequence, _NO_ID)

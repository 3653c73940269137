"""Texts out: claimed when the window has room, written once, never written again by itself."""

import asyncio
import contextlib
import logging
from functools import partial
from typing import Final

from townline.adapters.smpp import receipts
from townline.adapters.smpp.address import Address
from townline.adapters.smpp.bucket import Bucket
from townline.adapters.smpp.codec import codes, pdu
from townline.adapters.smpp.codec.pdu import Frame
from townline.adapters.smpp.codec.wire import Wire
from townline.adapters.smpp.database import Lane, StoreFailed
from townline.adapters.smpp.reporter import Reporter
from townline.adapters.smpp.store import Store
from townline.adapters.smpp.submit import CannotBeWritten, Writer
from townline.adapters.smpp.timing import Timing
from townline.platform.conversations.ports import SegmentJob, SubmitOutcome, SubmitResult
from townline.platform.core import clock
from townline.platform.core.database import availability

log: Final = logging.getLogger(__name__)


class Outbox:
    """The sending half of one session. ``bell`` rings when something was queued."""

    def __init__(
        self,
        *,
        address: Address,
        session: str,
        wire: Wire,
        store: Store,
        lane: Lane,
        writer: Writer,
        reporter: Reporter,
        bucket: Bucket,
        bell: asyncio.Event,
        timing: Timing,
    ) -> None:
        self._address, self._session, self._wire = address, session, wire
        self._store, self._lane, self._timing = store, lane, timing
        self._writer, self._reporter, self._bucket, self._bell = writer, reporter, bucket, bell
        self._flying: dict[int, asyncio.TimerHandle] = {}
        self._changed = asyncio.Event()
        self._ending = False
        self._pauses, self._poll = availability.pauses(), timing.poll

    async def run(self) -> None:
        """Claim and write until told to finish; never cancel this, or claims hang in the air."""
        while await self._room():
            jobs = await self._claim()
            if jobs:
                await self._write_all(jobs)
            elif not self._over():
                await self._pause()

    def finish(self) -> None:
        """Claim no more; what is claimed and not yet written goes back."""
        self._ending = True
        self._changed.set()
        self._bell.set()

    async def settled(self) -> None:
        """Wait until no response is outstanding."""
        while self._flying and not self._wire.lost.is_set():
            self._changed.clear()
            await self._changed.wait()

    def _over(self) -> bool:
        return self._ending or self._wire.lost.is_set()

    async def _room(self) -> bool:
        """Wait for room in the window; False when the session is over."""
        while not self._over() and len(self._flying) >= self._address.window:
            self._changed.clear()
            await self._changed.wait()
        return not self._over()

    async def _pause(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._poll):
                await self._bell.wait()
        self._bell.clear()

    async def _claim(self) -> list[SegmentJob]:
        # No more than can be written before the claim must be given back.
        in_time = int(self._bucket.rate * self._timing.write_by / 2)
        limit = max(1, min(self._address.window - len(self._flying), in_time))
        try:
            jobs = await self._lane.call(
                self._store.outgoing_claim,
                transport=self._address.name,
                session=self._session,
                limit=limit,
                now=clock.now(),
            )
        except StoreFailed as error:
            # The claim is undone with its transaction; try again after a pause.
            log.log(error.level, "link %s: cannot claim (%s)", self._address.name, error)
            self._poll = self._pauses.after(0)
            return []
        self._pauses, self._poll = availability.pauses(), self._timing.poll
        return jobs

    async def _write_all(self, jobs: list[SegmentJob]) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + self._timing.write_by
        for job in jobs:
            if await self._room() and loop.time() < until:
                await asyncio.sleep(self._bucket.reserve(loop.time()))
            # The wall clock as well: a machine that slept wakes up with claims long expired.
            expired = job.lease_until is not None and clock.now() >= job.lease_until
            if self._over() or expired or loop.time() >= until:
                self._report(job, "unwritten")
            else:
                self._write(job)

    def _write(self, job: SegmentJob) -> None:
        try:
            body = self._writer.submit(job)
        except CannotBeWritten as error:
            self._report(job, "refused", permanent=True, detail=f"cannot be written: {error}")
            return
        # Before the write: the answer may come while we are still in it.
        timer = asyncio.get_running_loop().call_later(self._timing.response, self._late, job)
        self._flying[job.segment_id] = timer
        if not self._wire.ask(codes.SUBMIT_SM, body, partial(self._answered, job)):
            self._landed(job)
            self._report(job, "unwritten")

    def _landed(self, job: SegmentJob) -> bool:
        timer = self._flying.pop(job.segment_id, None)
        if timer:
            timer.cancel()
            self._changed.set()
        return timer is not None

    def _late(self, job: SegmentJob) -> None:
        self._landed(job)
        log.warning("link %s: no response to a text", self._address.name)
        self._report(job, "unknown", detail="no response in time")

    def _answered(self, job: SegmentJob, frame: Frame | None) -> None:
        in_time = self._landed(job)
        if frame is None:
            if in_time:
                self._report(job, "unknown", detail="the link ended before the response")
        elif frame.status == codes.OK and frame.command == codes.SUBMIT_SM | codes.RESPONSE:
            self._bucket.recover()
            # A response that comes late still tells what happened: report it too.
            given = receipts.id_of_response(pdu.read_message_id(frame), self._address.message_id)
            self._report(job, "accepted", message_id=given, raw_status=codes.OK)
        else:
            self._refused(job, frame)

    def _refused(self, job: SegmentJob, frame: Frame) -> None:
        if frame.status == codes.THROTTLED:
            self._bucket.slow()
        words, permanent = codes.status(frame.status)
        log.warning("link %s: a text was refused: %s", self._address.name, words)
        self._report(job, "refused", raw_status=frame.status, permanent=permanent, detail=words)

    def _report(
        self,
        job: SegmentJob,
        outcome: SubmitOutcome,
        *,
        message_id: str = "",
        raw_status: int | None = None,
        permanent: bool = False,
        detail: str = "",
    ) -> None:
        self._reporter.add(
            SubmitResult(
                segment_id=job.segment_id,
                outcome=outcome,
                message_id=message_id,
                raw_status=raw_status,
                permanent=permanent,
                detail=detail,
            )
        )

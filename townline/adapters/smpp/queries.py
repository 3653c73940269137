"""Asks the network about texts it accepted long ago and never sent a receipt for."""

import asyncio
import datetime as dt
import logging
from typing import Final

from townline.adapters.smpp import receipts
from townline.adapters.smpp.address import Address
from townline.adapters.smpp.codec import codes, pdu
from townline.adapters.smpp.codec.pdu import Frame, Malformed
from townline.adapters.smpp.codec.wire import Wire, WireLost
from townline.adapters.smpp.database import Lane, StoreFailed
from townline.adapters.smpp.store import Store
from townline.adapters.smpp.submit import Writer
from townline.adapters.smpp.timing import Timing
from townline.platform.conversations.ports import QueryJob, Receipt
from townline.platform.core import clock

log: Final = logging.getLogger(__name__)
_AT_ONCE: Final = 20


class Queries:
    """The asking half of one session."""

    def __init__(
        self,
        *,
        address: Address,
        session: str,
        wire: Wire,
        store: Store,
        lane: Lane,
        writer: Writer,
        timing: Timing,
    ) -> None:
        self._address, self._session, self._wire = address, session, wire
        self._store, self._lane, self._writer, self._timing = store, lane, writer, timing

    async def run(self) -> None:
        """Ask in regular rounds until cancelled; a failed round is tried at the next."""
        while self._address.query_after:
            await asyncio.sleep(self._timing.query)
            try:
                await self._round()
            except StoreFailed as error:
                log.log(error.level, "link %s: cannot query (%s)", self._address.name, error)

    async def _round(self) -> None:
        jobs = await self._lane.call(
            self._store.segments_to_query,
            transport=self._address.name,
            older_than=dt.timedelta(seconds=self._address.query_after),
            limit=_AT_ONCE,
            now=clock.now(),
        )
        answers = [answer for job in jobs if (answer := await self._ask(job))]
        if answers:
            await self._lane.call(
                self._store.deliveries_store, deliveries=[], receipts=answers, now=clock.now()
            )

    async def _ask(self, job: QueryJob) -> Receipt | None:
        body = self._writer.query(
            job, receipts.id_for_query(job.message_id, self._address.message_id)
        )
        try:
            frame = await self._wire.request(codes.QUERY_SM, body, self._timing.response)
        except (WireLost, TimeoutError):
            return None  # the answers that did come are still worth writing down
        return self._read(job, frame) if frame.status == codes.OK else None

    def _read(self, job: QueryJob, frame: Frame) -> Receipt | None:
        answer = pdu.read_query_answer(frame)
        if isinstance(answer, Malformed) or answer.message_state not in codes.STATES:
            return None
        return Receipt(
            transport=self._address.name,
            session=self._session,
            message_id=job.message_id,
            message_state=codes.STATES[answer.message_state],
            received_at=clock.now(),
            network_error=str(answer.error_code) if answer.error_code else "",
            raw=frame.raw,
            queried=True,
        )

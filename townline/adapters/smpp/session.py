"""One bound session: connect, bind, work in both directions, take leave."""

import asyncio
import contextlib
import logging
import ssl
from dataclasses import dataclass
from typing import Final

from townline.adapters.smpp.address import Address
from townline.adapters.smpp.bucket import Bucket
from townline.adapters.smpp.codec import codes, pdu
from townline.adapters.smpp.codec.wire import WireLost
from townline.adapters.smpp.database import Lane, StoreFailed
from townline.adapters.smpp.intake import Intake
from townline.adapters.smpp.outbox import Outbox
from townline.adapters.smpp.queries import Queries
from townline.adapters.smpp.reporter import Reporter
from townline.adapters.smpp.store import Store
from townline.adapters.smpp.submit import Writer
from townline.adapters.smpp.timing import Timing

log: Final = logging.getLogger(__name__)
_VERSION: Final = 0x34


class CannotBind(ConnectionError):
    """No session came about; ``refused``: the network answered and said no."""

    def __init__(self, message: str, *, refused: bool) -> None:
        super().__init__(message)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Parts:
    """What a link lends to each of its sessions."""

    address: Address
    store: Store
    intake_lane: Lane
    lane: Lane
    writer: Writer
    reporter: Reporter
    bucket: Bucket
    bell: asyncio.Event
    timing: Timing


class SmppSession:
    """``session`` is its id in the database, where it is already open."""

    def __init__(self, parts: Parts, session: str) -> None:
        self._address, self._timing = parts.address, parts.timing
        self.intake = Intake(
            address=parts.address,
            session=session,
            store=parts.store,
            lane=parts.intake_lane,
            timing=parts.timing,
        )
        self.wire = self.intake.wire
        shared = {"address": parts.address, "session": session, "wire": self.wire}
        self.outbox = Outbox(
            store=parts.store,
            lane=parts.lane,
            writer=parts.writer,
            reporter=parts.reporter,
            bucket=parts.bucket,
            bell=parts.bell,
            timing=parts.timing,
            **shared,  # type: ignore[arg-type] # three values of three types
        )
        self._queries = Queries(
            store=parts.store,
            lane=parts.lane,
            writer=parts.writer,
            timing=parts.timing,
            **shared,  # type: ignore[arg-type] # as above
        )

    async def bind(self) -> None:
        """Connect and bind. Raises CannotBind in words for a person, without the password."""
        try:
            await self._connect()
            frame = await self.wire.request(
                codes.BINDS[self._address.bind], self._credentials(), self._timing.bind
            )
        except TimeoutError:
            raise CannotBind("the network does not answer", refused=False) from None
        except ssl.SSLError as error:
            raise CannotBind(f"TLS failed: {error.reason}", refused=False) from None
        except OSError as error:
            words = error.strerror or str(error) or type(error).__name__
            raise CannotBind(f"cannot connect: {words}", refused=False) from None
        if frame.status != codes.OK:
            words = codes.status(frame.status).words
            raise CannotBind(f"the network refused the bind: {words}", refused=True)

    async def _connect(self) -> None:
        context = None
        if self._address.tls:
            context = ssl.create_default_context(cafile=self._address.ca or None)
        async with asyncio.timeout(self._timing.connect):
            await asyncio.get_running_loop().create_connection(
                lambda: self.wire, self._address.host, self._address.port, ssl=context
            )

    def _credentials(self) -> bytes:
        return (
            pdu.text(self._address.system_id)
            + pdu.text(self._address.password)
            + pdu.text(self._address.system_type)
            + bytes([_VERSION, 0, 0])
            + pdu.text("")  # address_range: all that is ours
        )

    async def serve(self, stop: asyncio.Event) -> None:
        """Work until the connection is lost or ``stop`` is set; then leave in good order."""
        workers = [asyncio.create_task(self.intake.run())]
        if self._address.bind != "receiver":
            workers.append(asyncio.create_task(self.outbox.run()))
        helpers = [asyncio.create_task(self._enquire()), asyncio.create_task(self._queries.run())]
        await _either(self.wire.lost, stop)
        for helper in helpers:
            helper.cancel()
        self.intake.finish()
        self.outbox.finish()
        # A worker may be inside a transaction: its outcome must be known before we go.
        await asyncio.gather(*workers)
        await asyncio.gather(*helpers, return_exceptions=True)
        await self._leave()

    async def _leave(self) -> None:
        if not self.wire.lost.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._timing.stop_answers):
                    await self.outbox.settled()
            with contextlib.suppress(TimeoutError, WireLost):
                await self.wire.request(codes.UNBIND, b"", self._timing.stop_unbind)
                self.intake.all_read()
        self.wire.close("stopped")
        # Without it more texts than need be count as perhaps unread: no harm.
        with contextlib.suppress(StoreFailed):
            await self.intake.save_read()

    async def _enquire(self) -> None:
        """Ask now and then whether the network is there, and drop the link when it is not."""
        while True:
            await asyncio.sleep(self._timing.enquire)
            try:
                await self.wire.request(codes.ENQUIRE_LINK, b"", self._timing.response)
            except TimeoutError:
                self.wire.drop("the network is silent")
            except WireLost:
                return


async def _either(one: asyncio.Event, other: asyncio.Event) -> None:
    waits = [asyncio.create_task(one.wait()), asyncio.create_task(other.wait())]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()

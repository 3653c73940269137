"""All calls of one worker: where a new one is taken up, and where a reply finds its call."""

import asyncio
import contextlib
import logging
from typing import Final
from uuid import UUID, uuid4

from townline.adapters.sip.flow.call import CallSession
from townline.adapters.sip.flow.store import CallRefusal, StoreFailed
from townline.adapters.sip.flow.worker_context import WorkerContext
from townline.adapters.sip.stack.leg import Leg, LegOver
from townline.adapters.sip.stack.media import MediaFailed, SdpUnusable
from townline.lines.safenumbers.voice_menu import CallPlan, Draining, End, OwnerReplied, Stage

log: Final = logging.getLogger(__name__)
_NOT_HERE: Final = 488  # no description both could agree on
_LATER: Final = 503
_FLOOD: Final = 1.0  # seconds after a call that was refused without a word


class Desk:
    """``run`` is what the endpoint calls for each INVITE of a trunk."""

    def __init__(self, house: WorkerContext) -> None:
        self.house = house
        self._calls: dict[UUID, CallSession] = {}
        self._refused_at = float("-inf")
        self._quiet = asyncio.Event()
        self._quiet.set()

    def __len__(self) -> int:
        return len(self._calls)

    async def run(self, leg: Leg, dialled: str, caller: str | None) -> None:
        """Take up a call and run it to its end.

        The caller waits for both the house and rtpengine: they are asked at the same time. What
        another worker needs to hang up is written with the call, so both are kept before the 200.
        """
        plan = CallPlan(call_id=uuid4(), line=None, stage=Stage.OVER)
        call = CallSession(self.house, leg, plan)
        sound = _Opening(self.house, call)
        if not self._flooded():
            sound.begin()
        try:
            begun = await self._begun(call, dialled, caller)
        except StoreFailed:
            await sound.drop()
            await leg.refuse(_LATER)
            return
        if not isinstance(begun, CallPlan) and not begun.prompts:
            self._refused_at = asyncio.get_running_loop().time()
            await sound.drop()
            await leg.refuse(begun.status, begun.words)
            return
        if isinstance(begun, CallPlan):
            call.plan = begun
        else:
            call.end = End(begun.outcome, begun.prompts)
        await self._serve(call, sound)

    async def _begun(
        self, call: CallSession, dialled: str, caller: str | None
    ) -> CallPlan | CallRefusal:
        house = self.house
        return await house.threads.call(
            house.store.call_begin, call_id=call.id, worker=house.worker, trunk=call.leg.trunk,
            dialled=dialled, caller=caller, now=house.now(), dialogs=call.dialogs(),
        )  # fmt: skip

    def _flooded(self) -> bool:
        """Say whether calls are being refused now: then no ports are taken before we know."""
        return asyncio.get_running_loop().time() - self._refused_at < _FLOOD

    async def replied(self, call_id: UUID) -> None:
        """Tell a call of the answer its owner gave."""
        call = self._calls.get(call_id)
        if call is None:  # another worker's, or over
            return
        with contextlib.suppress(StoreFailed):
            answer = await self.house.threads.call(self.house.store.call_reply, call_id)
            if answer is not None:
                call.post(OwnerReplied(int(answer)))

    async def replied_any(self) -> None:
        """Ask for the answers of all calls: those that came while nobody listened."""
        await asyncio.gather(*(self.replied(call_id) for call_id in list(self._calls)))

    def drain(self, *, hasty: bool = False) -> None:
        """End all calls in good order; ``hasty``: wordlessly. ``quiet`` tells when all are over."""
        for call in list(self._calls.values()):
            call.hasty = hasty
            call.post(Draining())

    async def quiet(self) -> None:
        """Wait until no call is left."""
        await self._quiet.wait()

    async def _serve(self, call: CallSession, sound: "_Opening") -> None:
        self._calls[call.id] = call
        self._quiet.clear()
        try:
            await self._answer(call, sound)
        finally:
            del self._calls[call.id]
            if not self._calls:
                self._quiet.set()

    async def _answer(self, call: CallSession, sound: "_Opening") -> None:
        try:
            await call.leg.answer(await sound.opened())
        except SdpUnusable as error:
            await call.abandon(_NOT_HERE, str(error), warning=error.warning)
            return
        except (MediaFailed, LegOver):
            await call.abandon(_LATER)
            return
        await call.run()


class _Opening:
    """The sound of a call, which may be opened ahead."""

    def __init__(self, house: WorkerContext, call: CallSession) -> None:
        self._house, self._call = house, call
        self._task: asyncio.Task[bytes] | None = None

    def begin(self) -> None:
        """Open it beside whatever else is done."""
        self._task = asyncio.create_task(self._open())

    async def _open(self) -> bytes:
        return await self._house.media.open(self._call.id, self._call.leg.offer, self._call)

    async def opened(self) -> bytes:
        """Wait for the description to answer with. Raises SdpUnusable, MediaFailed."""
        return await (self._task or self._open())

    async def drop(self) -> None:
        """Free the ports, if any were taken."""
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)
            await self._house.media.close(self._call.id)

"""All calls of one worker: where a new one is taken up, and where a reply finds its call."""

import asyncio
import contextlib
import logging
from typing import Final
from uuid import UUID, uuid4

from townline.adapters.sip.flow.call import Call
from townline.adapters.sip.flow.house import House
from townline.adapters.sip.flow.store import Refusal, StoreFailed
from townline.adapters.sip.leg import Leg, LegOver
from townline.adapters.sip.media import MediaFailed, SdpUnusable
from townline.safenumbers.rules.calls import Begins, CallPlan, Draining, End, OwnerReplied, Stage

log: Final = logging.getLogger(__name__)
_NOT_HERE: Final = 488  # no description both could agree on
_LATER: Final = 503


class Desk:
    """``run`` is what the endpoint calls for each INVITE of a trunk."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._calls: dict[UUID, Call] = {}
        self._quiet = asyncio.Event()
        self._quiet.set()

    def __len__(self) -> int:
        return len(self._calls)

    async def run(self, leg: Leg, dialled: str, caller: str | None) -> None:
        """Take up a call and run it to its end."""
        call_id = uuid4()
        house = self.house
        try:
            begun = await house.threads.call(
                house.store.call_begin, call_id=call_id, worker=house.worker, trunk=leg.trunk,
                dialled=dialled, caller=caller, now=house.now(),
            )  # fmt: skip
        except StoreFailed:
            await leg.refuse(_LATER)
            return
        if isinstance(begun, CallPlan):
            await self._serve(Call(house, leg, begun, shown=_digits(dialled)))
        elif begun.prompts:
            await self._serve(_announcement(house, leg, call_id, begun))
        else:
            await leg.refuse(begun.status)

    async def replied(self, call_id: UUID) -> None:
        """Tell a call of the answer its owner gave."""
        call = self._calls.get(call_id)
        if call is None:  # another worker's, or over
            return
        with contextlib.suppress(StoreFailed):
            answer = await self.house.threads.call(self.house.store.call_reply, call_id)
            if answer is not None:
                call.tell(OwnerReplied(int(answer)))

    async def replied_any(self) -> None:
        """Ask for the answers of all calls: those that came while nobody listened."""
        await asyncio.gather(*(self.replied(call_id) for call_id in list(self._calls)))

    def drain(self) -> None:
        """End all calls in good order; ``quiet`` tells when they are over."""
        for call in list(self._calls.values()):
            call.tell(Draining())

    async def quiet(self) -> None:
        """Wait until no call is left."""
        await self._quiet.wait()

    async def _serve(self, call: Call) -> None:
        self._calls[call.id] = call
        self._quiet.clear()
        try:
            await self._answer(call)
        finally:
            del self._calls[call.id]
            if not self._calls:
                self._quiet.set()

    async def _answer(self, call: Call) -> None:
        try:
            sdp = await self.house.media.open(call.id, call.leg.offer or b"", call)
            await call.keep()
            await call.leg.answer(sdp)
        except (SdpUnusable, MediaFailed, LegOver) as error:
            await call.abandon(_NOT_HERE if isinstance(error, SdpUnusable) else _LATER)
            return
        if call.end is None:
            call.tell(Begins())
        await call.run()


def _announcement(house: House, leg: Leg, call_id: UUID, refused: Refusal) -> Call:
    """Make a call that only says why it is none."""
    plan = CallPlan(call_id=call_id, line=None, stage=Stage.OVER)
    call = Call(house, leg, plan, shown="")
    call.end = End(refused.outcome, refused.prompts)
    return call


def _digits(number: str) -> str:
    return "".join(char for char in number if char.isascii() and char.isdigit())

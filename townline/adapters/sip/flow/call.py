"""One call: events come into one inbox, the rules move the plan along, the actions are done."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Final

from townline.adapters.sip.flow import actions
from townline.adapters.sip.flow.keys import Presses
from townline.adapters.sip.flow.owner import Owner
from townline.adapters.sip.flow.store import StoreFailed
from townline.adapters.sip.flow.worker_context import WorkerContext
from townline.adapters.sip.stack.leg import (
    Answered,
    Cancelled,
    Digit as Key,
    Left,
    Leg,
    LegOver,
    Offered,
)
from townline.adapters.sip.stack.media import MediaFailed, SdpUnusable, Side
from townline.adapters.sip.stack.media.sound import Ask
from townline.lines.safenumbers.voice_menu import (
    REASSURANCE,
    Begins,
    CallerLeft,
    CallOutcome,
    CallPlan,
    Digit,
    End,
    Event,
    OwnerPressed,
    ReadingEnded,
    Stage,
    TimeUp,
    step,
)

log: Final = logging.getLogger(__name__)
_LAST_WORDS: Final = 40.0  # longest farewell
_RINGING: Final = frozenset({Stage.DIALLING, Stage.CONFIRMING})


@dataclass(frozen=True, slots=True)
class _Timed:
    """A timer ran out; ``number`` tells one that was replaced from the present one."""

    number: int


@dataclass(frozen=True, slots=True)
class _Broken:
    """Nothing can be heard or said any more."""


class CallSession:
    """``plan.line.number``, the safe number, is all the owner's phone is told of the caller."""

    def __init__(self, house: WorkerContext, leg: Leg, plan: CallPlan) -> None:
        self.house, self.leg, self.plan = house, leg, plan
        self.id = plan.call_id
        self.asking: list[str] = []
        self.end: End | None = None
        self.gone = False
        self.hasty = False  # there is no time for last words
        self.moving = asyncio.Lock()
        # What is written of a call is written in its order: threads overtake one another.
        self.noting, self._storing = asyncio.Lock(), asyncio.Lock()
        self._inbox: asyncio.Queue[Event | _Timed | _Broken] = asyncio.Queue()
        self._presses = {Side.CALLER: Presses(), Side.OWNER: Presses()}
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._timers = 0
        self._played, self._described = asyncio.Event(), asyncio.Event()
        if leg.offer is not None:
            self._describes()
        self.owner: Owner | None = None

    def post(self, event: Event) -> None:
        """Put an event into the inbox."""
        if isinstance(event, CallerLeft):
            self.gone = True
            self._played.set()
            self._described.set()
        self._inbox.put_nowait(event)

    # What the sound tells (media.Ears).

    def key(self, side: Side, key: str) -> None:
        """A key came with the sound."""
        self.pressed(side, key, "rtp")

    def played(self, side: Side) -> None:
        """A prompt was played to its end."""
        if side is Side.OWNER:
            self.soon(self._ask_again())
            return
        self._played.set()
        self.post(ReadingEnded())
        if self.plan.stage in _RINGING:
            prompts = self.house.prompts
            words = prompts.files(REASSURANCE, self.plan.language)
            self.soon(self.house.media.ring(self.id, prompts.ringback(), words))

    def lost(self) -> None:
        """No sound comes or goes any more."""
        self._played.set()  # nobody waits for last words that are heard by nobody
        self._described.set()
        self._inbox.put_nowait(_Broken())

    def pressed(self, side: Side, key: str, way: str) -> None:
        """A key came by some way."""
        now = asyncio.get_running_loop().time()
        if self._presses[side].new(key, way, now):
            self.post(Digit(key) if side is Side.CALLER else OwnerPressed(key))

    def offered(self, side: Side, event: Offered) -> None:
        """One side wants another description."""
        self.soon(self._reoffer(side, event))

    def _describes(self) -> None:
        """The caller's description is known: there is somebody to speak to."""
        self._described.set()
        self._inbox.put_nowait(Begins())

    async def _answered(self, sdp: bytes) -> None:
        """Take up the answer to our own offer (an INVITE that came without one)."""
        try:
            await self.house.media.sound(self.id).caller_answered(sdp)
        except (SdpUnusable, MediaFailed):
            self.lost()
        else:
            self._describes()

    # The call itself.

    def soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the call; it is waited for before the call is closed."""
        task = asyncio.create_task(self._quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def set_timer(self, seconds: float) -> None:
        """Let TimeUp come in so many seconds, instead of what was set before."""
        if self._timer is not None:
            self._timer.cancel()
        self._timers += 1
        mark = _Timed(self._timers)
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(seconds, self._inbox.put_nowait, mark)

    async def keep(self) -> None:
        """Store both dialogs, so that another worker can end them."""
        async with self._storing:
            with contextlib.suppress(StoreFailed):
                await self.house.threads.call(
                    self.house.store.dialogs_keep,
                    call_id=self.id,
                    worker=self.house.worker,
                    dialogs=self.dialogs(),
                )

    def dialogs(self) -> bytes:
        """Give what another worker needs to end both legs."""
        owner = self.owner.leg if self.owner else None
        legs = [leg.dump() for leg in (self.leg, owner) if leg is not None]
        return json.dumps(legs).encode()

    async def run(self) -> None:
        """Run an answered call to its end; whatever happens, both legs end and ports are free."""
        sound = self.house.media.sound(self.id)
        self.owner = Owner(
            self.house, sound, notify=self.post, pressed=self.pressed, offered=self.offered,
            keep=self.keep,
        )  # fmt: skip
        hearing = asyncio.create_task(self._hear())
        try:
            while self.end is None:
                await self._take(await self._inbox.get())
        except (MediaFailed, StoreFailed):
            log.warning("a call failed")
        finally:
            await self._close()
            hearing.cancel()

    async def abandon(self, status: int, words: str = "", *, warning: int = 399) -> None:
        """End a call that could not be answered."""
        await self.leg.refuse(status, words, warning=warning)
        await self.house.media.close(self.id)
        await self._quietly(
            actions.note_end(self, End(CallOutcome.LEFT if self.gone else CallOutcome.FAILED))
        )

    async def _take(self, event: Event | _Timed | _Broken) -> None:
        if isinstance(event, _Broken):
            self.gone = True  # nothing can be said to them
            self.end = End(self.plan.outcome or CallOutcome.FAILED)
            return
        if isinstance(event, _Timed):
            if event.number != self._timers:
                return
            event = TimeUp()
        before = self.plan.stage
        self.plan, wanted = step(self.plan, event)
        for action in wanted:
            await actions.do(self, action)
        if self.plan.stage not in {before, Stage.OVER}:
            self.soon(actions.note_stage(self, self.plan))

    async def _hear(self) -> None:
        while True:
            event = await self.leg.events.get()
            if isinstance(event, Left | Cancelled):
                self.post(CallerLeft())
            elif isinstance(event, Key):
                self.pressed(Side.CALLER, event.digit, "info")
            elif isinstance(event, Offered):
                self.offered(Side.CALLER, event)
            elif isinstance(event, Answered):
                await self._answered(event.sdp)

    async def _ask_again(self) -> None:
        if self.plan.stage is Stage.CONFIRMING and self.asking:
            await self.house.media.play(self.id, Side.OWNER, self.asking)

    async def _reoffer(self, side: Side, event: Offered) -> None:
        other = self.leg if side is Side.OWNER else self.owner.leg if self.owner else None
        answer = None
        try:
            async with self.moving:
                sound = self.house.media.sound(self.id)
                answer = await sound.reoffer(side, event.sdp, _asking(other))
        finally:
            await event.reply(answer)

    async def _quietly(self, work: Coroutine[Any, Any, None]) -> None:
        # What fails here concerns a part: the timer of the call's stage brings it to an end.
        try:
            await work
        except (MediaFailed, SdpUnusable, LegOver, StoreFailed) as error:
            log.info("a part of a call failed (%s)", type(error).__name__)

    async def _close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        end = self.end or End(self.plan.outcome or CallOutcome.FAILED)
        # Who is not spoken to any more hears of the end at once: rtpengine, asked first, may be
        # silent for seconds.
        if self.owner is not None:
            await self.owner.hang_up()
        if end.prompts and not self.gone and not self.hasty:
            with contextlib.suppress(MediaFailed):
                await self._farewell(end)
        await self.leg.bye()
        # A telephone that is gone answers no BYE, and must not keep the ports, nor the call from
        # being over.
        freed = asyncio.create_task(self.house.media.close(self.id))
        noted = asyncio.create_task(self._noted(end))
        await asyncio.gather(freed, noted, return_exceptions=True)

    async def _noted(self, end: End) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._quietly(actions.note_end(self, end))

    async def _farewell(self, end: End) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._described.wait(), _LAST_WORDS)
        if self.gone:
            return
        self._played.clear()
        files = self.house.prompts.files(end.prompts, end.language)
        await self.house.media.play(self.id, Side.CALLER, files)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._played.wait(), _LAST_WORDS)


def _asking(leg: Leg | None) -> Ask:
    async def nobody(_: bytes) -> bytes:
        raise LegOver("nobody is there to be asked")

    return leg.reinvite if leg is not None else nobody

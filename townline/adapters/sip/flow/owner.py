"""The owner's phones: one is tried at a time, and what an abandoned one still says is not heard."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Final

from townline.adapters.sip.flow.worker_context import WorkerContext
from townline.adapters.sip.stack.leg import (
    Answered,
    DialRefused,
    Digit,
    Left,
    Leg,
    LegEvent,
    Offered,
    Rings,
)
from townline.adapters.sip.stack.media import MediaFailed, SdpUnusable, Side
from townline.adapters.sip.stack.media.sound import Sound
from townline.lines.safenumbers.voice_menu import (
    Event,
    OwnerAnswered,
    OwnerFailed,
    OwnerLeft,
    OwnerRings,
)

_REASONS: Final = {
    486: "busy", 600: "busy", 603: "declined", 607: "declined", 408: "no_answer", 480: "no_answer",
    487: "no_answer",
}  # fmt: skip


class Owner:
    """``notify`` puts an event into the call's inbox; ``keep`` stores the dialogs."""

    def __init__(
        self,
        house: WorkerContext,
        sound: Sound,
        *,
        notify: Callable[[Event], None],
        pressed: Callable[[Side, str, str], None],
        offered: Callable[[Side, Offered], None],
        keep: Callable[[], Awaitable[None]],
    ) -> None:
        self._house, self._sound, self._notify, self._keep = house, sound, notify, keep
        self._pressed, self._offered = pressed, offered
        self._hearing: asyncio.Task[None] | None = None
        self._picked_up = False
        self.leg: Leg | None = None

    async def dial(self, *, target: str, from_number: str) -> None:
        """Leave the phone before, dial this one. Raises MediaFailed."""
        await self.leave()
        sdp = await self._sound.offer_owner(secure=self._house.secure)
        leg = await self._house.dialler.dial(target=target, from_number=from_number, sdp=sdp)
        leg.before_ack = self._keep
        self.leg, self._picked_up = leg, False
        self._hearing = asyncio.create_task(self._hear(leg))

    async def leave(self) -> None:
        """Hang up, and free the ports."""
        await self.hang_up()
        with contextlib.suppress(MediaFailed):
            await self._sound.leave_owner()

    async def hang_up(self) -> None:
        """CANCEL, or BYE where it was picked up; rtpengine is not asked for anything."""
        leg, self.leg = self.leg, None
        hearing, self._hearing = self._hearing, None
        if hearing is not None and hearing is not asyncio.current_task():
            hearing.cancel()
        if leg is not None:
            await (leg.bye() if self._picked_up else leg.cancel())

    async def _hear(self, leg: Leg) -> None:
        while True:
            event = await leg.events.get()
            if isinstance(event, Answered):
                self._picked_up = True
                await self._answered(leg, event)
            elif isinstance(event, Offered):
                self._offered(Side.OWNER, event)
            elif isinstance(event, Digit):
                self._pressed(Side.OWNER, event.digit, "info")
            else:
                self._on_event(event)

    def _on_event(self, event: LegEvent) -> None:
        if isinstance(event, Rings):
            # Its sound (early media) stays unheard: a network's voice or a tune may name people.
            self._notify(OwnerRings())
        elif isinstance(event, DialRefused):
            self._notify(OwnerFailed(_REASONS.get(event.status, "failed")))
        elif isinstance(event, Left):
            self._notify(OwnerLeft())

    async def _answered(self, leg: Leg, event: Answered) -> None:
        try:
            await self._sound.owner_answered(event.sdp)
        except (SdpUnusable, MediaFailed):
            await leg.bye()
            self._notify(OwnerFailed("failed"))
        else:
            self._notify(OwnerAnswered())

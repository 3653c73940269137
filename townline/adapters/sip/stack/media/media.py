"""All sound of one worker: finds the call that a pressed key belongs to."""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Final, Self
from uuid import UUID

from townline.adapters.sip.stack.media.control import Control, MediaFailed
from townline.adapters.sip.stack.media.keys import Keys, Pressed
from townline.adapters.sip.stack.media.room import CALLER, Room, close_all
from townline.adapters.sip.stack.media.sound import Ears, Side, Sound

# Owners have few phones, and each is tried twice at most.
_MOST_ROOMS: Final = 16


class Media:
    """Use ``connect`` in a running loop; ``close_down`` at the end.

    What rtpengine does not do raises MediaFailed; a description that is no use, SdpUnusable.
    """

    def __init__(self, control: Control, host: str, keys_port: int) -> None:
        self._control = control
        self._sounds: dict[str, Sound] = {}
        self.keys = Keys(host, keys_port, self._pressed, self._lost)
        control.there = self.keys.ready.is_set
        self._listening = asyncio.create_task(self.keys.run())

    @classmethod
    async def connect(cls, host: str, port: int) -> Self:
        """Speak to the rtpengine whose control is at this UDP port, and at TCP port + 1."""
        return cls(await Control.connect(host, port), host, port + 1)

    async def close_down(self) -> None:
        """Let go of rtpengine; the calls' ports are not freed by this."""
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)
        self._control.close()

    async def alive(self) -> bool:
        """Ask whether rtpengine answers."""
        with contextlib.suppress(MediaFailed):
            await self._control.ask("ping")
            return True
        return False

    async def open(self, call_id: UUID, offer: bytes | None, ears: Ears) -> bytes:
        """Take up a caller's offer; give the answer, behind which the menu speaks.

        Without an offer: give one of ours, which ``Sound.caller_answered`` completes.
        """
        sound = self._sounds[str(call_id)] = Sound(self._control, call_id, ears)
        return await sound.open(offer)

    def sound(self, call_id: UUID) -> Sound:
        """Give the sound of a call. Raises MediaFailed when it has none (any more)."""
        found = self._sounds.get(str(call_id))
        if found is None:
            raise MediaFailed("this call has no sound any more")
        return found

    async def play(self, call_id: UUID, side: Side, files: Sequence[str]) -> None:
        """Say files one after the other, instead of what is being said; then ``Ears.played``."""
        await self.sound(call_id).voice(side).play(files)

    async def ring(self, call_id: UUID, file: str, between: Sequence[str] = ()) -> None:
        """Play the ring-back tone to the caller until the next ``play`` or ``stop``.

        ``between``: files that are spoken now and then.
        """
        await self.sound(call_id).voice(Side.CALLER).ring(file, between)

    async def stop(self, call_id: UUID, side: Side) -> None:
        """Fall silent towards one side; no ``Ears.played`` follows."""
        await self.sound(call_id).voice(side).stop()

    async def close(self, call_id: UUID) -> None:
        """Free all ports of a call, known here or (a dead worker's) not. Never raises."""
        sound = self._sounds.pop(str(call_id), None)
        if sound is not None:
            await sound.close()
            return
        names = [f"{call_id}.{number}" for number in range(_MOST_ROOMS + 1)]
        await close_all([Room(self._control, name) for name in names])

    def _pressed(self, pressed: Pressed) -> None:
        sound = self._sounds.get(pressed.call.partition(".")[0])
        if sound is not None:  # else another worker's call, or a digit after hanging up
            sound.ears.key(Side.CALLER if pressed.tag == CALLER else Side.OWNER, pressed.key)

    def _lost(self) -> None:
        self._control.give_up()
        for sound in list(self._sounds.values()):
            sound.ears.lost()

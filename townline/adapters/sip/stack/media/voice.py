"""Speaks files one after the other to one party, and tells when it has spoken them to the end."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Final

from townline.adapters.sip.stack.media.control import MediaFailed
from townline.adapters.sip.stack.media.room import Room

_FOR_AN_HOUR: Final = 1200  # times three seconds
# rtpengine 12.5 falls, with all its calls, when it is told to stop or to free a room just as a file
# there runs out. So none runs out: it would begin again, and is stopped when its last packet left.
_TWICE: Final = 2
_PACKET: Final = 0.02  # seconds
_REASSURED: Final = 12.0  # seconds of ringing between words


class Voice:
    """What is being said to one party of a room. One thing at a time."""

    def __init__(self, room: Room, tag: str, ended: Callable[[], None]) -> None:
        self._room, self._tag, self._ended = room, tag, ended
        self._speaking: asyncio.Task[None] | None = None
        self._sounds = False

    async def play(self, files: Sequence[str]) -> None:
        """Begin; whatever was being said is cut short."""
        self.leave()
        self._speaking = asyncio.create_task(self._play_all(files))

    async def ring(self, file: str, between: Sequence[str] = ()) -> None:
        """Play one file again and again, until ``play`` or ``stop``.

        ``between``: files that are spoken now and then, so that the caller does not give up.
        """
        self.leave()
        self._sounds = True
        await self._room.play(self._tag, file, times=_FOR_AN_HOUR)
        if between:
            self._speaking = asyncio.create_task(self._reassure(file, between))

    async def _reassure(self, ringback: str, files: Sequence[str]) -> None:
        with contextlib.suppress(MediaFailed):
            while True:
                await asyncio.sleep(_REASSURED)
                await self._play(files)
                await self._room.play(self._tag, ringback, times=_FOR_AN_HOUR)

    async def _play(self, files: Sequence[str]) -> None:
        for file in files:
            self._sounds = True
            seconds = await self._room.play(self._tag, file, times=_TWICE)
            await asyncio.sleep(seconds - _PACKET)

    async def stop(self) -> None:
        """Fall silent."""
        self.leave()
        if self._sounds:
            self._sounds = False
            await self._room.stop(self._tag)

    def leave(self) -> None:
        """Follow it no more, without a word to rtpengine: something else comes, or the end."""
        if self._speaking is not None:
            self._speaking.cancel()
            self._speaking = None

    async def _play_all(self, files: Sequence[str]) -> None:
        # Who cannot be heard must not keep the call waiting: it goes on as if it were said.
        with contextlib.suppress(MediaFailed):
            await self._play(files)
            if self._sounds:
                await self._room.stop(self._tag)
        self._sounds = False
        self._ended()

"""Speaks files one after the other to one party, and tells when it has spoken them to the end."""

import asyncio
from collections.abc import Callable, Sequence

from townline.adapters.sip.media.control import MediaFailed
from townline.adapters.sip.media.room import Room


class Voice:
    """What is being said to one party of a room. One thing at a time."""

    def __init__(self, room: Room, tag: str, ended: Callable[[], None]) -> None:
        self._room, self._tag, self._ended = room, tag, ended
        self._speaking: asyncio.Task[None] | None = None

    async def say(self, files: Sequence[str]) -> None:
        """Begin; whatever was being said is cut short."""
        await self.stop()
        self._speaking = asyncio.create_task(self._say(files))

    async def ring(self, file: str) -> None:
        """Play one file again and again, until ``stop``."""
        await self.stop()
        self._speaking = asyncio.create_task(self._again(file))

    async def stop(self) -> None:
        """Fall silent."""
        speaking, self._speaking = self._speaking, None
        if speaking is None:
            return
        silent = speaking.done()
        speaking.cancel()
        await asyncio.gather(speaking, return_exceptions=True)
        if not silent:
            await self._room.stop(self._tag)

    def leave(self) -> None:
        """Forget it without a word to rtpengine: the room is being closed."""
        if self._speaking is not None:
            self._speaking.cancel()
            self._speaking = None

    async def _say(self, files: Sequence[str]) -> None:
        try:
            for file in files:
                await asyncio.sleep(await self._room.play(self._tag, file))
        except MediaFailed:
            pass  # who cannot be heard must not keep the call waiting: it goes on as if said
        self._ended()

    async def _again(self, file: str) -> None:
        await self._room.play(self._tag, file, times=_FOR_AN_HOUR)


_FOR_AN_HOUR = 1200

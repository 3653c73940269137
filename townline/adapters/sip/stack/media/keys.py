"""Hears from rtpengine which keys were pressed: a TCP connection that every worker may hold."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from townline.adapters.sip.stack.media import bencode

log: Final = logging.getLogger(__name__)
_AGAIN: Final = 0.5
_BUFFER: Final = 65_536
_KEYS: Final = "0123456789*#ABCD"


@dataclass(frozen=True, slots=True)
class Pressed:
    """``call`` and ``tag`` are rtpengine's names of the call and of who pressed."""

    call: str
    tag: str
    key: str


class Keys:
    """Listens until cancelled; ``lost`` is called when rtpengine went away, with all its calls."""

    def __init__(
        self, host: str, port: int, pressed: Callable[[Pressed], None], lost: Callable[[], None]
    ) -> None:
        self._place, self._pressed, self._lost = (host, port), pressed, lost
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Hold the connection, making it anew when it breaks."""
        while True:
            with contextlib.suppress(OSError, bencode.Malformed):
                await self._listen()
            if self.ready.is_set():
                log.warning("rtpengine went away; its calls are over")
                self.ready.clear()
                self._lost()
            await asyncio.sleep(_AGAIN)

    async def _listen(self) -> None:
        reader, writer = await asyncio.open_connection(*self._place)
        try:
            self.ready.set()
            held = b""
            while data := await reader.read(_BUFFER):
                held = self._take(held + data)
        finally:
            writer.close()

    def _take(self, held: bytes) -> bytes:
        """Tell of each whole notice; give back what is not whole yet."""
        while True:
            _, space, rest = held.partition(b" ")
            try:
                notice, end = bencode.read(rest) if space else (None, 0)
            except bencode.Incomplete:
                return held
            if notice is None:
                return held
            pressed = pressed_of(notice)
            if pressed is not None:
                self._pressed(pressed)
            held = rest[end:].lstrip(b"\r\n")


def pressed_of(notice: bencode.Value) -> Pressed | None:
    """Read one notice; None for one that tells of something else."""
    data = notice.get(b"data") if isinstance(notice, dict) else None
    if not isinstance(data, dict):
        return None
    call, tag, event = (data.get(name) for name in (b"callid", b"source_tag", b"event"))
    if not isinstance(call, bytes) or not isinstance(tag, bytes) or not isinstance(event, int):
        return None
    if not 0 <= event < len(_KEYS):
        return None
    return Pressed(call.decode("ascii", "replace"), tag.decode("ascii", "replace"), _KEYS[event])

"""Provisional responses that are sent until their PRACK came (RFC 3262), as who is asked."""

import asyncio
import re
import secrets
from collections.abc import Callable
from typing import Final

from townline.adapters.sip.stack.legs.dialog import Lines
from townline.adapters.sip.stack.messages.values import Request
from townline.adapters.sip.stack.timing import Timing

_RACK: Final = re.compile(r"\s*(\d{1,10})\s+(\d{1,10})\s+INVITE\s*")


class Provisionals:
    """One at a time, as the RFC asks. ``send(status, lines, body)``; ``lost()`` after 64 T1."""

    def __init__(
        self,
        timing: Timing,
        send: Callable[[int, Lines, bytes], None],
        lost: Callable[[], None],
    ) -> None:
        self._timing, self._send, self._lost = timing, send, lost
        self._number = secrets.randbelow(2**30) + 1
        self._waiting: tuple[int, Lines, bytes] | None = None
        self._free = asyncio.Event()
        self._free.set()
        self._timer: asyncio.TimerHandle | None = None
        self._waited = 0.0
        self._pause = timing.t1

    async def send(self, status: int, lines: Lines, body: bytes) -> None:
        """Send reliably, after the one before was acknowledged."""
        await self._free.wait()
        self._free.clear()
        self._number += 1
        header_lines: Lines = [("require", "100rel"), ("rseq", str(self._number)), *lines]
        self._waiting, self._pause, self._waited = (
            (status, header_lines, body),
            self._timing.t1,
            0.0,
        )
        self._again()

    def _again(self) -> None:
        if self._waiting is None:
            return
        if self._waited >= self._timing.transaction:
            self.stop()
            self._lost()
            return
        self._send(*self._waiting)
        self._timer = asyncio.get_running_loop().call_later(self._pause, self._again)
        self._waited += self._pause
        self._pause *= 2

    def acknowledged(self, prack: Request, invite: Request) -> bool:
        """Take a PRACK; say whether it is of the response that waits."""
        match = _RACK.fullmatch(prack.headers.get("rack") or "")
        expected = (self._number, invite.cseq[0])
        if match is None or self._waiting is None or (int(match[1]), int(match[2])) != expected:
            return False
        self.stop()
        return True

    async def settled(self) -> None:
        """Wait until no response waits: a 2xx may not overtake one (§3)."""
        await self._free.wait()

    def stop(self) -> None:
        """Send it no more."""
        self._waiting = None
        self._free.set()
        if self._timer is not None:
            self._timer.cancel()

"""Session timers (RFC 4028): a call whose other side is gone does not last for ever."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from townline.adapters.sip.stack.legs.dialog import Lines
from townline.adapters.sip.stack.messages.values import Headers

type Refresher = Literal["uac", "uas"]
_SECONDS: Final = re.compile(r"\s*(\d{1,9})\s*(?:;\s*(.*))?", re.DOTALL)
_NOTICE: Final = 32  # seconds before the end at which a silent refresher is given up (§10)


@dataclass(frozen=True, slots=True)
class SessionTimer:
    """``refresher`` is None if nobody was named."""

    seconds: int
    refresher: Refresher | None

    @property
    def line(self) -> tuple[str, str]:
        """Write it as a header."""
        named = f";refresher={self.refresher}" if self.refresher else ""
        return ("session-expires", f"{self.seconds}{named}")


def session_of(headers: Headers) -> SessionTimer | None:
    """Read Session-Expires; None if there is none, or none that can be read."""
    match = _SECONDS.fullmatch(headers.get("session-expires") or "")
    if match is None:
        return None
    named = re.search(r"refresher\s*=\s*(uac|uas)", match[2] or "", re.IGNORECASE)
    refresher: Refresher | None = None
    if named:
        refresher = "uac" if named[1].lower() == "uac" else "uas"
    return SessionTimer(int(match[1]), refresher)


def least_of(headers: Headers) -> int:
    """Read Min-SE; 0 if there is none."""
    match = _SECONDS.fullmatch(headers.get("min-se") or "")
    return int(match[1]) if match else 0


def accept(headers: Headers, proposed: int) -> tuple[SessionTimer, Lines]:
    """Choose the session as who is asked (UAS), and write what tells of it.

    Without "timer" in the caller's Supported only we can refresh.
    """
    proposed_timer = session_of(headers)
    theirs = "timer" in headers.tokens("supported")
    seconds = proposed_timer.seconds if proposed_timer else max(proposed, least_of(headers))
    refresher: Refresher = (proposed_timer and proposed_timer.refresher) or (
        "uac" if theirs else "uas"
    )
    session = SessionTimer(seconds, refresher if theirs else "uas")
    lines: Lines = [session.line] if theirs else []
    if theirs and session.refresher == "uac":
        lines.append(("require", "timer"))
    return session, lines


class Watch:
    """Calls ``refresh`` at half the time if that is ours to do, else ``expired`` near its end."""

    def __init__(self, refresh: Callable[[], None], expired: Callable[[], None]) -> None:
        self._refresh, self._expired = refresh, expired
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, seconds: float, *, ours: bool) -> None:
        """Begin anew, as at each refresh."""
        self.stop()
        notice = min(_NOTICE, seconds / 3)
        pause, then = (seconds / 2, self._refresh) if ours else (seconds - notice, self._expired)
        self._timer = asyncio.get_running_loop().call_later(pause, then)

    def stop(self) -> None:
        """Watch no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

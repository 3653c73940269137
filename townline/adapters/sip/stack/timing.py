"""All times of the adapter, in seconds. Tests shorten them; nothing else changes them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Names of one letter are those of RFC 3261 §17."""

    t1: float = 0.5
    t2: float = 4.0
    t4: float = 5.0
    trunk: float = 4.0  # without any response the next trunk is tried
    trunk_rest: float = 30.0  # a trunk that failed comes last for this long
    ring: float = 180.0  # timer C: nobody rings longer
    session: int = 1800  # RFC 4028, Session-Expires that we propose
    session_least: int = 90  # Min-SE; the RFC's own lowest
    offer: float = 10.0  # an offer that our side does not answer is refused
    glare: float = 2.1  # RFC 3261 §14.1: who made the Call-ID waits longer
    lag: float = 1.0  # the loop is this late: overload
    retry_after: int = 5  # seconds; told with 503
    drain: float = 600.0  # calls may go on this long after SIGTERM

    @property
    def transaction(self) -> float:
        """Timers B, F, H, L, M."""
        return 64 * self.t1

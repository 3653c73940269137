"""Times in which a clock stands still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from townline.platform.core.calendars.errors import ClockError


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """From one moment to another; ``end`` None: it still goes on."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ClockError(f"a pause ends ({self.end}) before it begins ({self.start})")


def in_order(pauses: Iterable[Pause], since: datetime) -> list[Pause]:
    """Put pauses in order, overlapping ones as one; what ended before ``since`` is left out."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.start):
        if pause.end is not None and (pause.end < since or pause.start < pause.end == since):
            continue
        last = found[-1] if found else None
        if last is None or (last.end is not None and last.end < pause.start):
            found.append(Pause(max(pause.start, since), pause.end))
        elif last.end is not None and (pause.end is None or pause.end > last.end):
            found[-1] = Pause(last.start, pause.end)
    return found

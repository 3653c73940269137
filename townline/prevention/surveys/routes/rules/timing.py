"""One surveyor's ground: how far it is between their homes, and what a day's order takes."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from townline.prevention.surveys.routes.rules.bundles import Bundle
from townline.prevention.surveys.routes.rules.distances import between, flat
from townline.prevention.surveys.routes.rules.shapes import Pace, Person

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DAY_END = 24 * 3600


def seconds(time: dt.time) -> int:
    """Give the seconds since midnight."""
    return time.hour * 3600 + time.minute * 60 + time.second


def clock(at: int) -> dt.time:
    """Give the minute of seconds since midnight; what is beyond the day is its last minute."""
    minutes = min(at, _DAY_END - 60) // 60
    return dt.time(minutes // 60, minutes % 60)


@dataclass(frozen=True, slots=True)
class Timed:
    """An order on the clock: seconds since midnight at each stop; ``late``: it does not fit."""

    arrivals: Sequence[int]
    metres: int
    late: bool


class RouteGround:
    """A surveyor and their bundles; a bundle is meant by its index, the start lies at the end."""

    def __init__(self, person: Person, bundles: Sequence[Bundle], pace: Pace) -> None:
        self.person, self.bundles, self.pace = person, bundles, pace
        points = flat([*(each.point for each in bundles), person.start], person.start[0])
        self.metres: NDArray[np.int64] = np.rint(between(points, points) * pace.detour).astype(
            np.int64
        )
        self.travel: NDArray[np.int64] = np.ceil(self.metres / (pace.kmh / 3.6)).astype(np.int64)
        self.start = len(bundles)
        self.begins, self.ends = seconds(person.begins_at), seconds(person.ends_at)
        from_, minutes = person.pause or (dt.time(), 0)
        # When one rests, and how long; a day that begins after it has no pause.
        self.noon, self.rest = seconds(from_), minutes * 60
        if not self.begins < self.noon < self.ends:
            self.noon, self.rest = _DAY_END, 0

    def service(self, at: int) -> int:
        """Give the seconds that the homes of a bundle take."""
        more = (self.bundles[at].size - 1) * self.pace.minutes_more
        return (self.pace.minutes + more) * 60

    def window(self, at: int) -> tuple[int, int]:
        """Give from when to when somebody may come."""
        each = self.bundles[at]
        opens = seconds(each.not_before) if each.not_before else 0
        return opens, seconds(each.not_after) if each.not_after else _DAY_END

    def unpaused(self, at: int) -> tuple[int, int]:
        """Give a window as it is on a clock that stands still during the pause.

        Where it holds the pause's beginning, it ends as for somebody who has rested.
        """
        opens, closes = self.window(at)
        if opens >= self.noon:
            opens = max(opens - self.rest, self.noon)
            return opens, max(opens, closes - self.rest)
        return opens, max(min(closes, self.noon - 1), closes - self.rest)

    def visits(self, order: Iterable[int]) -> int:
        """Count the homes of an order."""
        return sum(self.bundles[at].size for at in order)

    def timed(self, order: Sequence[int]) -> Timed:
        """Put an order on the clock, there and back."""
        now, here, metres, late, arrivals = self.begins, self.start, 0, False, []
        rest = self.rest
        for at in order:
            opens, closes = self.window(at)
            now = now + int(self.travel[here, at])
            if rest and max(now, opens) >= self.noon:
                now, rest = max(now, self.noon) + rest, 0
            now = max(now, opens)
            late = late or now > closes
            arrivals.append(now)
            now += self.service(at)
            metres += int(self.metres[here, at])
            here = at
        back = now + int(self.travel[here, self.start])
        metres += int(self.metres[here, self.start])
        return Timed(arrivals, metres, late or back > self.ends)

    def fits(self, order: Sequence[int]) -> bool:
        """Say whether an order keeps hours, windows and the most visits of a day."""
        return self.visits(order) <= self.person.most and not self.timed(order).late

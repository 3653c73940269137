"""What planning is told, and what it gives: no rows, so that it runs in any process."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

type Point = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A home to visit. ``building``: the same for all homes at one door.

    ``surveyor`` and ``day``: it is fixed to them; ``not_before`` and ``not_after``: an appointment
    on that day. ``earliest``: the first day on which to come again. ``current``: whose it is now.
    """

    id: int
    point: Point
    building: str
    skills: frozenset[str] = frozenset()
    current: int | None = None
    surveyor: int | None = None
    day: dt.date | None = None
    not_before: dt.time | None = None
    not_after: dt.time | None = None
    earliest: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One who goes. ``days``: on which they can, in order; ``most``: visits on one of them.

    ``pause``: from when they rest, and for how many minutes: before the first visit that would
    begin then or later. A visit that goes on is finished first.
    """

    id: int
    start: Point
    begins_at: dt.time
    ends_at: dt.time
    most: int
    days: Sequence[dt.date]
    skills: frozenset[str] = frozenset()
    pause: tuple[dt.time, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast it goes. ``detour``: metres on foot for a metre as the crow flies."""

    minutes: int = 12
    minutes_more: int = 12
    detour: float = 1.3
    kmh: float = 5.0
    stay_m: float = 300.0


@dataclass(frozen=True, slots=True)
class Visit:
    """One home in a day's order, and when somebody is there."""

    stop: int
    arrives_at: dt.time


@dataclass(frozen=True, slots=True)
class RouteDay:
    """One surveyor's day: who is visited in order, and how many metres it is, there and back."""

    surveyor: int
    day: dt.date
    visits: Sequence[Visit]
    metres: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All days, and what has none.

    ``unplaced``: home to why: ``skills`` (nobody has them), ``away`` (fixed to a day on which its
    surveyor does not go), ``nobody`` (who could do it goes on no day), ``full`` (no room).
    ``later``: how many come after the days that were asked for. ``owners``: home to surveyor.
    ``overfull``: surveyor and day where what is fixed and promised does not fit into the hours.
    """

    days: Sequence[RouteDay] = ()
    unplaced: Mapping[int, str] = field(default_factory=dict)
    later: int = 0
    owners: Mapping[int, int] = field(default_factory=dict)
    overfull: Sequence[tuple[int, dt.date]] = ()

    @property
    def surveyor_days(self) -> int:
        return len(self.days)

    @property
    def km(self) -> float:
        return sum(day.metres for day in self.days) / 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgress:
    """How far planning is: surveyors done, of how many, and what is found so far."""

    done: int
    of: int
    surveyor_days: int
    km: float

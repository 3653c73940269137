"""How long something may take, as one short text: ``PT48H``, ``H:8``, ``D:7``, ``W:2``, ``M:1``."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from townline.platform.core import clock
from townline.platform.core.calendars.errors import ClockError

_COUNTED = re.compile(r"([HDWM]):([0-9]{1,6})")
_ACCEPTED = "write it like PT48H, H:8, D:7, W:2 or M:1"
_LONGEST = timedelta(days=3660)
_HOURS_A_DAY = 8
_WEEK, _WORKING_WEEK, _MONTH = 7, 5, 30
_HOURS_ROUND_THE_CLOCK = 24


class Unit(StrEnum):
    """What is counted. ``WALL`` is plain time; the others go by the calendar."""

    WALL = "PT"
    HOURS = "H"
    DAYS = "D"
    WEEKS = "W"
    MONTHS = "M"


@dataclass(frozen=True, slots=True)
class Rule:
    """A length: ``count`` of a unit; seconds for ``WALL``, else as it is written."""

    unit: Unit
    count: int

    @property
    def nominal(self) -> float:
        """Give the usual length in days of the calendar, to compare rules of different units.

        A day of work has 8 hours, a week five of them, a month 30 days.
        """
        whole_days = {
            Unit.WALL: 1 / (_HOURS_ROUND_THE_CLOCK * 3600),
            Unit.HOURS: _WEEK / _WORKING_WEEK / _HOURS_A_DAY,
            Unit.DAYS: _WEEK / _WORKING_WEEK,
            Unit.WEEKS: _WEEK,
            Unit.MONTHS: _MONTH,
        }
        return self.count * whole_days[self.unit]

    def __str__(self) -> str:
        if self.unit is not Unit.WALL:
            return f"{self.unit}:{self.count}"
        parts = zip(
            (self.count // 3600, self.count // 60 % 60, self.count % 60), "HMS", strict=True
        )
        return "PT" + "".join(f"{number}{letter}" for number, letter in parts if number)


def parse_rule(text: str) -> Rule:
    """Read a rule. Raises ClockError, naming the text and what is accepted."""
    normalized = text.strip().upper()
    counted = _COUNTED.fullmatch(normalized)
    if counted:
        rule = Rule(Unit(counted[1]), int(counted[2]))
    elif normalized.startswith("PT"):
        rule = Rule(Unit.WALL, _seconds(normalized))
    else:
        raise ClockError(f"{text!r} is not a rule; {_ACCEPTED}")
    if rule.count < 1:
        raise ClockError(f"{text!r} is a period of no length; {_ACCEPTED}")
    if rule.nominal > _LONGEST.days:
        raise ClockError(f"{text!r} is longer than ten years")
    return rule


def _seconds(text: str) -> int:
    try:
        return int(clock.parse_duration(text).total_seconds())
    except (ValueError, OverflowError) as error:
        raise ClockError(f"{text!r} is not a rule; {_ACCEPTED}") from error

"""Two weeks of figures of the halls: what a demo that begins today could not have counted."""

import datetime as dt
import random

from townline.lines.queues import api as queues
from townline.lines.queues.api import Counts, HourFigure
from townline.platform.core import district
from townline.platform.core.models import Holiday

_DAYS = 14
_LEFT, _MISSED, _INSIDE = 0.03, 0.05, 0.9
_FRIDAY = 5
_MINUTE = 60
# Mean minutes waited, by hour: mornings and the hour after lunch are full.
_WAITS = {9: 12, 10: 16, 11: 14, 13: 18, 14: 11, 15: 8, 16: 9, 17: 6}
# Tickets an hour, and how much longer or shorter one waits there.
_QUEUES = {
    "passport": (24, 1.2),
    "papers": (30, 0.6),
    "papers-saebeot": (9, 0.4),
    "tax": (8, 1.5),
    "test": (40, 0.5),
}


def queue_days(now: dt.datetime) -> None:
    """Write the figures of the working days before today, the same at each start of a day."""
    today = now.astimezone(district.current().zone).date()
    days = [today - dt.timedelta(days=back) for back in range(1, _DAYS + 1)]
    off = set(Holiday.objects.filter(date__in=days).values_list("date", flat=True))
    queues.figures_import(
        row
        for day in days
        if day.isoweekday() <= _FRIDAY and day not in off
        for row in _day(day, random.Random(day.isoformat()))  # noqa: S311 -- invented figures
    )


def _day(day: dt.date, dice: random.Random) -> list[HourFigure]:
    return [
        HourFigure(
            code, day, hour, _counts(round(many * dice.uniform(0.7, 1.3)), mean * long, dice)
        )
        for code, (many, long) in _QUEUES.items()
        for hour, mean in _WAITS.items()
    ]


def _counts(ticket_count: int, mean: float, dice: random.Random) -> Counts:
    left, missed = sum(dice.random() < _LEFT for _ in range(ticket_count)), 0
    waits = [
        round(max(dice.gauss(mean, mean / 3), 0) * _MINUTE) for _ in range(ticket_count - left)
    ]
    found = Counts(taken=ticket_count, left=left)
    for seconds in waits:
        found.wait(seconds)
        missed += dice.random() < _MISSED
        found.told += 1
        found.inside += dice.random() < _INSIDE
    found.missed = missed
    return found

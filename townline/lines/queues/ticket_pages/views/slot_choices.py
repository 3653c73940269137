"""The days and times that a page offers for a booking."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from townline.lines.queues.api import SlotDay
from townline.platform.core import resident_moments


def choose_day(days: Sequence[SlotDay], requested: str) -> SlotDay | None:
    """Give the day that was asked for, else the first one with a place left."""
    free = (day for day in days if any(slot.left for slot in day.slots))
    matching = (day for day in days if day.date.isoformat() == requested)
    return next(matching, None) or next(free, None)


def day_choices(days: Sequence[SlotDay], chosen: SlotDay | None) -> list[dict[str, Any]]:
    """Give each day with its words and how many places are left."""
    return [_day(day, chosen=day is chosen) for day in days]


def _day(day: SlotDay, *, chosen: bool) -> dict[str, Any]:
    noon = dt.datetime.combine(day.date, dt.time(12), timezone.get_current_timezone())
    return {
        "date": day.date.isoformat(),
        "words": resident_moments.day(noon),
        "left": sum(slot.left for slot in day.slots),
        "chosen": chosen,
    }


def slot_choices(day: SlotDay | None, given: str) -> list[dict[str, Any]]:
    """Give the times of a day with a place left; ``given``: the one that is chosen."""
    return [
        {
            "value": slot.at.isoformat(),
            "words": resident_moments.hour(slot.at),
            "left": slot.left,
            "chosen": slot.at.isoformat() == given,
        }
        for slot in (day.slots if day else ())
        if slot.left
    ]

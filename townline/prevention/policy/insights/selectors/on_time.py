"""How many first answers were in time, day by day: from the kept days alone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from townline.prevention.policy.insights.models import FigureDay, Grain
from townline.prevention.policy.insights.rules.periods import Span
from townline.prevention.policy.insights.selectors.figures import Departments


@dataclass(frozen=True, slots=True)
class DayOnTime:
    """First answers to what came on a day: in time and late."""

    day: dt.date
    kept: int
    late: int


def on_time_days(span: Span, departments: Departments) -> list[DayOnTime]:
    """Give the kept days of a span with answers, for some departments (None: all); one query."""
    rows = FigureDay.objects.filter(grain=Grain.DAY, day__gte=span.since, day__lt=span.until)
    if departments is not None:
        rows = rows.filter(department__in=sorted(departments))
    found = rows.order_by("day").values_list("day").annotate(kept=Sum("kept"), late=Sum("late"))
    return [DayOnTime(day, in_time, late) for day, in_time, late in found if in_time or late]


def share(days: Sequence[DayOnTime]) -> float | None:
    """Give what part was in time, None where nothing was answered."""
    in_time, late = sum(one.kept for one in days), sum(one.late for one in days)
    return in_time / (in_time + late) if in_time + late else None

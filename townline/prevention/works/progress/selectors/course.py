"""The course of works month by month: measures and won, each counted from the beginning."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from townline.prevention.works.api import Measure
from townline.prevention.works.progress.selectors.progress import ProgressFilters

_NONE = ("proposed", "dropped")
_COLUMNS = {"ordered": "ordered_at", "accepted": "accepted_at", "paid": "paid_at"}


@dataclass(frozen=True, slots=True)
class CourseMonth:
    """A month: how many measures were ordered and accepted until its end, and the won of them."""

    month: dt.date
    ordered: int
    accepted: int
    ordered_won: int
    paid_won: int


def works_course(filters: ProgressFilters) -> list[CourseMonth]:
    """Give each month from the first order to the last event; one query, [] without orders."""
    zone = timezone.get_current_timezone()
    rows = Measure.objects.filter(_condition(filters), ordered_at__isnull=False)
    months = {name: TruncMonth(column, tzinfo=zone) for name, column in _COLUMNS.items()}
    groups = rows.exclude(state__in=_NONE).values(**months)
    counts: Counter[tuple[str, dt.date]] = Counter()
    columns = groups.annotate(n=Count("id"), won=Sum("price")).values_list("n", "won", *_COLUMNS)
    for n, won, *reached in columns.order_by():
        for name, month in zip(_COLUMNS, reached, strict=True):
            if month is not None:
                counts[name, month.date()] += n
                counts[f"{name}_won", month.date()] += won or 0
    return _add_up(counts)


def _condition(filters: ProgressFilters) -> Q:
    given = {
        "kind": filters.kind, "object__dong": filters.dong, "year": filters.year,
        "budget": filters.budget,
    }  # fmt: skip
    return Q(**{name: value for name, value in given.items() if value})


def _add_up(counts: Counter[tuple[str, dt.date]]) -> list[CourseMonth]:
    known = sorted({month for _, month in counts})
    sums: Counter[str] = Counter()
    found = []
    month = known[0] if known else dt.date.max
    while known and month <= known[-1]:
        names = ("ordered", "accepted", "ordered_won", "paid_won")
        sums.update({name: counts[name, month] for name in names})
        found.append(CourseMonth(month, *(sums[name] for name in names)))
        month = (month + dt.timedelta(days=31)).replace(day=1)
    return found

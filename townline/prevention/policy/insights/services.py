"""Writes of the room."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.db import connection, transaction

from townline.casework.cases import api as cases
from townline.platform.core import district
from townline.platform.core.history import marks
from townline.prevention.policy.insights.models import FigureDay, FigureGroup, Grain
from townline.prevention.policy.insights.rules.counting import ARRAYS, COUNTS, GROUP_COUNTS, Days
from townline.prevention.policy.insights.rules.periods import EARLIEST, Span, month_start
from townline.prevention.policy.insights.selectors.facts import changes, count_days, promise
from townline.prevention.policy.insights.selectors.figures import (
    MARK,
    REBUILD,
    built_until,
    rebuilt_until,
)

# Keeping the figures of past days: counted anew where something changed, safe to repeat.

_DAY = dt.timedelta(days=1)
# Clocks of several machines differ a little, and a transaction is seen only when it ends.
_OVERLAP = dt.timedelta(minutes=10)
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.figures', 0))"


def figures_run(*, now: dt.datetime) -> int:
    """Count anew the past days whose cases changed since the last run; return how many.

    Without a last run, everything. One transaction for each month.
    """
    known = built_until()
    if known is None:
        return figures_rebuild(now=now)
    today = _day(now)
    changed = {_day(at) for at in changes(since=known.at - _OVERLAP, until=now)}
    # A promise that nobody touched has passed meanwhile.
    lapsed = _day(known.at - promise() - _OVERLAP)
    days = {day for day in changed if EARLIEST <= day < today}
    days |= set(_days(Span(min(known.day, lapsed), today)))
    for span in _runs(sorted(days)):
        _build(span, now=now)
    marks.mark_put(MARK, at=now, until=today.isoformat())
    return len(days)


def figures_rebuild(*, now: dt.datetime, progress: Callable[[dt.date], None] | None = None) -> int:
    """Count everything anew, month by month; return how many days that were.

    When it is stopped it goes on, the next time, with the month that it was at.
    """
    first, today = cases.figures_begin(), _day(now)
    if first is None:
        marks.mark_put(MARK, at=now, until=today.isoformat())
        return 0
    begun = rebuilt_until() or max(month_start(_day(first)), EARLIEST)
    for span in _months(Span(begun, today)):
        _build(span, now=now)
        marks.mark_put(REBUILD, at=now, until=span.until.isoformat())
        if progress:
            progress(span.since)
    marks.mark_drop(REBUILD)
    marks.mark_put(MARK, at=now, until=today.isoformat())
    return max((today - begun).days, 0)


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(district.current().zone).date()


def _days(span: Span) -> Iterator[dt.date]:
    yield from (span.since + n * _DAY for n in range(span.days))


def _months(span: Span) -> Iterator[Span]:
    since = span.since
    while since < span.until:
        until = min(month_start(since, 1), span.until)
        yield Span(since, until)
        since = until


def _runs(days: list[dt.date]) -> Iterator[Span]:
    """Give days that follow one another in a month as one span: one count for them all."""
    at = 0
    while at < len(days):
        end = at + 1
        while end < len(days) and days[end] == days[end - 1] + _DAY and days[end].day > 1:
            end += 1
        yield Span(days[at], days[end - 1] + _DAY)
        at = end


@transaction.atomic
def _build(span: Span, *, now: dt.datetime) -> None:
    """Replace the rows of some days of one month, and the row of the month."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    found = count_days(span, now=now)
    _replace(span, found)
    _sum_month(month_start(span.since))


def _replace(span: Span, found: Days) -> None:
    for model in (FigureDay, FigureGroup):
        rows = model._default_manager.filter(grain=Grain.DAY)
        rows.filter(day__gte=span.since, day__lt=span.until).delete()
    FigureDay.objects.bulk_create(
        FigureDay(
            grain=Grain.DAY,
            day=day,
            department=department,
            service=service,
            **{name: getattr(tally, name) for name in (*COUNTS, *ARRAYS)},
        )
        for (day, department, service), tally in found.tallies.items()
    )
    FigureGroup.objects.bulk_create(
        FigureGroup(
            grain=Grain.DAY,
            day=day,
            department=department,
            by=by,
            value=value,
            **{name: getattr(group, name) for name in GROUP_COUNTS},
        )
        for (by, (day, department, value)), group in found.groups.items()
    )


def _sum_month(month: dt.date) -> None:
    for model in (FigureDay, FigureGroup):
        model._default_manager.filter(grain=Grain.MONTH, day=month).delete()
    window = [month, month, month_start(month, 1)]
    with connection.cursor() as cursor:
        cursor.execute(_MONTH_OF_DAYS, window)
        cursor.execute(_MONTH_OF_GROUPS, window)


def _sql(table: str, keys: tuple[str, ...], counts: tuple[str, ...], arrays: dict[str, int]) -> str:
    # Names and sizes are constants of ours; what is asked for travels as parameters.
    sums = [f"sum({name})" for name in counts]
    for name, size in arrays.items():
        cells = ", ".join(f'sum("{name}"[{at}])' for at in range(1, size + 1))
        sums.append(f"ARRAY[{cells}]")
    columns = ", ".join(f'"{name}"' for name in (*keys, *counts, *arrays))
    by = ", ".join(keys)
    return (
        f"INSERT INTO {table} (grain, day, {columns})"  # noqa: S608 -- as said above
        f" SELECT 'month', %s, {by}, {', '.join(sums)} FROM {table}"
        f" WHERE grain = 'day' AND day >= %s AND day < %s GROUP BY {by}"
    )


_MONTH_OF_DAYS = _sql("insights_figureday", ("department", "service"), COUNTS, ARRAYS)
_MONTH_OF_GROUPS = _sql("insights_figuregroup", ("department", "by", "value"), GROUP_COUNTS, {})

"""Figures of a time, from the kept days and months and, for today, from the cases."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, Sum
from django.db.models.expressions import RawSQL

from townline.platform.core.history import marks
from townline.prevention.policy.insights.models import FigureDay, FigureGroup, Grain
from townline.prevention.policy.insights.rules.counting import (
    ARRAYS,
    COUNTS,
    GROUP_COUNTS,
    By,
    CaseTally,
    Days,
    GroupCounts,
)
from townline.prevention.policy.insights.rules.periods import Span, cover, step_of, steps
from townline.prevention.policy.insights.selectors.facts import count_days

# How far the kept figures reach.

MARK, REBUILD = "figures", "figures-rebuild"
# Further back than that nobody waits for a page: the rebuild does it.
_MOST_LIVE = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Built:
    """Days before ``day`` are kept, as they stood ``at`` a moment."""

    day: dt.date
    at: dt.datetime


def built_until() -> Built | None:
    """Give how far figures are kept, None before the first count; one query."""
    found = marks.mark_get(MARK)
    return Built(dt.date.fromisoformat(found.data["until"]), found.at) if found else None


def rebuilt_until() -> dt.date | None:
    """Give where a rebuild was stopped, None when the last one ended."""
    found = marks.mark_get(REBUILD)
    until = found.data.get("until") if found else None
    return dt.date.fromisoformat(until) if until else None


def live_from(built: Built | None, today: dt.date) -> dt.date:
    """Give the first day that a page counts from the cases themselves."""
    return max(min(built.day, today) if built else today, today - _MOST_LIVE)


type Departments = frozenset[str] | None


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """A time's figures. ``steps``: by first day of each piece; ``previous``: the time before."""

    total: CaseTally
    previous: CaseTally
    departments: dict[str, CaseTally]
    services: dict[str, CaseTally]
    dongs: dict[str, GroupCounts]
    steps: dict[dt.date, GroupCounts] = field(default_factory=dict)


@dataclass(slots=True)
class _SpanRows:
    """Rows read for one span: kept ones before ``today``, and today's counted now."""

    groups: list[tuple[str, str, CaseTally]]
    dongs: list[tuple[str, str, GroupCounts]]


def figures(
    *, span: Span, before: Span, step: str, departments: Departments, today: dt.date,
    now: dt.datetime,
) -> PeriodFigures:  # fmt: skip
    """Give the figures of a span, for some departments (None: all); at most nine queries."""
    live = live_days(span, today, now)
    rows = _span_rows(span, departments, live)
    by_department, by_service = _sum_tallies(rows.groups)
    return PeriodFigures(
        total=_sum(tally for _, _, tally in rows.groups),
        previous=_sum(tally for _, _, tally in _groups(before, departments)),
        departments=by_department,
        services=by_service,
        dongs=sum_groups(rows.dongs)[By.DONG],
        steps=_steps(span, step, departments, live),
    )


def live_days(span: Span, today: dt.date, now: dt.datetime) -> Days:
    """Count the days of a span that are not kept yet; five queries at most."""
    since = max(live_from(built_until(), today), span.since)
    until = min(today + dt.timedelta(days=1), span.until)
    return count_days(Span(since, until), now=now) if since < until else Days()


def _span_rows(span: Span, departments: Departments, live: Days) -> _SpanRows:
    groups = _groups(span, departments)
    groups += [(d, s, t) for (_, d, s), t in live.tallies.items() if _is_visible(d, departments)]
    return _SpanRows(groups, group_rows(span, departments, live, [By.DONG]))


def _is_visible(department: str, departments: Departments) -> bool:
    return departments is None or department in departments


def _within(span: Span, departments: Departments) -> Q:
    found = cover(span)
    wanted = Q(grain=Grain.MONTH, day__in=found.months)
    for piece in found.loose:
        wanted |= Q(grain=Grain.DAY, day__gte=piece.since, day__lt=piece.until)
    return wanted if departments is None else wanted & Q(department__in=sorted(departments))


def _array_sums() -> dict[str, Any]:
    return {
        f"{name}_{at}": Sum(RawSQL(f'"{name}"[{at + 1}]', []))  # noqa: S611 -- names of ours
        for name, size in ARRAYS.items()
        for at in range(size)
    }


def _groups(span: Span, departments: Departments) -> list[tuple[str, str, CaseTally]]:
    rows = FigureDay.objects.filter(_within(span, departments)).order_by()
    sums = {f"sum_{name}": Sum(name) for name in COUNTS} | _array_sums()
    found = rows.values_list("department", "service").annotate(**sums)
    return [(row[0], row[1], _tally(row[2:])) for row in found]


def _tally(numbers: tuple[int, ...]) -> CaseTally:
    tally, at = CaseTally(), len(COUNTS)
    for name, number in zip(COUNTS, numbers, strict=False):
        setattr(tally, name, number)
    for name, size in ARRAYS.items():
        setattr(tally, name, list(numbers[at : at + size]))
        at += size
    return tally


def group_rows(
    span: Span, departments: Departments, live: Days, by: Iterable[By]
) -> list[tuple[str, str, GroupCounts]]:
    """Give what cases share, which, and their counts: kept ones and today's; one query."""
    wanted = list(by)
    rows = FigureGroup.objects.filter(_within(span, departments), by__in=wanted).order_by()
    sums = [Sum(name) for name in GROUP_COUNTS]
    found = rows.values_list("by", "value").annotate(*sums)
    stored = [(row[0], row[1], GroupCounts(*row[2:])) for row in found]
    return stored + [
        (by, value, group)
        for (by, (_, department, value)), group in live.groups.items()
        if by in wanted and _is_visible(department, departments)
    ]


def sum_groups(rows: Iterable[tuple[str, str, GroupCounts]]) -> dict[str, dict[str, GroupCounts]]:
    """Add up what stands in several rows."""
    found: dict[str, dict[str, GroupCounts]] = defaultdict(lambda: defaultdict(GroupCounts))
    for by, value, group in rows:
        found[by][value].add(group)
    return found


def _sum(tallies: Iterable[CaseTally]) -> CaseTally:
    whole = CaseTally()
    for tally in tallies:
        whole.add(tally)
    return whole


def _sum_tallies(
    groups: list[tuple[str, str, CaseTally]],
) -> tuple[dict[str, CaseTally], dict[str, CaseTally]]:
    departments: dict[str, CaseTally] = defaultdict(CaseTally)
    services: dict[str, CaseTally] = defaultdict(CaseTally)
    for department, service, tally in groups:
        departments[department].add(tally)
        services[service].add(tally)
    return dict(departments), dict(services)


def _more(whole: GroupCounts, part: GroupCounts | CaseTally) -> None:
    whole.came += part.came
    whole.kept += part.kept
    whole.late += part.late


def _steps(
    span: Span, step: str, departments: Departments, live: Days
) -> dict[dt.date, GroupCounts]:
    found = {at: GroupCounts() for at in steps(span, step)}
    days = Q(grain=Grain.DAY, day__gte=span.since, day__lt=span.until)
    if step == "month" and not cover(span).loose:
        days = Q(grain=Grain.MONTH, day__gte=span.since, day__lt=span.until)
    if departments is not None:
        days &= Q(department__in=sorted(departments))
    sums = (Sum("came"), Sum("kept"), Sum("late"))
    rows = FigureDay.objects.filter(days).order_by().values_list("day").annotate(*sums)
    for day, received, met, late in rows:
        _more(found[step_of(day, step)], GroupCounts(received, met, late))
    for (day, department, _), tally in live.tallies.items():
        if _is_visible(department, departments):
            _more(found[step_of(day, step)], tally)
    return found

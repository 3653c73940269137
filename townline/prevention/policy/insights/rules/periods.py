"""The time that a page of figures is about, and how it is cut into pieces."""

import calendar
import datetime as dt
from dataclasses import dataclass

KINDS = ("week", "month", "quarter", "year", "own")
EARLIEST = dt.date(2000, 1, 1)
_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)
_MOST_DAYS, _MOST_WEEKS = 45, 200
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class PeriodRefused(ValueError):
    """A time that cannot be shown; ``why``: order, early, late or unreadable."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days: ``since`` counts in, ``until`` does not."""

    since: dt.date
    until: dt.date

    @property
    def days(self) -> int:
        return (self.until - self.since).days

    @property
    def last(self) -> dt.date:
        return self.until - _DAY


@dataclass(frozen=True, slots=True)
class Period:
    """What was asked for, and the time before it that it is compared with."""

    kind: str
    span: Span
    before: Span

    @property
    def step(self) -> str:
        """Say in what pieces a chart shows it: day, week or month."""
        if self.span.days <= _MOST_DAYS:
            return "day"
        return "week" if self.span.days <= _MOST_WEEKS else "month"


def month_start(day: dt.date, ahead: int = 0) -> dt.date:
    """Give the first day of the month that lies ``ahead`` months after that of a day."""
    at = day.year * 12 + day.month - 1 + ahead
    return dt.date(at // 12, at % 12 + 1, 1)


def period(kind: str, day: dt.date) -> Period:
    """Give the week (from Monday), month, quarter or year in which a day lies."""
    if kind == "week":
        since = day - dt.timedelta(days=day.weekday())
        return Period(kind, Span(since, since + _WEEK), Span(since - _WEEK, since))
    size = _MONTHS[kind]
    since = month_start(dt.date(day.year, (day.month - 1) // size * size + 1, 1))
    span = Span(since, month_start(since, size))
    return Period(kind, span, Span(month_start(since, -size), since))


def own_period(first: dt.date, last: dt.date) -> Period:
    """Give the time from one day to another, both counted. Raises PeriodRefused."""
    if first > last:
        raise PeriodRefused("order")
    if first < EARLIEST:
        raise PeriodRefused("early")
    until = last + _DAY
    length = min(until - first, first - EARLIEST)
    return Period("own", Span(first, until), Span(first - length, first))


def check_period(found: Period, today: dt.date) -> Period:
    """Refuse what nobody has figures of; own dates end today at most. Raises PeriodRefused."""
    if found.span.since < EARLIEST:
        raise PeriodRefused("early")
    if found.span.since > today:
        raise PeriodRefused("late")
    if found.kind == "own" and found.span.until > today + _DAY:
        return own_period(found.span.since, today)
    return found


@dataclass(frozen=True, slots=True)
class Cover:
    """A span as whole months, by their first days, and the days that are left at its ends."""

    months: tuple[dt.date, ...]
    loose: tuple[Span, ...]


def cover(span: Span) -> Cover:
    """Cut a span so that years of figures are read from few rows."""
    first = span.since if span.since.day == 1 else month_start(span.since, 1)
    end = month_start(span.until)
    if first >= end:
        return Cover((), (span,) if span.days > 0 else ())
    number = (end.year - first.year) * 12 + end.month - first.month
    ends = (Span(span.since, first), Span(end, span.until))
    months = tuple(month_start(first, n) for n in range(number))
    return Cover(months, tuple(piece for piece in ends if piece.days))


def steps(span: Span, step: str) -> list[dt.date]:
    """Give the first day of each piece; the first piece may begin before the span."""
    at = step_of(span.since, step)
    found = []
    while at < span.until:
        found.append(at)
        at = _next(at, step)
    return found


def step_of(day: dt.date, step: str) -> dt.date:
    """Give the first day of the piece in which a day lies."""
    if step == "week":
        return day - dt.timedelta(days=day.weekday())
    return month_start(day) if step == "month" else day


def _next(day: dt.date, step: str) -> dt.date:
    if step == "month":
        return day + dt.timedelta(days=calendar.monthrange(day.year, day.month)[1])
    return day + (_WEEK if step == "week" else _DAY)

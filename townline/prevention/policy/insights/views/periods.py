"""The period that a person asked for, in words and from words."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from townline.platform.web import moments
from townline.prevention.policy.insights.rules.periods import (
    EARLIEST,
    KINDS,
    Period,
    PeriodRefused,
    Span,
    check_period,
    own_period,
    period,
)

NAMES = {
    "week": gettext_lazy("1주"),
    "month": gettext_lazy("1개월"),
    "quarter": gettext_lazy("1분기"),
    "year": gettext_lazy("1년"),
    "own": gettext_lazy("날짜로"),
}
_QUARTER = 3
_NAMED = frozenset({"period", "day", "from", "to"})


@dataclass(frozen=True, slots=True)
class PeriodQuery:
    """``problem`` says what is wrong with what was asked for, and then another time is shown."""

    period: Period
    problem: str
    first: str
    last: str


def parse_period_query(
    query: QueryDict, today: dt.date, usual: Period | None = None
) -> PeriodQuery:
    """Read ``period``, ``day``, ``from`` and ``to``; without a wish it is ``usual``, or this month.

    ``usual`` is also shown in the place of a time that cannot be.
    """
    first, last = query.get("from", "").strip(), query.get("to", "").strip()
    usual = usual or period("month", today)
    if not _NAMED & query.keys():
        return _period_query(usual, today)
    try:
        found = check_period(_requested_period(query, first, last, today), today)
    except PeriodRefused as refused:
        return PeriodQuery(usual, _PROBLEMS[refused.why](), first[:20], last[:20])
    return _period_query(found, today)


def _period_query(found: Period, today: dt.date) -> PeriodQuery:
    span = found.span
    return PeriodQuery(found, "", span.since.isoformat(), min(span.last, today).isoformat())


def last_quarter(today: dt.date) -> Period:
    """Give the last quarter that is over: the whole of it can be compared."""
    return period("quarter", period("quarter", today).before.since)


def _requested_period(query: QueryDict, first: str, last: str, today: dt.date) -> Period:
    kind = query.get("period", "")
    if kind == "own" or (not kind and (first or last)):
        return own_period(_day(first), _day(last))
    day_text = query.get("day", "").strip()
    day = _day(day_text) if day_text else today
    # Before year 1 there is no week and no quarter to compare with.
    if day < EARLIEST:
        raise PeriodRefused("early")
    return period(kind if kind in KINDS else "month", day)


def _day(words: str) -> dt.date:
    try:
        found = dt.date.fromisoformat(words)
    except ValueError:
        raise PeriodRefused("unreadable") from None
    if found.year >= _FAR:
        raise PeriodRefused("late")
    return found


_FAR = 9000
_PROBLEMS = {
    "order": lambda: gettext("시작일이 종료일보다 늦습니다. 두 날짜를 바꿔 주세요."),
    "early": lambda: gettext("2000년 1월 1일부터 고를 수 있습니다. 시작하는 날을 고쳐 주세요."),
    "late": lambda: gettext("아직 오지 않은 때입니다. 오늘이나 그 전의 날짜를 선택해 주세요."),
    "unreadable": lambda: gettext(
        "날짜를 2026-11-25처럼 적어 주세요. 시작일과 종료일이 모두 있어야 합니다."
    ),
}


def span_words(span: Span, kind: str = "own") -> str:
    """Name a time as people do: a month by its name, else by its first and last day."""
    if kind == "month":
        return moments.month(span.since)
    if kind == "year":
        return str(span.since.year)
    if kind == "quarter":
        number = (span.since.month + _QUARTER - 1) // _QUARTER
        return gettext("%(year)d년 %(number)d분기") % {"year": span.since.year, "number": number}
    return f"{moments.date(span.since)} ~ {moments.date(span.last)}"


def step_words(day: dt.date, step: str) -> str:
    """Name a piece of a chart, short enough to stand under it."""
    if step == "month":
        return moments.month(day, short=True)
    return moments.date(day, year=False)

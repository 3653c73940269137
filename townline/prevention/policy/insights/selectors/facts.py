"""Counting days from the cases themselves."""

import datetime as dt
from collections.abc import Iterable, Iterator

from townline.casework.cases import api as cases
from townline.casework.cases.settings import Cases
from townline.casework.deadlines import api as deadlines
from townline.casework.portal import api as portal
from townline.platform.core import district
from townline.prevention.policy.insights.rules.counting import Days, Happening, Result
from townline.prevention.policy.insights.rules.periods import Span


def promise() -> dt.timedelta:
    """Give within what time the district promises an answer."""
    return district.part(Cases).promise


def moment(day: dt.date) -> dt.datetime:
    """Give the first moment of a day of the district."""
    return dt.datetime.combine(day, dt.time(), district.current().zone)


def count_days(span: Span, *, now: dt.datetime) -> Days:
    """Count the days of a span as they stand at this moment; four queries."""
    since, until = moment(span.since), moment(span.until)
    promised, days = promise(), Days()
    days.take_cases(
        _happenings(cases.case_facts(since=since, until=until), promised, now),
        promised.total_seconds() / 3600,
    )
    days.take_results(_results("promised", deadlines.promised_facts(since=since, until=until)))
    days.take_results(_results("legal", deadlines.legal_facts(since=since, until=until, now=now)))
    days.take_results(_results("rating", portal.rating_facts(since=since, until=until)))
    return days


def changes(*, since: dt.datetime, until: dt.datetime) -> Iterator[dt.datetime]:
    """Give moments on days whose figures may have changed in ``[since, until)``; four queries."""
    yield from cases.figures_changed(since=since)
    yield from deadlines.deadlines_changed(since=since, until=until)
    yield from portal.ratings_changed(since=since)


def _happenings(
    facts: Iterable[cases.CaseFact], promised: dt.timedelta, now: dt.datetime
) -> Iterator[Happening]:
    zone, due_before = district.current().zone, now - promised
    for fact in facts:
        local = fact.came_at.astimezone(zone)
        yield Happening(
            day=local.date(),
            hour=local.hour,
            department=fact.department,
            service=fact.service,
            dong=fact.dong,
            first=fact.first,
            answer=fact.answer,
            reopened=fact.reopened,
            due=fact.came_at < due_before,
            declined=fact.declined,
            language=fact.language,
            channel=fact.channel,
        )


def _results(kind: str, outcomes: Iterable[cases.OutcomeFact]) -> Iterator[Result]:
    zone = district.current().zone
    for one in outcomes:
        day = one.at.astimezone(zone).date()
        yield Result(kind, day, one.department, one.service, one.value)

"""What came in weeks, counted as figures are: for who tells of one week beside others."""

import datetime as dt
from typing import NamedTuple

from django.db.models import CharField, Count, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat, TruncWeek

from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseEvent
from townline.casework.cases.selectors.figures import counted_cases
from townline.platform.core import district
from townline.platform.core.models import Transition


class CaseBrief(NamedTuple):
    """One case without words: its id, department and category (None: nobody said)."""

    id: int
    department: str | None
    service: str | None


class WeekCount(NamedTuple):
    """How many came in the week of a Monday."""

    monday: dt.date
    department: str | None
    service: str | None
    number: int


def _received_rows(since: dt.datetime, until: dt.datetime) -> QuerySet[Case]:
    # Nothing was promised of those that were brought along from a phone.
    return counted_cases(since, until).filter(imported=False)


def received_cases(since: dt.datetime, until: dt.datetime) -> list[CaseBrief]:
    """Give the cases that came in ``[since, until)``; one query."""
    rows = (
        _received_rows(since, until).order_by("id").values_list("id", "department_id", "service_id")
    )
    return [CaseBrief(*row) for row in rows]


def weekly_counts(since: dt.datetime, until: dt.datetime) -> list[WeekCount]:
    """Count what came in whole weeks of ``[since, until)``; one query."""
    week = TruncWeek("first_text_at", tzinfo=district.current().zone)
    rows = _received_rows(since, until).annotate(week=week).order_by()
    found = rows.values_list("week", "department_id", "service_id").annotate(n=Count("pk"))
    return [WeekCount(at.date(), *rest) for at, *rest in found]


def reopened_in(since: dt.datetime, until: dt.datetime) -> list[CaseBrief]:
    """Give the cases that were opened again in ``[since, until)``, private ones not; one query."""
    subject = Concat(Value("case:"), Cast(OuterRef("id"), CharField()))
    again = Transition.objects.filter(
        subject=subject, event=CaseEvent.REOPEN.tag, at__gte=since, at__lt=until
    )
    # Whatever was opened again was heard of then or later.
    rows = Case.objects.filter(Exists(again), private=False, updated_at__gte=since)
    found = rows.order_by("id").values_list("id", "department_id", "service_id")
    return [CaseBrief(*row) for row in found]

"""Rounds of checks as pages list them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from townline.platform.departments import api as departments
from townline.platform.departments.api import Staff
from townline.prevention.works.api import Measure, MeasureState
from townline.prevention.works.progress.models import CheckRound


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """One open round; ``by``: whose it is, None for nobody's."""

    row: CheckRound
    by: Staff | None
    items: int
    done: int
    late: bool


def open_checks(today: dt.date) -> Sequence[RoundLine]:
    """Give the open rounds, the late ones first; two queries."""
    found = CheckRound.objects.filter(ended_at=None).annotate(
        count=Count("items"), finished=Count("items", filter=~Q(items__done_at=None))
    )
    rows = list(found.order_by("due_on", "id")[:500])
    people = departments.staff_names({row.staff_id for row in rows if row.staff_id})
    return [
        RoundLine(
            row=row,
            by=people.get(row.staff_id or 0),
            items=row.count,
            done=row.finished,
            late=row.due_on < today,
        )
        for row in rows
    ]


def count_late_checks(today: dt.date) -> int:
    """Count the rounds past their day; one query."""
    return CheckRound.objects.filter(ended_at=None, due_on__lt=today).count()


def round_works(round_id: int) -> list[Measure]:
    """Give the works of a round that were not checked yet, by address; one query."""
    rows = Measure.objects.filter(
        id__in=CheckRound.objects.filter(pk=round_id, items__done_at=None).values("items__measure"),
        state=MeasureState.ACCEPTED,
    )
    return list(rows.select_related("object").order_by("object__address", "id"))

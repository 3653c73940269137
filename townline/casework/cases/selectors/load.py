"""The town hall's work as a whole, for figures: no viewer, no words."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from townline.casework.cases.models import Case
from townline.casework.cases.rules import OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """``by_state`` holds every open state. ``most_overdue_s`` is 0 when nothing is late."""

    by_state: dict[str, int]
    due_today: int
    overdue: int
    danger: int
    most_overdue_s: float


def load(*, now: dt.datetime) -> Load:
    """Count open cases by state, those due within 24 hours and those late; one query."""
    soon = Q(answer_due_at__gte=now, answer_due_at__lt=now + dt.timedelta(hours=24))
    lines = list(
        Case.objects.filter(state__in=sorted(OPEN))
        .order_by()
        .values("state")
        .annotate(
            n=Count("id"),
            soon=Count("id", filter=soon),
            late=Count("id", filter=Q(answer_due_at__lt=now)),
            danger=Count("id", filter=Q(danger=True)),
            first=Min("answer_due_at", filter=Q(answer_due_at__lt=now)),
        )
    )
    late = [(now - line["first"]).total_seconds() for line in lines if line["first"]]
    return Load(
        by_state={str(s): 0 for s in OPEN} | {line["state"]: line["n"] for line in lines},
        due_today=sum(line["soon"] for line in lines),
        overdue=sum(line["late"] for line in lines),
        danger=sum(line["danger"] for line in lines),
        most_overdue_s=max(late, default=0.0),
    )

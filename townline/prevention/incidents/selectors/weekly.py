"""The incidents of a time, with the departments that take part: for who tells of a week."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Count, Q

from townline.prevention.incidents.models import Incident
from townline.prevention.incidents.rules import IncidentState


class IncidentFact(NamedTuple):
    """One incident. ``cases``: how many belong to it; ``ended``: within the time."""

    id: int
    title: str
    departments: list[str]
    cases: int
    ended: bool


def incidents_weekly(since: dt.datetime, until: dt.datetime) -> list[IncidentFact]:
    """Give what was open at the end of ``[since, until)`` or ended within it; one query."""
    begun = Q(since__lt=until) & Q(state__in=[IncidentState.OPEN, IncidentState.ENDED])
    lasts = Q(ended_at=None) | Q(ended_at__gte=since)
    rows = Incident.objects.filter(begun & lasts).annotate(cases=Count("members"))
    values = rows.order_by("-cases", "id").values_list(
        "id", "title", "departments", "cases", "ended_at"
    )
    return [
        IncidentFact(number, title, departments, cases, ended is not None and ended < until)
        for number, title, departments, cases, ended in values
    ]

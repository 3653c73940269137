"""The hazards of a time, for counting."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Q

from townline.platform.departments.api import Viewer
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.figures import Fact, HazardFigures, count_hazards
from townline.prevention.hazards.rules.states import LIVE, HazardState
from townline.prevention.hazards.selectors.hazards import visible

_NONE = (HazardState.PROPOSED, HazardState.DISMISSED, HazardState.MERGED)


def hazard_figures(
    *, viewer: Viewer, since: dt.datetime, until: dt.datetime
) -> list[HazardFigures]:
    """Count what was reported in a time, of what a viewer sees; one query."""
    rows = visible(viewer).exclude(state__in=_NONE)
    rows = rows.filter(reported_at__gte=since, reported_at__lt=until)
    names = ("kind", "source", "reported_at", "made_safe_at", "repaired_at", "state")
    return count_hazards(
        [
            Fact(
                kind=kind, source=source, reported_at=reported, made_safe_at=safe,
                repaired_at=repaired, open=state in LIVE,
            )
            for kind, source, reported, safe, repaired, state in rows.values_list(*names)
        ]
    )  # fmt: skip


# The dangerous spots of a time, by department: for who tells of a week.


class HazardFact(NamedTuple):
    """One spot: its department ("" none), and what happened in the time or is so now."""

    department: str
    opened: bool
    closed: bool
    late: bool


def hazards_weekly(*, since: dt.datetime, until: dt.datetime, now: dt.datetime) -> list[HazardFact]:
    """Give spots that were reported or closed in ``[since, until)``, or are late; one query."""
    opened = Q(reported_at__gte=since, reported_at__lt=until) & ~Q(state__in=_NONE)
    closed = Q(state=HazardState.CLOSED, ended_at__gte=since, ended_at__lt=until)
    late = Q(state__in=sorted(LIVE), due_at__lt=now)
    rows = Hazard.objects.filter(opened | closed | late).order_by("id")
    return [
        HazardFact(
            department,
            since <= reported < until and state not in _NONE,
            state == HazardState.CLOSED and ended is not None and since <= ended < until,
            state in LIVE and due is not None and due < now,
        )
        for department, state, reported, ended, due in rows.values_list(
            "department", "state", "reported_at", "ended_at", "due_at"
        )
    ]

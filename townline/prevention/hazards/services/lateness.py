"""When open hazards are due, kept where the bar of every page reads it."""

import datetime as dt

from townline.platform.core.history import marks
from townline.platform.core.history.marks import Marked
from townline.platform.departments.api import Act
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import LIVE

DUE_MARK = "hazards_due"


def due_mark(now: dt.datetime) -> None:
    """Keep when the open hazards that are due first are due, and whose they are; two queries."""
    rows = Hazard.objects.filter(state__in=sorted(LIVE), due_at__isnull=False).order_by("due_at")
    first = rows.values_list("due_at", "department")[: marks.MOST_DUE]
    due = [[at.astimezone(dt.UTC).isoformat(), whose] for at, whose in first if at]
    marks.due_keep(DUE_MARK, due, at=now)


def late_in(act: Act, mark: Marked) -> int:
    """Count what is late of the hazards that a viewer sees; no query."""
    late = (whose for at, whose in mark.data["due"] if dt.datetime.fromisoformat(at) < act.now)
    return sum(act.viewer.sees(whose or None) for whose in late)

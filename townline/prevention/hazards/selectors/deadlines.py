"""Deadlines of steps that were met, by kind and by month of the deadline."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from townline.platform.departments.api import Act
from townline.prevention.hazards.models import StepDeadline
from townline.prevention.hazards.rules.states import HazardState
from townline.prevention.hazards.selectors.hazards import visible

_NONE = (HazardState.PROPOSED, HazardState.DISMISSED, HazardState.MERGED)


@dataclass(frozen=True, slots=True)
class DeadlineShare:
    """Of ``count`` deadlines that ended, ``met`` were met."""

    count: int = 0
    met: int = 0

    @property
    def share(self) -> float | None:
        """Give what was met of all, 0 to 1; None of none."""
        return self.met / self.count if self.count else None

    def __add__(self, other: "DeadlineShare") -> "DeadlineShare":
        return DeadlineShare(self.count + other.count, self.met + other.met)


class KindMonth(NamedTuple):
    """A kind of hazard in a month, 1 to 12."""

    kind: str
    month: int


def deadlines_met(
    act: Act, *, since: dt.datetime, until: dt.datetime
) -> dict[KindMonth, DeadlineShare]:
    """Count the deadlines of a time that ended before now, of what a viewer sees; one query.

    A step counts on the day of its deadline; one that was not done by then was missed.
    """
    hazards = visible(act.viewer).exclude(state__in=_NONE).values("id")
    rows = StepDeadline.objects.filter(hazard__in=hazards, due_at__gte=since, due_at__lt=until)
    over = rows.filter(Q(due_at__lt=act.now) | Q(done_at__isnull=False))
    month = TruncMonth("due_at", tzinfo=timezone.get_current_timezone())
    counted = over.annotate(month=month).values_list("hazard__kind", "month")
    found = counted.annotate(count=Count("id"), met=Count("id", filter=Q(done_at__lte=F("due_at"))))
    return {
        KindMonth(kind, month.month): DeadlineShare(count, met)
        for kind, month, count, met in found.order_by()
    }

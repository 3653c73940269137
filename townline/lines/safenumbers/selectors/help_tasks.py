"""What the duty room has to do for owners who cannot come."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from townline.lines.safenumbers.models import HelpTask
from townline.lines.safenumbers.rules.help_tasks import HelpState

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpTaskView:
    """One to-do. ``kind`` is that of the request, "" where somebody only called."""

    id: UUID
    lease_id: UUID
    number: str
    plate: str
    kind: str
    at: dt.datetime


def help_tasks_open() -> list[HelpTaskView]:
    """Give the open ones, the oldest first."""
    rows = HelpTask.objects.filter(state=HelpState.OPEN).select_related("lease", "request")
    return [
        HelpTaskView(
            id=row.id,
            lease_id=row.lease_id,
            number=row.lease.number_id or "",
            plate=row.lease.plate_masked,
            kind=row.request.kind if row.request else "",
            at=row.made_at,
        )
        for row in rows.order_by("made_at")[:_MOST]
    ]


def help_tasks_count() -> int:
    """Count the open ones."""
    return HelpTask.objects.filter(state=HelpState.OPEN).count()

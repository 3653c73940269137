"""Who is kept out now."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from townline.lines.safenumbers.models import NumberBlock
from townline.platform.core.keys import crypto


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBlockView:
    """A caller who is kept out. ``until`` None: until somebody ends it."""

    id: int
    masked: str
    reason: str
    by_label: str
    at: dt.datetime
    until: dt.datetime | None


def running(now: dt.datetime) -> QuerySet[NumberBlock]:
    """Give the blocks that hold at a moment."""
    return NumberBlock.objects.filter(Q(until=None) | Q(until__gt=now), ended_at=None)


def is_blocked(number: str, *, lease_id: UUID | None, now: dt.datetime) -> bool:
    """Say whether a number (E.164) is kept out by the district, or by the owner of a lease."""
    lookups = crypto.ring().lookups_of(number)
    mine = Q(lease=None) if lease_id is None else Q(lease=None) | Q(lease=lease_id)
    return running(now).filter(mine, number_lookup__in=lookups).exists()


def blocks_of(lease_id: UUID | None, *, now: dt.datetime) -> list[NumberBlockView]:
    """Give whom an owner keeps out, or with None the district; the latest first."""
    rows = running(now).filter(lease=lease_id).order_by("-at")[:200]
    return [
        NumberBlockView(
            id=row.pk,
            masked=row.number_masked,
            reason=row.reason,
            by_label=row.by_label,
            at=row.at,
            until=row.until,
        )
        for row in rows
    ]

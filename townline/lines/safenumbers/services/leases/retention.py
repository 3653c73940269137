"""What is let go of when a lease has been over for long enough."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from townline.lines.safenumbers.models import Lease, OwnerLink
from townline.lines.safenumbers.services.leases.ending import lease_erase
from townline.platform.core import clock
from townline.platform.core.personal_data.retention import Rule, by_age


def _expired_leases(before: dt.datetime) -> QuerySet[Lease]:
    return Lease.objects.filter(ended_at__lt=before, erased_at=None)


def _links(before: dt.datetime) -> QuerySet[OwnerLink]:
    return OwnerLink.objects.filter(expires_at__lt=before)


@transaction.atomic
def _sweep(before: dt.datetime, limit: int) -> int:
    rows = (
        _expired_leases(before)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("ended_at")
    )
    swept = list(rows[:limit])
    for row in swept:
        lease_erase(row, now=clock.now())
    return len(swept)


def lease_retention_rules() -> list[Rule]:
    """Name what goes by age: car and telephones of ended leases, links that work no more."""
    return [
        Rule(
            kind="leases",
            default="P90D",
            count=lambda before: _expired_leases(before).count(),
            sweep=_sweep,
        ),
        by_age("owner_links", "P30D", _links),
    ]

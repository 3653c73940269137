"""What happens by itself: the word before the end, the end, numbers that are free again."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from townline.lines.safenumbers.models import Lease, SafeNumber
from townline.lines.safenumbers.rules.leases import (
    HELD,
    OPEN,
    LeaseEvent,
    LeaseState,
    NumberEvent,
    NumberState,
)
from townline.lines.safenumbers.services.leases.issuing import notify_issue, waiting_run
from townline.lines.safenumbers.services.leases.notifications import link_words, notify_owner
from townline.lines.safenumbers.services.leases.over import lease_over
from townline.lines.safenumbers.services.leases.writer import LEASES
from townline.lines.safenumbers.services.numbers import numbers_transition
from townline.platform.conversations.api import Cause
from townline.platform.core import resident_moments
from townline.platform.core.history.audit import SYSTEM

_HELD, _OPEN = sorted(HELD), sorted(OPEN)


def leases_run(*, now: dt.datetime, limit: int = 200) -> int:
    """Do what is due: remind, end, hush, free, serve; give how many were moved along.

    One transaction each, what somebody else holds is passed over; safe to repeat.
    """
    remind = Lease.objects.filter(state__in=_HELD, remind_at__lte=now)
    over = Lease.objects.filter(state__in=_HELD, expires_at__lte=now)
    to_notify = Lease.objects.filter(tell_at__lte=now)
    rotated = Lease.objects.filter(state=LeaseState.ROTATED, tells_until__lte=now)
    return (
        _each(over, "expires_at", _expire, now, limit)
        + _each(remind, "remind_at", _remind, now, limit)
        + _each(to_notify, "tell_at", _notify_due, now, limit)
        + _each(rotated, "tells_until", _hush, now, limit)
        + _free(now, limit)
        + waiting_run(now=now, limit=limit)
    )


def _each(
    due: QuerySet[Lease],
    column: str,
    step: Callable[[Lease, dt.datetime], None],
    now: dt.datetime,
    limit: int,
) -> int:
    ids = list(due.order_by(column).values_list("id", flat=True)[:limit])
    return sum(_one(due, lease_id, step, now) for lease_id in ids)


@transaction.atomic
def _one(
    due: QuerySet[Lease],
    lease_id: UUID,
    step: Callable[[Lease, dt.datetime], None],
    now: dt.datetime,
) -> bool:
    row = due.select_for_update(skip_locked=True, of=("self",)).filter(id=lease_id).first()
    if row is not None:
        step(row, now)
    return row is not None


def _remind(row: Lease, now: dt.datetime) -> None:
    notified = notify_owner(
        row, "safe_expiring", now=now, until=_day(row), link=link_words(row, now)
    )
    LEASES.move(
        row,
        LeaseEvent.REMIND,
        actor=SYSTEM,
        now=now,
        changes={"remind_at": None},
        data={"told": notified},
    )


def _day(row: Lease) -> str:
    return resident_moments.day(row.expires_at, row.language) if row.expires_at else ""


def _notify_due(row: Lease, now: dt.datetime) -> None:
    if row.state in _OPEN:
        notify_issue(row, issued=row.state != LeaseState.WAITING, cause=Cause.OWN, now=now)
    row.tell_at = None
    row.save(update_fields=["tell_at"])


def _expire(row: Lease, now: dt.datetime) -> None:
    notify_owner(row, "safe_expired", now=now)
    lease_over(row, event=LeaseEvent.EXPIRE, actor=SYSTEM, now=now)


def _hush(row: Lease, now: dt.datetime) -> None:
    lease_over(row, event=LeaseEvent.HUSH, actor=SYSTEM, now=now)


@transaction.atomic
def _free(now: dt.datetime, limit: int) -> int:
    """Let rested numbers be given out again, or go where the operator took the range back."""
    resting = SafeNumber.objects.select_for_update(skip_locked=True, of=("self",))
    due = resting.filter(state=NumberState.RESTING, free_from__lte=now)
    rows = list(due.select_related("pool").order_by("free_from")[:limit])
    for withdrawn in (False, True):
        event = NumberEvent.WITHDRAW if withdrawn else NumberEvent.FREE
        some = [row for row in rows if row.pool.withdrawn is withdrawn]
        numbers_transition(some, event=event, actor=SYSTEM, now=now)
    return len(rows)

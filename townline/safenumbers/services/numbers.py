"""The one writer of a number's state: taken, resting, free again; and the pools themselves."""

import datetime as dt
from collections.abc import Iterable

from townline.core import audit
from townline.safenumbers.errors import WrongState
from townline.safenumbers.models import SafeNumber
from townline.safenumbers.rules.leases import NumberEvent, NumberState, number_after

_COLUMNS = ("state", "free_from")


def numbers_transition(
    rows: Iterable[SafeNumber],
    *,
    event: NumberEvent,
    actor: audit.Actor,
    now: dt.datetime,
    free_from: dt.datetime | None = None,
) -> None:
    """Move locked numbers along their table, and write the history of each (``number:0504…``).

    Raises WrongState when the table has no such move for one of them.
    """
    rows, entries = list(rows), []
    for row in rows:
        before = NumberState(row.state)
        after = number_after(before, event)
        if after is None:
            raise WrongState(f"{event} is not possible while a number is {before}")
        row.state, row.free_from = after, free_from
        entries.append(
            audit.Entry(
                subject=f"number:{row.number}",
                event=f"number:{event}",
                actor=actor,
                at=now,
                from_state=before,
                to_state=after,
            )
        )
    SafeNumber.objects.bulk_update(rows, _COLUMNS, batch_size=1000)
    audit.record_many(entries)


def number_take(*, actor: audit.Actor, now: dt.datetime) -> SafeNumber | None:
    """Take a free number for a lease, in the caller's transaction; None when all pools are dry.

    Numbers that others are taking at this moment are passed over, so nobody waits; the
    constraint on leases would refuse a double all the same.
    """
    return next(iter(numbers_take(1, actor=actor, now=now)), None)


def numbers_take(count: int, *, actor: audit.Actor, now: dt.datetime) -> list[SafeNumber]:
    """Take up to so many free numbers, as ``number_take`` takes one."""
    free = SafeNumber.objects.select_for_update(skip_locked=True, of=("self",))
    rows = list(free.filter(state=NumberState.FREE).order_by("place")[:count])
    numbers_transition(rows, event=NumberEvent.TAKE, actor=actor, now=now)
    return rows


def number_rest(*, number: str, actor: audit.Actor, now: dt.datetime) -> None:
    """Let a number rest for its pool's quarantine, after its lease ended."""
    row = SafeNumber.objects.select_for_update(of=("self",)).select_related("pool").get(pk=number)
    until = now + dt.timedelta(days=row.pool.quarantine_days)
    numbers_transition([row], event=NumberEvent.REST, actor=actor, now=now, free_from=until)

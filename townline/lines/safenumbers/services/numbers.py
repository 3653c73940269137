"""How a number changes its state (``core/history/machine.py``), and taking some from the pools."""

import datetime as dt
from collections.abc import Iterable

from townline.casework.cases.api import WrongState
from townline.lines.safenumbers.models import SafeNumber
from townline.lines.safenumbers.rules.leases import NUMBER_TRANSITIONS, NumberEvent, NumberState
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine, Move

NUMBERS: Machine[SafeNumber, NumberState, NumberEvent] = Machine(
    model=SafeNumber,
    table=NUMBER_TRANSITIONS,
    subject=lambda row: f"number:{row.number}",
    refusal=lambda row, event: WrongState(f"{event} is not possible while a number is {row.state}"),
)


def numbers_transition(
    rows: Iterable[SafeNumber],
    *,
    event: NumberEvent,
    actor: audit.Actor,
    now: dt.datetime,
    free_from: dt.datetime | None = None,
) -> None:
    """Move locked numbers along their table. Raises WrongState where one has no such move."""
    moves = [Move(row=row, event=event, changes={"free_from": free_from}) for row in rows]
    NUMBERS.move_all(moves, actor=actor, now=now)


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

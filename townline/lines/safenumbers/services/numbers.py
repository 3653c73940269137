"""How a number changes its state (``core/history/machine.py``), and taking some from the pools."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from townline.casework.cases.api import WrongState
from townline.lines.safenumbers.models import Pool, SafeNumber
from townline.lines.safenumbers.rules.leases import NUMBER_TRANSITIONS, NumberEvent, NumberState
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.history.audit import SYSTEM
from townline.platform.core.history.machine import Machine, Move
from townline.platform.core.keys import crypto

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


# The pools of numbers, as the district's file names them.


@dataclass(frozen=True, slots=True)
class PoolEntry:
    """A range of safe numbers (twelve digits each, both ends belong to it)."""

    first: str
    last: str
    quarantine_days: int


# In random order, so that nobody can tell the next number from theirs.
_FILL = """
INSERT INTO safenumbers_safenumber (number, pool_id, state, place)
SELECT lpad(n::text, 12, '0'), %(pool)s, 'free', floor(random() * 2147483647)::int
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
ON CONFLICT (number) DO UPDATE SET pool_id = excluded.pool_id
WHERE safenumbers_safenumber.pool_id <> excluded.pool_id
"""


@transaction.atomic
def pools_load(entries: Sequence[PoolEntry], *, now: dt.datetime) -> int:
    """Have exactly these pools; give how many pools changed.

    Numbers of a pool that is no longer named are not given out again; leases of them go on
    until they end. Loading the same again changes nothing.
    """
    known = {(pool.first, pool.last): pool for pool in Pool.objects.all()}
    changed = sum(_pool(entry, known.get((entry.first, entry.last)), now) for entry in entries)
    named = {(entry.first, entry.last) for entry in entries}
    gone = [pool for key, pool in known.items() if key not in named and not pool.withdrawn]
    for pool in gone:
        _withdraw(pool, now)
    return changed + len(gone)


def _pool(entry: PoolEntry, pool: Pool | None, now: dt.datetime) -> bool:
    if pool is None:
        pool = Pool.objects.create(
            first=entry.first, last=entry.last, quarantine_days=entry.quarantine_days
        )
        _fill(pool)
        return True
    if pool.quarantine_days == entry.quarantine_days and not pool.withdrawn:
        return False
    pool.quarantine_days = entry.quarantine_days
    if pool.withdrawn:
        _restore(pool, now)
    pool.withdrawn = False
    pool.save(update_fields=["quarantine_days", "withdrawn"])
    return True


def _fill(pool: Pool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FILL, {"pool": pool.pk, "first": pool.first, "last": pool.last})
    # A range that was cut otherwise: numbers that were taken back are given out again.
    _restore(pool, dt.datetime.now(dt.UTC))


def _restore(pool: Pool, now: dt.datetime) -> None:
    rows = _lock_numbers(pool, [NumberState.WITHDRAWN])
    until = now + dt.timedelta(days=pool.quarantine_days)
    numbers_transition(rows, event=NumberEvent.RESTORE, actor=SYSTEM, now=now, free_from=until)


def _withdraw(pool: Pool, now: dt.datetime) -> None:
    pool.withdrawn = True
    pool.save(update_fields=["withdrawn"])
    rows = _lock_numbers(pool, [NumberState.FREE, NumberState.RESTING])
    numbers_transition(rows, event=NumberEvent.WITHDRAW, actor=SYSTEM, now=now)


def _lock_numbers(pool: Pool, states: list[NumberState]) -> list[SafeNumber]:
    rows = SafeNumber.objects.select_for_update(of=("self",)).filter(pool=pool, state__in=states)
    return list(rows.order_by("number"))


# What was kept out, for the figures, and locks by name.

_COUNT = """
INSERT INTO safenumbers_daycount (day, what, count) VALUES (%s, %s, 1)
ON CONFLICT (day, what) DO UPDATE SET count = safenumbers_daycount.count + 1
"""


def day_count(what: str, now: dt.datetime) -> None:
    """Count something that was kept out, for the figures; in the caller's transaction."""
    day = now.astimezone(district.current().zone).date()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [day, what])


def queue_up(name: str) -> None:
    """Let whoever does this for the same name wait until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [queue_key(name)])


def queue_key(name: str) -> int:
    """Give the number of the lock that a name stands for."""
    return int.from_bytes(crypto.ring().lookup_of(f"queue:{name}")[:8], signed=True)

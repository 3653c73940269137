"""The pools of numbers, as the district's file names them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from townline.lines.safenumbers.models import Pool, SafeNumber
from townline.lines.safenumbers.rules.leases import NumberEvent, NumberState
from townline.lines.safenumbers.services.numbers import numbers_transition
from townline.platform.core.history.audit import SYSTEM


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

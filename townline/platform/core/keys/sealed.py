"""Rows that hold something made with the keys, and rewriting them with newer ones.

Each room names its own through ``sealed_tables`` of its api; ``config/wiring.py`` lists them.
A test finds a column of bytes that nobody named.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from psycopg import sql

from townline.platform.core.ports import Port

BATCH = 500
_PAUSE = 0.2  # seconds before rows that somebody else holds are tried again


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One table.

    ``renew`` brings a row in memory under the current keys and says whether that changed
    anything; ``columns`` are all it may change.
    """

    model: type[models.Model]
    columns: tuple[str, ...]
    renew: Callable[[Any], bool]

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.model._meta.db_table

    def count(self) -> int:
        """Count the rows."""
        return self.model._default_manager.count()


# All of them, in the order in which a change of keys rewrites them.
TABLES: Port[Sequence[Sealed]] = Port("tables that hold something made with the keys")


def rewrite(table: Sealed, *, batch: int = BATCH) -> Iterator[tuple[int, int]]:
    """Bring all rows of a table under the current keys; after each batch give (seen, changed).

    Each batch is a transaction. Rows are never waited for while others are held, so that it
    cannot stand in a deadlock with the work of the house; those come last.
    """
    left: list[Any] = []
    for rows in _batches(table, batch):
        stale = [row.pk for row in rows if table.renew(row)]
        done = _write(table, stale)
        left += [pk for pk in stale if pk not in done]
        yield len(rows), len(done)
    while left:
        time.sleep(_PAUSE)
        done = _write(table, left)
        left = [pk for pk in left if pk not in done]
        yield 0, len(done)


def stale_count(table: Sealed, *, batch: int = BATCH) -> int:
    """Count the rows that do not lie under the current keys; reads all of them."""
    return sum(table.renew(row) for rows in _batches(table, batch) for row in rows)


def _batches(table: Sealed, batch: int) -> Iterator[Sequence[Any]]:
    rows = list(table.model._default_manager.order_by("pk")[:batch])
    while rows:
        yield rows
        after = rows[-1].pk
        rows = list(table.model._default_manager.filter(pk__gt=after).order_by("pk")[:batch])


@transaction.atomic
def _write(table: Sealed, ids: Sequence[Any]) -> set[Any]:
    """Rewrite those of these rows that nobody holds; give the ids of all that need no more."""
    if not ids:
        return set()
    chosen = table.model._default_manager.filter(pk__in=ids).order_by("pk")
    free = list(chosen.select_for_update(no_key=True, skip_locked=True))
    rows_write(table, [row for row in free if table.renew(row)])
    gone = set(ids) - set(
        table.model._default_manager.filter(pk__in=ids).values_list("pk", flat=True)
    )
    return gone | {row.pk for row in free}


def rows_write(table: Sealed, rows: Iterable[Any]) -> None:
    """Write the columns of renewed rows, locked by the caller."""
    fields: list[Any] = [table.model._meta.get_field(name) for name in table.columns]
    key: Any = table.model._meta.pk
    sets = [sql.SQL("{} = %s").format(sql.Identifier(each.column)) for each in fields]
    statement = sql.SQL("UPDATE {} SET {} WHERE {} = %s").format(
        sql.Identifier(table.name), sql.SQL(", ").join(sets), sql.Identifier(key.column)
    )
    values = [
        [each.get_db_prep_save(getattr(row, each.attname), connection) for each in (*fields, key)]
        for row in rows
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)

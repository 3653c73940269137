"""Making a table say what a file says, touching only rows that differ."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models


def rows_sync[M: models.Model](
    model: type[M], wanted: Iterable[M], *, key: Sequence[str], keep_missing: bool = False
) -> tuple[int, list[M]]:
    """Create what is new and update what differs, by the columns of ``key``.

    Returns how many rows that were, and the rows that nobody wants any more; these are deleted
    unless ``keep_missing``. Columns in the key are never changed. Four statements at most.
    """
    columns = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    columns = [name for name in columns if name not in key]
    stored = {_key(row, key): row for row in model._default_manager.all()}
    fresh, changed = [], []
    for row in wanted:
        old = stored.pop(_key(row, key), None)
        if old is None:
            fresh.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in columns):
            row.pk = old.pk
            changed.append(row)
    model._default_manager.bulk_create(fresh)
    if changed:
        model._default_manager.bulk_update(changed, columns, batch_size=500)
    missing = list(stored.values())
    if missing and not keep_missing:
        model._default_manager.filter(pk__in=[row.pk for row in missing]).delete()
    return len(fresh) + len(changed), missing


def _key(row: models.Model, key: Sequence[str]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in key)


_gathering: ContextVar[dict[type[models.Model], list[models.Model]] | None] = ContextVar(
    "gathering", default=None
)


@contextmanager
def gathered() -> Iterator[None]:
    """Insert the rows given to ``row_insert`` at the end of the block, one statement a table.

    Within the block they cannot be found in the database yet. When it fails none is inserted.
    """
    tables: dict[type[models.Model], list[models.Model]] = {}
    token = _gathering.set(tables)
    try:
        yield
    finally:
        _gathering.reset(token)
    for model, rows in tables.items():
        model._default_manager.bulk_create(rows)


def row_insert(row: models.Model) -> None:
    """Insert a row whose key is known, now or together with others (``gathered``)."""
    gathering = _gathering.get()
    if gathering is None:
        row.save(force_insert=True)
    else:
        gathering.setdefault(type(row), []).append(row)


def ids_take(model: type[models.Model], count: int) -> list[int]:
    """Take ids from a table's sequence, so that rows can name one another before they are written.

    For tables whose key is ``id``.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{model._meta.db_table}"', count],
        )
        return [row[0] for row in cursor.fetchall()]

"""Making a table say what a file says, touching only rows that differ."""

from collections.abc import Iterable, Sequence

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

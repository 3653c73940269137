"""Many rows with few statements: a table made to say what a file says, and one UPDATE for all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from operator import attrgetter
from typing import Any, cast

from django.db import connection, models
from psycopg import sql


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


def rows_update(
    model: type[models.Model],
    fields: Sequence[str],
    rows: Iterable[models.Model],
    *,
    were: Mapping[Any, str] | None = None,
) -> int:
    """Write ``fields`` of all rows, locked by the caller, with one UPDATE; give how many it met.

    ``were``: the state that each had, by primary key; one in another state is left alone.
    """
    rows = sorted(rows, key=lambda row: row.pk)
    if not rows:
        return 0
    named = [model._meta.pk, *(model._meta.get_field(name) for name in fields)]
    metas = [cast("_Meta", meta) for meta in named]
    arrays = [
        (
            sql.Identifier(str(meta.column)),
            _kind(meta),
            [getattr(row, meta.attname) for row in rows],
        )
        for meta in metas
    ]
    key, sets = arrays[0][0], [column for column, _, _ in arrays[1:]]
    where = sql.SQL("t.{0} = d.{0}").format(key)
    if were is not None:
        arrays.append((sql.Identifier("were"), "text", [were[row.pk] for row in rows]))
        where += sql.SQL(" AND t.state = d.were")
    statement = sql.SQL("UPDATE {} AS t SET {} FROM unnest({}) AS d({}) WHERE {}").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.SQL("{0} = d.{0}").format(column) for column in sets),
        sql.SQL(", ").join(sql.SQL(f"%s::{kind}[]") for _, kind, _ in arrays),
        sql.SQL(", ").join(column for column, _, _ in arrays),
        where,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [values for _, _, values in arrays])
        return int(cursor.rowcount)


type _Meta = "models.Field[Any, Any]"


def _kind(meta: _Meta) -> str:
    return str(meta.db_type(connection)).partition("(")[0]


_gathering: ContextVar[dict[type[models.Model], list[models.Model]] | None] = ContextVar(
    "gathering", default=None
)


@contextmanager
def batch_inserts() -> Iterator[None]:
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
        if any(row.pk is None for row in rows):
            ids_give(model, rows)
        rows_copy(model, rows)


def row_insert(row: models.Model) -> None:
    """Insert a row whose key is known, now or together with others (``batch_inserts``)."""
    gathering = _gathering.get()
    if gathering is None:
        row.save(force_insert=True)
    else:
        gathering.setdefault(type(row), []).append(row)


def rows_copy(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert whole rows, keys included, with one COPY: several times as fast as an INSERT.

    What the database would refuse, it refuses (IntegrityError).
    """
    if not rows:
        return
    statement, values = _copying(model)
    # Unlike other statements, a COPY is not translated by Django: a lost connection must look
    # like one.
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row([value(row) for value in values])
    for row in rows:
        row._state.adding = False


# What the driver writes as the database reads it; other kinds are prepared by their field.
_PLAIN = {
    "BinaryField", "BooleanField", "CharField", "DateField", "DateTimeField", "FloatField",
    "ForeignKey", "OneToOneField", "TextField", "UUIDField", "AutoField", "BigAutoField",
    "BigIntegerField", "IntegerField", "PositiveIntegerField", "PositiveSmallIntegerField",
    "SmallIntegerField",
}  # fmt: skip


@cache
def _copying(model: type[models.Model]) -> tuple[sql.Composed, list[Callable[[Any], object]]]:
    fields = model._meta.concrete_fields
    columns = sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in fields)
    table = sql.Identifier(model._meta.db_table)
    return sql.SQL("COPY {} ({}) FROM STDIN").format(table, columns), [*map(_column_reader, fields)]


def _column_reader(field: _Meta) -> Callable[[Any], object]:
    if field.get_internal_type() in _PLAIN:
        return attrgetter(field.attname)
    return lambda row: field.get_db_prep_save(getattr(row, field.attname), connection)


def ids_give(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Give new rows their ids, so that they can be copied. For tables whose key is ``id``."""
    for row, pk in zip(rows, ids_take(model, len(rows)), strict=True):
        row.pk = pk


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

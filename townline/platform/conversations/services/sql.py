"""Many rows with one statement each: what a busy link needs and the ORM does not give."""

from collections.abc import Sequence

from django.conf import settings
from django.db import connection, models
from psycopg import sql


def _name(model: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)


def ids_take(model: type[models.Model], count: int) -> list[int]:
    """Take ids from a table's sequence, so that rows can be linked before they are written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{model._meta.db_table}"', count],
        )
        return [row[0] for row in cursor.fetchall()]


def rows_copy(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert whole rows, ids included, by COPY: about five times faster than INSERT."""
    if not rows:
        return
    fields = [field.attname for field in model._meta.concrete_fields]
    columns = [sql.Identifier(str(field.column)) for field in model._meta.concrete_fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(_name(model), sql.SQL(", ").join(columns))
    # Unlike other statements, a COPY is not translated by Django: a lost connection must look
    # like one.
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row([getattr(row, field) for field in fields])


def lock(name: str) -> None:
    """Hold a named lock of this district until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"{settings.TOWNLINE_DISTRICT}:{name}"],
        )

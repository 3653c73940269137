"""After a test that commits, the rows are put back as the run began with them.

Django's own way empties every table, makes all permissions again and leaves the district to be
loaded anew: more than a second, for a few changed rows.
"""

from typing import Any

from django.db import connection, transaction

type Rows = dict[str, bytes]


def _tables() -> list[str]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [connection.ops.quote_name(name) for name in sorted(names)]


def _nonempty_tables(cursor: Any, tables: list[str]) -> list[str]:
    query = " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT FROM {table})"  # noqa: S608 -- the models' own names
        for number, table in enumerate(tables)
    )
    cursor.execute(query)
    return [tables[number] for (number,) in cursor.fetchall()]


def copy_tables() -> Rows:
    """Give what every table holds, in the format of COPY."""
    with connection.cursor() as cursor:
        return {table: _copy_table(cursor, table) for table in _nonempty_tables(cursor, _tables())}


def _copy_table(cursor: Any, table: str) -> bytes:
    with cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(bytes(part) for part in copy)


def put_back(rows: Rows) -> None:
    """Let every table hold these rows and nothing else."""
    with transaction.atomic(), connection.cursor() as cursor:
        tables = _tables()
        # As emptying would: whoever is still writing finishes first.
        cursor.execute(f"LOCK TABLE {', '.join(tables)}")
        # No trigger is asked: histories refuse to be deleted, references come in any order.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in _nonempty_tables(cursor, tables):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 -- as above
        for table, its in rows.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(its)

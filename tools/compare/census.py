"""What a database holds: rows and a checksum of each table, over its columns by their names."""

import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

# What the program writes for itself, anew at each start or migration.
BOOKKEEPING = frozenset({"django_migrations", "django_content_type", "auth_permission",
                         "django_session"})  # fmt: skip
_COLUMNS = (
    "SELECT table_name, array_agg(column_name::text ORDER BY column_name::text)"
    " FROM information_schema.columns"
    " JOIN information_schema.tables USING (table_schema, table_name)"
    " WHERE table_schema = %s AND table_type = 'BASE TABLE' GROUP BY table_name ORDER BY table_name"
)
_SCHEMA = "SELECT schemaname FROM pg_tables WHERE tablename = 'django_migrations'"

type Columns = dict[str, list[str]]
type Counts = dict[str, tuple[int, str]]
type Values = dict[str, dict[str, str]]  # table.column, then what was to what is
type Link = psycopg.Connection[tuple[Any, ...]]


def connect(url: str) -> Link:
    """Connect to a server that may still be starting. Raises psycopg.OperationalError."""
    for _ in range(50):
        try:
            return psycopg.connect(url, autocommit=True)
        except psycopg.OperationalError:
            time.sleep(0.2)
    return psycopg.connect(url, autocommit=True)


def schema_of(link: Link) -> str:
    found = link.execute(_SCHEMA).fetchone()
    if found is None:
        raise SystemExit("compare: the database holds no district")
    return str(found[0])


def columns(link: Link) -> Columns:
    """Give the columns of every table that holds somebody's work."""
    rows = link.execute(_COLUMNS, [schema_of(link)]).fetchall()
    return {str(name): list(names) for name, names in rows if name not in BOOKKEEPING}


def counts(link: Link, wanted: Columns, values: Values) -> Counts:
    """Count the rows of tables and sum them up, whatever their order and that of the columns.

    ``values`` are read as what they are to become.
    """
    link.execute("SET timezone = 'UTC'; SET bytea_output = 'hex'; SET datestyle = 'ISO'")
    return {table: _count(link, table, names, values) for table, names in wanted.items()}


def _count(link: Link, table: str, names: list[str], values: Values) -> tuple[int, str]:
    row = sql.SQL(", ").join(_read(name, values.get(f"{table}.{name}", {})) for name in names)
    order = sql.SQL(
        "SELECT count(*), md5(coalesce(string_agg(md5(r), '' ORDER BY md5(r)), ''))"
        " FROM (SELECT ROW({})::text AS r FROM {}) AS rows"
    ).format(row, sql.Identifier(schema_of(link), table))
    found = link.execute(order).fetchone()
    return (int(found[0]), str(found[1])) if found else (0, "")


def _read(column: str, becomes: dict[str, str]) -> sql.Composable:
    if not becomes:
        return sql.Identifier(column)
    whens = [sql.SQL("WHEN {} THEN {}").format(was, now) for was, now in becomes.items()]
    return sql.SQL("CASE {0} {1} ELSE {0} END").format(
        sql.Identifier(column), sql.SQL(" ").join(whens)
    )


class Names:
    """What a migration renames on purpose: tables, columns (``table.column``) and their values."""

    def __init__(self, path: Path | None) -> None:
        self.now: dict[str, str] = {}
        self.values: Values = {}
        lines = path.read_text().splitlines() if path else []
        for line in lines:
            self._read(line.partition("#")[0].strip())

    def _read(self, line: str) -> None:
        if "=>" in line:
            column, _, change = line.partition(":")
            was, _, now = change.partition("=>")
            self.values.setdefault(column.strip(), {})[was.strip()] = now.strip()
        elif "->" in line:
            was, _, now = line.partition("->")
            self.now[was.strip()] = now.strip()

    def table(self, old: str) -> str:
        return self.now.get(old, old)

    def column(self, table: str, old: str) -> str:
        return self.now.get(f"{table}.{old}", f".{old}").partition(".")[2]

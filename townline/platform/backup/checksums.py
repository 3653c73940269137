"""What a schema holds: rows of each table and a checksum over them, and what it needs."""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

# The text of a row depends on these.
_WRITTEN = "SET LOCAL timezone = 'UTC'; SET LOCAL bytea_output = 'hex'; SET LOCAL datestyle = 'ISO'"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename"
# A sum, so that the order of rows does not matter; md5 is the same in every version.
_COUNT = "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text"
_EXTENSIONS = (
    "SELECT e.extname, n.nspname FROM pg_extension e"
    " JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' ORDER BY 1"
)

_HELD = (("pg_class", "relnamespace"), ("pg_proc", "pronamespace"), ("pg_type", "typnamespace"))

type Link = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Count:
    """``sum`` is a checksum over the rows, whatever their order."""

    rows: int
    sum: str


def census(link: Link, schema: str) -> dict[str, Count]:
    """Count and sum every table of a schema, in the present transaction."""
    link.execute(_WRITTEN)
    names = [name for (name,) in link.execute(_TABLES, [schema]).fetchall()]
    return {name: _count(link, schema, name) for name in names}


def _count(link: Link, schema: str, table: str) -> Count:
    order = sql.SQL(_COUNT + " FROM {} AS t").format(sql.Identifier(schema, table))
    row = link.execute(order).fetchone()
    return Count(*row) if row else Count(0, "0")


def extensions(link: Link) -> dict[str, str]:
    """Give the extensions of the database: name to schema."""
    return dict(link.execute(_EXTENSIONS).fetchall())


def has_schema(link: Link, schema: str) -> bool:
    """Say whether a schema holds anything."""
    found = link.execute("SELECT 1 FROM pg_tables WHERE schemaname = %s LIMIT 1", [schema])
    return found.fetchone() is not None


def holds_anything(link: Link, schema: str) -> bool:
    """Say whether a schema holds a table, a view, a sequence, a function or a type."""
    query = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE {column} = to_regnamespace(quote_ident(%(schema)s))"  # noqa: S608 -- names of ours
        for table, column in _HELD
    )
    return link.execute(f"{query} LIMIT 1", {"schema": schema}).fetchone() is not None


def differences(wanted: dict[str, Count], found: dict[str, Count]) -> list[str]:
    """Say in words which tables are not as they were."""
    words = [f"{name} is missing" for name in wanted if name not in found]
    words += [f"{name} was not there" for name in found if name not in wanted]
    for name in wanted.keys() & found.keys():
        if wanted[name] != found[name]:
            rows = f"{wanted[name].rows} rows became {found[name].rows}"
            same = wanted[name].rows == found[name].rows
            words.append(f"{name}: {'rows differ' if same else rows}")
    return sorted(words)

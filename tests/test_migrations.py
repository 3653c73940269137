"""A database of an earlier release ends as a new one begins, with its rows; later steps go back."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from tests.database import address, copy_of_database
from tests.tables import DISTRICT
from townline.platform.core.keys import crypto

ROOT = Path(__file__).resolve().parents[1]
DATABASE = f"earlier_{os.getpid()}"  # several runs may be at work on one server
NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
FIRST = "0001_tables"
FOLLOWING = ("search", "works_progress")

MIGRATE = ("-m", "townline", "migrate")

type Run = Callable[..., str]

pytestmark = [
    pytest.mark.server,
    pytest.mark.django_db,  # or the run would have no database of its own to copy
]

_CATALOG = r"""
SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
  || coalesce(' ' || column_default, '') || coalesce(' ' || character_maximum_length, '')
  FROM information_schema.columns WHERE table_schema = %(s)s
UNION SELECT indexdef FROM pg_indexes WHERE schemaname = %(s)s
UNION SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = to_regnamespace(%(s)s) AND contype <> 'n'
UNION SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE c.relnamespace = to_regnamespace(%(s)s) AND NOT t.tgisinternal
UNION SELECT regexp_replace(pg_get_functiondef(oid), '\s+', ' ', 'g') FROM pg_proc
  WHERE pronamespace = to_regnamespace(%(s)s)
UNION SELECT sequencename || ' ' || max_value || ' ' || cycle FROM pg_sequences
  WHERE schemaname = %(s)s
"""


def _connect(database: str) -> psycopg.Connection:
    return psycopg.connect(
        address(database), autocommit=True, options=f"-c search_path={DISTRICT} -c timezone=UTC"
    )


def _catalog(link: psycopg.Connection) -> set[str]:
    return {row[0] for row in link.execute(_CATALOG, {"s": DISTRICT})}


@pytest.fixture(scope="module")
def run(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Give a way to run commands on a database of its own, which has tables of today."""
    home = tmp_path_factory.mktemp("earlier")
    crypto.create(home / "keys.json")
    variables = os.environ | {
        "TOWNLINE_HOME": str(home),
        "TOWNLINE_KEYS_FILE": str(home / "keys.json"),
        "TOWNLINE_DATABASE_URL": address(DATABASE),
        "DJANGO_SETTINGS_MODULE": "townline.config.settings",
    }

    def command(*words: str) -> str:
        done = subprocess.run(  # noqa: S603 -- our own command line
            [sys.executable, *words],
            cwd=ROOT,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
        return done.stdout

    with copy_of_database(DATABASE):
        yield command


def _put(link: psycopg.Connection, table: str, **given: object) -> None:
    """Write a row; what is asked for and not given is nothing, as the column's type has it."""
    nothing = {
        "ARRAY": "{}", "boolean": False, "bytea": b"", "date": NOW, "jsonb": "{}", "uuid": "0" * 32,
        "timestamp with time zone": NOW, "character varying": "", "text": "", "inet": "127.0.0.1",
        "time without time zone": NOW.time(), "interval": dt.timedelta(), "USER-DEFINED": None,
    }  # fmt: skip
    columns = link.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = %s "
        "AND table_name = %s AND is_nullable = 'NO' AND column_default IS NULL AND "
        "is_identity = 'NO'",
        [DISTRICT, table],
    )
    row = {name: nothing.get(kind, 0) for name, kind in columns} | given
    link.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(table),
            sql.SQL(",").join(map(sql.Identifier, row)),
            sql.SQL(",").join(map(sql.Placeholder, row)),
        ),
        row,
    )


def _tables(link: psycopg.Connection) -> list[str]:
    found = link.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = %s "
        "AND table_type = 'BASE TABLE' AND table_name NOT LIKE ALL (%s) ORDER BY 1",
        [DISTRICT, ["django_%", "auth_%", "procrastinate_%"]],
    )
    return [row[0] for row in found]


def _fill(link: psycopg.Connection) -> list[str]:
    """Write a row into each table that takes one of zeros and blanks; name these tables."""
    filled = []
    link.execute("SET session_replication_role = replica")  # without what the rows refer to
    for table in _tables(link):
        with suppress(psycopg.errors.IntegrityError), link.transaction():
            _put(link, table)
            filled.append(table)
    link.execute("SET session_replication_role = origin")
    return filled


def _program(words: str) -> tuple[str, str]:
    """Give the command of a program of ours: the shell of Django takes twice as long to begin."""
    begin = "from townline.platform.core import django_setup\ndjango_setup.set_up()\n"
    return "-c", begin + words


def _going_to(*steps: tuple[str, str]) -> tuple[str, str]:
    """Give the command that brings tables to where these steps leave them."""
    return _program(
        "from django.db import connection\n"
        "from django.db.migrations.executor import MigrationExecutor\n"
        f"MigrationExecutor(connection).migrate({steps!r})\n"
    )


def _newest() -> list[tuple[str, str]]:
    return list(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


@pytest.fixture(scope="module")
def upgraded(run: Run) -> list[str]:
    """Have a database with rows in the tables of the first steps, upgraded; name these tables."""
    with _connect(DATABASE) as link:
        link.execute(sql.SQL("DROP SCHEMA {0} CASCADE").format(sql.Identifier(DISTRICT)))
        link.execute(sql.SQL("CREATE SCHEMA {0}").format(sql.Identifier(DISTRICT)))
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    leaves = graph.leaf_nodes()
    run(
        *_going_to(
            *((room, FIRST if (room, FIRST) in graph.nodes else name) for room, name in leaves)
        )
    )
    with _connect(DATABASE) as link:
        filled = _fill(link)
    run(*MIGRATE)
    return filled


@pytest.mark.usefixtures("upgraded")
def test_tables_end_as_new_ones_begin() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_CATALOG, {"s": DISTRICT})
        new = {row[0] for row in cursor.fetchall()}
    assert len(new) > 2000
    with _connect(DATABASE) as link:
        assert _catalog(link) == new
        with link.transaction(force_rollback=True):  # a step that is not taken would be seen
            link.execute("DROP INDEX transition_looks")
            link.execute("ALTER TABLE core_district ALTER edited_at SET DEFAULT now()")
            assert len(_catalog(link) ^ new) == 3


def test_each_row_is_still_there(upgraded: list[str]) -> None:
    assert len(upgraded) > 150
    with _connect(DATABASE) as link:
        counts = {
            table: link.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            ).fetchall()
            for table in upgraded
        }
    assert {table: found for table, found in counts.items() if found != [(1,)]} == {}


@pytest.mark.usefixtures("upgraded")
def test_what_only_follows_goes_back_and_forward(run: Run) -> None:
    with _connect(DATABASE) as link:
        before = _catalog(link)
        run(*_going_to(*((room, FIRST) for room in FOLLOWING)))
        assert _catalog(link) < before
        run(*MIGRATE)
        assert _catalog(link) == before


def test_the_models_and_the_migrations_agree(run: Run) -> None:
    words = "call_command('makemigrations', check_changes=True, dry_run=True)"
    run(*_program(f"from django.core.management import call_command\n{words}"))

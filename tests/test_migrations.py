"""A database of an earlier version ends as a new one begins, with its rows; later steps go back."""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psycopg
import pytest
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from tests.database import address, copied
from tests.tables import DISTRICT
from townline.platform.core.history import tags
from townline.platform.core.keys import crypto
from townline.platform.processes import earlier

ROOT = Path(__file__).resolve().parents[1]
DATABASE = f"earlier_{os.getpid()}"  # several runs may be at work on one server
NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
# The step by which rows were changed for the first time.
NEXT = ("safenumbers", "0010_claims")
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

    with copied(DATABASE):
        yield command


def _put(link: psycopg.Connection, table: str, **given: object) -> None:
    """Write a row; what is asked for and not given is nothing, as the column's type has it."""
    nothing = {
        "ARRAY": "{}", "boolean": False, "bytea": b"", "date": NOW, "jsonb": "{}", "uuid": "0" * 32,
        "timestamp with time zone": NOW, "character varying": "", "text": "",
    }  # fmt: skip
    asked = link.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = %s "
        "AND table_name = %s AND is_nullable = 'NO' AND column_default IS NULL AND "
        "is_identity = 'NO'",
        [DISTRICT, table],
    )
    row = {name: nothing.get(kind, 0) for name, kind in asked} | given
    link.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(table),
            sql.SQL(",").join(map(sql.Identifier, row)),
            sql.SQL(",").join(map(sql.Placeholder, row)),
        ),
        row,
    )


def _steps_back(link: psycopg.Connection) -> None:
    """Have the tables of an earlier version in place of today's."""
    for step, statements in earlier.steps().items():
        if step == NEXT:
            break
        link.execute(statements)
        link.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", step
        )


def _fill(link: psycopg.Connection) -> None:
    link.execute("SET session_replication_role = replica")  # the rows stand for themselves
    _put(link, "core_district", jurisdiction_id=DISTRICT, settings=json.dumps({"texts": {}}))
    _put(link, "core_residenttext", key="received", lang="ko", body="{code} {{x}} {due}까지")
    _put(link, "core_residenttext", key="received", lang="en", body="by {due:%d} for {code}")
    _put(link, "core_residenttext", key="opening.thanks", lang="ko", body="고맙습니다")
    _put(link, "core_residenttext", key="kept.elsewhere", lang="ko", body="{a}")
    for number, (subject, event) in enumerate(_HISTORY):
        _put(link, "core_transition", subject=subject, event=event, actor=str(number))
    for name in ("townline.cases.tasks.remind", "townline.of.others"):
        _put(link, "procrastinate_jobs", task_name=name, status="todo", args="{}")
    for number, via in enumerate(("web", "desk")):
        _put(
            link,
            "safenumbers_lease",
            id=f"{number:032}",
            via=via,
            state="waiting",
            plate_lookup=str(number).encode(),
            asked_at=NOW,
        )
    link.execute("SET session_replication_role = origin")


# Old names of events: of two kinds one name, a look at a number, and what no table knows.
_HISTORY = {
    ("case:7", "open"): "case:status:open",
    ("clock:7", "extend"): "clock:period:extend",
    ("search", "number_lookup"): "search:number:look_up",
    ("lease:7", "lease:issue"): "lease:number:issue",
    ("case:7", "of-old"): "of-old",
    ("letter:7", "submit"): "submit",
}


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
def upgraded(run: Run) -> Run:
    """Have a filled database of an earlier version, upgraded."""
    with _connect(DATABASE) as link:
        link.execute(sql.SQL("DROP SCHEMA {0} CASCADE").format(sql.Identifier(DISTRICT)))
        link.execute(sql.SQL("CREATE SCHEMA {0}").format(sql.Identifier(DISTRICT)))
    run(*_going_to(*(step for step in _newest() if step[0] in earlier.OTHERS)))
    with _connect(DATABASE) as link:
        _steps_back(link)
        _fill(link)
    run(*MIGRATE)
    return run


def _found(query: str) -> list[tuple[object, ...]]:
    with _connect(DATABASE) as link:
        return link.execute(sql.SQL(query)).fetchall()


def test_tables_end_as_new_ones_begin(upgraded: Run) -> None:
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


def test_nothing_is_left_to_do(upgraded: Run) -> None:
    before = _found("SELECT app, name, applied FROM django_migrations ORDER BY id")
    upgraded(*MIGRATE)
    assert _found("SELECT app, name, applied FROM django_migrations ORDER BY id") == before
    steps = [(app, name) for app, name, _ in before]
    assert [step for step in steps if steps.count(step) > 1] == []


def test_events_have_the_names_of_today_and_stay_as_they_are(upgraded: Run) -> None:
    named = _found("SELECT subject, event FROM core_transition ORDER BY actor")
    assert [event for _, event in named] == list(_HISTORY.values())
    assert {event for _, event in named} - {"of-old", "submit"} <= tags.declared()
    with pytest.raises(psycopg.Error, match="append_only"):
        _found("UPDATE core_transition SET event = 'case:status:close' RETURNING 1")


def test_rows_are_where_they_belong_today(upgraded: Run) -> None:
    assert _found("SELECT task_name FROM procrastinate_jobs ORDER BY id") == [
        ("townline.casework.deadlines.tasks.remind",),
        ("townline.of.others",),
    ]
    ((settings,),) = _found("SELECT settings FROM core_district")
    assert isinstance(settings, Mapping)
    assert settings["texts"] == {
        "automatic": {
            "received": {
                "placeholders": ["code", "due"],
                "ko": "{code} {{x}} {due}까지",
                "en": "by {due:%d} for {code}",
            }
        },
        "openings": {"thanks": {"placeholders": [], "ko": "고맙습니다"}},
    }
    assert _found("SELECT via, proved_at, quiet_from FROM safenumbers_lease ORDER BY id") == [
        ("web", None, dt.time(22)),
        ("desk", NOW, dt.time(22)),
    ]


def test_what_only_follows_goes_back_and_forward(upgraded: Run) -> None:
    with _connect(DATABASE) as link:
        before = _catalog(link)
        upgraded(*_going_to(*((room, "0001_tables") for room in FOLLOWING)))
        assert _catalog(link) < before
        upgraded(*MIGRATE)
        assert _catalog(link) == before


def test_the_models_and_the_migrations_agree(run: Run) -> None:
    words = "call_command('makemigrations', check_changes=True, dry_run=True)"
    run(*_program(f"from django.core.management import call_command\n{words}"))

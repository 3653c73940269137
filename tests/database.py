"""A pytest plugin: the embedded PostgreSQL for the run, with a database of its own in it.

The data folder stays between runs, so that a start costs a tenth of a second, and in it a template:
a database as the migrations build it, keyed by what they say. A run copies it in half a second.
TOWNLINE_TEST_PG=17 uses that version's server as installed on the machine.
"""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from tests import homes, tables
from townline.platform.core.keys import crypto
from townline.platform.postgres import (
    Binaries,
    EmbeddedPostgres,
    bundled_binaries,
    launch,
    on_machine,
    secrets_file,
)

PREFIX = "townline_test_"
TEMPLATE = "townline_template_"
_TEMPLATE = TEMPLATE + tables.key()


def _binaries() -> Binaries:
    wanted = os.environ.get("TOWNLINE_TEST_PG")
    if wanted is None:
        return bundled_binaries()
    found = on_machine(int(wanted))
    if found is None:
        pytest.exit(f"PostgreSQL {wanted} is not installed; run: bin/setup test", returncode=3)
    return found


def _home(version: int) -> Path:
    home = homes.persistent_folder(f"pg-{version}")
    with contextlib.suppress(FileExistsError):
        crypto.create(home / "keys.json")
    return home


def _drop(dsn: str, unwanted: Callable[[str], bool]) -> None:
    with psycopg.connect(dsn, autocommit=True) as link:
        names = link.execute("SELECT datname FROM pg_database WHERE NOT datistemplate")
        for (name,) in names.fetchall():
            if unwanted(name):
                _drop_one(link, name)


def _drop_one(link: psycopg.Connection, name: str) -> None:
    """Drop it, waiting for a vacuum of the server's own, which nobody else may end."""
    words = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for _ in range(20):
        with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
            link.execute(words)
            return
        time.sleep(0.5)
    link.execute(words)


def _is_left_behind(name: str) -> bool:
    number = name.removeprefix(PREFIX)
    return name != number and number.isdecimal() and not Path(f"/proc/{number}").exists()


def _copy_database(made: str, source: str) -> bool:
    """Make a database as a copy; False where there is no such source, or already such a one."""
    words = "CREATE DATABASE {} TEMPLATE {}"
    with psycopg.connect(_SERVERS[0].dsn, autocommit=True) as link:
        try:
            link.execute(sql.SQL(words).format(sql.Identifier(made), sql.Identifier(source)))
        except (psycopg.errors.InvalidCatalogName, psycopg.errors.DuplicateDatabase):
            return False
    return True


def begin_from_template() -> None:
    """Lay the run's database there as the migrations built it the last time.

    If they never did, they do now: who begins meanwhile waits for that.
    """
    _BUILDING.enter_context(tables.alone(Path(os.environ["TOWNLINE_HOME"])))
    if _copy_database(f"{PREFIX}{os.getpid()}", _TEMPLATE):
        _BUILDING.close()


def keep_as_template() -> None:
    """Keep what the migrations have just built, for the runs to come. No connection may be open."""
    with _BUILDING:
        if _copy_database(_TEMPLATE, f"{PREFIX}{os.getpid()}"):
            _drop(_SERVERS[0].dsn, lambda name: name.startswith(TEMPLATE) and name != _TEMPLATE)


def address(database: str) -> str:
    """Give the address of another database on the run's server."""
    parts = urlsplit(_SERVERS[0].dsn)
    return urlunsplit(parts._replace(path=f"/{database}"))


def admin_address() -> str:
    """Give the address of the run's server for its administrator."""
    server = _SERVERS[0]
    password = secrets_file.load_or_create(server.places.secrets).admin
    return server._dsn(launch.ADMIN, password, "postgres")


@contextlib.contextmanager
def copy_of_database(database: str) -> Iterator[None]:
    """Have a database of empty tables beside the run's own, which was set up before."""
    _copy_database(database, _TEMPLATE)
    try:
        yield
    finally:
        _drop(_SERVERS[0].dsn, lambda name: name == database)


def _allow() -> None:
    """Let tests put rows back past the triggers (``tests/restoring.py``), which offices may not."""
    with psycopg.connect(admin_address()) as link:
        link.execute("SELECT pg_advisory_xact_lock(1)")  # one run at a time may change it
        link.execute("GRANT SET ON PARAMETER session_replication_role TO townline")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Start the server before the settings are read: they hold its address."""
    # Told to end in whatever way, a run ends what it has started. In the background a shell
    # starts its commands deaf to Ctrl-C, and tells them by TERM.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    binaries = _binaries()
    home = _home(binaries.version)
    server = EmbeddedPostgres(home, binaries)
    os.environ["TOWNLINE_HOME"] = str(home)
    os.environ["TOWNLINE_KEYS_FILE"] = str(home / "keys.json")
    os.environ["TOWNLINE_DATABASE_URL"] = server.ensure()
    _drop(server.dsn, _is_left_behind)
    _SERVERS.append(server)
    _allow()
    return (yield)


_SERVERS: list[EmbeddedPostgres] = []
_BUILDING = contextlib.ExitStack()


def pytest_configure() -> None:
    """Give this run a database name of its own: several may be at work in one checkout."""
    from django.conf import settings

    test = settings.DATABASES["default"]["TEST"]
    assert isinstance(test, dict)
    test["NAME"] = f"{PREFIX}{os.getpid()}"


def pytest_unconfigure() -> None:
    for server in _SERVERS:
        _drop(server.dsn, lambda name: name == f"{PREFIX}{os.getpid()}")
        server.stop()

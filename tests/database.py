"""A pytest plugin: the embedded PostgreSQL for the run, with a database of its own in it.

The data folder stays between runs, so that a start costs a tenth of a second.
TOWNLINE_TEST_PG=17 uses that version's server as installed on the machine.
"""

import contextlib
import os
import signal
import zlib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests import homes
from townline.adapters.postgres import (
    Binaries,
    EmbeddedPostgres,
    bundled,
    launch,
    on_machine,
    secrets_file,
)
from townline.core import crypto

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "townline_test_"


def _binaries() -> Binaries:
    wanted = os.environ.get("TOWNLINE_TEST_PG")
    if wanted is None:
        return bundled()
    found = on_machine(int(wanted))
    if found is None:
        pytest.exit(f"PostgreSQL {wanted} is not installed; run: bin/setup test", returncode=3)
    return found


def _home(version: int) -> Path:
    name = f"test-pg-{version}"
    home = ROOT / "var" / name
    if homes.place() == homes.MEMORY:
        home = homes.MEMORY / f"townline-{zlib.crc32(bytes(ROOT)):08x}-{name}"
    home.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        crypto.create(home / "keys.json")
    return home


def _drop_left_behind(dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as link:
        pattern = f"^{PREFIX}[0-9]+$"
        names = link.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [pattern])
        for (name,) in names.fetchall():
            if not Path(f"/proc/{name.removeprefix(PREFIX)}").exists():
                link.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
                )


def _allow(server: EmbeddedPostgres) -> None:
    """Let tests put rows back past the triggers (``tests/restoring.py``), which offices may not."""
    words = secrets_file.load_or_create(server.places.secrets)
    with psycopg.connect(server._dsn(launch.ADMIN, words.admin, "postgres")) as link:
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
    _drop_left_behind(server.dsn)
    _allow(server)
    _SERVERS.append(server)
    return (yield)


_SERVERS: list[EmbeddedPostgres] = []


def pytest_configure() -> None:
    """Give this run a database name of its own: several may be at work in one checkout."""
    from django.conf import settings

    test = settings.DATABASES["default"]["TEST"]
    assert isinstance(test, dict)
    test["NAME"] = f"{PREFIX}{os.getpid()}"


def pytest_unconfigure() -> None:
    for server in _SERVERS:
        server.stop()

"""A pytest plugin: the embedded PostgreSQL for the run, with a database of its own in it.

The data folder stays between runs, so that a start costs a tenth of a second.
TOWNLINE_TEST_PG=17 uses that version's server as installed on the machine.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from townline.adapters.postgres import Binaries, EmbeddedPostgres, bundled, on_machine
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
    home = ROOT / "var" / f"test-pg-{version}"
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
                link.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Start the server before the settings are read: they hold its address."""
    binaries = _binaries()
    home = _home(binaries.version)
    server = EmbeddedPostgres(home, binaries)
    os.environ["TOWNLINE_HOME"] = str(home)
    os.environ["TOWNLINE_KEYS_FILE"] = str(home / "keys.json")
    os.environ["TOWNLINE_DATABASE_URL"] = server.ensure()
    _drop_left_behind(server.dsn)
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

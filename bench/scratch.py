"""A home of its own with an embedded database (fsync on), the tables and the district."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.table import log_progress
from townline.platform.postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[1]
DISTRICT = ROOT / "townline" / "data" / "districts" / "demo"
LINE_NUMBER = "0200000100"


@dataclass(frozen=True)
class Scratch:
    """``dsn`` is the scratch database's address."""

    home: Path
    dsn: str


@contextmanager
def folder() -> Iterator[Path]:
    """Have an empty home that the database's account may enter."""
    home = Path(tempfile.mkdtemp(prefix="tl-bench-", dir="/tmp"))
    home.chmod(0o755)
    try:
        yield home
    finally:
        shutil.rmtree(home)


@contextmanager
def scratch() -> Iterator[Scratch]:
    """Have it all, with Django ready in this process."""
    with folder() as home:
        server = EmbeddedPostgres(home)
        dsn = server.ensure()
        try:
            _django(home, dsn)
            yield Scratch(home, dsn)
        finally:
            server.stop()


def _django(home: Path, dsn: str) -> None:
    os.environ |= {
        "TOWNLINE_HOME": str(home),
        "TOWNLINE_KEYS_FILE": str(home / "keys.json"),
        "TOWNLINE_DATABASE_URL": dsn,
        "TOWNLINE_LINE_NUMBER": LINE_NUMBER,
        "DJANGO_SETTINGS_MODULE": "townline.config.settings",
    }
    from townline.config import prepare
    from townline.platform.processes import preparing

    preparing.keys()
    import django

    django.setup()
    from django.db import connections

    # As in the processes that hold a link or route: one direct connection for each thread.
    connections.settings["default"]["OPTIONS"].pop("pool", None)
    log_progress("making tables")
    preparing.migrate()
    prepare.district()


def truncate_tables() -> None:
    """Take out all texts and cases, so that each measurement starts alike."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I', relname) FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = current_schema()::regnamespace"
            " AND (relname LIKE 'conversations\\_%' OR relname LIKE 'cases\\_%')"
        )
        tables = ", ".join(row[0] for row in cursor.fetchall())
        cursor.execute(f"TRUNCATE {tables} CASCADE")

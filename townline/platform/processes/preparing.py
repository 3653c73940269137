"""Makes a home ready for any district: its keys, and tables as this version has them."""

import logging
import os
import time
from pathlib import Path

import psycopg
from psycopg import sql

from townline.platform.core.commands import CannotStart
from townline.platform.core.keys import crypto, keys_file
from townline.platform.postgres import serves

log = logging.getLogger(__name__)


def keys() -> None:
    """Make the keys together with an empty database; refuse to guess when one is missing."""
    path = Path(os.environ["TOWNLINE_KEYS_FILE"])
    if path.exists():
        crypto.load(path)
        _complete(path)
        return
    if has_tables():
        raise CannotStart(
            f"the keys file {path} is missing, but the database has data made with it: put it "
            "back from a backup, or name it with TOWNLINE_KEYS_FILE"
        )
    crypto.create(path)
    log.info("keys made: %s (keep a copy away from the database's backups)", path)


def _complete(path: Path) -> None:
    try:
        if keys_file.complete(path):
            log.info("a key for web push was added to %s", path)
    except OSError as error:
        # Who may only read the file goes on without web push; whoever owns it adds the key.
        log.warning("no key for web push can be added to %s: %s", path, error.strerror)


def has_tables() -> bool:
    """Say whether the database holds the district's tables. Raises CannotStart."""
    schema = os.environ.get("TOWNLINE_DISTRICT", "handeul")
    table = sql.Identifier(schema, "django_migrations").as_string(None)
    try:
        with psycopg.connect(os.environ["TOWNLINE_DATABASE_URL"], connect_timeout=10) as link:
            found = link.execute("SELECT to_regclass(%s)", [table]).fetchone()
    except psycopg.OperationalError as error:
        words = str(error).split("\n", 1)[0]
        raise CannotStart(f"the database of TOWNLINE_DATABASE_URL: {words}") from error
    return found is not None and found[0] is not None


def keys_fit() -> None:
    """Refuse to start with keys of another database: they would open nothing, and add to it."""
    from townline.platform.conversations import api as conversations  # noqa: PLC0415 -- needs Django

    if not conversations.numbers_open():
        path = os.environ["TOWNLINE_KEYS_FILE"]
        raise CannotStart(
            f"the keys in {path} do not open the numbers in this database: put back the keys "
            "file that belongs to it, or name it with TOWNLINE_KEYS_FILE"
        )
    if conversations.numbers_behind() and not crypto.ring().changing:
        raise CannotStart(
            "this database is from before the last change of keys, and new texts would not find "
            "their people in it: run townline keys rotate --rewrite first"
        )


def migrate() -> None:
    """Bring the tables up to date, if they are not."""
    from django.core.management import call_command  # noqa: PLC0415 -- needs Django to be ready

    missing = missing_migrations()
    if not missing:
        return
    begun = time.monotonic()
    log.info("making tables: %d steps", len(missing))
    _check_supported()
    call_command("migrate", interactive=False, verbosity=0)
    log.info("tables made in %.1f s", time.monotonic() - begun)


def _check_supported() -> None:
    """Refuse tables of a version before 1.0: nothing upgrades them any more."""
    from django.db import connection  # noqa: PLC0415 -- needs Django to be ready
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415 -- the same

    applied = MigrationRecorder(connection).applied_migrations()
    rooms = {room for room, _ in applied}
    if "core" in rooms and ("core", "0001_tables") not in applied:
        raise CannotStart(
            "this database was made by a version before 1.0, which this one cannot upgrade: start "
            "with an empty home or database, or go back to the version that made it"
        )


def record() -> None:
    """Note in the home which database it serves from now on."""
    serves.write(Path(os.environ["TOWNLINE_HOME"]))


def missing_migrations() -> list[str]:
    """List the migrations the database lacks, in order."""
    from django.db import connection  # noqa: PLC0415 -- needs Django to be ready
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 -- the same

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]

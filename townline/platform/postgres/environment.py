"""What every command needs first: a home, its database, and the variables that name them."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from townline.platform.core.commands import CannotStart
from townline.platform.core.paths import ROOT
from townline.platform.postgres import (
    DatabaseUnavailable,
    EmbeddedPostgres,
    config_files,
    run_as,
    serves,
)

DEFAULT_HOME = ROOT / "var" / "home"
DEFAULT_TIME_ZONE = "Asia/Seoul"
# It is the name of a schema, of channels (63 bytes at most) and of a queue, and is never quoted
# where PostgreSQL's options are read.
_DISTRICT = re.compile(r"(?!pg_|public$|information_schema$)[a-z][a-z0-9_]{0,39}")


def enter(home: Path | None) -> Path:
    """Choose the home: option, TOWNLINE_HOME, the configured one (``config_files``), ./var/home.

    Takes the settings of its file, and, run by root, the account of its owner.
    Raises CannotStart where several homes could be meant, or the file has a mistake.
    """
    chosen = (home or usual_home()).absolute()
    # What a supervisor starts goes by what it has read: a mistake made since ends no process.
    if "TOWNLINE_SUPERVISED" not in os.environ and (file := config_files.of_home(chosen)):
        config_files.apply(file)
    run_as.become_owner(chosen)
    serves.use_district(chosen)
    return chosen


def usual_home() -> Path:
    """Give the home that is meant where none is named. Raises CannotStart where many could be."""
    if given := os.environ.get("TOWNLINE_HOME"):
        return Path(given)
    homes = config_files.homes()
    if len(homes) > 1:
        names = ", ".join(map(str, homes))
        raise CannotStart(f"several homes are served here ({names}): name one with --home")
    return homes[0] if homes else DEFAULT_HOME


def use_home(home: Path | None) -> Path:
    """Enter the home, make it if need be, and name it to the rest."""
    chosen = enter(home)
    check_district(os.environ.get("TOWNLINE_DISTRICT", "handeul"))
    try:
        chosen.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"the home {chosen} cannot be made: {error.strerror}") from error
    os.environ["TOWNLINE_HOME"] = str(chosen)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "townline.config.settings")
    os.environ.setdefault("TOWNLINE_KEYS_FILE", str(chosen / "keys.json"))
    # The lines of all processes tell the same time, those before Django's start included.
    os.environ.setdefault("TZ", DEFAULT_TIME_ZONE)
    time.tzset()
    return chosen


def check_district(name: str) -> None:
    """Refuse a name that cannot be a schema's. Raises CannotStart."""
    if not _DISTRICT.fullmatch(name):
        raise CannotStart(
            f"TOWNLINE_DISTRICT={name!r} cannot be used: up to 40 small letters, digits and _, "
            "a letter first; not public, and not beginning with pg_"
        )


def has_database(home: Path) -> bool:
    """Say whether there is a database to look at: named, recorded or its own."""
    return has_data(home) or (home / serves.NAME).exists()


def has_data(home: Path) -> bool:
    """Say whether there is a database now: a server that is named, or the home's own."""
    own = home / "database" / "data" / "PG_VERSION"
    return bool(os.environ.get("TOWNLINE_DATABASE_URL")) or own.exists()


def embedded_server(home: Path) -> EmbeddedPostgres | None:
    """Return the home's own database server, or None if TOWNLINE_DATABASE_URL names another."""
    if os.environ.get("TOWNLINE_DATABASE_URL"):
        return None
    return EmbeddedPostgres(home)


@contextmanager
def database(home: Path, *, move: bool = False) -> Iterator[EmbeddedPostgres | None]:
    """Have the database for a while: started if nobody has it yet, left to others at the end.

    Raises CannotStart for another one than the home serves, unless it is to ``move`` there.
    """
    if not move:
        serves.check(home)
    try:
        server = embedded_server(home)
        if server is not None:
            os.environ["TOWNLINE_DATABASE_URL"] = server.ensure()
    except DatabaseUnavailable as error:
        raise CannotStart(str(error)) from error
    try:
        yield server
    finally:
        if server is not None:
            server.stop()
            # Only ours: what the caller had set stays.
            os.environ.pop("TOWNLINE_DATABASE_URL", None)

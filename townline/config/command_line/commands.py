"""What each command does: prepares the surroundings, then calls the room that owns the thing."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from townline.platform.core import django_setup, logs
from townline.platform.core.commands import CannotStart, write_line
from townline.platform.core.error_context import working
from townline.platform.postgres import environment, serves, stamp


def run(options: Namespace) -> int:
    """``townline run``."""
    from townline.config.processes import calling  # noqa: PLC0415 -- others need not load it
    from townline.platform.processes.run import run as run_all  # noqa: PLC0415 -- the same

    return run_all(options, calls=lambda folder: calling.prepare(folder, demo=options.demo))


def process(options: Namespace) -> int:
    """``townline process NAME``: the environment names the database and the sockets."""
    from townline.platform.processes.process import run as run_one  # noqa: PLC0415 -- others need not load it

    home = environment.use_home(options.home)
    if not os.environ.get("TOWNLINE_DATABASE_URL"):
        raise CannotStart("TOWNLINE_DATABASE_URL is not set; a process alone starts no database")
    serves.check(home)
    run_one(options.name)
    return 0


@contextmanager
def ready(options: Namespace) -> Iterator[None]:
    """Have the home, its database, its keys and Django."""
    home = environment.use_home(options.home)
    logs.configure("townline")
    with environment.database(home, move=getattr(options, "move", False)):
        from townline.platform.core.keys import crypto  # noqa: PLC0415 -- needs the home to be named
        from townline.platform.processes import preparing  # noqa: PLC0415 -- the same

        try:
            preparing.keys()
        except crypto.KeysUnusable as error:
            raise CannotStart(str(error)) from error
        django_setup.set_up()
        import psycopg.errors  # noqa: PLC0415 -- the same
        from django.db import ProgrammingError  # noqa: PLC0415 -- needs Django

        try:
            yield
        except ProgrammingError as error:
            if isinstance(error.__cause__, psycopg.errors.UndefinedTable):
                words = "the database lacks tables of this version: run townline prepare first"
                raise CannotStart(words) from error
            raise
        finally:
            _close_connections()


def _close_connections() -> None:
    from django.db import connections  # noqa: PLC0415 -- needs Django to be ready
    from django.db.backends.postgresql.base import DatabaseWrapper  # noqa: PLC0415 -- the same

    for each in connections.all(initialized_only=True):
        each.close()
        if isinstance(each, DatabaseWrapper):
            each.close_pool()


def prepare(options: Namespace) -> int:
    """``townline prepare``: all that ``run`` does before it starts its processes."""
    from townline.config import prepare as steps  # noqa: PLC0415 -- others need not load it
    from townline.platform.processes import preparing  # noqa: PLC0415 -- the same

    with ready(options):
        with working("updating the tables of the database"):
            preparing.migrate()
        with working("comparing the encryption keys with the database"):
            preparing.keys_fit()
        preparing.record()
        if os.environ.get("TOWNLINE_DEMO") == "1":
            with steps.demo_map():
                steps.demo()
        elif os.environ.get("TOWNLINE_SAMPLE") == "1":
            steps.district()
        stamp.put()
    return 0


def migrate(options: Namespace) -> int:
    """``townline migrate``."""
    from townline.platform.processes import preparing  # noqa: PLC0415 -- others need not load it

    with ready(options), working("updating the tables of the database"):
        preparing.migrate()
        preparing.record()
    return 0


def token(options: Namespace) -> int:
    """``townline token NAME --scopes S,S``: prints the token, of which only a hash is kept."""
    scopes = [scope.strip() for scope in options.scopes.split(",") if scope.strip()]
    with ready(options):
        from townline.config.tokens import make  # noqa: PLC0415 -- needs Django

        write_line(make(options.name, scopes, options.label))
    return 0


def doctor(options: Namespace) -> int:
    """``townline doctor``: a line per check; exit code 1 if something is bad."""
    from townline.config.command_line.doctor import examine  # noqa: PLC0415 -- others need not load it

    return examine(options)

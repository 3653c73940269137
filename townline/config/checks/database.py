"""The database: durability, tables, clock, room."""

import datetime as dt
from collections.abc import Iterator

from django.db import connection

from townline.config import prepare
from townline.config.checks.finding import Finding, Level, bad, graded, ok, span, warn

# More than this between two clocks shifts deadlines visibly.
CLOCK_SECONDS = 5
VERSIONS = (17, 18)


def _one(query: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row: tuple[object, ...] = cursor.fetchone()
        return row


def version(_now: dt.datetime) -> Iterator[Finding]:
    """Look which server it is."""
    (text,) = _one("SHOW server_version")
    major = int(str(text).split(".")[0])
    if major in VERSIONS:
        yield ok("database", f"PostgreSQL {text} answers")
    else:
        yield warn("database", f"PostgreSQL {text}", "17 and 18 are tested; plan to move")


def durability(_now: dt.datetime) -> Iterator[Finding]:
    """Look whether an acknowledged text is really on the disk."""
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        (value,) = _one(f"SHOW {setting}")
        if value == "off":
            advice = "switch it on in postgresql.conf: a power cut loses acknowledged texts"
            yield bad("durability", f"{setting} is off", advice)
            return
    yield ok("durability", "what is acknowledged is on disk (fsync, synchronous_commit)")


def tables(_now: dt.datetime) -> Iterator[Finding]:
    """Look whether all migrations have been applied."""
    missing = prepare.missing_migrations()
    if missing:
        yield bad("tables", f"{len(missing)} migrations are missing", "run: townline migrate")
    else:
        yield ok("tables", "up to date")


def clock(now: dt.datetime) -> Iterator[Finding]:
    """Look whether the clocks agree, and whether the history lies in the past."""
    their, newest = _one("SELECT now(), (SELECT max(at) FROM core_transition)")
    assert isinstance(their, dt.datetime)  # noqa: S101 -- PostgreSQL's now()
    apart = abs((their - now).total_seconds())
    advice = "set the clocks by NTP: deadlines are counted on them"
    if apart > CLOCK_SECONDS:
        yield bad("clock", f"this machine and the database are {span(apart)} apart", advice)
    elif isinstance(newest, dt.datetime) and newest > now + dt.timedelta(minutes=1):
        ahead = span((newest - now).total_seconds())
        yield bad("clock", f"the newest entry of the history lies {ahead} ahead of now", advice)
    else:
        yield ok("clock", f"{now.astimezone():%Y-%m-%d %H:%M:%S %Z}; the database agrees")


def connections(_now: dt.datetime) -> Iterator[Finding]:
    """Look how many connections are taken, and whether one holds a transaction open."""
    used, limit, oldest = _one(
        "SELECT count(*), current_setting('max_connections')::int,"
        " max(extract(epoch FROM now() - xact_start)) FILTER (WHERE state <> 'idle')"
        " FROM pg_stat_activity WHERE backend_type = 'client backend'"
    )
    share = int(str(used)) / int(str(limit))
    level = graded(share, warn_at=0.7, bad_at=0.95)
    advice = "" if level is Level.OK else "raise max_connections, or run fewer processes"
    yield Finding(level, "connections", f"{used} of {limit} taken", advice)
    held = float(str(oldest or 0))
    if held > 60:  # noqa: PLR2004 -- seconds; ours last milliseconds
        advice = "see pg_stat_activity; end it with pg_terminate_backend(pid)"
        yield warn("connections", f"a transaction has been open for {span(held)}", advice)


DATABASE = (version, durability, tables, clock, connections)

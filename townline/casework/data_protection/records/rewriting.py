"""Taking erased words from the disk: at night tables are written anew, and the log is let go.

An erased row stays in its table's file until it is written over, and in the write-ahead log until
that is removed. Whoever holds a transaction open (a backup) still sees the old rows, so that they
would be carried over: then it is tried again ten minutes later, as where a table is in use.
"""

import datetime as dt
import logging
import os
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from psycopg import errors, sql

from townline.platform.core import clock, district
from townline.platform.core.history import marks
from townline.platform.core.models import ACCESS_EVENTS, Transition
from townline.platform.core.personal_data import retention
from townline.platform.core.personal_data.persons import EVENT

log = logging.getLogger(__name__)

NAME = "erased_rewritten"
FROM, UNTIL = dt.time(3, 40), dt.time(6, 0)  # in the district's time
# Whoever wants to read a table waits behind us for as long as we wait for it.
_PATIENCE = "2s"
_LOCK = "townline erased words"
_CHANGED = """
SELECT relname, n_tup_upd + n_tup_del FROM pg_stat_all_tables
WHERE schemaname = %s ORDER BY relname
"""
_OLD_VIEWS = """
SELECT 1 FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid()
AND datname = current_database() AND xact_start < now() - interval '1 minute' LIMIT 1
"""
_AHEAD = """
SELECT count(*) FROM pg_ls_waldir()
WHERE length(name) = 24 AND name > pg_walfile_name(pg_current_wal_lsn())
"""

type Link = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """``changed``: how often rows of each table written anew had been; ``log``: let go as well."""

    changed: dict[str, int]
    log: bool


def is_due(now: dt.datetime) -> bool:
    """Say whether it is night, and something was erased since the last time."""
    local = now.astimezone(district.current().zone).time()
    if not FROM <= local < UNTIL:
        return False
    last = marks.mark_get(NAME)
    since = last.at if last else dt.datetime.min.replace(tzinfo=dt.UTC)
    persons = Transition.objects.filter(event__in=ACCESS_EVENTS, event=EVENT, at__gt=since)
    if persons.exists():
        return True
    nights = Transition.objects.filter(
        subject=retention.SUBJECT, event=retention.EVENT, at__gt=since
    )
    return any(any(went.values()) for went in nights.values_list("data", flat=True))


def run(now: dt.datetime) -> bool:
    """Take what was erased from the disk; say whether all is done, else it is tried again."""
    last = marks.mark_get(NAME)
    known: dict[str, int] = last.data.get("changed", {}) if last else {}
    with psycopg.connect(os.environ["TOWNLINE_DATABASE_URL"], autocommit=True) as link:
        done = rewritten(link, settings.TOWNLINE_DISTRICT, known)
    if done is None:
        return False
    marks.mark_put(NAME, at=now, changed=known | done.changed, log=done.log)
    log.info("erased: %s tables written anew, log let go: %s", len(done.changed), done.log)
    return True


def rewritten(link: Link, schema: str, known: dict[str, int]) -> Done | None:
    """Write anew each table that changed since ``known``, then let the log go.

    ``link`` commits by itself. None where somebody else is at it, reads old rows, or uses a table.
    """
    lock_query = "SELECT pg_try_advisory_lock(hashtext(%s))"
    row = link.execute(lock_query, [f"{_LOCK} {schema}"]).fetchone()
    if row is None or not row[0] or link.execute(_OLD_VIEWS).fetchone():
        return None
    link.execute(sql.SQL("SET lock_timeout = {}").format(_PATIENCE))
    rows = link.execute(_CHANGED, [schema]).fetchall()
    changed = {name: times for name, times in rows if known.get(name) != times}
    try:
        for name in changed:
            table = sql.Identifier(schema, name)
            link.execute(sql.SQL("VACUUM (FULL, ANALYZE) {}").format(table))
        # Some values of each column are kept as statistics.
        link.execute("VACUUM FULL pg_catalog.pg_statistic")
    except errors.LockNotAvailable:
        return None
    return Done(changed=changed, log=_release_log(link))


def _release_log(link: Link) -> bool:
    """Have the log of before removed; False where the role may not (an office's own server)."""
    try:
        link.execute("CHECKPOINT")
        # Files that stand ready may be old ones: each is filled once.
        row = link.execute(_AHEAD).fetchone()
        for _ in range(1 + (row[0] if row else 0)):
            link.execute("SELECT pg_logical_emit_message(false, 'townline', '')")
            link.execute("SELECT pg_switch_wal()")
        link.execute("CHECKPOINT")
    except errors.InsufficientPrivilege:
        log.warning("the log of the database holds erased words until its server removes it")
        return False
    return True


def run_if_due(now: dt.datetime | None = None) -> bool:
    """Do the night's work where there is any; say whether it was done."""
    now = now or clock.now()
    try:
        return is_due(now) and run(now)
    except district.DistrictMissing:
        return False

"""Changing the keys while the house is at work (``townline keys rotate``).

The steps are in the keys file, which every process reads again when it changes, and the rows
themselves say under which key they lie: so it can be stopped, even killed, at any moment, and
the next call goes on.
"""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.core.commands import CannotStart
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto, keys_file, sealed
from townline.platform.core.keys.crypto import Phase
from townline.platform.departments import api as departments

type Reporter = Callable[[str], None]

SETTLE = 1.0  # seconds in which whoever has just read the file begins its transaction
_POLL = 0.2
_MAX_PASSES = 5
_REPORT_SECONDS = 5.0


def rotate(*, field: bool, lookup: bool, report: Reporter) -> None:
    """Change keys, or go on with the change that was interrupted."""
    with _alone():
        if crypto.ring().changing:
            report("going on with the change of keys that was interrupted")
        else:
            backup = keys_file.announce(path(), field=field, lookup=lookup, now=clock.now())
            _record("keys:rotation:begin", field=field, lookup=lookup)
            report(f"new keys added; the file as it was is kept as {backup}")
        _go_on(report)


def rewrite(*, report: Reporter) -> None:
    """Bring a database from before a change of keys (a backup) under the present ones."""
    with _alone():
        if not crypto.ring().changing:
            keys_file.rewrite(path(), now=clock.now())
            _record("keys:rotation:rewrite")
        _go_on(report)


def retire(*, report: Reporter) -> None:
    """Take the old keys out of the file. Raises CannotStart while anything may need them."""
    with _alone():
        ring = crypto.ring()
        if ring.changing:
            raise CannotStart("a change of keys is not finished; run: townline keys rotate")
        if len(ring.field) + len(ring.lookups) == 2:  # noqa: PLR2004 -- one of each kind
            raise CannotStart("there are no old keys in the file")
        if conversations.health(clock.now()).parts_loose:
            raise CannotStart("parts of long texts are just waiting for others; try again soon")
        if stale := sum(map(sealed.stale_count, sealed.TABLES.value)):
            words = f"{stale} rows still lie under old keys; run: townline keys rotate --rewrite"
            raise CannotStart(words)
        backup = keys_file.retire(path(), now=clock.now())
        _record("keys:previous:retire")
        report(f"old keys taken out; only {backup} and earlier copies still have them.")
        report("Move those away from this machine; backups made under old keys need them.")


def sign_anew(*, report: Reporter) -> None:
    """Change the key that signs sessions and links of sign-in: everybody is signed out.

    Processes read it at their start only. Until they are started anew the old key goes on
    signing, and what it signed meanwhile ends with them.
    """
    with _alone():
        if crypto.ring().changing:
            raise CannotStart("a change of keys is not finished; run: townline keys rotate")
        backup = keys_file.sign_anew(path(), now=clock.now())
        with transaction.atomic():
            ended = departments.sessions_end_all(now=clock.now())
            _record("keys:signing:renew")
    report(f"new signing key; {ended} sessions ended; the file as it was is kept as {backup}")
    report("Now start all processes anew (systemctl restart townline.target): until then the old")
    report("key still signs. Links by which somebody was to choose a password must be given again.")


def path() -> Path:
    """Name the keys file of this home."""
    return Path(os.environ["TOWNLINE_KEYS_FILE"])


def _go_on(report: Reporter) -> None:
    if crypto.ring().phase is Phase.ANNOUNCED:
        _others_end(report, settle=True)
        keys_file.promote(path())
        report("the new keys write from now on")
    _others_end(report, settle=True)
    for _ in range(_MAX_PASSES):
        for table in sealed.TABLES.value:
            _rewrite(table, report)
            # What was read from this table under old keys may just be on its way to the next.
            _others_end(report, settle=False)
        if not sum(map(sealed.stale_count, sealed.TABLES.value)):
            keys_file.finish(path())
            _record("keys:rotation:finish")
            report("done: everything lies under the new keys; the old ones only open older backups")
            return
    raise CannotStart(
        "rows under old keys keep coming: is a process at work with another copy of the keys "
        "file? Give it this one, then run: townline keys rotate"
    )


def _rewrite(table: sealed.Sealed, report: Reporter) -> None:
    total, seen, changed, reported_at = table.count(), 0, 0, clock.ticks()
    with crypto.hold_ring():
        for more, written in sealed.rewrite(table):
            seen, changed = seen + more, changed + written
            if clock.ticks() - reported_at > _REPORT_SECONDS:
                reported_at = clock.ticks()
                report(f"{table.name}: {seen} of {total}")
    report(f"{table.name}: {total} looked at, {changed} rewritten")


@contextmanager
def _alone() -> Iterator[None]:
    """Let one change of keys be at work at a time."""
    if not _lock():
        raise CannotStart("another change of keys is at work")
    try:
        yield
    finally:
        _unlock()


def is_at_work() -> bool:
    """Say whether somebody is changing keys at this moment."""
    if not _lock():
        return True
    _unlock()
    return False


def _lock() -> bool:
    return bool(_ask("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"))


def _unlock() -> None:
    _ask("SELECT pg_advisory_unlock(hashtextextended(%s, 0))")


def _ask(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query, [f"{settings.TOWNLINE_DISTRICT}:keys"])
        row = cursor.fetchone()
    return row[0] if row else None


def _others_end(report: Reporter, *, settle: bool) -> None:
    """Wait until every transaction has ended that may still go by the ring of before."""
    if settle:
        time.sleep(SETTLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (mark,) = cursor.fetchone()
    reported_at = clock.ticks()
    while count := _older(mark):
        if clock.ticks() - reported_at > _REPORT_SECONDS:
            reported_at = clock.ticks()
            report(f"waiting for {count} transactions that began before")
        time.sleep(_POLL)


def _older(mark: dt.datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            " AND xact_start < %s",
            [mark],
        )
        (count,) = cursor.fetchone()
    return int(count)


def _record(event: str, **data: bool) -> None:
    with transaction.atomic():
        audit.record(
            audit.AuditEntry(
                subject="keys", event=event, actor=audit.SERVER, at=clock.now(), data=data
            )
        )

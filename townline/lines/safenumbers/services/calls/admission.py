"""What a new call is judged by: one question to the database, after waiting in line."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from townline.lines.safenumbers.rules.leases import LIVE
from townline.lines.safenumbers.rules.limits import DAY
from townline.lines.safenumbers.selectors.leases import COLUMNS, LeaseView, lease_of_row
from townline.lines.safenumbers.services.numbers import queue_key
from townline.platform.core.keys import crypto

_STATES = ", ".join(f"'{state}'" for state in sorted(LIVE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """``lease``: whose number was dialled. ``blocked``: its owner or the district bars the caller.

    ``reached``: how many safe numbers the caller got through to within a day, ``is_new``: not to
    this one, ``last``: when last.
    """

    lease: LeaseView | None
    blocked: bool
    reached: int
    is_new: bool
    last: dt.datetime | None


# The second statement of one message sees what the one before in line has written: in READ
# COMMITTED each statement looks anew. In one question, for the caller waits while we ask.
_WAIT = "SELECT pg_advisory_xact_lock(%(place)s);"
_ASK = f"""
WITH mine AS (
  SELECT number, max(begun_at) AS last FROM safenumbers_call
  WHERE caller_lookup = ANY(%(who)s::bytea[]) AND caller_lookup <> ''::bytea
    AND begun_at > %(since)s AND number <> '' AND outcome <> 'limited'
  GROUP BY number),
found AS (
  SELECT {COLUMNS} FROM safenumbers_lease AS lease
  WHERE number_id = %(leased)s AND state IN ({_STATES}))
SELECT
  EXISTS (SELECT FROM safenumbers_numberblock AS block
    WHERE block.number_lookup = ANY(%(who)s::bytea[]) AND block.ended_at IS NULL
      AND (block.until IS NULL OR block.until > %(now)s)
      AND (block.lease_id IS NULL OR block.lease_id = found.id)),
  (SELECT count(*) FROM mine),
  NOT EXISTS (SELECT FROM mine WHERE mine.number = %(number)s),
  (SELECT max(mine.last) FROM mine),
  found.*
FROM (SELECT) AS one LEFT JOIN found ON true
"""  # noqa: S608 -- the columns and states are names of ours


def admission_of(*, who: str | None, number: str, leased: str, now: dt.datetime) -> Admission:
    """Find it all, in the caller's transaction.

    ``who``: E.164, None where hidden. ``number``: twelve digits, "" if none of ours; ``leased``:
    the same, "" where no lease is looked for. One caller's calls come here one after the other.
    """
    values: dict[str, Any] = {
        "who": crypto.ring().lookups_of(who) if who else [],
        "since": now - DAY,
        "now": now,
        "number": number,
        "leased": leased,
    }
    if who and number:
        return _read(_row(_WAIT + _ASK, values | {"place": queue_key(f"walk of {who}")}))
    return _read(_row(_ASK, values))


def _row(statements: str, values: dict[str, Any]) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statements, values)
        while cursor.nextset():  # the answer is that of the last statement
            pass
        row: Sequence[Any] = cursor.fetchone()
        return row


def _read(row: Sequence[Any]) -> Admission:
    blocked, reached, is_new, last, *lease = row
    return Admission(
        lease=lease_of_row(lease) if lease[0] else None,
        blocked=blocked,
        reached=reached,
        is_new=is_new,
        last=last,
    )

"""How safe numbers are used: issued, called, settled without talking. Constant in queries."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection

from townline.platform.core import district

# One contact: a request, or a call that was talked through. An owner who was asked and then
# talked as well counts as having talked.
_FIGURES = """
WITH request AS (
  SELECT r.*, EXISTS (
    SELECT 1 FROM safenumbers_call c WHERE c.request_id = r.id AND c.talked_at IS NOT NULL
  ) AS talked
  FROM safenumbers_request r WHERE r.made_at >= %(since)s AND r.made_at < %(until)s),
call AS (
  SELECT * FROM safenumbers_call WHERE begun_at >= %(since)s AND begun_at < %(until)s)
SELECT
  (SELECT count(*) FROM safenumbers_lease
    WHERE issued_at >= %(since)s AND issued_at < %(until)s) AS issued,
  (SELECT count(*) FROM safenumbers_lease WHERE state IN ('active', 'suspended')) AS in_use,
  (SELECT count(*) FROM call) AS calls,
  (SELECT count(*) FROM call WHERE talked_at IS NOT NULL) AS talked,
  (SELECT count(*) FROM request) AS requests,
  (SELECT count(*) FROM request WHERE via = 'call') AS by_call,
  (SELECT count(*) FROM request WHERE via = 'qr') AS by_qr,
  (SELECT count(*) FROM request WHERE via = 'text') AS by_text,
  (SELECT count(*) FROM request WHERE via = 'office') AS by_office,
  (SELECT count(*) FROM request WHERE answer <> '') AS answered,
  (SELECT count(*) FROM request WHERE answer <> '' AND NOT talked) AS settled,
  (SELECT extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (
      ORDER BY answered_at - coalesce(sent_at, made_at)))
    FROM request WHERE answer <> '') AS median_seconds
"""
_BLOCKED_COUNTS = """
SELECT what, sum(count)::int FROM safenumbers_daycount
WHERE day >= %s AND day < %s GROUP BY what
"""
SPAM = ("text_spam", "text_blocked", "calls_blocked", "requests_blocked")
LIMITED = ("calls_limited", "requests_limited", "codes_limited", "walk_slowed", "walk_refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeFigures:
    """What happened in a time. ``settled``: answered without talking, of ``contacts``.

    ``median_seconds``: from the text to the owner until the answer; None without any answer.
    ``spam``: texts, calls and requests that were kept from owners; ``limited``: held back.
    """

    issued: int
    in_use: int
    calls: int
    talked: int
    requests: int
    by_call: int
    by_qr: int
    by_text: int
    by_office: int
    answered: int
    settled: int
    median_seconds: float | None
    spam: int
    limited: int

    @property
    def contacts(self) -> int:
        """Contacts that came to something: answered without talking, or talked through."""
        return self.settled + self.talked

    @property
    def settled_percent(self) -> int | None:
        """The share that was settled without talking, in whole percent; None without any."""
        return round(self.settled * 100 / self.contacts) if self.contacts else None


def safe_figures(*, since: dt.datetime, until: dt.datetime) -> SafeFigures:
    """Count what happened from ``since`` until before ``until``, with two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, {"since": since, "until": until})
        row = cursor.fetchone()
        names = [column.name for column in cursor.description or ()]
        cursor.execute(_BLOCKED_COUNTS, _days(since, until))
        out: dict[str, int] = dict(cursor.fetchall())
    values: dict[str, Any] = dict(zip(names, row or (), strict=True))
    if values["median_seconds"] is not None:
        values["median_seconds"] = float(values["median_seconds"])
    spam_figures = {"spam": sum(out.get(name, 0) for name in SPAM)}
    return SafeFigures(**values, **spam_figures, limited=sum(out.get(name, 0) for name in LIMITED))


def _days(*moments: dt.datetime) -> list[dt.date]:
    """Give the district's days of moments, whose counts they are."""
    zone = district.current().zone
    return [at.astimezone(zone).date() for at in moments]


def blocked_counts(*, day: dt.date) -> dict[str, int]:
    """Give what was counted on one day of the district, by what it was."""
    with connection.cursor() as cursor:
        cursor.execute(_BLOCKED_COUNTS, [day, day + dt.timedelta(days=1)])
        return dict(cursor.fetchall())

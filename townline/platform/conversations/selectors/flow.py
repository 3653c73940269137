"""Whether anybody takes what waits: judged by the work that is done, not by who is there."""

import datetime as dt

from django.db import connection

# Where the last routed text may lie: among the newest, or just below the oldest that waits.
_NEAR = 200
_ROUTING = """
WITH oldest AS (
  SELECT id, received_at FROM conversations_incomingtext
  WHERE state = 'waiting' ORDER BY id LIMIT 1)
SELECT received_at, (SELECT max(routed_at) FROM (
  (SELECT routed_at FROM conversations_incomingtext ORDER BY id DESC LIMIT %(near)s)
  UNION ALL
  (SELECT routed_at FROM conversations_incomingtext t
   WHERE t.id < oldest.id ORDER BY id DESC LIMIT %(near)s)) AS near)
FROM oldest
"""


def routing_idle_s(now: dt.datetime) -> float:
    """Give for how many seconds a text has waited though none was routed; 0: none waits."""
    with connection.cursor() as cursor:
        cursor.execute(_ROUTING, {"near": _NEAR})
        row: tuple[dt.datetime, dt.datetime | None] | None = cursor.fetchone()
    if row is None:
        return 0.0
    received, routed = row
    return max(0.0, (now - max(received, routed or received)).total_seconds())

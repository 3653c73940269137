"""When texts came in: once an hour for each resident, so that ten photos of one are no crowd."""

import datetime as dt

from django.db import connection

_EACH = """
SELECT min(received_at) FROM conversations_incomingtext
WHERE received_at >= %s AND received_at < %s
GROUP BY COALESCE(resident_id, -id), date_bin('1 hour', received_at, 'epoch'::timestamptz)
ORDER BY 1
"""


def arrivals(since: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
    """Give when texts came in, once an hour for each resident, sorted; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_EACH, [since, until])
        return [at for (at,) in cursor.fetchall()]

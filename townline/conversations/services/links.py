"""How the links are."""

import datetime as dt

from django.db import connection, transaction

from townline.core import charsets, live

_REPORT = """
INSERT INTO conversations_linkstatus AS l (transport, state, since, detail, seen_at)
VALUES (%(transport)s, %(state)s, %(now)s, %(detail)s, %(now)s)
ON CONFLICT (transport) DO UPDATE SET
  since = CASE WHEN l.state = excluded.state THEN l.since ELSE excluded.since END,
  state = excluded.state, detail = excluded.detail, seen_at = excluded.seen_at
RETURNING l.since = %(now)s
"""


@transaction.atomic
def link_report(*, transport: str, state: str, detail: str, now: dt.datetime) -> None:
    values: dict[str, str | dt.datetime] = {
        "transport": transport,
        "state": state,
        "detail": charsets.clean(detail)[:200],
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_REPORT, values)
        if cursor.fetchone()[0]:
            live.publish("link", transport)

"""How long the line has been quiet."""

import datetime as dt

from django.db import connection

from townline.platform.conversations.models import IncomingText
from townline.platform.conversations.rules import silence as rules
from townline.platform.core import district

# Minutes are fine enough for gaps of hours, and keep a busy line's answer short.
_ARRIVALS = """
SELECT min(received_at) FROM conversations_incomingtext
WHERE received_at > %s AND received_at <= %s
GROUP BY date_bin('1 minute', received_at, 'epoch'::timestamptz) ORDER BY 1
"""


def line_silence(*, now: dt.datetime) -> rules.Silence | None:
    """Weigh how long nothing has come in; None when less than an hour, or the past is too short."""
    newest = IncomingText.objects.order_by("-id").values_list("received_at", flat=True).first()
    if newest is None or now - newest <= rules.LEAST:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVALS, [now - rules.HISTORY, now])
        arrivals = [row[0] for row in cursor.fetchall()]
    return rules.silence(arrivals, now=now, zone=district.current().zone)

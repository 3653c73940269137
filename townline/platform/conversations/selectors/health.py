"""Figures for pages and for the person on duty."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, Expression, Subquery, Value, When

from townline.platform.conversations.models import PAGE, IncomingText, LinkStatus
from townline.platform.conversations.rules import silence as rules
from townline.platform.core import district
from townline.platform.core.outgoing.outbox import SKEW


@dataclass(frozen=True, slots=True)
class LinkView:
    """One link as it was last reported; ``state`` is the transport's own word.

    One that is not ``serving`` stepped back for ``reason``; others go before it. ``photos``: how
    many it carries with one text.
    """

    transport: str
    state: str
    since: dt.datetime
    detail: str
    seen_at: dt.datetime
    priority: int = 100
    carries: str = "segments"
    photos: int = 0
    serving: bool = True
    reason: str = ""


def links() -> list[LinkView]:
    """Give the state of each link, by name."""
    rows = LinkStatus.objects.order_by("transport")
    return [LinkView(**{name: getattr(row, name) for name in LinkView.__slots__}) for row in rows]


def last_received_at(*, transport: str) -> dt.datetime | None:
    """Give when the last text came in by this transport; None when none ever did."""
    texts = IncomingText.objects.filter(transport=transport).order_by("-id")
    return texts.values_list("received_at", flat=True).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Counts, and the age of the oldest in seconds (None: there is none).

    ``queued`` counts what may go out now; a text held back until later is not late. ``ahead``
    counts what a clock queued that was set back since.
    """

    waiting: int
    waiting_oldest_s: float | None
    failed: int
    unknown: int
    queued: int
    queued_oldest_s: float | None
    parts_loose: int
    ahead: int


_HEALTH = """
SELECT w.n, w.oldest, f.n, u.n, q.n, q.oldest, p.n, a.n FROM
 (SELECT count(*) n, extract(epoch FROM %(now)s - min(received_at)) oldest
  FROM conversations_incomingtext WHERE state = 'waiting') w,
 (SELECT count(*) n FROM conversations_incomingtext WHERE state = 'failed') f,
 (SELECT count(*) n FROM conversations_outgoingtext WHERE state = 'unknown') u,
 (SELECT count(*) n, extract(epoch FROM %(now)s - min(not_before)) oldest
  FROM conversations_outgoingtext WHERE state = 'queued' AND not_before <= %(now)s) q,
 (SELECT count(*) n FROM conversations_textpart WHERE text_id IS NULL) p,
 (SELECT count(*) n FROM conversations_outgoingtext
  WHERE state = 'queued' AND not_before > %(now)s AND queued_at > %(soon)s) a
"""


def health(now: dt.datetime) -> Health:
    """Count what waits, failed, or is unknown, with one query."""
    with connection.cursor() as cursor:
        cursor.execute(_HEALTH, {"now": now, "soon": now + SKEW})
        waiting, waited, failed, unknown, queued, held, loose, ahead = cursor.fetchone()
    return Health(
        waiting=waiting,
        waiting_oldest_s=None if waited is None else float(waited),
        failed=failed,
        unknown=unknown,
        queued=queued,
        queued_oldest_s=None if held is None else float(held),
        parts_loose=loose,
        ahead=ahead,
    )


# How long the line has been quiet.

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


# How many texts of each kind there are, for figures.

_TRAFFIC = """
SELECT 'in', transport, state, count(*) FROM conversations_incomingtext GROUP BY transport, state
UNION ALL
SELECT 'out', transport, state, count(*) FROM conversations_outgoingtext GROUP BY transport, state
UNION ALL
SELECT 'receipt', transport, message_state, count(*)
  FROM conversations_receivedreceipt GROUP BY transport, message_state
"""


@dataclass(frozen=True, slots=True)
class Traffic:
    """``sort`` is in, out or receipt; ``transport`` is "" for texts that no link has taken yet."""

    sort: str
    transport: str
    state: str
    count: int


def traffic() -> list[Traffic]:
    """Count texts in and out and receipts, by transport and state, with one query."""
    with connection.cursor() as cursor:
        cursor.execute(_TRAFFIC)
        return [Traffic(*row) for row in cursor.fetchall()]


# By which way a matter first came in.


def first_channel(reference: Expression) -> Subquery:
    """Select how the first text with a reference came in: ``text``, ``photo`` or ``page``.

    ``reference`` is an expression on the outer row. The order is one that no index holds alone,
    so that the few texts are found by their reference.
    """
    channel = Case(
        When(transport=PAGE, then=Value(PAGE)),
        When(photos__gt=0, then=Value("photo")),
        default=Value("text"),
    )
    texts = IncomingText.objects.filter(reference=reference).order_by("received_at", "id")
    return Subquery(texts.values_list(channel)[:1])


# Whether anybody takes what waits: judged by the work that is done, not by who is there.

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


# When texts came in: once an hour for each resident, so that ten photos of one are no crowd.

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

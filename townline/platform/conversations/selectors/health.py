"""Figures for pages and for the person on duty."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from townline.platform.conversations.models import IncomingText, LinkStatus
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

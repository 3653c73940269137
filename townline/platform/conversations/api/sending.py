"""Texts out: what links claim, try, and report."""

import datetime as dt
from collections.abc import Sequence

from townline.platform.conversations.ports import (
    PLAIN_WAY,
    QueryJob,
    SegmentJob,
    SubmitResult,
    TextJob,
    TransportProfile,
)
from townline.platform.conversations.services.outgoing import claiming as _claiming
from townline.platform.conversations.services.outgoing import links as _links
from townline.platform.conversations.services.outgoing import querying as _querying
from townline.platform.conversations.services.outgoing import reports as _reports

LEASE = dt.timedelta(seconds=60)


def outgoing_claim(
    *, transport: str, session: str, limit: int, now: dt.datetime, lease: dt.timedelta = LEASE
) -> list[SegmentJob]:
    """Take texts to send: about ``limit`` segments, answers first; [] when none waits.

    None while a better transport serves (rules/routes.py), but those that it did not take.

    Committed when it returns (call it outside a transaction). Each job is to be reported once
    by ``outgoing_report``; what is not reported within the lease is held as unknown.
    """
    return _claiming.outgoing_claim(
        transport=transport, session=session, limit=limit, now=now, lease=lease
    )


def texts_claim(
    *, transport: str, session: str, limit: int, now: dt.datetime, lease: dt.timedelta = LEASE
) -> list[TextJob]:
    """Take whole texts to send, for a provider that cuts them itself; else as outgoing_claim.

    A text that was partly accepted in segments is never among them.
    """
    return _claiming.texts_claim(
        transport=transport, session=session, limit=limit, now=now, lease=lease
    )


def outgoing_report(*, results: Sequence[SubmitResult], now: dt.datetime) -> None:
    """Report what became of claimed segments.

    Refused for now: tried again after 30 s, doubling, at most 6 times. Refused with
    ``elsewhere``: goes by another transport at once, if there is one. Unknown: held. Some
    segments accepted: only the others are ever sent again. Emits OutgoingAccepted and
    OutgoingSettled.
    """
    _reports.outgoing_report(results=results, now=now)


def leases_expire(*, now: dt.datetime) -> int:
    """Hold as unknown what was claimed and not reported in time; return the number of texts."""
    return _reports.leases_expire(now=now)


def segments_to_query(
    *, transport: str, older_than: dt.timedelta, limit: int, now: dt.datetime
) -> list[QueryJob]:
    """Take accepted segments without a receipt, to ask the network about them.

    Each at most once per ``older_than``, and for three days. Answers come back as
    Receipt(queried=True).
    """
    return _querying.segments_to_query(
        transport=transport, older_than=older_than, limit=limit, now=now
    )


def link_report(
    *, transport: str, state: str, detail: str, now: dt.datetime, way: TransportProfile = PLAIN_WAY
) -> None:
    """Say how a link is (``detail`` up to 200 characters, no number, no password).

    A link that is ``down`` or ``refused`` three times in a row steps back behind others of
    whatever priority, until it was ``bound`` for five minutes.
    """
    _links.link_report(transport=transport, state=state, detail=detail, now=now, way=way)


def link_forget(*, transport: str) -> None:
    """Show a link no more: it was taken out of the settings."""
    _links.link_forget(transport=transport)

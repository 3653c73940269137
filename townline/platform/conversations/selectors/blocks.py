"""Blocked senders, and what they wrote."""

import datetime as dt
from dataclasses import dataclass

from townline.platform.conversations.models import IncomingText, SenderBlock
from townline.platform.conversations.rules import BLOCKED
from townline.platform.conversations.selectors.threads import ThreadText, incoming_view


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """One block. ``by`` is the actor as in the history (``staff:12``), with the name then."""

    resident_id: int
    masked: str
    reason: str
    by: str
    by_label: str
    at: dt.datetime
    until: dt.datetime


def blocks_active(now: dt.datetime) -> list[BlockView]:
    """Give the blocks that run, those that end first first; one query."""
    rows = SenderBlock.objects.filter(ended_at=None, until__gt=now).select_related("resident")
    return [
        BlockView(
            resident_id=row.resident_id,
            masked=row.resident.number_masked,
            reason=row.reason,
            by=row.by,
            by_label=row.by_label,
            at=row.at,
            until=row.until,
        )
        for row in rows.order_by("until", "id")
    ]


def blocked_incoming(limit: int) -> list[ThreadText]:
    """Give texts of blocked senders, newest first."""
    rows = IncomingText.objects.defer("payload", "payload_hash", "sender", "sender_lookup")
    return [incoming_view(row) for row in rows.filter(claimed_by=BLOCKED).order_by("-id")[:limit]]

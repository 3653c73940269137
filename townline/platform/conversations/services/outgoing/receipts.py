"""Receipts: kept as they came, matched to a segment, never lowering what is known.

A segment is found by the network's id, else by our own reference within three days, newest
first. A receipt that finds nothing waits for the submit response that names its id.
"""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from townline.platform.conversations.models import OutgoingSegment, ReceivedReceipt
from townline.platform.conversations.ports import Receipt
from townline.platform.conversations.rules import SegmentState
from townline.platform.conversations.services import savepoints
from townline.platform.conversations.services.outgoing.delivery_status import LockedTexts
from townline.platform.conversations.services.savepoints import in_halves
from townline.platform.core.database.rows import rows_update
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.core.text import charsets

log = logging.getLogger(__name__)
WINDOW = dt.timedelta(days=3)
_ON_THE_WAY = {"enroute", "accepted"}
_FAILURES = {"expired", "deleted", "undeliverable", "rejected"}


def receipts_store(*, receipts: Sequence[Receipt], now: dt.datetime) -> None:
    """Keep a batch of receipts and settle what they settle, in the caller's transaction.

    A receipt whose news some room cannot take is kept all the same, as one that matched nothing.
    """
    relevant = [receipt for receipt in receipts if not _idle(receipt)]
    if not relevant:
        return
    savepoints.lock("receipts")
    in_halves(relevant, lambda some: _settle_all(some, now), _keep_only)


def _keep_only(receipt: Receipt, error: Exception) -> None:
    log.error(
        "a receipt settles nothing transport=%s error=%s", receipt.transport, type(error).__name__
    )
    _row(receipt).save(force_insert=True)


def _settle_all(receipts: Sequence[Receipt], now: dt.datetime) -> None:
    rows = [_row(receipt) for receipt in receipts]
    matches = _matches(rows, now)
    held = LockedTexts(match.text_id for match in matches.values())
    changed = {}
    for row in rows:
        match = matches.get(id(row))
        if match is None:
            continue
        segment = held.segments[match.segment_id]
        row.segment = segment
        if settle(segment, row):
            changed[segment.pk] = segment
    ReceivedReceipt.objects.bulk_create(rows)
    held.save(list(changed.values()), actor=audit.NETWORK, now=now)


def _idle(receipt: Receipt) -> bool:
    """Say whether an answer to a question of ours tells nothing; asked often, it fills no table."""
    return receipt.queried and receipt.message_state in _ON_THE_WAY | {"unknown"}


def _row(receipt: Receipt) -> ReceivedReceipt:
    return ReceivedReceipt(
        transport=receipt.transport,
        message_id=charsets.clean(receipt.message_id)[:70],
        user_message_reference=receipt.user_message_reference,
        message_state=receipt.message_state,
        network_error=charsets.clean(receipt.network_error)[:40],
        # A network may write the resident's number into its receipts.
        raw=crypto.ring().seal(receipt.raw) if receipt.raw else b"",
        received_at=receipt.received_at,
    )


@dataclass(frozen=True, slots=True)
class _Match:
    segment_id: int
    text_id: int
    message_id: str


def _matches(rows: Sequence[ReceivedReceipt], now: dt.datetime) -> dict[int, _Match]:
    """Find each receipt's segment with two queries; keys are the rows' identities."""
    ours = OutgoingSegment.objects.filter(transport__in={row.transport for row in rows})
    by_id = _index(ours.filter(message_id__in=_distinct_values(rows, "message_id")), "message_id")
    by_reference = _index(
        ours.filter(
            user_message_reference__in=_distinct_values(rows, "user_message_reference"),
            text__lease_until__gt=now - WINDOW,
        ),
        "user_message_reference",
    )
    matches = {}
    for row in rows:
        match = by_id.get((row.transport, row.message_id))
        numbered = by_reference.get((row.transport, row.user_message_reference))
        # A reference goes round: with another network id it belongs to another segment.
        if match is None and numbered and _same(numbered.message_id, row.message_id):
            match = numbered
        if match is not None:
            matches[id(row)] = match
    return matches


def _distinct_values(rows: Sequence[ReceivedReceipt], column: str) -> set[Any]:
    return {getattr(row, column) for row in rows} - {"", None}


def _index(segments: QuerySet[OutgoingSegment], column: str) -> dict[tuple[str, object], _Match]:
    found = segments.order_by("id").values_list("transport", column, "id", "text_id", "message_id")
    # Later ones overwrite: of several with one reference, the newest is meant.
    return {(transport, key): _Match(*match) for transport, key, *match in found}


def _same(ours: str, theirs: str) -> bool:
    return not ours or not theirs or ours == theirs


def settle(segment: OutgoingSegment, receipt: ReceivedReceipt) -> bool:
    """Write what a receipt says on its segment; say whether it told anything new."""
    if segment.state == SegmentState.DELIVERED or not _news(segment, receipt.message_state):
        return False
    segment.message_id = segment.message_id or receipt.message_id
    segment.message_state = receipt.message_state
    if receipt.message_state in _FAILURES:
        segment.state, segment.settled_at = SegmentState.FAILED, receipt.received_at
        return True
    segment.accepted_at = segment.accepted_at or receipt.received_at
    if receipt.message_state == "delivered":
        segment.state, segment.settled_at = SegmentState.DELIVERED, receipt.received_at
    else:
        segment.state = SegmentState.ACCEPTED
    return True


def _news(segment: OutgoingSegment, message_state: str) -> bool:
    if message_state == "delivered":
        return True
    if message_state in _FAILURES:
        return segment.state != SegmentState.FAILED
    return message_state in _ON_THE_WAY and segment.state in {
        SegmentState.CLAIMED,
        SegmentState.UNKNOWN,
    }


def waiting_match(segments: Sequence[OutgoingSegment], *, now: dt.datetime) -> None:
    """Give segments whose network id has just become known the receipts that came before it."""
    by_id = {(segment.transport, segment.message_id): segment for segment in segments}
    if not by_id:
        return
    waiting = ReceivedReceipt.objects.filter(
        segment=None,
        transport__in={transport for transport, _ in by_id},
        message_id__in={message_id for _, message_id in by_id},
        received_at__gt=now - WINDOW,
    )
    matched = []
    for row in waiting.order_by("id"):
        segment = by_id.get((row.transport, row.message_id))
        if segment is not None:
            row.segment = segment
            settle(segment, row)
            matched.append(row)
    rows_update(ReceivedReceipt, ["segment"], matched)

"""Everything the room keeps of one person, for showing it to them."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from townline.platform.conversations.models import (
    Attachment,
    IncomingText,
    OutgoingText,
    Resident,
    SenderBlock,
)
from townline.platform.core.keys import crypto


def texts_from(resident: Resident) -> QuerySet[IncomingText]:
    """Give a person's texts, also those that no room has taken."""
    lookups = [bytes(resident.number_lookup)]
    if resident.number:
        ring = crypto.ring()
        lookups += ring.lookups_of(ring.decrypt(resident.number))
    return IncomingText.objects.filter(Q(resident=resident) | Q(sender_lookup__in=lookups))


def person_texts(*, resident_id: int) -> dict[str, Any]:
    """Give everything that is kept of a person here, ready for JSON."""
    resident = Resident.objects.get(id=resident_id)
    incoming = texts_from(resident).order_by("id")
    outgoing = OutgoingText.objects.filter(resident=resident).order_by("id")
    return {
        "number": crypto.ring().decrypt(resident.number),
        "language": resident.language,
        "first_seen_at": _iso(resident.created_at),
        "stopped_at": _iso(resident.stopped_at),
        "blocks": [_block(each) for each in SenderBlock.objects.filter(resident=resident)],
        "texts_in": [_incoming(each) for each in incoming],
        "texts_out": [_outgoing(each) for each in outgoing],
        "photos": _photos(resident),
    }


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _block(block: SenderBlock) -> dict[str, Any]:
    return {
        "reason": block.reason,
        "by": block.by_label,
        "at": _iso(block.at),
        "until": _iso(block.until),
        "ended_at": _iso(block.ended_at),
    }


def _incoming(text: IncomingText) -> dict[str, Any]:
    return {
        "id": text.pk,
        "received_at": _iso(text.received_at),
        "body": text.body,
        "state": text.state,
        "reference": text.reference,
        "to": text.destination_addr,
        "transport": text.transport,
        "parts_missing": text.parts_missing,
        "came_again": text.came_again,
        "problem": text.problem,
    }


def _outgoing(text: OutgoingText) -> dict[str, Any]:
    return {
        "id": text.pk,
        "kind": text.kind,
        "queued_at": _iso(text.queued_at),
        "body": text.body,
        "state": text.state,
        "reference": text.reference,
        "transport": text.transport,
        "accepted_at": _iso(text.accepted_at),
        "settled_at": _iso(text.settled_at),
    }


def _photos(resident: Resident) -> list[dict[str, Any]]:
    rows = Attachment.objects.filter(
        Q(incoming__in=texts_from(resident)) | Q(outgoing__resident=resident)
    )
    return [
        {
            "sha256": row.picture.sha256 if row.picture else "",
            "kind": row.picture.kind if row.picture else "",
            "text_in": row.incoming_id,
            "text_out": row.outgoing_id,
            "latitude": row.picture.latitude if row.picture else None,
            "longitude": row.picture.longitude if row.picture else None,
            "problem": row.problem,
        }
        for row in rows.select_related("picture").order_by("id")
    ]

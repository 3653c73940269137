"""Texts claimed by the process that holds a link, one lease long."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import cast
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from townline.conversations import rules
from townline.conversations.models import OutgoingSegment, OutgoingText
from townline.conversations.ports import Charset, SegmentJob
from townline.conversations.rules import OutgoingEvent, OutgoingState, SegmentState
from townline.conversations.services import sql
from townline.conversations.services.transitions import Move, outgoing_transition
from townline.core import audit, crypto


@transaction.atomic
def outgoing_claim(
    *, transport: str, session: str, limit: int, now: dt.datetime, lease: dt.timedelta
) -> list[SegmentJob]:
    texts = list(
        OutgoingText.objects.filter(state=OutgoingState.QUEUED, not_before__lte=now)
        .order_by("-priority", "not_before", "id")
        .select_related("resident")
        .select_for_update(skip_locked=True, of=("self",), no_key=True)[: max(limit, 0)]
    )
    chosen = _within(texts, limit)
    if not chosen:
        return []
    for text in (text for text, _ in chosen):
        text.transport, text.session = transport, UUID(session)
        text.lease_until, text.attempts = now + lease, text.attempts + 1
    moves = [Move(text, OutgoingEvent.CLAIM) for text, _ in chosen]
    outgoing_transition(moves, actor=audit.NETWORK, now=now)
    segments = [segment for _, own in chosen for segment in own]
    for segment in segments:
        segment.state, segment.transport = SegmentState.CLAIMED, transport
    sql.rows_update(OutgoingSegment, ["state", "transport"], segments)
    return [_job(text, segment) for text, own in chosen for segment in own]


def _within(
    texts: Sequence[OutgoingText], limit: int
) -> list[tuple[OutgoingText, list[OutgoingSegment]]]:
    """Choose texts until their unsent segments fill the limit; a long first one goes alone."""
    segments = _segments_ensure(texts)
    chosen: list[tuple[OutgoingText, list[OutgoingSegment]]] = []
    room = limit
    for text in texts:
        unsent = [s for s in segments[text.pk] if s.state == SegmentState.QUEUED]
        if chosen and len(unsent) > room:
            break
        chosen.append((text, unsent))
        room -= len(unsent)
    return chosen


def _segments_ensure(texts: Sequence[OutgoingText]) -> dict[int, list[OutgoingSegment]]:
    """Find or make the segments of texts; a text is cut once, when it is first claimed."""
    segments: dict[int, list[OutgoingSegment]] = defaultdict(list)
    known = OutgoingSegment.objects.filter(text__in=[text.pk for text in texts])
    for segment in known.order_by("text", "number"):
        segments[segment.text_id].append(segment)
    made = [s for text in texts if text.pk not in segments for s in _cut(text)]
    references = iter(references_take(len(made)))
    for segment in made:
        segment.user_message_reference = next(references)
        segments[segment.text_id].append(segment)
    OutgoingSegment.objects.bulk_create(made)
    return segments


def _cut(text: OutgoingText) -> list[OutgoingSegment]:
    charset, pieces = rules.split(text.body)
    return [
        OutgoingSegment(text=text, number=number, total=len(pieces), charset=charset, content=piece)
        for number, piece in enumerate(pieces, 1)
    ]


def references_take(count: int) -> list[int]:
    """Take user message references: 1 to 65,535 and round again, in the order of claiming."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('conversations_message_reference') FROM generate_series(1, %s)",
            [count],
        )
        return [row[0] for row in cursor.fetchall()]


def _job(text: OutgoingText, segment: OutgoingSegment) -> SegmentJob:
    number = crypto.ring().decrypt(text.resident.number)
    return SegmentJob(
        segment_id=segment.pk,
        text_id=text.pk,
        source_addr=_digits(settings.TOWNLINE_LINE_NUMBER),
        destination_addr=number.removeprefix("+"),
        charset=cast("Charset", segment.charset),
        content=segment.content,
        number=segment.number,
        total=segment.total,
        concat_reference=text.pk % 0x10000,
        user_message_reference=segment.user_message_reference,
        lease_until=text.lease_until,
    )


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))

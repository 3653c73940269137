"""The segments of outgoing texts: made when a text is first claimed."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection

from townline.platform.conversations import rules
from townline.platform.conversations.models import OutgoingSegment, OutgoingText
from townline.platform.conversations.ports import Carries
from townline.platform.conversations.rules import SegmentState
from townline.platform.core.database.rows import rows_update

WHOLE = "whole"


def segments_ensure(
    texts: Sequence[OutgoingText], *, carries: Carries
) -> dict[int, list[OutgoingSegment]]:
    """Find or make the segments of texts, locked by the caller.

    A text is cut once. Only one of which certainly nothing was accepted is cut anew, when it
    goes to a transport of the other kind.
    """
    segments: dict[int, list[OutgoingSegment]] = defaultdict(list)
    known = OutgoingSegment.objects.filter(text__in=[text.pk for text in texts])
    for segment in known.order_by("text", "number"):
        segments[segment.text_id].append(segment)
    for text in texts:
        if _misfit(segments.get(text.pk, []), carries):
            OutgoingSegment.objects.filter(text=text).delete()
            del segments[text.pk]
    made = [s for text in texts if text.pk not in segments for s in _cut(text, carries)]
    references = iter(references_take(len(made)))
    for segment in made:
        segment.user_message_reference = next(references)
        segments[segment.text_id].append(segment)
    OutgoingSegment.objects.bulk_create(made)
    return segments


def _misfit(segments: Sequence[OutgoingSegment], carries: Carries) -> bool:
    unsent = all(segment.state == SegmentState.QUEUED for segment in segments)
    return bool(segments) and unsent and (segments[0].charset == WHOLE) != (carries == WHOLE)


def _cut(text: OutgoingText, carries: Carries) -> list[OutgoingSegment]:
    charset, pieces = (WHOLE, [text.body]) if carries == WHOLE else rules.split(text.body)
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


def segments_claim(segments: Sequence[OutgoingSegment], transport: str) -> None:
    """Put segments into a transport's hands."""
    for segment in segments:
        segment.state, segment.transport = SegmentState.CLAIMED, transport
    rows_update(OutgoingSegment, ["state", "transport"], segments)

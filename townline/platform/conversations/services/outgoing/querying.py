"""Asking the network about what it accepted and never reported on."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from townline.platform.conversations.models import OutgoingSegment
from townline.platform.conversations.ports import QueryJob
from townline.platform.conversations.rules import SegmentState
from townline.platform.conversations.services.outgoing import receipts
from townline.platform.core.database.rows import rows_update


@transaction.atomic
def segments_to_query(
    *, transport: str, older_than: dt.timedelta, limit: int, now: dt.datetime
) -> list[QueryJob]:
    """Take accepted segments without a receipt, to ask the network about them.

    Each at most once per ``older_than``, and for three days. Answers come back as
    Receipt(queried=True).
    """
    since = now - older_than
    silent = OutgoingSegment.objects.filter(
        Q(queried_at=None) | Q(queried_at__lte=since),
        transport=transport,
        state=SegmentState.ACCEPTED,
        accepted_at__lte=since,
        accepted_at__gt=now - receipts.WINDOW,  # networks forget; asking for ever tells nothing
    ).exclude(message_id="")
    locked = silent.order_by("accepted_at").select_for_update(skip_locked=True, no_key=True)
    segments = list(locked[:limit])
    for segment in segments:
        segment.queried_at = now
    rows_update(OutgoingSegment, ["queried_at"], segments)
    line = "".join(filter(str.isdigit, settings.TOWNLINE_LINE_NUMBER))
    return [QueryJob(segment_id=s.pk, message_id=s.message_id, source_addr=line) for s in segments]

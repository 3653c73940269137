"""Texts claimed by the process that holds a link, one lease long."""

import datetime as dt
from collections.abc import Sequence
from typing import cast
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Min, QuerySet

from townline.platform.conversations.models import LinkStatus, OutgoingSegment, OutgoingText
from townline.platform.conversations.ports import Carries, Charset, SegmentJob, TextJob
from townline.platform.conversations.rules import OutgoingState, SegmentState
from townline.platform.conversations.selectors.photos import leaving
from townline.platform.conversations.services.outgoing.routing import claimable
from townline.platform.conversations.services.outgoing.segmentation import (
    segments_claim,
    segments_ensure,
)
from townline.platform.conversations.services.transitions import OUTBOX
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.core.media import MediaRef

LEASE = dt.timedelta(seconds=60)

type Claimed = list[tuple[OutgoingText, OutgoingSegment]]


def outgoing_claim(
    *, transport: str, session: str, limit: int, now: dt.datetime, lease: dt.timedelta = LEASE
) -> list[SegmentJob]:
    """Take texts to send: about ``limit`` segments, answers first; [] when none waits.

    None while a better transport serves (rules/routes.py), but those that it did not take.

    Committed when it returns (call it outside a transaction). Each job is to be reported once
    by ``outgoing_report``; what is not reported within the lease is held as unknown.
    """
    claimed = _claim(transport, session, limit, now, until=now + lease, carries="segments")
    return [_segment_job(text, segment) for text, segment in claimed]


def texts_claim(
    *, transport: str, session: str, limit: int, now: dt.datetime, lease: dt.timedelta = LEASE
) -> list[TextJob]:
    """Take whole texts to send, for a provider that cuts them itself; else as outgoing_claim.

    A text that was partly accepted in segments is never among them.
    """
    claimed = _claim(transport, session, limit, now, until=now + lease, carries="whole")
    photos = leaving([text.pk for text, _ in claimed if text.photos])
    return [_text_job(text, segment, photos.get(text.pk, ())) for text, segment in claimed]


@transaction.atomic
def _claim(
    transport: str,
    session: str,
    limit: int,
    now: dt.datetime,
    *,
    until: dt.datetime,
    carries: Carries,
) -> Claimed:
    waiting = _waiting(transport, carries, now).select_related("resident")
    texts = OUTBOX.pick(waiting.order_by("-priority", "not_before", "id"), limit)
    chosen = _within(texts, limit, carries)
    if not chosen:
        return []
    claimed = [text for text, _ in chosen]
    for text in claimed:
        text.transport, text.session = transport, UUID(session)
    OUTBOX.take(claimed, until=until, now=now, actor=audit.NETWORK)
    segments_claim([segment for _, own in chosen for segment in own], transport)
    return [(text, segment) for text, own in chosen for segment in own]


def _waiting(transport: str, carries: Carries, now: dt.datetime) -> QuerySet[OutgoingText]:
    queued = OutgoingText.objects.filter(state=OutgoingState.QUEUED, not_before__lte=now).exclude(
        resident__number_kind="erased"
    )
    return claimable(queued, transport=transport, carries=carries, now=now)


def claims_idle_s(now: dt.datetime) -> dict[str, float]:
    """Give, for each link that is up, for how many seconds a text has waited that it may take.

    0 while it holds a claim: a full window or a slow network is no idleness.
    """
    up = LinkStatus.objects.filter(state="bound", serving=True)
    return {link.transport: _idle_s(link, now) for link in up}


def _idle_s(link: LinkStatus, now: dt.datetime) -> float:
    claimed = OutgoingText.objects.filter(state=OutgoingState.CLAIMED, transport=link.transport)
    if claimed.filter(lease_until__gt=now).exists():
        return 0.0
    waiting = _waiting(link.transport, cast("Carries", link.carries), now)
    oldest = waiting.aggregate(at=Min("not_before"))["at"]
    return (now - oldest).total_seconds() if oldest else 0.0


def _within(
    texts: Sequence[OutgoingText], limit: int, carries: Carries
) -> list[tuple[OutgoingText, list[OutgoingSegment]]]:
    """Choose texts until their unsent segments fill the limit; a long first one goes alone."""
    segments = segments_ensure(texts, carries=carries)
    chosen: list[tuple[OutgoingText, list[OutgoingSegment]]] = []
    room = limit
    for text in texts:
        unsent = [s for s in segments[text.pk] if s.state == SegmentState.QUEUED]
        if chosen and len(unsent) > room:
            break
        chosen.append((text, unsent))
        room -= len(unsent)
    return chosen


def _segment_job(text: OutgoingText, segment: OutgoingSegment) -> SegmentJob:
    return SegmentJob(
        segment_id=segment.pk,
        text_id=text.pk,
        source_addr=_line(),
        destination_addr=_number(text),
        charset=cast("Charset", segment.charset),
        content=segment.content,
        number=segment.number,
        total=segment.total,
        concat_reference=text.pk % 0x10000,
        user_message_reference=segment.user_message_reference,
        lease_until=text.lease_until,
    )


def _text_job(
    text: OutgoingText, segment: OutgoingSegment, photos: tuple[MediaRef, ...]
) -> TextJob:
    return TextJob(
        segment_id=segment.pk,
        text_id=text.pk,
        source_addr=_line(),
        destination_addr=_number(text),
        body=segment.content,
        user_message_reference=segment.user_message_reference,
        lease_until=text.lease_until,
        attachments=photos,
    )


def _line() -> str:
    return "".join(filter(str.isdigit, settings.TOWNLINE_LINE_NUMBER))


def _number(text: OutgoingText) -> str:
    return crypto.ring().decrypt(text.resident.number).removeprefix("+")

"""Which texts a transport may take now, and texts that go elsewhere."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from townline.platform.conversations import rules
from townline.platform.conversations.models import (
    LinkStatus,
    OutgoingSegment,
    OutgoingText,
    TextMove,
)
from townline.platform.conversations.ports import PLAIN_WAY, Carries
from townline.platform.conversations.rules import SegmentState, routes
from townline.platform.core.history import audit
from townline.platform.core.text import charsets


def claimable(
    texts: QuerySet[OutgoingText], *, transport: str, carries: Carries, now: dt.datetime
) -> QuerySet[OutgoingText]:
    """Leave those texts that no better transport would take, and that this one can finish."""
    links = _links(now)
    mine = _sendable_by(transport, photos=links[transport].photos if transport in links else 0)
    for other in _better(transport, links):
        mine &= ~_sendable_by(other.transport, photos=other.photos)
    partly = Exists(
        OutgoingSegment.objects.filter(text=OuterRef("pk")).exclude(state=SegmentState.QUEUED)
    )
    if carries == "whole":
        # Of a text that was partly accepted in segments, the rest goes in segments too.
        return texts.filter(mine, ~Q(partly))
    return texts.filter(mine | Q(partly))


def _sendable_by(transport: str, *, photos: int) -> Q:
    """Say which texts a transport has not refused and can carry."""
    free = ~Q(Exists(TextMove.objects.filter(text=OuterRef("pk"), transport=transport)))
    return free & Q(photos__lte=photos)


def _links(now: dt.datetime) -> dict[str, LinkStatus]:
    fresh = LinkStatus.objects.filter(seen_at__gt=now - routes.FRESH)
    return {link.transport: link for link in fresh}


def _better(transport: str, links: dict[str, LinkStatus]) -> list[LinkStatus]:
    places = {
        name: rules.order(serving=link.serving, state=link.state, priority=link.priority)
        for name, link in links.items()
    }
    mine = places.get(transport, (0, PLAIN_WAY.priority))
    return [links[other] for other, place in places.items() if place < mine]


def text_move(text: OutgoingText, *, transport: str, reason: str, now: dt.datetime) -> bool:
    """Let a text that ``transport`` certainly did not take go by another; False: there is none."""
    gone = set(text.moves.values_list("transport", flat=True)) | {transport}
    known = LinkStatus.objects.filter(seen_at__gt=now - routes.KNOWN, photos__gte=text.photos)
    if not known.exclude(transport__in=gone).exists():
        return False
    reason = charsets.clean(reason)[:200]
    move = TextMove(text=text, transport=transport, reason=reason, at=now)
    TextMove.objects.bulk_create([move], ignore_conflicts=True)
    audit.record(
        audit.AuditEntry(
            subject=f"text:{text.pk}",
            event="text:route:move",
            actor=audit.NETWORK,
            at=now,
            reason=f"{transport}: {reason}",
        )
    )
    return True

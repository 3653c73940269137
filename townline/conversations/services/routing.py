"""Which texts a transport may take now, and texts that go elsewhere."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from townline.conversations import rules
from townline.conversations.models import LinkStatus, OutgoingSegment, OutgoingText, TextMove
from townline.conversations.ports import PLAIN_WAY, Carries
from townline.conversations.rules import SegmentState, routes
from townline.core import audit, charsets


def claimable(
    texts: QuerySet[OutgoingText], *, transport: str, carries: Carries, now: dt.datetime
) -> QuerySet[OutgoingText]:
    """Leave those texts that no better transport would take, and that this one can finish."""
    mine = _not_refused_by(transport)
    for other in _better(transport, now):
        mine &= ~_not_refused_by(other)
    partly = Exists(
        OutgoingSegment.objects.filter(text=OuterRef("pk")).exclude(state=SegmentState.QUEUED)
    )
    if carries == "whole":
        # Of a text that was partly accepted in segments, the rest goes in segments too.
        return texts.filter(mine, ~Q(partly))
    return texts.filter(mine | Q(partly))


def _not_refused_by(transport: str) -> Q:
    return ~Q(Exists(TextMove.objects.filter(text=OuterRef("pk"), transport=transport)))


def _better(transport: str, now: dt.datetime) -> list[str]:
    places = {
        link.transport: rules.order(serving=link.serving, state=link.state, priority=link.priority)
        for link in LinkStatus.objects.filter(seen_at__gt=now - routes.FRESH)
    }
    mine = places.get(transport, (0, PLAIN_WAY.priority))
    return [other for other, place in places.items() if place < mine]


def text_move(text: OutgoingText, *, transport: str, reason: str, now: dt.datetime) -> bool:
    """Let a text that ``transport`` certainly did not take go by another; False: there is none."""
    gone = set(text.moves.values_list("transport", flat=True)) | {transport}
    known = LinkStatus.objects.filter(seen_at__gt=now - routes.KNOWN)
    if not known.exclude(transport__in=gone).exists():
        return False
    reason = charsets.clean(reason)[:200]
    move = TextMove(text=text, transport=transport, reason=reason, at=now)
    TextMove.objects.bulk_create([move], ignore_conflicts=True)
    audit.record(
        audit.Entry(
            subject=f"text:{text.pk}",
            event="text:outgoing:move",
            actor=audit.NETWORK,
            at=now,
            reason=f"{transport}: {reason}",
        )
    )
    return True

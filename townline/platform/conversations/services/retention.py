"""What the room lets go of by itself, when the district has kept it long enough."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from townline.platform.conversations.models import (
    IncomingText,
    LinkSession,
    OutgoingText,
    PhoneVerification,
    ReceivedReceipt,
    TextPart,
)
from townline.platform.conversations.rules import IncomingState
from townline.platform.core.personal_data.retention import Rule, by_age


def _payloads(before: dt.datetime) -> QuerySet[IncomingText]:
    # What nobody could read yet is all there is of such a text: it stays.
    old = IncomingText.objects.filter(state=IncomingState.CLAIMED, received_at__lt=before)
    return old.exclude(payload=b"")


def _part_payloads(before: dt.datetime) -> QuerySet[TextPart]:
    old = TextPart.objects.filter(received_at__lt=before, text__state=IncomingState.CLAIMED)
    return old.exclude(payload=b"")


def _payloads_count(before: dt.datetime) -> int:
    return _payloads(before).count() + _part_payloads(before).count()


def _payloads_sweep(before: dt.datetime, limit: int) -> int:
    # The hash goes too: of a short text it tells the words to whoever tries all of them.
    texts = IncomingText.objects.filter(id__in=_payloads(before).values("id")[:limit])
    parts = TextPart.objects.filter(id__in=_part_payloads(before).values("id")[:limit])
    nothing = {"payload": b"", "payload_hash": b""}
    return texts.update(**nothing) + parts.update(**nothing)


def _receipts(before: dt.datetime) -> QuerySet[ReceivedReceipt]:
    return ReceivedReceipt.objects.filter(received_at__lt=before)


def _sessions(before: dt.datetime) -> QuerySet[LinkSession]:
    old = LinkSession.objects.filter(closed_at__lt=before)
    # A session that still holds a text under way is looked up by links.
    going = OutgoingText.objects.filter(session=OuterRef("pk"), settled_at=None)
    return old.exclude(Exists(going))


def _verifications(before: dt.datetime) -> QuerySet[PhoneVerification]:
    return PhoneVerification.objects.filter(made_at__lt=before)


def retention_rules() -> list[Rule]:
    """Name what this room lets go of by age: bytes, receipts, ended sessions, codes."""
    return [
        Rule(kind="payloads", default="P90D", count=_payloads_count, sweep=_payloads_sweep),
        by_age("receipts", "P90D", _receipts),
        by_age("link_sessions", "P30D", _sessions),
        by_age("phone_proofs", "P1D", _verifications),
    ]

"""Receipts that wait for what their text is read as: a danger is answered with no deadline.

Such a receipt is an ordinary queued row with a moment before which it does not leave. Whoever has
read the text lets it leave at once, or takes it back; where nobody reads, the moment passes.
"""

import datetime as dt

from django.db import transaction

from townline.platform.conversations.models import OutgoingText
from townline.platform.conversations.rules import OutgoingState
from townline.platform.conversations.services.outgoing.queueing import texts_cancel
from townline.platform.core import live


@transaction.atomic
def receipts_release(*, text_id: int, now: dt.datetime) -> None:
    """Let the receipt of a text leave now, whatever it waited for."""
    waiting = OutgoingText.objects.filter(
        receipt_for=text_id, state=OutgoingState.QUEUED, not_before__gt=now
    )
    if waiting.update(not_before=now):
        live.wake(live.channel("outbox"))


def receipts_cancel(*, text_id: int, now: dt.datetime) -> None:
    """Take the receipt of a text back, as far as it has not left."""
    waiting = OutgoingText.objects.filter(receipt_for=text_id, state=OutgoingState.QUEUED)
    ids = list(waiting.values_list("pk", flat=True))
    if ids:
        texts_cancel(ids, now=now)

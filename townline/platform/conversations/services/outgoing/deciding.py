"""A person decides about a text whose fate the network never told."""

import datetime as dt
from typing import Literal

from django.db import transaction

from townline.platform.conversations import rules
from townline.platform.conversations.models import OutgoingSegment, OutgoingText, TextMove
from townline.platform.conversations.rules import OutgoingState, SegmentState
from townline.platform.conversations.services.outgoing.delivery_status import LockedTexts
from townline.platform.conversations.services.outgoing.segmentation import references_take
from townline.platform.core import live
from townline.platform.core.history import audit

Decision = Literal["was_sent", "send_again", "give_up"]


@transaction.atomic
def text_settle(
    *, text_id: int, decision: Decision, actor: audit.Actor, reason: str, now: dt.datetime
) -> None:
    """Decide about a text held as unknown: ``was_sent``, ``send_again`` or ``give_up``.

    Raises ValueError without a reason, TransitionRefused when the text is not unknown.
    """
    if not reason.strip():
        raise ValueError("say why; the reason stays in the history")
    held = LockedTexts([text_id])
    text = held.texts[text_id]
    if text.state != OutgoingState.UNKNOWN:
        raise rules.TransitionRefused(f"only an unknown text is settled; this one is {text.state}")
    unknown = [s for s in held.of(text_id) if s.state == SegmentState.UNKNOWN]
    _DECISIONS[decision](text, unknown, now)
    audit.record(_entry(text_id, decision, actor, reason.strip(), now))
    held.save(unknown, actor=actor, now=now, reason=reason.strip())
    live.wake(live.channel("outbox"))


def _entry(
    text_id: int, decision: str, actor: audit.Actor, reason: str, now: dt.datetime
) -> audit.AuditEntry:
    event = _TAGS[decision]
    return audit.AuditEntry(
        subject=f"text:{text_id}", event=event, actor=actor, at=now, reason=reason
    )


def _was_sent(text: OutgoingText, segments: list[OutgoingSegment], now: dt.datetime) -> None:
    for segment in segments:
        segment.state = SegmentState.ACCEPTED
        # Nothing was written after the lease: it is the latest moment of acceptance, and a late
        # decision does not make the answer late.
        segment.accepted_at = min(text.lease_until or now, now)


def _send_again(text: OutgoingText, segments: list[OutgoingSegment], now: dt.datetime) -> None:
    text.attempts, text.not_before, text.error = 0, now, ""
    TextMove.objects.filter(text=text).delete()  # every way is open again
    # A receipt of the first try must not settle the second one.
    for segment, reference in zip(segments, references_take(len(segments)), strict=True):
        segment.state, segment.user_message_reference = SegmentState.QUEUED, reference


def _give_up(text: OutgoingText, segments: list[OutgoingSegment], now: dt.datetime) -> None:
    text.error = "given up by a person"
    for segment in segments:
        segment.state, segment.settled_at = SegmentState.FAILED, now


_TAGS = {
    "was_sent": "text:outcome:confirm",
    "send_again": "text:outcome:resend",
    "give_up": "text:outcome:abandon",
}
_DECISIONS = {"was_sent": _was_sent, "send_again": _send_again, "give_up": _give_up}

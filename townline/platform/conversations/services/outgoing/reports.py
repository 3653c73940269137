"""What links report of the segments they claimed."""

import datetime as dt
import logging
from collections.abc import Sequence

from django.db import transaction

from townline.platform.conversations.models import OutgoingSegment, OutgoingText
from townline.platform.conversations.ports import SubmitResult
from townline.platform.conversations.rules import LinkSignal, OutgoingState, SegmentState
from townline.platform.conversations.services import savepoints
from townline.platform.conversations.services.outgoing import receipts
from townline.platform.conversations.services.outgoing.delivery_status import LockedTexts
from townline.platform.conversations.services.outgoing.links import links_observe
from townline.platform.conversations.services.outgoing.routing import text_move
from townline.platform.conversations.services.savepoints import in_halves
from townline.platform.conversations.services.transitions import OUTBOX
from townline.platform.core import live
from townline.platform.core.history import audit
from townline.platform.core.text import charsets

log = logging.getLogger(__name__)
MOST_TRIES = 6
_FIRST_WAIT = dt.timedelta(seconds=30)
# Only these may still change by a report; a receipt may have been faster than the response.
_OPEN = {SegmentState.CLAIMED, SegmentState.UNKNOWN}


@transaction.atomic
def outgoing_report(*, results: Sequence[SubmitResult], now: dt.datetime) -> None:
    # Receipts wait for responses and responses look for receipts: one at a time, or the two
    # might miss each other, each still invisible to the other.
    """Report what became of claimed segments.

    Refused for now: tried again after 30 s, doubling, at most 6 times. Refused with
    ``elsewhere``: goes by another transport at once, if there is one. Unknown: held. Some
    segments accepted: only the others are ever sent again. Emits OutgoingAccepted and
    OutgoingSettled.
    """
    savepoints.lock("receipts")
    in_halves(results, lambda some: _report_all(some, now), _leave_to_lease)


def _leave_to_lease(result: SubmitResult, error: Exception) -> None:
    log.error(
        "a report could not be written segment=%s error=%s",
        result.segment_id,
        type(error).__name__,
    )


def _report_all(results: Sequence[SubmitResult], now: dt.datetime) -> None:
    ids = [result.segment_id for result in results]
    held = LockedTexts(OutgoingSegment.objects.filter(id__in=ids).values_list("text_id", flat=True))
    tries = {text.pk: text.attempts for text in held.texts.values()}
    changed = {}
    for result in results:
        segment = held.segments.get(result.segment_id)
        if segment is None:
            continue
        text = held.texts[segment.text_id]
        if _apply(text, segment, result, tries[text.pk], now):
            changed[segment.pk] = segment
    links_observe(_link_signals(results, held), now=now)
    accepted = [s for s in changed.values() if s.message_id]
    receipts.waiting_match(accepted, now=now)
    held.save(list(changed.values()), actor=audit.NETWORK, now=now)
    if any(text.state == OutgoingState.QUEUED for text in held.texts.values()):
        live.wake(live.channel("outbox"))


def _link_signals(
    results: Sequence[SubmitResult], held: LockedTexts
) -> dict[str, tuple[LinkSignal, str]]:
    """Sum up what a batch tells of each link: one text taken outweighs failures beside it."""
    seen: dict[str, tuple[LinkSignal, str]] = {}
    for result in results:
        segment = held.segments.get(result.segment_id)
        if segment is None or result.outcome == "unwritten":
            continue  # the link itself says that it is down
        if result.outcome == "accepted":
            seen[segment.transport] = LinkSignal.SENT, ""
        elif not result.permanent:
            words = result.detail or f"{result.outcome} ({result.raw_status})"
            seen.setdefault(segment.transport, (LinkSignal.FAILED, words))
    return seen


def _apply(
    text: OutgoingText,
    segment: OutgoingSegment,
    result: SubmitResult,
    tries: int,
    now: dt.datetime,
) -> bool:
    """Write one result on its segment; say whether anything changed."""
    if result.outcome == "accepted":
        return _mark_accepted(segment, result, now)
    if segment.state not in _OPEN:
        return False
    segment.raw_status = result.raw_status
    detail = charsets.clean(result.detail)[:200]
    if result.outcome == "unwritten":
        segment.state = SegmentState.QUEUED
        text.attempts = tries - 1  # nothing was tried
    elif result.outcome == "unknown":
        segment.state = SegmentState.UNKNOWN
        text.error = detail or "no answer from the network"
    else:
        _handle_refusal(text, segment, result, tries, now)
        text.error = detail or f"refused by the network ({result.raw_status})"
    return True


def _mark_accepted(segment: OutgoingSegment, result: SubmitResult, now: dt.datetime) -> bool:
    segment.message_id = charsets.clean(result.message_id)[:70] or segment.message_id
    segment.raw_status = result.raw_status
    segment.accepted_at = segment.accepted_at or now
    if segment.state in _OPEN:
        segment.state = SegmentState.ACCEPTED
    return True


def _handle_refusal(
    text: OutgoingText,
    segment: OutgoingSegment,
    result: SubmitResult,
    tries: int,
    now: dt.datetime,
) -> None:
    if result.elsewhere and text_move(
        text, transport=segment.transport, reason=result.detail, now=now
    ):
        segment.state = SegmentState.QUEUED
        text.attempts = tries - 1  # the next transport begins afresh
        return
    if result.permanent or tries >= MOST_TRIES:
        segment.state, segment.settled_at = SegmentState.FAILED, now
        return
    segment.state = SegmentState.QUEUED
    text.not_before = max(text.not_before, now + _FIRST_WAIT * 2 ** (tries - 1))


@transaction.atomic
def leases_expire(*, now: dt.datetime) -> int:
    """Hold as unknown what was claimed and not reported in time; return the number of texts."""
    OUTBOX.release(now=now)
    late = OUTBOX.lapsed(now)
    held: list[int] = []
    in_halves(
        list(late.values_list("id", flat=True)), lambda ids: held.extend(_hold(ids, now)), _stuck
    )
    return len(held)


def _stuck(text_id: int, error: Exception) -> None:
    log.error("a lease could not be ended text=%s error=%s", text_id, type(error).__name__)


def _hold(text_ids: Sequence[int], now: dt.datetime) -> set[int]:
    held = LockedTexts(text_ids, skip_locked=True)
    changed = []
    for segment in held.segments.values():
        text = held.texts[segment.text_id]
        over = text.lease_until is None or text.lease_until < now
        still = text.state == OutgoingState.CLAIMED and over
        if still and segment.state == SegmentState.CLAIMED:
            segment.state = SegmentState.UNKNOWN
            text.error = "the link ended without an answer"
            changed.append(segment)
    held.save(changed, actor=audit.SYSTEM, now=now)
    return {segment.text_id for segment in changed}

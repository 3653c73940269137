"""Offers each new text to the rooms, in order for each sender.

Several routers may run: whoever holds the lock on a sender's lowest waiting text has the
sender; the others pass it by, because a text with a lower waiting one is never taken.
"""

import datetime as dt
import logging
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from townline.platform.conversations.events import TextWhileHeld
from townline.platform.conversations.models import IncomingText, Resident
from townline.platform.conversations.ports import Claim, Claimer, IncomingView
from townline.platform.conversations.rules import IncomingEvent, IncomingState
from townline.platform.conversations.services import key_rotation, residents
from townline.platform.conversations.services.outgoing import queueing
from townline.platform.conversations.services.transitions import INCOMING
from townline.platform.core import events, live
from townline.platform.core.database import availability, rows
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.platform.core.keys import crypto

log = logging.getLogger(__name__)
_BATCH = 50  # keeps a batch's locks short
NOBODY = "no room claimed it"


@dataclass(frozen=True, slots=True)
class RoutedText:
    """What became of one text; ``claimed_by`` and ``reference`` are "" when it failed."""

    text_id: int
    claimed_by: str
    reference: str
    problem: str = ""


def route_next(*, claimers: Sequence[Claimer], now: dt.datetime) -> RoutedText | None:
    """Offer the next text to the rooms in order, in one transaction; None when none waits.

    Texts of one sender go in order; several routers may run. When a claimer raises, or none
    claims, the text is marked failed with the name of the error and the next one goes on.
    """
    text_id = None
    try:
        with crypto.hold_ring(), transaction.atomic():
            texts = _take(1)
            if not texts:
                return None
            text_id = texts[0].pk
            return _route(texts, claimers, now)[0]
    except Exception as error:
        if text_id is None or availability.is_connection_lost(error):
            raise
        return _mark_failed(text_id, error, now)


def _place(error: Exception) -> str:
    """Say where an error arose. Its message is left out: it may hold a resident's words."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _mark_failed(text_id: int, error: Exception, now: dt.datetime) -> RoutedText:
    """Put a text aside, in a transaction of its own, so that the sender's next one goes on."""
    problem = type(error).__name__
    log.error("a text could not be routed id=%s error=%s at=%s", text_id, problem, _place(error))
    with transaction.atomic():
        text = IncomingText.objects.select_for_update(no_key=True).get(id=text_id)
        if text.state == IncomingState.WAITING:
            text.problem = problem
            INCOMING.move(text, IncomingEvent.FAIL, actor=audit.SYSTEM, now=now, reason=problem)
            live.publish("incoming", str(text_id))
    return RoutedText(text_id, "", "", problem)


def route_batch(*, claimers: Sequence[Claimer], limit: int, now: dt.datetime) -> int:
    """Route up to ``limit`` texts and return how many.

    Several share a transaction while all goes well; a batch with a failure is rolled back and
    routed one by one.
    """
    done = 0
    while done < limit:
        size = min(_BATCH, limit - done)
        routed = _together(claimers, size, now) or _one_by_one(claimers, size, now)
        if not routed:
            break
        done += routed
    return done


def _together(claimers: Sequence[Claimer], size: int, now: dt.datetime) -> int:
    """Route several texts in one transaction; 0 when one of them failed and all must go singly.

    Failures are rare, so this costs no savepoint for each text.
    """
    try:
        with crypto.hold_ring(), transaction.atomic():
            texts = _take(size)
            return len(_route(texts, claimers, now)) if texts else 0
    except Exception as error:
        if availability.is_connection_lost(error):
            raise
        log.warning("a batch is routed singly error=%s", type(error).__name__)
    return 0


def _one_by_one(claimers: Sequence[Claimer], size: int, now: dt.datetime) -> int:
    for done in range(size):
        if route_next(claimers=claimers, now=now) is None:
            return done
    return size


# OFFSET keeps the second look a look by index for each text. Joined, as the planner would have it
# where it has seen nothing waiting, each of them is compared with all that wait.
_HEADS = """
SELECT t.id, t.sender_lookup FROM conversations_incomingtext t
WHERE t.state = 'waiting' AND NOT EXISTS (
  SELECT 1 FROM conversations_incomingtext e
  WHERE e.state = 'waiting' AND e.sender_lookup = t.sender_lookup AND e.id < t.id OFFSET 0)
ORDER BY t.id LIMIT %s FOR NO KEY UPDATE OF t SKIP LOCKED
"""


def _take(size: int) -> list[IncomingText]:
    """Lock the next texts: the lowest of some senders, and what follows from the same ones."""
    if crypto.ring().changing:
        key_rotation.waiting_align()
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, [size])
        heads = cursor.fetchall()
    if not heads:
        return []
    ids = [row[0] for row in heads]
    waiting = IncomingText.objects.filter(state=IncomingState.WAITING).order_by("id")
    wanted = waiting.filter(id__in=ids)
    if len(ids) < size:
        wanted = waiting.filter(sender_lookup__in=[row[1] for row in heads])
    return list(wanted.defer("payload", "payload_hash").select_for_update(no_key=True)[:size])


def _route(
    texts: Sequence[IncomingText], claimers: Iterable[Claimer], now: dt.datetime
) -> list[RoutedText]:
    known = residents.residents_ensure(texts, now=now)
    routed: list[RoutedText] = []
    for run in _runs(texts):
        # Few statements for many texts. A failure undoes the whole transaction anyway.
        with (
            live.batch_notices(),
            audit.batch_entries(),
            queueing.batch_texts(),
            rows.batch_inserts(),
        ):
            routed += [
                _claim(text, known[bytes(text.sender_lookup)], claimers, now) for text in run
            ]
            claims = [Move(row=text, event=IncomingEvent.CLAIM) for text in run]
            INCOMING.move_all(claims, actor=audit.SYSTEM, now=now)
    return routed


def _runs(texts: Iterable[IncomingText]) -> Iterator[list[IncomingText]]:
    """Cut where a sender comes again: rooms look at what became of the sender's earlier text."""
    run: dict[bytes, IncomingText] = {}
    for text in texts:
        sender = bytes(text.sender_lookup)
        if sender in run:
            yield list(run.values())
            run = {}
        run[sender] = text
    if run:
        yield list(run.values())


def _claim(
    text: IncomingText, resident: Resident, claimers: Iterable[Claimer], now: dt.datetime
) -> RoutedText:
    claim = _offer(_view(text, resident, now), claimers)
    _emit_held(text, resident, now)
    resident.is_new = False
    text.resident, text.routed_at = resident, now
    text.claimed_by, text.reference, text.problem = claim.by, claim.reference, ""
    return RoutedText(text.pk, claim.by, claim.reference)


def _emit_held(text: IncomingText, resident: Resident, now: dt.datetime) -> None:
    if resident.automatic_held_for and not _is_blocked(text, resident):
        events.emit(
            TextWhileHeld(
                resident_id=resident.pk,
                text_id=text.pk,
                reference=resident.automatic_held_for,
                at=now,
            )
        )


class NotClaimed(Exception):
    """No room wanted a text: the wiring lacks the last one, which takes everything."""


def _offer(view: IncomingView, claimers: Iterable[Claimer]) -> Claim:
    for claimer in claimers:
        claim = claimer(view)
        if claim is not None:
            return claim
    raise NotClaimed(NOBODY)


def _view(text: IncomingText, resident: Resident, now: dt.datetime) -> IncomingView:
    return IncomingView(
        id=text.pk,
        resident_id=resident.pk,
        body=text.body,
        received_at=text.received_at,
        language=residents.language_with(resident, text.body),
        destination_addr=text.destination_addr,
        sender_is_mobile=text.sender_kind == "mobile",
        now=now,
        parts_missing=text.parts_missing,
        first_text=resident.is_new,
        blocked=_is_blocked(text, resident),
        photos=text.photos,
    )


def _is_blocked(text: IncomingText, resident: Resident) -> bool:
    return resident.blocked_until is not None and resident.blocked_until > text.received_at


@transaction.atomic
def texts_retry(*, text_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Let the router try a failed text again. Raises TransitionRefused if it is not failed."""
    text = IncomingText.objects.select_for_update(no_key=True).get(id=text_id)
    INCOMING.move(text, IncomingEvent.RETRY, actor=actor, now=now)
    live.wake(live.channel("inbox"))

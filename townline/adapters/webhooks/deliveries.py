"""Deliveries: leased from the outbox, settled by what the receiver answered, sent once more."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from townline.adapters.webhooks import endpoints
from townline.adapters.webhooks.errors import DeliverySettled
from townline.adapters.webhooks.models import Delivery, Endpoint, Message
from townline.adapters.webhooks.publishing import WAKE
from townline.adapters.webhooks.rules import (
    ENDS,
    LEASE,
    RETENTION,
    TRANSITIONS,
    DeliveryEvent,
    DeliveryState,
    wait_before,
)
from townline.platform.core import live
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine, MachineStep, Move
from townline.platform.core.outgoing.outbox import Outbox
from townline.platform.core.outgoing.reaching import PostResult
from townline.platform.core.personal_data.retention import Rule, by_age

_S, _E = DeliveryState, DeliveryEvent
_ERROR = 200
_REPLAY_BATCH = 1_000
_GONE = 410  # Standard Webhooks: the receiver takes nothing any more


def _columns(step: MachineStep[Delivery]) -> dict[str, Any]:
    if step.event in {_E.RESEND, _E.REPLAY}:
        return {"attempts": 0, "due_at": step.at, "settled_at": None}
    if step.event not in ENDS:
        return {}
    return {"settled_at": step.at, "error": step.reason[:_ERROR]}


DELIVERIES: Machine[Delivery, DeliveryState, DeliveryEvent] = Machine(
    model=Delivery,
    table=TRANSITIONS,
    subject=lambda row: f"webhook:{row.endpoint_id}",
    refusal=lambda row, event: DeliverySettled(
        f"{event} is not possible while the message is {row.state}", state=str(row.state)
    ),
    data=lambda step: {"message": step.row.message_id},
    columns=_columns,
    # Hundreds a second, which the row itself tells of as long as it is kept.
    quiet=frozenset({_E.CLAIM, _E.AGAIN, _E.SENT, _E.WITHHOLD, _E.REPLAY}),
)
OUTBOX = Outbox(machine=DELIVERIES, claimed=_S.CLAIMED, claim=_E.CLAIM, lose=_E.AGAIN)


def due_endpoints(now: dt.datetime) -> list[int]:
    """Give the receivers that something is due for; those that are paused wait."""
    due = Delivery.objects.filter(
        state=_S.QUEUED, due_at__lte=now, endpoint__paused_at__isnull=True
    )
    return list(due.order_by("endpoint_id").values_list("endpoint_id", flat=True).distinct())


@transaction.atomic
def deliveries_claim(endpoint_id: int, *, now: dt.datetime, limit: int) -> list[Delivery]:
    """Lease what has waited longest for one receiver."""
    due = Delivery.objects.filter(
        endpoint_id=endpoint_id,
        state=_S.QUEUED,
        due_at__lte=now,
        endpoint__paused_at__isnull=True,
    ).select_related("message", "endpoint")
    rows = OUTBOX.pick(due.order_by("due_at", "id"), limit)
    OUTBOX.take(rows, until=now + LEASE, now=now, actor=audit.SYSTEM)
    return rows


@transaction.atomic
def deliveries_settle(outcomes: dict[int, PostResult | str], *, now: dt.datetime) -> int:
    """Note what became of leased deliveries, by id; say how many were accepted.

    A text instead of an answer says why there was none.
    """
    rows = _lock(Delivery.objects.filter(id__in=outcomes, state__in=[_S.QUEUED, _S.CLAIMED]))
    moves = [_outcome(row, outcomes[row.id], now) for row in rows]
    DELIVERIES.move_all(moves, actor=audit.SYSTEM, now=now)
    gone = {row.endpoint_id for row in rows if _is_gone(outcomes[row.id])}
    Endpoint.objects.filter(id__in=gone, paused_at=None).update(paused_at=now, gone=True)
    return sum(row.state == _S.SENT for row in rows)


def _is_gone(outcome: PostResult | str) -> bool:
    return isinstance(outcome, PostResult) and outcome.status == _GONE


def _outcome(row: Delivery, outcome: PostResult | str, now: dt.datetime) -> Move[Delivery]:
    answer = outcome if isinstance(outcome, PostResult) else None
    status: dict[str, Any] = {"status": answer.status if answer else None}
    if answer and answer.accepted:
        return Move(row=row, event=_E.SENT, changes=status | {"error": ""})
    reason = f"the receiver answered {answer.status}" if answer else str(outcome)
    wait = wait_before(row.attempts)
    if wait is None:
        return Move(row=row, event=_E.GIVEN_UP, changes=status, reason=reason)
    due_at = now + max(wait, (answer and answer.after) or wait)
    changes = status | {"due_at": due_at, "error": reason[:_ERROR]}
    return Move(row=row, event=_E.AGAIN, changes=changes, reason=reason)


@transaction.atomic
def deliveries_withhold(ids: Sequence[int], *, now: dt.datetime) -> None:
    """Note that leased deliveries must not be sent at all."""
    rows = _lock(Delivery.objects.filter(id__in=ids, state__in=[_S.QUEUED, _S.CLAIMED]))
    moves = [Move(row=row, event=_E.WITHHOLD) for row in rows]
    DELIVERIES.move_all(moves, actor=audit.SYSTEM, now=now)


def deliveries_lapse(*, now: dt.datetime, limit: int = 100) -> int:
    """Queue again what a sender held that ended without a word; say how many."""
    return OUTBOX.lapse(now=now, limit=limit)


@transaction.atomic
def deliveries_resend(
    *, endpoint_id: int, ids: Sequence[int] | None, actor: audit.Actor, now: dt.datetime
) -> int:
    """Send dead letters of a receiver once more, all where no ids are given; say how many."""
    dead = Delivery.objects.filter(endpoint_id=endpoint_id, state=_S.DEAD)
    rows = _lock(dead if ids is None else dead.filter(id__in=ids))
    moves = [Move(row=row, event=_E.RESEND) for row in rows]
    DELIVERIES.move_all(moves, actor=actor, now=now)
    live.wake(live.channel(WAKE))
    return len(rows)


def replay(endpoint: Endpoint, *, since: dt.datetime, actor: audit.Actor, now: dt.datetime) -> int:
    """Send again all that a receiver subscribed to since a moment, under the same ids.

    What waits already is left as it is. Gives how many messages go out.
    """
    since = max(since, now - RETENTION)
    wanted = Message.objects.filter(at__gte=since, type__in=endpoint.events, endpoint=None)
    endpoints.record(endpoint, "webhook:messages:replay", actor, now, since=since.isoformat())
    count, last = 0, 0
    while batch := list(wanted.filter(id__gt=last).order_by("id")[:_REPLAY_BATCH]):
        count += _replay_batch(endpoint, batch, actor=actor, now=now)
        last = batch[-1].id
    return count


@transaction.atomic
def _replay_batch(
    endpoint: Endpoint, batch: list[Message], *, actor: audit.Actor, now: dt.datetime
) -> int:
    known = Delivery.objects.filter(endpoint=endpoint, message__in=batch)
    settled = _lock(known.filter(state__in=[_S.SENT, _S.DEAD]))
    moves = [Move(row=row, event=_E.REPLAY) for row in settled]
    DELIVERIES.move_all(moves, actor=actor, now=now)
    new = Delivery.objects.bulk_create(
        Delivery(message=each, endpoint=endpoint, created_at=now, due_at=now)
        for each in batch
        if each.id not in set(known.values_list("message_id", flat=True))
    )
    live.wake(live.channel(WAKE))
    return len(settled) + len(new)


def _lock(rows: QuerySet[Delivery]) -> list[Delivery]:
    return list(rows.select_for_update(of=("self",)).order_by("id"))


def retention_rules() -> list[Rule]:
    """Let messages and their deliveries go after a month."""
    return [
        by_age(
            "webhook_messages",
            f"P{RETENTION.days}D",
            lambda before: Message.objects.filter(at__lt=before),
        )
    ]

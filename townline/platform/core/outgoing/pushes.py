"""Short messages to browsers (web push, RFC 8030): rows first, sent by a job (``outbox.py``).

A message holds a kind and an opaque reference, never words or a number: it lies with a push
service of somebody else. Who sends twice after a crash shows the same notice again, under the
same tag, in the place of the first.
"""

import datetime as dt
import hashlib
import re
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import transaction

from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine, MachineStep
from townline.platform.core.history.tags import Tagged
from townline.platform.core.keys import crypto
from townline.platform.core.models import Push, PushState, Subscription
from townline.platform.core.outgoing.outbox import Outbox, waits
from townline.platform.core.outgoing.push_endpoints import SubscriptionInvalid, check_subscription
from townline.platform.core.personal_data.retention import Rule, by_age

__all__ = [
    "MOST", "TRANSITIONS", "URGENCIES", "PushEvent", "PushInvalid", "PushSettled",
    "SubscriptionInvalid", "push_claim", "push_failed", "push_gone", "push_queue", "push_sent",
    "pushes_expire", "retention_rules", "subscription_add",
    "subscription_end", "subscriptions_end", "subscriptions_of",
]  # fmt: skip
LEASE = dt.timedelta(minutes=2)  # longer than any talk with a push service
WAITS = tuple(dt.timedelta(minutes=each) for each in (1, 2, 5, 15, 60, 240))
_ERROR = 300
MOST = 10  # browsers of one owner; the oldest goes when another comes
URGENCIES = ("very-low", "low", "normal", "high")
_OPAQUE = re.compile(r"[A-Za-z0-9_:.-]{1,80}")


class PushEvent(Tagged):
    CLAIM = "claim", "push:delivery:claim"
    SENT = "sent", "push:delivery:send"
    AGAIN = "again", "push:delivery:retry"
    GIVEN_UP = "given_up", "push:delivery:give_up"
    TOO_OLD = "too_old", "push:delivery:expire"


_S = PushState
TRANSITIONS: dict[tuple[PushState, PushEvent], PushState] = {
    (_S.QUEUED, PushEvent.CLAIM): _S.CLAIMED,
    (_S.QUEUED, PushEvent.TOO_OLD): _S.FAILED,
    (_S.CLAIMED, PushEvent.SENT): _S.SENT,
    # Also when nobody knows whether it left: a browser shows a repeated one in the first's place.
    (_S.CLAIMED, PushEvent.AGAIN): _S.QUEUED,
    (_S.CLAIMED, PushEvent.GIVEN_UP): _S.FAILED,
    # A late report of a sender whose lease had ended.
    (_S.QUEUED, PushEvent.SENT): _S.SENT,
    (_S.QUEUED, PushEvent.AGAIN): _S.QUEUED,
    (_S.QUEUED, PushEvent.GIVEN_UP): _S.FAILED,
}
_ENDS = {PushEvent.SENT, PushEvent.GIVEN_UP, PushEvent.TOO_OLD}


class PushInvalid(ValueError):
    """Its payload holds more than a kind and an opaque reference, or its urgency is unknown."""


class PushSettled(RuntimeError):
    """It was sent or given up before, or its browser is gone."""


@transaction.atomic
def subscription_add(
    *, owner: str, endpoint: str, p256dh: str, auth: str, now: dt.datetime
) -> Subscription:
    """Keep where a browser is told of things. Raises SubscriptionInvalid.

    The same browser under another owner goes over to that one, with nothing left for the first.
    """
    check_subscription(endpoint, p256dh, auth)
    digest = _digest(endpoint)
    Subscription.objects.filter(digest=digest).exclude(owner=owner).delete()
    row, _ = Subscription.objects.update_or_create(
        digest=digest,
        defaults={
            "owner": owner,
            "endpoint": endpoint,
            "p256dh": p256dh,
            "auth": auth,
            "created_at": now,
        },
    )
    mine = Subscription.objects.filter(owner=owner).order_by("-created_at", "-pk")
    Subscription.objects.filter(pk__in=[each.pk for each in mine[MOST:]]).delete()
    return row


def subscription_end(*, owner: str, endpoint: str = "", subscription_id: int | None = None) -> bool:
    """Forget one browser of this owner, by its endpoint or its row; say whether it was there."""
    mine = Subscription.objects.filter(owner=owner)
    if subscription_id is not None:
        mine = mine.filter(pk=subscription_id)
    else:
        mine = mine.filter(digest=_digest(endpoint))
    return bool(mine.delete()[0])


def subscriptions_end(*, owner: str) -> int:
    """Forget all browsers of this owner, as when its rights or its lease end; say how many."""
    return Subscription.objects.filter(owner=owner).delete()[1].get("core.Subscription", 0)


def subscriptions_of(owner: str) -> list[Subscription]:
    """List the browsers of an owner, oldest first."""
    return list(Subscription.objects.filter(owner=owner).order_by("created_at", "pk"))


def push_queue(
    *, owner: str, payload: dict[str, str], urgency: str, ttl: dt.timedelta, now: dt.datetime
) -> int:
    """Queue a message to each browser of an owner, in the caller's transaction; say how many.

    After ``ttl`` it is worth nothing and is given up, by us and by the push service.
    Raises PushInvalid.
    """
    if urgency not in URGENCIES:
        raise PushInvalid(f"accepted urgencies: {', '.join(URGENCIES)}")
    if not all(_OPAQUE.fullmatch(word) for pair in payload.items() for word in pair):
        raise PushInvalid("a push holds a kind and an opaque reference, no words")
    rows = [
        Push(
            subscription=each,
            payload=payload,
            urgency=urgency,
            created_at=now,
            due_at=now,
            expires_at=now + ttl,
        )
        for each in subscriptions_of(owner)
    ]
    return len(Push.objects.bulk_create(rows))


def _columns(step: MachineStep[Push]) -> dict[str, Any]:
    if step.event not in _ENDS:
        return {}
    return {"settled_at": step.at, "error": step.reason[:_ERROR], "payload": {}}


PUSHES: Machine[Push, PushState, PushEvent] = Machine(
    model=Push,
    table=TRANSITIONS,
    subject=lambda push: f"push:{push.pk}",
    refusal=lambda push, _: PushSettled(f"push {push.pk} is {push.state} already"),
    columns=_columns,
    quiet=frozenset({PushEvent.CLAIM, PushEvent.AGAIN}),
)
OUTBOX = Outbox(machine=PUSHES, claimed=_S.CLAIMED, claim=PushEvent.CLAIM, lose=PushEvent.AGAIN)


def push_claim(*, now: dt.datetime) -> Push | None:
    """Take the message that has waited longest, for LEASE, with its browser; None: none due."""
    due = Push.objects.filter(state=_S.QUEUED, due_at__lte=now, expires_at__gt=now)
    return OUTBOX.next(due.select_related("subscription").order_by("due_at"), now=now, lease=LEASE)


@transaction.atomic
def push_sent(*, push_id: int, now: dt.datetime) -> None:
    """Note that the push service took it, and let go of its payload. Raises PushSettled."""
    PUSHES.move(_lock_push(push_id), PushEvent.SENT, actor=audit.SYSTEM, now=now)


@transaction.atomic
def push_failed(
    *,
    push_id: int,
    error: str,
    now: dt.datetime,
    permanent: bool = False,
    after: dt.timedelta | None = None,
) -> None:
    """Note why it was not taken: tried again later (``after`` at the earliest), or given up.

    Raises PushSettled.
    """
    push = _lock_push(push_id)
    wait = None if permanent else waits(push, WAITS)
    OUTBOX.failed(
        push,
        now=now,
        wait=None if wait is None else max(wait, after or wait),
        why={"error": error[:_ERROR]},
        again=PushEvent.AGAIN,
        give_up=PushEvent.GIVEN_UP,
    )


@transaction.atomic
def push_gone(*, push_id: int, now: dt.datetime) -> None:
    """Forget the browser that a message was for, with all that waits for it (RFC 8030, 7.3)."""
    found = Push.objects.filter(pk=push_id).values_list("subscription_id", flat=True).first()
    if found is None:
        return
    row = Subscription.objects.select_for_update().filter(pk=found).first()
    if row is not None:
        audit.record(
            audit.AuditEntry(
                subject=f"push_browser:{row.pk}",
                event="push_browser:subscription:end",
                actor=audit.SYSTEM,
                at=now,
                data={"owner": row.owner},
            )
        )
        row.delete()


def pushes_expire(*, now: dt.datetime, limit: int = 100) -> int:
    """Give up messages that nobody could send while they mattered; say how many."""
    OUTBOX.lapse(now=now, limit=limit)
    old = Push.objects.filter(state=_S.QUEUED, expires_at__lte=now).order_by("pk")
    return OUTBOX.end(old, PushEvent.TOO_OLD, now=now, reason="", limit=limit)


def pushes_waiting() -> int:
    """Count what waits to leave or is leaving."""
    return Push.objects.filter(state__in=[_S.QUEUED, _S.CLAIMED]).count()


def _lock_push(push_id: int) -> Push:
    push = PUSHES.lock(push_id)
    if push is None:
        raise PushSettled(f"push {push_id} is gone with its browser")
    return push


def _digest(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()


def retention_rules() -> list[Rule]:
    """Let messages go a month after they were made; browsers stay until they are gone."""
    return [by_age("pushes", "P30D", lambda before: Push.objects.filter(created_at__lt=before))]


def public_key() -> str:
    """Give it as browsers want it (``applicationServerKey``): 65 bytes in base64url, or ""."""
    secret = crypto.ring().vapid
    if not secret:
        return ""
    key = ec.derive_private_key(int.from_bytes(secret), ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()

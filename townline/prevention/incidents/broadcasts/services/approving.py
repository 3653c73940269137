"""The mayor's word for a broadcast: for exactly its words and its recipients."""

import datetime as dt
from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Act, Permission, Role
from townline.prevention.incidents.broadcasts.errors import (
    BroadcastChanged,
    BroadcastSent,
    BroadcastWaits,
    NoRecipients,
    NotQuiet,
    TextsLeft,
)
from townline.prevention.incidents.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.incidents.broadcasts.rules import (
    LEFT_OUT,
    UNSENT,
    BroadcastEvent,
    BroadcastState,
)
from townline.prevention.incidents.broadcasts.selectors import hash_of, quiet_until
from townline.prevention.incidents.broadcasts.services.marks import (
    BROADCASTS,
    hold_owner,
    lock_broadcast,
    unsent,
)

JOB = "townline.prevention.incidents.broadcasts.tasks.send_broadcasts"


@transaction.atomic
def broadcast_approve(
    act: Act,
    *,
    kind: str,
    owner: int,
    broadcast_id: int,
    hash_: str,
    without: Collection[int] = (),
) -> Broadcast:
    """Approve what hashes to ``hash_``; it leaves after the hold, at night only where urgent.

    ``without``: ids of recipients who get none all the same.

    Raises BroadcastChanged when words or recipients are others, BroadcastSent for one that was
    approved already, NobodyToTell, WrongState, NotAllowed.
    """
    room = hold_owner(kind, owner, act.viewer, Permission.CONFIRM)
    row = lock_broadcast(room, owner, broadcast_id)
    if row.state not in UNSENT:
        raise BroadcastSent(f"the message is {row.state}", state=str(row.state))
    if row.state == BroadcastState.DRAFT or hash_ != hash_of(row) or hash_ != row.hash:
        raise BroadcastChanged("words or recipients have changed; look at them again")
    row.recipients.filter(id__in=without).update(outcome=LEFT_OUT)
    count = row.recipients.exclude(outcome=LEFT_OUT).count()
    if not count:
        raise NoRecipients("the message has no recipients")
    held_until = act.now + settings.TOWNLINE_CONFIRM_HOLD
    leaves = held_until if row.urgent else cases.ends(held_until) or held_until
    BROADCASTS.move(
        row, BroadcastEvent.APPROVE, actor=act.actor, now=act.now,
        changes={
            "approved_by_id": act.viewer.staff_id, "on_behalf": act.viewer.role is Role.DEPUTY,
            "approved_at": act.now, "leaves_at": leaves, "next_at": leaves,
        },
        data={"hash": hash_, "to": count} | ({"left_out": len(without)} if without else {}),
    )  # fmt: skip
    _schedule(leaves)
    room.changed(owner)
    return row


def _schedule(leaves: dt.datetime) -> None:
    job = app.configure_task(JOB, queue=settings.TOWNLINE_DISTRICT, schedule_at=leaves)
    job.defer(timestamp=int(leaves.timestamp()))


@transaction.atomic
def broadcast_expedite(act: Act, *, kind: str, owner: int, broadcast_id: int) -> Broadcast:
    """Send one that waits for the end of the do not disturb hours, after the hold of its approval.

    The hash is made anew: an approval binds whether it leaves at night. Raises NotQuiet,
    BroadcastChanged, NotAllowed.
    """
    room = hold_owner(kind, owner, act.viewer, Permission.CONFIRM, over=True)
    row = lock_broadcast(room, owner, broadcast_id)
    if quiet_until(row, act.now) is None or row.approved_at is None or row.leaves_at is None:
        raise NotQuiet("the message does not wait for the end of the do not disturb hours")
    leaves = max(act.now, row.approved_at + settings.TOWNLINE_CONFIRM_HOLD)
    row.urgent = True
    BROADCASTS.move(
        row, BroadcastEvent.EXPEDITE, actor=act.actor, now=act.now,
        changes={
            "urgent": True, "hash": hash_of(row), "next_at": leaves,
            "leaves_at": min(row.leaves_at, leaves),
        },
    )  # fmt: skip
    _schedule(leaves)
    room.changed(owner)
    return row


@transaction.atomic
def broadcast_return(
    act: Act, *, kind: str, owner: int, broadcast_id: int, reason: str
) -> Broadcast:
    """Give it back for rewording, with what should be different. Raises InvalidInput."""
    room = hold_owner(kind, owner, act.viewer, Permission.SEND_BACK)
    if not reason.strip():
        raise cases.InvalidInput("say what should be different")
    row = lock_broadcast(room, owner, broadcast_id)
    BROADCASTS.move(
        row, BroadcastEvent.RETURN, actor=act.actor, now=act.now, reason=reason.strip(),
        changes={"hash": ""},
    )  # fmt: skip
    room.changed(owner)
    return row


@transaction.atomic
def broadcast_undo(act: Act, *, kind: str, owner: int, broadcast_id: int) -> Broadcast:
    """Take an approval back while none of its texts has been queued.

    Raises TextsLeft, BroadcastWaits while the next one is written.
    """
    room = hold_owner(kind, owner, act.viewer, Permission.CONFIRM, over=True)
    row = lock_broadcast(room, owner, broadcast_id)
    if row.recipients.filter(text_id__isnull=False).exists():
        raise TextsLeft("texts of it have been handed on")
    if unsent(kind, owner):
        raise BroadcastWaits("the next one is being written already")
    row.recipients.filter(outcome=LEFT_OUT).update(outcome="")
    BROADCASTS.move(
        row, BroadcastEvent.UNDO, actor=act.actor, now=act.now,
        changes={"approved_by_id": None, "approved_at": None, "leaves_at": None, "next_at": None},
    )  # fmt: skip
    room.changed(owner)
    return row


@transaction.atomic
def broadcast_stop(act: Act, *, kind: str, owner: int, broadcast_id: int, reason: str = "") -> int:
    """Stop one that is leaving; say how many will not get it.

    What a link holds already goes out; the others' texts are taken back or never queued.
    """
    room = hold_owner(kind, owner, act.viewer, Permission.CONFIRM, over=True)
    row = lock_broadcast(room, owner, broadcast_id)
    waiting = row.recipients.filter(text_id__isnull=False, outcome="")
    ids = [number for number in waiting.values_list("text_id", flat=True) if number]
    back = conversations.texts_cancel(ids=ids, now=act.now)
    BroadcastRecipient.objects.filter(text_id__in=back).update(outcome="cancelled")
    withheld = row.recipients.filter(text_id=None).exclude(outcome=LEFT_OUT).count()
    BROADCASTS.move(
        row, BroadcastEvent.STOP, actor=act.actor, now=act.now, reason=reason.strip(),
        changes={"next_at": None, "finished_at": act.now}, data={"left_out": withheld + len(back)},
    )  # fmt: skip
    room.changed(owner)
    return withheld + len(back)

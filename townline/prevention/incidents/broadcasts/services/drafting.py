"""A broadcast is written and put before the mayor with the list of who gets it.

``kind`` and ``owner`` name what it belongs to; the owner's room says who may do it, and raises.
"""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from townline.casework.cases.api import NotAllowed
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission, Viewer
from townline.prevention.incidents.broadcasts.errors import (
    BroadcastChanged,
    BroadcastSent,
    BroadcastWaits,
    NoRecipients,
    NoWords,
)
from townline.prevention.incidents.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.incidents.broadcasts.ports import BroadcastKind
from townline.prevention.incidents.broadcasts.rules import UNSENT, BroadcastEvent, BroadcastState
from townline.prevention.incidents.broadcasts.selectors import hash_of
from townline.prevention.incidents.broadcasts.services.marks import (
    BROADCASTS,
    hold_owner,
    lock_broadcast,
    unsent,
)

BODY_LIMIT = 2_000


@transaction.atomic
def broadcast_save(
    act: Act,
    *,
    kind: str,
    owner: int,
    bodies: Mapping[str, str],
    urgent: bool = False,
    base_version: int = 0,
) -> Broadcast:
    """Write the words by language, ``ko`` among them.

    What waits for the mayor goes back to being written. ``base_version``: the one it was written
    from, 0 for a new one. Raises NoWords, BroadcastWaits, BroadcastChanged, NotAllowed.
    """
    room = _writable_kind(kind, owner, act.viewer)
    row = unsent(kind, owner)
    if row is not None and not base_version:
        raise BroadcastWaits("one is being written already")
    if row is not None and row.version != base_version:
        raise BroadcastChanged("somebody else changed it since you opened it")
    row = _write(act, room, owner, row, bodies, urgent=urgent)
    room.changed(owner)
    return row


@transaction.atomic
def broadcast_put(act: Act, *, kind: str, owner: int, bodies: Mapping[str, str]) -> Broadcast:
    """Write words and put them before the mayor at once, in place of what was not sent yet."""
    room = _writable_kind(kind, owner, act.viewer)
    row = _write(act, room, owner, unsent(kind, owner), bodies, urgent=False)
    return _submit(act, room, row)


def _write(
    act: Act, kind: BroadcastKind, owner: int, row: Broadcast | None, bodies: Mapping[str, str], *,
    urgent: bool,
) -> Broadcast:  # fmt: skip
    words = _words(bodies)
    kind.check(words)
    if row is None:
        row = Broadcast(kind=kind.name, owner=owner, version=0)
    _void(row, act.actor, act.now)
    row.bodies, row.urgent = words, kind.urgent(owner, urgent)
    row.version += 1
    row.author_id, row.written_at = act.viewer.staff_id, act.now
    row.save()
    return row


def _words(bodies: Mapping[str, str]) -> dict[str, str]:
    words = {lang: text for lang, body in bodies.items() if (text := body.strip())}
    if not words.get("ko"):
        raise NoWords("a message to many has words in Korean")
    if long := [lang for lang, text in words.items() if len(text) > BODY_LIMIT]:
        raise NoWords(f"the words in {long[0]} are longer than {BODY_LIMIT} characters")
    return words


def _writable_kind(kind: str, owner: int, viewer: Viewer) -> BroadcastKind:
    room = hold_owner(kind, owner, viewer, Permission.WRITE)
    if not viewer.may(room.writing):
        raise NotAllowed(f"the role {viewer.role} writes no such messages")
    return room


@transaction.atomic
def broadcast_submit(act: Act, *, kind: str, owner: int, broadcast_id: int) -> Broadcast:
    """Put it before the mayor, with those who get it as they are now.

    Raises NobodyToTell, BroadcastSent, WrongState.
    """
    room = _writable_kind(kind, owner, act.viewer)
    return _submit(act, room, lock_broadcast(room, owner, broadcast_id))


def _submit(act: Act, kind: BroadcastKind, row: Broadcast) -> Broadcast:
    if row.state not in UNSENT:
        raise BroadcastSent(f"the message is {row.state}", state=str(row.state))
    people = kind.people(row.owner, row.bodies)
    if not people:
        raise NoRecipients("nobody can be reached by text")
    row.recipients.all().delete()
    BroadcastRecipient.objects.bulk_create(
        BroadcastRecipient(
            broadcast=row, resident_id=one.resident_id, case_id=one.case_id,
            language=one.language, day=one.day,
        )
        for one in people
    )  # fmt: skip
    BROADCASTS.move(
        row, BroadcastEvent.SUBMIT, actor=act.actor, now=act.now, data={"to": len(people)},
        changes={
            "submitted_by_id": act.viewer.staff_id, "submitted_at": act.now, "hash": hash_of(row)
        },
    )  # fmt: skip
    kind.changed(row.owner)
    return row


@transaction.atomic
def broadcast_withdraw(act: Act, *, kind: str, owner: int, broadcast_id: int) -> Broadcast:
    """Take back what waits for the mayor, to write it anew."""
    room = _writable_kind(kind, owner, act.viewer)
    row = lock_broadcast(room, owner, broadcast_id)
    BROADCASTS.move(
        row, BroadcastEvent.WITHDRAW, actor=act.actor, now=act.now, changes={"hash": ""}
    )
    room.changed(owner)
    return row


@transaction.atomic
def broadcast_discard(act: Act, *, kind: str, owner: int, broadcast_id: int) -> None:
    """Throw a draft away."""
    room = _writable_kind(kind, owner, act.viewer)
    row = lock_broadcast(room, owner, broadcast_id)
    BROADCASTS.move(row, BroadcastEvent.DISCARD, actor=act.actor, now=act.now)
    room.changed(owner)


def broadcast_void(
    kind: str, owner: int, now: dt.datetime, *, actor: audit.Actor = audit.SYSTEM
) -> None:
    """Its recipients are others now: what waits for the mayor is a draft again.

    The owner is locked by who calls.
    """
    row = unsent(kind, owner)
    if row is not None:
        _void(row, actor, now)


def _void(row: Broadcast, actor: audit.Actor, now: dt.datetime) -> None:
    if row.state == BroadcastState.SUBMITTED:
        BROADCASTS.move(row, BroadcastEvent.VOID, actor=actor, now=now, changes={"hash": ""})

"""Blocking the sender of a case, and letting them in again."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import (
    InvalidInput,
    NotAllowed,
    Remark,
    case_lock,
    others_of,
    publish,
    remark,
)
from townline.casework.data_protection.services.revealing import resident_of
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Permission, Viewer

LONGEST = dt.timedelta(days=366)


@transaction.atomic
def sender_block(
    *,
    code: str,
    viewer: Viewer,
    now: dt.datetime,
    reason: str,
    until: dt.datetime,
    text: int | None = None,
) -> None:
    """Block a case's sender until a moment; ``text`` names which, where there are several.

    Later texts are kept and readable, open no case and are not answered; what is open goes on.
    Raises InvalidInput without a reason, or for an end that is past or over a year away.
    """
    case = case_lock(code=code, viewer=viewer, permission=Permission.BLOCK)
    if not reason.strip():
        raise InvalidInput("write why; it stays in the list and in the history")
    if not now < until <= now + LONGEST:
        raise InvalidInput("the end must lie in the future, and within a year")
    conversations.sender_block(
        resident_id=resident_of(case, text),
        reason=reason,
        until=until,
        actor=viewer.actor,
        now=now,
    )
    remark(case, Remark.SENDER_BLOCK, viewer, now, reason=reason.strip(), until=until.isoformat())
    publish(case)


@transaction.atomic
def senders_unblock(*, code: str, viewer: Viewer, now: dt.datetime) -> None:
    """End the blocks of all senders of a case."""
    case = case_lock(code=code, viewer=viewer, permission=Permission.BLOCK)
    for resident in (case.resident_id, *others_of([case.id]).get(case.id, ())):
        if conversations.sender_unblock(resident_id=resident, actor=viewer.actor, now=now):
            remark(case, Remark.SENDER_UNBLOCK, viewer, now)
    publish(case)


@transaction.atomic
def sender_unblock(*, resident_id: int, viewer: Viewer, now: dt.datetime) -> bool:
    """End a block at once. False when there is none any more."""
    if not viewer.may(Permission.BLOCK):
        raise NotAllowed(f"the role {viewer.role} may not do this ({Permission.BLOCK})")
    return conversations.sender_unblock(resident_id=resident_id, actor=viewer.actor, now=now)

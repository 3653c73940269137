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
from townline.platform.departments.api import Act, Permission

LONGEST = dt.timedelta(days=366)


@transaction.atomic
def sender_block(
    act: Act, *, code: str, reason: str, until: dt.datetime, text: int | None = None
) -> None:
    """Block a case's sender until a moment; ``text`` names which, where there are several.

    Later texts are kept and readable, open no case and are not answered; what is open goes on.
    Raises InvalidInput without a reason, or for an end that is past or over a year away.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.BLOCK)
    if not reason.strip():
        raise InvalidInput("write why; it stays in the list and in the history")
    if not act.now < until <= act.now + LONGEST:
        raise InvalidInput("the end must lie in the future, and within a year")
    conversations.sender_block(
        resident_id=resident_of(case, text),
        reason=reason,
        until=until,
        actor=act.actor,
        now=act.now,
    )
    remark(act, case, Remark.SENDER_BLOCK, reason=reason.strip(), until=until.isoformat())
    publish(case)


@transaction.atomic
def senders_unblock(act: Act, *, code: str) -> None:
    """End the blocks of all senders of a case."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.BLOCK)
    for resident in (case.resident_id, *others_of([case.id]).get(case.id, ())):
        if conversations.sender_unblock(resident_id=resident, actor=act.actor, now=act.now):
            remark(act, case, Remark.SENDER_UNBLOCK)
    publish(case)


@transaction.atomic
def sender_unblock(act: Act, *, resident_id: int) -> bool:
    """End a block at once. False when there is none any more."""
    if not act.viewer.may(Permission.BLOCK):
        raise NotAllowed(f"the role {act.viewer.role} may not do this ({Permission.BLOCK})")
    return conversations.sender_unblock(resident_id=resident_id, actor=act.actor, now=act.now)

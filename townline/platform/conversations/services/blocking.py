"""Blocked senders: their texts are kept and can be read, and nothing answers them."""

import datetime as dt

from django.db import transaction

from townline.platform.conversations.models import Resident, SenderBlock
from townline.platform.conversations.ports import Claim, IncomingView
from townline.platform.conversations.rules import BLOCKED
from townline.platform.core.history import audit


def block_claim(text: IncomingView) -> Claim | None:
    """Take a text of a blocked sender: it stays readable, opens no case and is not answered."""
    return Claim(by=BLOCKED, reference=f"resident:{text.resident_id}") if text.blocked else None


@transaction.atomic
def sender_block(
    *, resident_id: int, reason: str, until: dt.datetime, actor: audit.Actor, now: dt.datetime
) -> None:
    """Block a sender until a moment; a block that runs is given the new reason and end.

    Raises ValueError without a reason or with an end that is past.
    """
    if not reason.strip():
        raise ValueError("say why; the reason stays in the list and in the history")
    if until <= now:
        raise ValueError("the end must lie in the future")
    resident = Resident.objects.select_for_update(no_key=True).get(id=resident_id)
    # A block that goes on is given its new reason and end; the old one stays in the list.
    SenderBlock.objects.filter(resident=resident, ended_at=None).update(ended_at=now)
    SenderBlock.objects.create(
        resident=resident,
        reason=reason.strip(),
        by=str(actor),
        by_label=actor.label,
        at=now,
        until=until,
    )
    _record(resident, "resident:sender:block", actor, now, reason.strip(), until=until.isoformat())
    _until(resident, until)


@transaction.atomic
def sender_unblock(*, resident_id: int, actor: audit.Actor, now: dt.datetime) -> bool:
    """End a block at once. False when there is none."""
    resident = Resident.objects.select_for_update(no_key=True).filter(id=resident_id).first()
    if resident is None or resident.blocked_until is None or resident.blocked_until <= now:
        return False
    SenderBlock.objects.filter(resident=resident, ended_at=None).update(ended_at=now)
    _record(resident, "resident:sender:unblock", actor, now)
    _until(resident, None)
    return True


def _until(resident: Resident, until: dt.datetime | None) -> None:
    resident.blocked_until = until
    resident.save(update_fields=["blocked_until"])


def _record(
    resident: Resident,
    event: str,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    **data: object,
) -> None:
    audit.record(
        audit.AuditEntry(
            subject=f"resident:{resident.pk}",
            event=event,
            actor=actor,
            at=now,
            reason=reason,
            data=data,
        )
    )

"""The end of a lease: asked for, run out, or given another number; and what is erased then."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from townline.lines.safenumbers.errors import NoneFree
from townline.lines.safenumbers.models import (
    Lease,
    NumberBlock,
    OwnerLink,
    OwnerPhone,
    RequestPhone,
)
from townline.lines.safenumbers.rules.leases import LeaseEvent, LeaseState, Via
from townline.lines.safenumbers.selectors.leases import LeaseView, lease_get
from townline.lines.safenumbers.selectors.settings import numbers_settings
from townline.lines.safenumbers.services.leases.issuing import lease_serve
from townline.lines.safenumbers.services.leases.notifications import notify_owner
from townline.lines.safenumbers.services.leases.over import lease_over
from townline.lines.safenumbers.services.leases.writer import LEASES, By, acting, lease_lock
from townline.lines.safenumbers.services.notices import notices_follow
from townline.platform.conversations.api import Cause
from townline.platform.core.history.audit import SYSTEM
from townline.platform.core.keys import crypto


@transaction.atomic
def lease_end(
    *,
    by: By,
    lease_id: UUID,
    now: dt.datetime,
    reason: str = "",
    erase: bool = False,
    tell: bool = True,
) -> LeaseView:
    """End a lease, or take a car off the waiting list; the number rests before anyone gets it.

    ``erase``: plate and telephones go at once, as when an owner leaves; else they stay for the
    district's time, so that a complaint about the number can still be answered.
    """
    actor, row = acting(by), lease_lock(lease_id)
    lease_over(row, event=LeaseEvent.END, actor=actor, now=now, reason=reason)
    if tell:
        notify_owner(row, "safe_ended", now=now, cause=Cause.ASKED)
    if erase:
        lease_erase(row, now=now)
    return lease_get(lease_id)


def lease_erase(row: Lease, *, now: dt.datetime) -> None:
    """Let go of all that says whose a lease was; the row stays, for the figures."""
    OwnerPhone.objects.filter(lease=row).delete()
    OwnerLink.objects.filter(lease=row).delete()
    RequestPhone.objects.filter(request__lease=row).delete()
    row.plate, row.plate_lookup, row.plate_masked = b"", b"", ""
    row.qr_token, row.erased_at = b"", now
    row.save(update_fields=["plate", "plate_lookup", "plate_masked", "qr_token", "erased_at"])


@transaction.atomic
def lease_rotate(
    *, by: By, lease_id: UUID, now: dt.datetime, reason: str = "", tell: bool = True
) -> LeaseView:
    """Give a car another number; the old one tells callers for a while that it was changed.

    Gives the new lease: telephones, settings, blocks and links to the owner's page have gone
    over to it. Raises NoneFree when no number is free, and then nothing changes.
    """
    actor, old = acting(by), lease_lock(lease_id)
    was_suspended = old.state == LeaseState.SUSPENDED
    changes = {"tells_until": now + numbers_settings().rotated_tells}
    LEASES.move(old, LeaseEvent.ROTATE, actor=actor, now=now, changes=changes, reason=reason)
    new = _follower(old, now)
    if not lease_serve(new, actor=actor, now=now):
        raise NoneFree("no number is free now; the present one stays as it is")
    for table in (OwnerPhone, OwnerLink):
        table.objects.filter(lease=old).update(lease=new)
    # Whom the owner keeps out is not let in by another number.
    NumberBlock.objects.filter(lease=old, ended_at=None).update(lease=new)
    notices_follow(old=old.id, new=new.id, now=now)
    if tell:
        notify_owner(new, "safe_rotated", now=now, cause=Cause.ASKED, code=new.code)
    if was_suspended:
        LEASES.move(new, LeaseEvent.SUSPEND, actor=SYSTEM, now=now)
    return lease_get(new.id)


def _follower(old: Lease, now: dt.datetime) -> Lease:
    return Lease.objects.create(
        audience=old.audience,
        language=old.language,
        via=Via(old.via),
        plate=crypto.ring().encrypt(crypto.ring().decrypt(old.plate)),
        plate_lookup=old.plate_lookup,
        plate_masked=old.plate_masked,
        talks_unasked=old.talks_unasked,
        quiet_from=old.quiet_from,
        quiet_until=old.quiet_until,
        consent_version=old.consent_version,
        proved_at=old.proved_at,
        asked_at=now,
        replaces=old,
    )

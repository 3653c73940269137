"""What changes while a number is leased: pauses, quiet hours, another car, a longer time."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from townline.lines.safenumbers.errors import QuietInvalid
from townline.lines.safenumbers.models import Lease
from townline.lines.safenumbers.rules import plates
from townline.lines.safenumbers.rules.leases import Audience, LeaseEvent
from townline.lines.safenumbers.sealing import plate_lookup
from townline.lines.safenumbers.selectors.leases import LeaseView, lease_get
from townline.lines.safenumbers.selectors.settings import numbers_settings
from townline.lines.safenumbers.services.leases.claims import claims_yield, refuse_proved
from townline.lines.safenumbers.services.leases.issuing import plate_parse, remind_moment
from townline.lines.safenumbers.services.leases.notifications import notify_owner
from townline.lines.safenumbers.services.leases.writer import LEASES, OWNER, By, acting, lease_lock
from townline.platform.core.keys import crypto


@transaction.atomic
def lease_suspend(
    *, by: By, lease_id: UUID, now: dt.datetime, reason: str = "", tell: bool = True
) -> LeaseView:
    """Let nobody through for a while; the number stays this car's. Raises WrongState.

    An owner who did not do it is told, else the number would seem broken. The reason may be
    somebody's complaint: it is not told.
    """
    paused = _step(by, lease_id, LeaseEvent.SUSPEND, now, reason)
    if tell and by != OWNER:
        notify_owner(Lease.objects.get(id=lease_id), "safe_suspended", now=now)
    return paused


@transaction.atomic
def lease_resume(*, by: By, lease_id: UUID, now: dt.datetime, reason: str = "") -> LeaseView:
    """Let people through again. Raises WrongState."""
    return _step(by, lease_id, LeaseEvent.RESUME, now, reason)


@transaction.atomic
def lease_renew(*, by: By, lease_id: UUID, now: dt.datetime) -> LeaseView:
    """Lengthen a lease by its audience's time, from now. Raises WrongState."""
    settings = numbers_settings()
    row = Lease.objects.filter(id=lease_id).first()
    lasts = settings.lasts.of(Audience(row.audience)) if row else dt.timedelta()
    changes = {"expires_at": now + lasts, "remind_at": remind_moment(now, lasts)}
    return _step(by, lease_id, LeaseEvent.RENEW, now, changes=changes)


@transaction.atomic
def talks_set(*, by: By, lease_id: UUID, talks_unasked: bool, now: dt.datetime) -> LeaseView:
    """Say whether a caller who presses nothing is put through."""
    changes = {"talks_unasked": talks_unasked}
    return _step(by, lease_id, LeaseEvent.CHANGE, now, changes=changes, data={"what": "talks"})


@transaction.atomic
def hours_set(
    *,
    by: By,
    lease_id: UUID,
    quiet_from: dt.time | None,
    quiet_until: dt.time | None,
    now: dt.datetime,
) -> LeaseView:
    """Set quiet hours in the district's time, perhaps over midnight; two Nones end them.

    Raises QuietInvalid for one of the two alone, or two that are the same.
    """
    if (quiet_from is None) != (quiet_until is None):
        raise QuietInvalid("do not disturb hours need a start and an end")
    if quiet_from is not None and quiet_from == quiet_until:
        raise QuietInvalid("do not disturb hours start and end at different times")
    changes = {"quiet_from": quiet_from, "quiet_until": quiet_until}
    return _step(by, lease_id, LeaseEvent.CHANGE, now, changes=changes, data={"what": "hours"})


@transaction.atomic
def lease_transfer(
    *, by: By, lease_id: UUID, plate: str, now: dt.datetime, reason: str = ""
) -> LeaseView:
    """Let the number go over to another car of the same owner.

    Raises PlateInvalid, AlreadyIssued where that car has a number.
    """
    new = plate_parse(plate)
    refuse_proved(new, but=lease_id)
    changes = {
        "proved_at": now,
        "plate": crypto.ring().encrypt(new),
        "plate_lookup": plate_lookup(new),
        "plate_masked": plates.mask_plate(new),
    }
    after = _step(by, lease_id, LeaseEvent.TRANSFER, now, reason, changes=changes)
    claims_yield(new, to=lease_id, actor=acting(by), now=now)
    return after


def _step(
    by: By,
    lease_id: UUID,
    event: LeaseEvent,
    now: dt.datetime,
    reason: str = "",
    *,
    changes: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
) -> LeaseView:
    actor, row = acting(by), lease_lock(lease_id)
    LEASES.move(row, event, actor=actor, now=now, changes=changes, reason=reason, data=data)
    return lease_get(lease_id)

"""Whose car it is: who applies outside only claims a plate, until somebody looked at the proof.

A claim keeps nobody else from applying, and tells nobody whether there are others. Proof is the
car's papers at the counter, or a photo of the plate with a code of ours beside it that a person
looked at. Then the other claims of that plate end, and their owners are told.
"""

import datetime as dt
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from townline.lines.safenumbers.errors import AlreadyIssued
from townline.lines.safenumbers.models import Lease
from townline.lines.safenumbers.rules.leases import OPEN, LeaseEvent
from townline.lines.safenumbers.sealing import plate_lookups
from townline.lines.safenumbers.selectors.leases import LeaseView, lease_get
from townline.lines.safenumbers.services.leases.notifications import notify_owner
from townline.lines.safenumbers.services.leases.over import lease_over
from townline.lines.safenumbers.services.leases.writer import LEASES, By, acting, lease_lock
from townline.platform.core.history.audit import Actor
from townline.platform.core.keys import crypto

DIGITS = 6
_REASON = "다른 사람이 이 차의 주인임을 확인함"


class Proof(StrEnum):
    """By what somebody showed that a car is theirs."""

    COUNTER = "counter"
    PHOTO = "photo"


def proof_code(lease_id: UUID) -> str:
    """Give the digits that stand beside the plate on a photo; the owner and the office see them."""
    # The name is older than the wing: codes that were told stay good.
    mark = salted_hmac("townline.safenumbers.car", lease_id.hex, algorithm="sha256").hexdigest()
    return f"{int(mark, 16) % 10**DIGITS:0{DIGITS}d}"


@transaction.atomic
def lease_prove(
    *, by: By, lease_id: UUID, proof: Proof, now: dt.datetime, reason: str = ""
) -> LeaseView:
    """Make a claim firm. Raises AlreadyIssued where another owner proved the same car before."""
    actor = acting(by)
    sealed = Lease.objects.filter(id=lease_id).values_list("plate", flat=True).first()
    plate = crypto.ring().decrypt(sealed) if sealed else ""
    claims_lock(plate)
    row = lease_lock(lease_id)
    if plate:
        refuse_proved(plate, but=row.id)
    try:
        with transaction.atomic():
            LEASES.move(
                row, LeaseEvent.PROVE, actor=actor, now=now, reason=reason,
                changes={"proved_at": now}, data={"how": proof},
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyIssued("another owner has just verified this car") from error
    if plate:
        claims_yield(plate, to=row.id, actor=actor, now=now)
    return lease_get(lease_id)


def claims_lock(plate: str) -> None:
    """Take hold of all open leases of a plate, in one order, before one of them becomes firm.

    Two people who prove claims of one car at once would else each hold one and wait for the other.
    """
    if plate:
        rows = Lease.objects.filter(plate_lookup__in=plate_lookups(plate), state__in=OPEN)
        list(rows.select_for_update(of=("self",)).order_by("id").values_list("id", flat=True))


def refuse_proved(plate: str, *, but: UUID | None = None) -> None:
    """Raise AlreadyIssued where somebody proved that this car is theirs."""
    # Also under an older key: while keys are changed the constraint would not see it.
    open_ones = Lease.objects.filter(plate_lookup__in=plate_lookups(plate), state__in=OPEN)
    others = open_ones.exclude(id=but) if but else open_ones
    if others.exclude(proved_at=None).exists():
        raise AlreadyIssued("this car has a number already, or waits for one")


def claims_yield(plate: str, *, to: UUID, actor: Actor, now: dt.datetime) -> None:
    """End the claims of a plate but one, in the caller's transaction, and tell their owners."""
    claims = Lease.objects.select_for_update(of=("self",)).filter(
        plate_lookup__in=plate_lookups(plate), state__in=OPEN, proved_at=None
    )
    for row in claims.exclude(id=to).order_by("id"):
        notify_owner(row, "safe_yielded", now=now)
        lease_over(row, event=LeaseEvent.END, actor=actor, now=now, reason=_REASON)

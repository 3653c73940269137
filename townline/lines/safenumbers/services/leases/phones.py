"""The telephones a number leads to."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from townline.lines.safenumbers.errors import PhonesInvalid
from townline.lines.safenumbers.models import Lease, OwnerLink, OwnerPhone
from townline.lines.safenumbers.rules.leases import LeaseEvent
from townline.lines.safenumbers.selectors.leases import LeaseView, lease_get
from townline.lines.safenumbers.selectors.settings import numbers_settings
from townline.lines.safenumbers.services.leases.writer import LEASES, By, acting, lease_lock
from townline.platform.core.keys import crypto
from townline.platform.core.text import msisdn
from townline.platform.core.text.msisdn import InvalidNumber, Msisdn

_HOME = "+82"
_KINDS = ("mobile", "fixed")


def _phones_error(detail: str) -> PhonesInvalid:
    return PhonesInvalid(detail, most=numbers_settings().phones)


def phone_parse(text: str, *, texts: bool = False) -> Msisdn:
    """Read a number that calls (``texts``: and texts) can be put through to.

    Raises PhonesInvalid.

    A 050 number leads elsewhere itself, and calls to it would run in circles.
    """
    try:
        phone = msisdn.parse(text)
    except InvalidNumber as error:
        raise _phones_error(str(error)) from error
    if phone.kind not in _KINDS or not phone.value.startswith(_HOME):
        raise _phones_error("write a whole telephone number, like 010-0000-0042 or 02-0000-0100")
    if texts and not phone.is_mobile:
        raise _phones_error("write a mobile number, like 010-0000-0042: a code is texted to it")
    return phone


def phones_parse(texts: Sequence[str], fallback: str = "") -> list[tuple[Msisdn, bool]]:
    """Read an owner's numbers in order, with a company's fallback last. Raises PhonesInvalid."""
    phones = [(phone_parse(text), False) for text in texts]
    phones += [(phone_parse(fallback), True)] if fallback else []
    if not texts:
        raise _phones_error("at least one telephone is needed")
    if len(texts) > numbers_settings().phones:
        raise _phones_error(f"at most {numbers_settings().phones} telephones lead from one number")
    if len({phone.value for phone, _ in phones}) < len(phones):
        raise _phones_error("one telephone is named twice")
    return phones


def phones_write(lease: Lease, phones: Sequence[tuple[Msisdn, bool]]) -> None:
    """Put these in the place of the lease's telephones."""
    ring = crypto.ring()
    OwnerPhone.objects.filter(lease=lease).delete()
    OwnerPhone.objects.bulk_create(
        OwnerPhone(
            lease=lease,
            position=position,
            number=ring.encrypt(phone.value),
            number_lookup=ring.lookup_of(phone.value),
            number_masked=msisdn.mask(phone.value),
            number_kind=phone.kind,
            fallback=fallback,
        )
        for position, (phone, fallback) in enumerate(phones)
    )


@transaction.atomic
def phones_set(
    *, by: By, lease_id: UUID, phones: Sequence[str], now: dt.datetime, fallback: str = ""
) -> LeaseView:
    """Say anew which telephones a number leads to, in order.

    Links to the owner's page that went to earlier telephones stop working when one was taken
    away: whoever has that telephone now is not the owner.
    """
    actor, row = acting(by), lease_lock(lease_id)
    wanted = phones_parse(phones, fallback)
    ring = crypto.ring()
    names = {value for phone, _ in wanted for value in ring.lookups_of(phone.value)}
    before = OwnerPhone.objects.filter(lease=row).values_list("number_lookup", flat=True)
    gone = [value for value in before if bytes(value) not in names]
    phones_write(row, wanted)
    if gone:
        OwnerLink.objects.filter(lease=row).delete()
    LEASES.move(
        row,
        LeaseEvent.CHANGE,
        actor=actor,
        now=now,
        data={"what": "phones", "phones": len(wanted), "gone": len(gone)},
    )
    return lease_get(lease_id)


@transaction.atomic
def phone_add(*, by: By, lease_id: UUID, phone: str, now: dt.datetime) -> LeaseView:
    """Add a telephone after the others. Raises PhonesInvalid."""
    own, fallback = _numbers(lease_id)
    return phones_set(by=by, lease_id=lease_id, phones=[*own, phone], fallback=fallback, now=now)


@transaction.atomic
def phone_out(*, by: By, lease_id: UUID, phone_id: int, now: dt.datetime) -> LeaseView:
    """Take a telephone out. Raises PhonesInvalid, also for the owner's last one."""
    remaining = OwnerPhone.objects.filter(lease=lease_id).exclude(pk=phone_id).order_by("position")
    own, fallback = _decrypt_numbers(remaining)
    return phones_set(by=by, lease_id=lease_id, phones=own, fallback=fallback, now=now)


@transaction.atomic
def phone_first(*, by: By, lease_id: UUID, phone_id: int, now: dt.datetime) -> LeaseView:
    """Call one of the owner's telephones first."""
    rows = list(OwnerPhone.objects.filter(lease=lease_id).order_by("fallback", "position"))
    own, fallback = _decrypt_numbers(
        sorted(rows, key=lambda row: (row.fallback, row.pk != phone_id))
    )
    return phones_set(by=by, lease_id=lease_id, phones=own, fallback=fallback, now=now)


def _numbers(lease_id: UUID) -> tuple[list[str], str]:
    return _decrypt_numbers(
        OwnerPhone.objects.filter(lease=lease_id).order_by("fallback", "position")
    )


def _decrypt_numbers(rows: Iterable[OwnerPhone]) -> tuple[list[str], str]:
    """Give the real numbers in order, and the common one of a company, "" if there is none."""
    ring = crypto.ring()
    opened = [(row.fallback, ring.decrypt(row.number)) for row in rows]
    own = [number for fallback, number in opened if not fallback]
    return own, next((number for fallback, number in opened if fallback), "")

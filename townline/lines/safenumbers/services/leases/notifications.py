"""Texts to owners about their number."""

import datetime as dt

from townline.casework.cases.api import ends
from townline.lines.safenumbers.models import Lease, OwnerPhone
from townline.lines.safenumbers.rules import numbers, plates
from townline.lines.safenumbers.rules.leases import lease_subject
from townline.lines.safenumbers.services.leases.links import owner_link
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause
from townline.platform.core import district
from townline.platform.core.http import public
from townline.platform.core.keys import crypto
from townline.platform.core.text.msisdn import Msisdn
from townline.platform.core.text.particles import settle


def resident_of(phone: Msisdn, *, language: str, now: dt.datetime) -> int:
    """Give the row that texts to a number go to; made if nobody knows the number yet."""
    sender = conversations.HistorySender(number=phone.value, language=language, first_at=now)
    made = conversations.history_reserve(senders=[sender], incoming=0, outgoing=0)
    return made.residents[phone.value]


def notify_owner(
    lease: Lease, key: str, *, now: dt.datetime, cause: Cause = Cause.OWN, **words: str
) -> bool:
    """Text an owner, on the first telephone that takes texts; say whether it goes.

    ``cause``: ASKED where the owner did something just now and waits for it, PROMISED where they
    were told that it will come. Of our own accord at most a few an hour go to one number, so that
    a company of a hundred cars does not get a hundred. What nobody waits for this minute leaves at
    the end of the quiet hours.
    """
    phone = _first_mobile(lease)
    if phone is None:
        return False
    body = settle(district.text(key, lease.language).format(**_words(lease), **words))
    text = conversations.automatic_queue(
        resident_id=resident_of(phone, language=lease.language, now=now),
        body=body,
        reference=lease_subject(lease.id),
        now=now,
        cause=cause,
        not_before=None if cause is Cause.ASKED else ends(now),
    )
    return text is not None


def link_words(lease: Lease, now: dt.datetime) -> str:
    """Give the address of a new owner's page; "" where nobody has said how we are reached."""
    if not public.address("/"):
        return ""
    return public.address(owner_link(lease_id=lease.id, now=now))


def _words(lease: Lease) -> dict[str, str]:
    plate = plates.mask_plate(crypto.ring().decrypt(lease.plate)) if lease.plate else ""
    return {
        "number": numbers.format_number(lease.number_id) if lease.number_id else "",
        "car": plate,
        "line_number": district.line_number(),
    }


def _first_mobile(lease: Lease) -> Msisdn | None:
    phones = OwnerPhone.objects.filter(lease=lease, number_kind="mobile").order_by("position")
    row = phones.filter(fallback=False).first()
    return Msisdn(crypto.ring().decrypt(row.number), "mobile") if row else None

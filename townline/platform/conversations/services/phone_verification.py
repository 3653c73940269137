"""Showing that a telephone is one's own: a code is texted to it and typed back.

Before that, hardly anything else goes to a number that somebody typed on a page: ``typed_cause``.
"""

import datetime as dt
import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from townline.platform.conversations.models import IncomingText, PhoneVerification, Resident
from townline.platform.conversations.rules import Cause
from townline.platform.conversations.services.history import HistorySender, history_reserve
from townline.platform.conversations.services.outgoing.queueing import automatic_queue
from townline.platform.core.keys import crypto
from townline.platform.core.text import msisdn
from townline.platform.core.text.msisdn import Msisdn

LIFE = dt.timedelta(minutes=10)
TRIES = 5
DIGITS = 6
_BYTES = 16


@dataclass(frozen=True, slots=True)
class Verified:
    """A telephone that was shown to be one's own, and what was wanted when the code was asked."""

    phone: Msisdn
    resident_id: int
    payload: dict[str, Any]


@transaction.atomic
def verification_begin(
    *,
    phone: Msisdn,
    purpose: str,
    body: str,
    language: str,
    now: dt.datetime,
    payload: dict[str, Any] | None = None,
    is_known: bool = False,
) -> str | None:
    """Text a code to a telephone (``{code}`` in ``body``), and give the token that goes with it.

    ``payload`` (ready for JSON) is kept sealed until the code comes. None where no code may go
    there now: to a number that said STOP, to one that nobody has shown to be theirs a second time
    within the hour (``rules.HOURLY``), but where we know who typed it (``is_known``).
    """
    sender = HistorySender(number=phone.value, language=language, first_at=now)
    made = history_reserve(senders=[sender], incoming=0, outgoing=0)
    resident = Resident.objects.get(id=made.residents[phone.value])
    token, code = secrets.token_hex(_BYTES), f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    text = automatic_queue(
        resident_id=resident.pk,
        body=body.format(code=code),
        reference="",
        now=now,
        cause=Cause.CODE if is_known else typed_cause(resident.pk),
    )
    if text is None:
        return None
    PhoneVerification.objects.create(
        token_hash=_token_hash(token),
        resident=resident,
        purpose=purpose,
        code_hash=_code_hash(token, code),
        payload=crypto.ring().encrypt(json.dumps(payload or {})),
        made_at=now,
        until=now + LIFE,
    )
    return token


def typed_cause(resident_id: int) -> Cause:
    """Say as what a text counts that goes to a number which somebody typed on a page.

    Whoever has this number has dealt with us when a code was typed back, or a text came.
    """
    shown = Resident.objects.filter(id=resident_id, verified_at__isnull=False).exists()
    known = shown or IncomingText.objects.filter(resident_id=resident_id).exists()
    return Cause.CODE if known else Cause.FIRST_CODE


def _token_hash(token: str) -> str:
    # 128 random bits cannot be tried, so it needs no salt.
    return hashlib.sha256(token.encode()).hexdigest()


def _code_hash(token: str, code: str) -> str:
    return salted_hmac(
        "townline.phone-verification", f"{token}:{code}", algorithm="sha256"
    ).hexdigest()


def verification_open(token: str, *, now: dt.datetime) -> bool:
    """Say whether a code may still be typed for this token."""
    rows = PhoneVerification.objects.filter(
        token_hash=_token_hash(token), used_at=None, until__gt=now, tries__lt=TRIES
    )
    return rows.exists()


@transaction.atomic
def verification_finish(
    *, token: str, code: str, purpose: str, now: dt.datetime
) -> Verified | None:
    """Take the code; it counts once. None for a wrong, used or late one, or of another purpose.

    A wrong try is counted: not in a transaction that is undone by its refusal.
    """
    rows = PhoneVerification.objects.select_for_update().filter(token_hash=_token_hash(token))
    row = rows.filter(used_at=None, until__gt=now, tries__lt=TRIES, purpose=purpose).first()
    if row is None:
        return None
    digits = "".join(str(int(letter)) for letter in code if letter.isdecimal())
    if not constant_time_compare(_code_hash(token, digits), row.code_hash):
        row.tries += 1
        row.save(update_fields=["tries"])
        return None
    row.used_at = now
    row.save(update_fields=["used_at"])
    Resident.objects.filter(id=row.resident_id).update(verified_at=now)
    ring, resident = crypto.ring(), row.resident
    phone = msisdn.parse(ring.decrypt(resident.number))
    return Verified(phone, resident.pk, json.loads(ring.decrypt(row.payload)))

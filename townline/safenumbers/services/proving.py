"""Showing that a telephone is one's own: a code is texted to it and typed back."""

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from townline.conversations import api as conversations
from townline.core import crypto, district, msisdn
from townline.core.msisdn import Msisdn
from townline.safenumbers.errors import CodeWrong, TextedTooOften
from townline.safenumbers.models import PhoneProof
from townline.safenumbers.rules.tokens import token_hash
from townline.safenumbers.services.leases.phones import phone_parse
from townline.safenumbers.services.leases.telling import resident_of

LIFE = dt.timedelta(minutes=10)
TRIES = 5
DIGITS = 6
_BYTES = 16


@dataclass(frozen=True, slots=True)
class Proved:
    """A telephone that was shown to be one's own, and what was wanted when the code was asked."""

    phone: Msisdn
    wish: dict[str, Any]


@transaction.atomic
def proof_begin(*, phone: str, language: str, wish: dict[str, Any], now: dt.datetime) -> str:
    """Text a code to a telephone, and give the token that goes with it.

    ``wish`` (ready for JSON) is kept sealed until the code comes. Raises PhonesInvalid where it
    is no mobile number, TextedTooOften where no more texts may go there now.
    """
    mobile = phone_parse(phone, texts=True)
    token = secrets.token_hex(_BYTES)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    text = conversations.automatic_queue(
        resident_id=resident_of(mobile, language=language, now=now),
        body=district.text("safe_code", language).format(code=code),
        reference="",
        now=now,
        cause=conversations.Cause.CODE,
    )
    if text is None:
        raise TextedTooOften("no more texts may go to this number now; try again in an hour")
    PhoneProof.objects.create(
        token_hash=token_hash(token),
        number=crypto.ring().encrypt(mobile.value),
        code_hash=_code_hash(token, code),
        wish=crypto.ring().encrypt(json.dumps(wish)),
        made_at=now,
        until=now + LIFE,
    )
    return token


def _code_hash(token: str, code: str) -> str:
    return salted_hmac(
        "townline.safenumbers.proof", f"{token}:{code}", algorithm="sha256"
    ).hexdigest()


def proof_open(token: str, *, now: dt.datetime) -> bool:
    """Say whether a code may still be typed for this token."""
    rows = PhoneProof.objects.filter(
        token_hash=token_hash(token), used_at=None, until__gt=now, tries__lt=TRIES
    )
    return rows.exists()


def proof_finish(*, token: str, code: str, now: dt.datetime) -> Proved:
    """Take the code; it counts once. Raises CodeWrong for a wrong, used or late one."""
    with transaction.atomic():
        proved = _finish(token, code, now)
    # After the transaction: a wrong try must stay counted.
    if proved is None:
        raise CodeWrong("the code is wrong or too old; ask for a new one")
    return proved


def _finish(token: str, code: str, now: dt.datetime) -> Proved | None:
    rows = PhoneProof.objects.select_for_update().filter(token_hash=token_hash(token))
    row = rows.filter(used_at=None, until__gt=now, tries__lt=TRIES).first()
    if row is None:
        return None
    digits = "".join(str(int(letter)) for letter in code if letter.isdecimal())
    if not constant_time_compare(_code_hash(token, digits), row.code_hash):
        row.tries += 1
        row.save(update_fields=["tries"])
        return None
    row.used_at = now
    row.save(update_fields=["used_at"])
    ring = crypto.ring()
    return Proved(msisdn.parse(ring.decrypt(row.number)), json.loads(ring.decrypt(row.wish)))

"""Applying outside: who showed a telephone to be theirs gets a number for their car."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.lines.safenumbers.errors import ConsentMissing, TooManyCars
from townline.lines.safenumbers.models import Lease
from townline.lines.safenumbers.rules.leases import OPEN, Audience, Via
from townline.lines.safenumbers.selectors.leases import LeaseView
from townline.lines.safenumbers.selectors.settings import numbers_settings
from townline.lines.safenumbers.services.leases.issuing import (
    LeaseRequest,
    lease_issue,
    plate_parse,
)
from townline.lines.safenumbers.services.leases.writer import OWNER
from townline.lines.safenumbers.services.phone_verification import Proved, proof_begin
from townline.platform.core.keys import crypto
from townline.platform.core.text.msisdn import Msisdn

# Companies come to the counter or with a table: somebody must look at whose cars they are.
OUTSIDE = frozenset({Audience.RESIDENT, Audience.VISITOR})


def apply_begin(
    *, plate: str, phone: str, audience: str, agreed: bool, language: str, now: dt.datetime
) -> str:
    """Check what somebody applies with, and text a code to their telephone; gives its token.

    Raises PlateInvalid, PhonesInvalid, ConsentMissing, TextedTooOften. Whether the car has a
    number already is not said before the telephone is proved.
    """
    car = plate_parse(plate)
    if not agreed:
        raise ConsentMissing("without consent there is no number")
    payload = {
        "plate": car,
        "audience": audience if audience in OUTSIDE else Audience.RESIDENT,
        "consent": numbers_settings().consent.version,
        "language": language,
    }
    return proof_begin(phone=phone, language=language, payload=payload, now=now)


def again_begin(*, phone: str, language: str, now: dt.datetime) -> str:
    """Text a code to an owner who wants their page back; gives its token. Raises as above."""
    return proof_begin(phone=phone, language=language, payload={"again": True}, now=now)


@transaction.atomic
def apply_finish(*, proved: Proved, now: dt.datetime) -> LeaseView:
    """Give a number to who proved their telephone.

    Raises AlreadyIssued, TooManyCars.
    """
    payload: dict[str, Any] = proved.wish
    if _cars(proved.phone) >= numbers_settings().cars:
        raise TooManyCars("as many cars as one telephone may have here; come to the counter")
    return lease_issue(
        by=OWNER,
        wish=LeaseRequest(
            plate=payload["plate"],
            phones=[proved.phone.value],
            audience=Audience(payload["audience"]),
            language=payload["language"],
            consent=payload["consent"],
        ),
        via=Via.WEB,
        now=now,
    )


def _cars(phone: Msisdn) -> int:
    lookups = crypto.ring().lookups_of(phone.value)
    held = Lease.objects.filter(
        phones__number_lookup__in=lookups, phones__fallback=False, state__in=sorted(OPEN)
    )
    return held.count()

"""Showing that a telephone is one's own, in this room's words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from townline.lines.safenumbers.errors import CodeWrong, TextedTooOften
from townline.lines.safenumbers.services.leases.phones import phone_parse
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.text.msisdn import Msisdn

_PURPOSE = "safe-number"
proof_open = conversations.verification_open


@dataclass(frozen=True, slots=True)
class Proved:
    """A telephone that was shown to be one's own, and what was wanted when the code was asked."""

    phone: Msisdn
    wish: dict[str, Any]


def proof_begin(*, phone: str, language: str, payload: dict[str, Any], now: dt.datetime) -> str:
    """Text a code to a telephone, and give the token that goes with it.

    ``wish`` (ready for JSON) is kept sealed until the code comes. Raises PhonesInvalid where it
    is no mobile number, TextedTooOften where no more texts may go there now.
    """
    token = conversations.verification_begin(
        phone=phone_parse(phone, texts=True),
        purpose=_PURPOSE,
        body=district.text("safe_code", language),
        language=language,
        now=now,
        payload=payload,
    )
    if token is None:
        raise TextedTooOften("no more texts may go to this number now; try again in an hour")
    return token


def proof_finish(*, token: str, code: str, now: dt.datetime) -> Proved:
    """Take the code; it counts once. Raises CodeWrong for a wrong, used or late one."""
    found = conversations.verification_finish(token=token, code=code, purpose=_PURPOSE, now=now)
    if found is None:
        raise CodeWrong("the code is wrong or too old; ask for a new one")
    return Proved(found.phone, found.payload)

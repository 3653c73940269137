"""Showing that a number is one's own: a code is texted to it and typed back, kept in the session.

The number itself lies sealed among those that texts go to; the session knows only which it is.
"""

import datetime as dt
import secrets

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext

from townline.conversations import api as conversations

_KEY = "digest_proof"
_LIFE = dt.timedelta(minutes=10)
_TRIES = 5
_DIGITS = 6


def begin(request: HttpRequest, number: str, language: str, now: dt.datetime) -> bool:
    """Text a code to a number (E.164); False when no more texts may go there now."""
    sender = conversations.HistorySender(number=number, language=language, first_at=now)
    made = conversations.history_reserve(senders=[sender], incoming=0, outgoing=0)
    resident = made.residents[number]
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
    body = gettext("확인 번호 %(code)s. 이 번호로 알림을 받습니다.") % {"code": code}
    # An automatic text as any other: at most three an hour to one number, none after a STOP.
    if (
        conversations.automatic_queue(resident_id=resident, body=body, reference="", now=now)
        is None
    ):
        return False
    request.session[_KEY] = {
        "resident": resident,
        "code": _sealed(code, resident),
        "until": (now + _LIFE).timestamp(),
        "tries": 0,
    }
    return True


def _sealed(code: str, resident: int) -> str:
    return salted_hmac("townline.digest", f"{resident}:{code}", algorithm="sha256").hexdigest()


def is_open(request: HttpRequest, now: dt.datetime) -> bool:
    """Say whether a code was sent that can still be typed."""
    asked = request.session.get(_KEY)
    if asked is None:
        return False
    return bool(asked["until"] > now.timestamp() and asked["tries"] < _TRIES)


def finish(request: HttpRequest, code: str, now: dt.datetime) -> int | None:
    """Give whose number was shown to be one's own, or None for a wrong or late code."""
    asked = request.session.get(_KEY)
    if asked is None or not is_open(request, now):
        return None
    digits = "".join(filter(str.isdigit, code))
    if constant_time_compare(_sealed(digits, asked["resident"]), asked["code"]):
        del request.session[_KEY]
        return int(asked["resident"])
    request.session[_KEY] = asked | {"tries": asked["tries"] + 1}
    return None

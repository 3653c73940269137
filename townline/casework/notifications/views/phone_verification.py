"""Showing that a number is one's own: a code is texted to it and typed back, in this session."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

from townline.platform.conversations import api as conversations
from townline.platform.core.text import msisdn
from townline.platform.web.inputs import Input, Line, Mobile


class OwnNumber(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"number": gettext_noop("휴대전화 번호")}
    number: Mobile


class OwnCode(Input):
    code: Line = ""


_KEY, _PURPOSE = "digest_proof", "staff-notices"


def begin(request: HttpRequest, number: str, language: str, now: dt.datetime) -> bool:
    """Text a code to a number (E.164); False when no more texts may go there now."""
    token = conversations.verification_begin(
        phone=msisdn.parse(number),
        purpose=_PURPOSE,
        body=gettext("인증번호 %(code)s. 이 번호로 알림을 받습니다.") % {"code": "{code}"},
        language=language,
        now=now,
        is_known=True,
    )
    request.session[_KEY] = token
    return token is not None


def _token(request: HttpRequest) -> str:
    # A session may hold what an older version kept there.
    stored = request.session.get(_KEY)
    return stored if isinstance(stored, str) else ""


def is_open(request: HttpRequest, now: dt.datetime) -> bool:
    """Say whether a code was sent that can still be typed."""
    return conversations.verification_open(_token(request), now=now)


def finish(request: HttpRequest, code: str, now: dt.datetime) -> int | None:
    """Give whose number was shown to be one's own, or None for a wrong or late code."""
    found = conversations.verification_finish(
        token=_token(request), code=code, purpose=_PURPOSE, now=now
    )
    if found is None:
        return None
    del request.session[_KEY]
    return found.resident_id

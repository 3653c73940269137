"""A report becomes a text of the telephone that was proved by a code."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext

from townline.adapters.web_form.limits import NUMBER
from townline.adapters.web_form.photos import photos_sign, photos_stored
from townline.adapters.web_form.refusals import ReportRefused
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.media import MediaRef
from townline.platform.core.text import msisdn

_PURPOSE = "web-form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody sends: ``body`` as it will stand in the thread, and their photos."""

    body: str
    photos: tuple[MediaRef, ...]
    phone: str
    language: str


def report_begin(report: Report, *, now: dt.datetime) -> str:
    """Text a code to the sender; give its token. Raises ReportRefused."""
    token = conversations.verification_begin(
        phone=_mobile(report.phone),
        purpose=_PURPOSE,
        body=district.text("report_code", report.language),
        language=report.language,
        now=now,
        payload={"body": report.body, "photos": photos_sign(report.photos)},
    )
    if token is None:
        words = gettext("지금은 이 번호로 인증번호를 더 보낼 수 없습니다. 문자로 알려 주세요.")
        raise ReportRefused("phone", words, 429)
    return token


def report_finish(*, token: str, code: str, now: dt.datetime) -> None:
    """Take the code, and the report with it: both or neither. Raises ReportRefused.

    Pressed twice it is one text.
    """
    key, busy, stored = f"report:{token}", False, False
    with transaction.atomic():
        found = conversations.verification_finish(token=token, code=code, purpose=_PURPOSE, now=now)
        busy = found is not None and NUMBER.take(found.resident_id, now) > 0
        if found and not busy:
            stored = conversations.page_text_store(
                resident_id=found.resident_id,
                body=found.payload["body"],
                key=key,
                now=now,
                attachments=photos_stored(found.payload["photos"]),
            )
    if busy:
        words = gettext("오늘 이 번호로 보낸 신고가 많습니다. 급하면 전화해 주세요.")
        raise ReportRefused("phone", words, 429)
    if not stored and not conversations.page_text_stored(key):
        words = gettext("인증번호가 다르거나 시간이 지났습니다. 적으신 내용은 그대로 있습니다.")
        raise ReportRefused("code", words)


def _mobile(phone: str) -> msisdn.Msisdn:
    words = gettext("휴대전화 번호를 010-0000-0042처럼 적어 주세요.")
    try:
        number = msisdn.parse(phone)
    except msisdn.InvalidNumber:
        raise ReportRefused("phone", words) from None
    if not number.is_mobile:
        raise ReportRefused("phone", words)
    return number

"""Letters to a person about their own ways in, so that a stranger's deed does not stay unseen."""

import datetime as dt

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from townline.platform.core.outgoing.emails import email_queue
from townline.platform.departments.models import Staff
from townline.platform.web import moments
from townline.platform.web.context import service_name

_WORDS = {
    "staff:factor:add": gettext_noop("2단계 인증이 추가되거나 변경되었습니다."),
    "staff:factor:remove": gettext_noop("2단계 인증 하나가 삭제되었습니다."),
    "staff:factors:reset": gettext_noop(
        "2단계 인증이 초기화되었습니다. 다음 로그인할 때 새로 설정합니다."
    ),
    "staff:password:set": gettext_noop("비밀번호가 변경되었습니다."),
    "email": gettext_noop("이메일 주소가 변경되었습니다. 앞으로 이 주소로 알리지 않습니다."),
}
_FRAME = gettext_noop(
    "%(name)s 님, %(when)s에 일어난 일입니다: %(what)s\n\n"
    "직접 하셨거나 알고 계신 일이면 그대로 두시면 됩니다. 아니면 관리자에게 곧 알려 주세요. "
    "이 편지에는 누를 주소가 없습니다. 확인은 늘 쓰던 주소로 들어가 '들어오는 방법'에서 하세요."
)


def notify_person(*, staff: Staff, what: str, now: dt.datetime, to: str = "") -> None:
    """Queue a letter about a change, in the person's language; nothing without an address.

    ``what`` is an event of the history. ``to``: another address than the present one. In the
    transaction of the change.
    """
    address = to or staff.email
    if not address:
        return
    with translation.override(staff.language):
        fields = {
            "name": staff.name_en if staff.language == "en" else staff.name_ko,
            "when": moments.moment(now, full=True),
            "what": gettext(_WORDS[what]),
        }
        subject = gettext("%(service)s: 로그인 방법이 변경되었습니다") % {"service": service_name()}
        email_queue(to=address, subject=subject, body=gettext(_FRAME) % fields, now=now)

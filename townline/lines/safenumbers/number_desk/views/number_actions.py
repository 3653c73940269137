"""What the front desk can do to a lease, by the name of its form."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, gettext_noop

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import LeaseView
from townline.lines.safenumbers.views.api.leases import LeaseReasonIn, Short
from townline.platform.web.inputs import Input, Reason, RowId


class ReasonNeeded(Input):
    reason: Reason


class Transfer(LeaseReasonIn):
    CALLED: ClassVar[Mapping[str, str]] = {"plate": gettext_noop("차 번호")}
    plate: Short = ""


class Prove(Input):
    """``proof``: a photo that somebody looked at, else papers at the counter."""

    CALLED: ClassVar[Mapping[str, str]] = {"proof": gettext_noop("확인 방법")}
    proof: api.Proof = api.Proof.COUNTER


class Talks(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"talks_unasked": gettext_noop("통화 연결")}
    talks_unasked: bool = False


class QuietHours(Input):
    """Both, or neither."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "quiet_from": gettext_noop("시작"),
        "quiet_until": gettext_noop("종료"),
    }
    quiet_from: dt.time | None = None
    quiet_until: dt.time | None = None


class NewPhone(Input):
    phone: Short = ""


class Which(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"phone_id": gettext_noop("휴대전화 번호")}
    phone_id: RowId


type Action = tuple[Callable[..., LeaseView], type[Input]]
# What is done with ``by``, ``lease_id``, ``now`` and what is read.
ACTIONS: dict[str, Action] = {
    "suspend": (api.lease_suspend, ReasonNeeded),
    "resume": (api.lease_resume, LeaseReasonIn),
    "renew": (api.lease_renew, Input),
    "rotate": (api.lease_rotate, ReasonNeeded),
    "end": (api.lease_end, ReasonNeeded),
    "transfer": (api.lease_transfer, Transfer),
    "prove": (api.lease_prove, Prove),
    "talks": (api.talks_set, Talks),
    "hours": (api.hours_set, QuietHours),
    "phone_add": (api.phone_add, NewPhone),
    "phone_out": (api.phone_out, Which),
    "phone_first": (api.phone_first, Which),
}
# What a field is called in the forms of that page.
NAMES = {"proof": "how", "talks_unasked": "talks", "phone_id": "which"}
# Asked for first, with a reason: others lose something by them.
SURE = frozenset({"suspend", "rotate", "end"})
MESSAGES: dict[str, Promise] = {
    "suspend": _("일시 정지했습니다. 아무도 이 번호로 차주에게 연락할 수 없습니다."),
    "resume": _("안심번호를 재개했습니다."),
    "renew": _("기간을 연장했습니다."),
    "rotate": _("새 번호를 발급했습니다. 스티커를 새로 인쇄해 주세요."),
    "end": _("해지했습니다."),
    "transfer": _("다른 차로 변경했습니다."),
    "prove": _("차주를 확인했습니다."),
    "talks": _("통화 연결을 바꿨습니다."),
    "hours": _("방해 금지 시간을 바꿨습니다."),
    "phone_add": _("전화번호를 추가했습니다."),
    "phone_out": _("전화번호를 삭제했습니다."),
    "phone_first": _("연결 순서를 바꿨습니다."),
}

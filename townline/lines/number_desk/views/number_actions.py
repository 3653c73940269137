"""What the front desk can do to a lease, by the name of its form."""

import datetime as dt
from typing import Protocol
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import LeaseView
from townline.platform.departments.api import Viewer

_LONGEST = 40
_REASON = 500


class NoReason(ValueError):
    """What cannot be brought back needs a reason."""


class Action(Protocol):
    def __call__(
        self, post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime, /
    ) -> LeaseView: ...


def _reason(post: QueryDict) -> str:
    return post.get("reason", "").strip()[:_REASON]


def _needed(post: QueryDict) -> str:
    if not (reason := _reason(post)):
        raise NoReason
    return reason


def _suspend(post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    return api.lease_suspend(by=viewer, lease_id=lease_id, now=now, reason=_needed(post))


def _resume(post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    return api.lease_resume(by=viewer, lease_id=lease_id, now=now, reason=_reason(post))


def _renew(_post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    return api.lease_renew(by=viewer, lease_id=lease_id, now=now)


def _rotate(post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    return api.lease_rotate(by=viewer, lease_id=lease_id, now=now, reason=_needed(post))


def _end(post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    return api.lease_end(by=viewer, lease_id=lease_id, now=now, reason=_needed(post))


def _transfer(post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    plate = post.get("plate", "").strip()[:_LONGEST]
    return api.lease_transfer(
        by=viewer, lease_id=lease_id, plate=plate, now=now, reason=_reason(post)
    )


def _prove(post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    photo = post.get("how") == api.Proof.PHOTO
    proof = api.Proof.PHOTO if photo else api.Proof.COUNTER
    return api.lease_prove(by=viewer, lease_id=lease_id, proof=proof, now=now)


def _talks(post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    asked = post.get("talks") == "on"
    return api.talks_set(by=viewer, lease_id=lease_id, talks_unasked=asked, now=now)


def _hours(post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    begin, end = (_time(post.get(name, "")) for name in ("quiet_from", "quiet_until"))
    return api.hours_set(by=viewer, lease_id=lease_id, quiet_from=begin, quiet_until=end, now=now)


def _time(text: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise api.QuietInvalid("write a time like 22:00") from None


def _phone_add(post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    phone = post.get("phone", "").strip()[:_LONGEST]
    return api.phone_add(by=viewer, lease_id=lease_id, phone=phone, now=now)


def _phone_out(post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    return api.phone_out(by=viewer, lease_id=lease_id, phone_id=_id(post), now=now)


def _phone_first(post: QueryDict, viewer: Viewer, lease_id: UUID, now: dt.datetime) -> LeaseView:
    return api.phone_first(by=viewer, lease_id=lease_id, phone_id=_id(post), now=now)


def _id(post: QueryDict) -> int:
    text = post.get("which", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LONGEST // 2 else 0


ACTIONS: dict[str, Action] = {
    "suspend": _suspend,
    "resume": _resume,
    "renew": _renew,
    "rotate": _rotate,
    "end": _end,
    "transfer": _transfer,
    "prove": _prove,
    "talks": _talks,
    "hours": _hours,
    "phone_add": _phone_add,
    "phone_out": _phone_out,
    "phone_first": _phone_first,
}
# Asked for first, with a reason: others lose something by them.
SURE = frozenset({"suspend", "rotate", "end"})
TOLD: dict[str, Promise] = {
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

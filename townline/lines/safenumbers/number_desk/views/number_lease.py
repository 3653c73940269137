"""One lease at the front desk: whose it is (masked), what happened, and what can be done."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import LeaseState, LeaseView
from townline.lines.safenumbers.views import number_words
from townline.lines.safenumbers.views.api.leases import LeaseReasonIn, Short
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input, Reason, RowId
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page


# Actions of the front desk on a lease, by the name of their form.
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


# Where a refusal is shown, for those that have a field.
_WHERE = {"transfer": "new-plate", "phone_add": "new-phone", "hours": "quiet-from"}
_HELD = frozenset({LeaseState.ACTIVE, LeaseState.SUSPENDED})


@require_GET
@staff_page(may(Permission.NUMBERS))
def lease(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """Show one lease."""
    return _page(request, lease_id)


@sensitive_post_parameters()
@require_POST
@staff_page(may(Permission.NUMBERS))
def lease_action(request: HttpRequest, viewer: Viewer, lease_id: UUID, name: str) -> HttpResponse:
    """Do one thing to a lease; what cannot be brought back is asked for first."""
    work = ACTIONS.get(name)
    if work is None:
        return HttpResponseRedirect(f"/numbers/{lease_id}/")
    if name in SURE and pressed_button(request, "sure") != "on":
        return _sure(request, lease_id, name)
    return _run_action(request, viewer, lease_id, name, work)


def _run_action(
    request: HttpRequest, viewer: Viewer, lease_id: UUID, name: str, work: Action
) -> HttpResponse:
    act, schema = work
    try:
        arguments = read(request, schema, **NAMES).arguments()
        after = act(by=viewer, lease_id=lease_id, now=clock.now(), **arguments)
    except InvalidForm as error:
        if name in SURE:
            return _sure(request, lease_id, name, error.sentences)
        return _page(request, lease_id, {"where": _WHERE.get(name, ""), "words": error.sentences})
    except api.SafeNumberError as error:
        return _page(
            request, lease_id, {"where": _WHERE.get(name, ""), "words": number_words.refusal(error)}
        )
    messages.success(request, str(MESSAGES[name]))
    return HttpResponseRedirect(f"/numbers/{after.id}/")


def _sure(request: HttpRequest, lease_id: UUID, name: str, problem: str = "") -> HttpResponse:
    shown = api.lease_get(lease_id)
    context = {
        "lease": shown,
        "number": api.number_shown(shown.number) if shown.number else "",
        "deed": name,
        "problem": problem,
    }
    return render(request, "number_desk/number_sure.html", context, status=422 if problem else 200)


def _page(
    request: HttpRequest, lease_id: UUID, wrong: dict[str, str] | None = None
) -> HttpResponse:
    shown = api.lease_detail(lease_id)
    state = shown.lease.state
    context = {
        "shown": shown,
        "lease": shown.lease,
        "number": api.number_shown(shown.lease.number) if shown.lease.number else "",
        "state": number_words.STATES[state],
        "mark": number_words.MARKS[state],
        "audience": number_words.AUDIENCES.get(shown.lease.audience, shown.lease.audience),
        "via": number_words.VIAS.get(shown.via, shown.via),
        "held": state in _HELD,
        "proof_code": api.proof_code(lease_id),
        "open": state in _HELD or state is LeaseState.WAITING,
        "history": number_words.history_lines(shown.history),
        "wrong": wrong or {},
        "may_add": len([p for p in shown.phones if not p.fallback]) < api.numbers_settings().phones,
    }
    return render(request, "number_desk/number.html", context, status=422 if wrong else 200)

"""The office asks an owner itself: at any hour, with a reason that stays in the history."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.views.api.asking import UrgeIn
from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_written, read
from townline.platform.web.staff import staff_page

_KINDS = {
    api.RequestKind.MOVE: _("차 이동 요청"),
    api.RequestKind.TROUBLE: _("차 문제 알림"),
}
_VIAS = {
    api.RequestVia.CALL: _("통화"),
    api.RequestVia.QR: _("QR 코드"),
    api.RequestVia.TEXT: _("문자"),
    api.RequestVia.OFFICE: _("구청"),
}
_STATES = {
    api.RequestState.WAITING: _("방해 금지 시간이 끝나면 알림"),
    api.RequestState.OPEN: _("응답 대기"),
    api.RequestState.EXPIRED: _("차주 미응답"),
}
_ANSWERS = {1: _("지금 갑니다"), 2: _("10분 안에 갑니다"), 3: _("갈 수 없습니다")}
_SHOWN = 10


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.NUMBERS))
def ask(request: HttpRequest, viewer: Viewer, lease_id: UUID) -> HttpResponse:
    """Show what came to an owner lately, and ask them for the office."""
    lease = api.lease_get(lease_id)
    if request.method != "POST":
        return _page(request, lease)
    try:
        arguments = read(request, UrgeIn).arguments()
        api.request_urge(Act(viewer, clock.now()), lease_id=lease_id, **arguments)
    except InvalidForm as error:
        return _page(request, lease, error.wrong)
    except api.ReasonMissing:
        return _page(request, lease, {"reason": gettext("사유를 적어 주세요")})
    except (api.AskingOff, api.AskingLimited):
        words = gettext(
            "지금은 알릴 수 없습니다. 번호가 일시 정지되었거나 해지되었거나, 답을 "
            "기다리는 요청이 많습니다."
        )
        return _page(request, lease, {"": words})
    messages.success(request, gettext("차주에게 알렸습니다. 답이 오면 아래에 표시됩니다."))
    return HttpResponseRedirect(request.path)


def _page(
    request: HttpRequest, lease: api.LeaseView, errors: dict[str, str] | None = None
) -> HttpResponse:
    written = as_written(request, kind=api.RequestKind.MOVE, reason="")
    context = {
        "lease": lease,
        "number": api.number_shown(lease.number) if lease.number else "",
        "kinds": [(kind.value, words) for kind, words in _KINDS.items()],
        "kind": written["kind"],
        "reason": written["reason"],
        "errors": errors or {},
        "lately": [_line(one) for one in api.requests_of(lease.id, limit=_SHOWN)],
    }
    return render(request, "number_desk/number_ask.html", context, status=422 if errors else 200)


def _line(one: api.RequestView) -> dict[str, Any]:
    outcome = _ANSWERS[one.answer] if one.answer else _STATES.get(one.state, "")
    kind, via = api.RequestKind(one.kind), api.RequestVia(one.via)
    return {"at": one.made_at, "words": _KINDS[kind], "via": _VIAS[via], "outcome": outcome}

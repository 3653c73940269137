"""What is pressed on the page of a hazard: each a form that works without a script."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from townline.platform.core import clock
from townline.platform.core.http import public
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input
from townline.platform.web.reading import read
from townline.platform.web.staff import Page, staff_page
from townline.platform.web.views import back_to
from townline.prevention.hazards import api
from townline.prevention.hazards.views import inputs


class HazardPress(inputs.HazardInput):
    """A button without fields."""


def _back(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponseRedirect(back_to(request, f"/hazards/{number}/"))


def press(
    action: Callable[..., object], message: str, schema: type[Input], *, key: str = "hazard_id"
) -> Page:
    """Make a page of a press. ``key``: what the number in the address is."""

    @require_POST
    @staff_page(may(Permission.WRITE), reads=True)
    def view(
        request: HttpRequest, viewer: Viewer, number: int, order: int | None = None
    ) -> HttpResponse:
        api.hazard_of(number, viewer)
        arguments: dict[str, Any] = read(request, schema).arguments()
        action(Act(viewer, clock.now()), **{key: order or number}, **arguments)
        messages.success(request, gettext(message))
        return _back(request, number)

    return view


step = press(api.hazard_step, gettext_noop("단계를 마친 것으로 저장했습니다."), inputs.Stepped)
accept = press(api.hazard_accept, gettext_noop("위험 지점으로 등록했습니다."), inputs.Accepted)
dismiss = press(
    api.hazard_dismiss, gettext_noop("위험 지점이 아닌 것으로 처리했습니다."), inputs.SpotReason
)
reopen = press(api.hazard_reopen, gettext_noop("위험 지점을 다시 열었습니다."), inputs.SpotReason)
order_approve = press(
    api.order_approve, gettext_noop("준공을 승인했습니다."), HazardPress, key="order_id"
)
order_return = press(
    api.order_return,
    gettext_noop("업체에 보완을 지시했습니다."),
    inputs.SpotReason,
    key="order_id",
)
order_cancel = press(
    api.order_cancel, gettext_noop("보수 지시를 취소했습니다."), inputs.SpotReason, key="order_id"
)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def edit(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say anew what it is, how bad, and where."""
    api.hazard_of(number, viewer)
    form = read(request, inputs.Edited)
    point = inputs.spot(form.at)
    api.hazard_edit(
        Act(viewer, clock.now()),
        hazard_id=number,
        kind=form.kind,
        severity=form.severity,
        note=form.note,
        geometry=api.at(*point) if point else None,
    )
    messages.success(request, gettext("저장했습니다."))
    return _back(request, number)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def merge(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let this hazard go on in another; its cases come along."""
    api.hazard_of(number, viewer)
    other = read(request, inputs.Other).other
    api.hazard_merge(Act(viewer, clock.now()), hazard_id=number, into_id=other)
    messages.success(request, gettext("병합했습니다. 연결된 민원도 함께 옮겼습니다."))
    return HttpResponseRedirect(f"/hazards/{other}/")


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def unmerge(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Undo the merge of this hazard, and say what stays with the other one."""
    api.hazard_of(number, viewer)
    why = read(request, inputs.Unmerge).reason
    done = api.hazard_unmerge(Act(viewer, clock.now()), hazard_id=number, reason=why)
    words = gettext("병합을 취소했습니다. 민원 %(cases)s건과 현장 기록 %(looks)s건을 되돌렸습니다.")
    messages.success(request, words % {"cases": done.cases, "looks": done.looks})
    if done.stays:
        messages.warning(request, _stays(done))
    return HttpResponseRedirect(f"/hazards/{number}/")


def _stays(done: api.Unmerged) -> str:
    counts = (
        (done.looks_since, gettext("현장 기록 %(n)s건")),
        (done.orders_since, gettext("보수 지시 %(n)s건")),
        (done.cases_since, gettext("민원 연결 %(n)s건")),
        (done.cases_away, gettext("다른 곳으로 옮긴 민원 %(n)s건")),
        (done.advised, gettext("안내 문자 %(n)s명")),
    )
    found = ", ".join(words % {"n": n} for n, words in counts if n)
    return gettext("병합한 뒤의 처리는 #%(into)s에 그대로 있습니다: %(what)s") % {
        "into": done.into_id, "what": found,
    }  # fmt: skip


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def separate(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say that two are not the same."""
    api.hazard_of(number, viewer)
    other = read(request, inputs.Other).other
    api.hazard_separate(Act(viewer, clock.now()), hazard_id=number, other_id=other)
    messages.success(request, gettext("다른 위험 지점으로 구분했습니다."))
    return _back(request, number)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def link(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Put a further case with this hazard; its sender hears what to do."""
    api.hazard_of(number, viewer)
    code = read(request, inputs.CaseCode).code
    try:
        api.case_add(Act(viewer, clock.now()), hazard_id=number, code=code.upper())
    except api.CaseHasHazard as error:
        there = f"/hazards/{error.extra['hazard']}/", gettext("연결된 위험 지점 보기")
        link_ = format_html('<a href="{}">{}</a>', *there)
        messages.warning(request, format_html("{} {}", error.message(), link_))
        return _back(request, number)
    messages.success(request, gettext("민원을 연결했습니다."))
    return _back(request, number)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def release(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Put it on the public map, or take it off."""
    api.hazard_of(number, viewer)
    on = read(request, inputs.Switch).on
    api.hazard_release(Act(viewer, clock.now()), hazard_id=number, released=on)
    message = gettext("지도에 공개했습니다.") if on else gettext("지도 공개를 해제했습니다.")
    messages.success(request, message)
    return _back(request, number)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def photo_release(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let everybody see one photo, or no more."""
    api.hazard_of(number, viewer)
    form = read(request, inputs.PhotoSwitch)
    api.photo_release(
        Act(viewer, clock.now()), hazard_id=number, photo_id=form.photo, released=form.on
    )
    message = gettext("사진을 공개했습니다.") if form.on else gettext("사진 공개를 해제했습니다.")
    messages.success(request, message)
    return _back(request, number)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def recheck(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say on which day it is looked at again."""
    api.hazard_of(number, viewer)
    day = read(request, inputs.Recheck).day
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(18)))
    api.recheck_plan(Act(viewer, clock.now()), hazard_id=number, at=at)
    messages.success(request, gettext("재점검일을 저장했습니다."))
    return _back(request, number)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def order_send(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Ask a firm to repair."""
    api.hazard_of(number, viewer)
    arguments = read(request, inputs.NewOrder).arguments()
    arguments["phone"] = arguments["phone"] or ""
    sent = api.order_send(Act(viewer, clock.now()), hazard_id=number, **arguments)
    _show_link(request, sent)
    return _back(request, number)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def order_renew(request: HttpRequest, viewer: Viewer, number: int, order: int) -> HttpResponse:
    """Make a new link to an order; the old one is over."""
    api.hazard_of(number, viewer)
    sent = api.order_link_renew(Act(viewer, clock.now()), order_id=order)
    _show_link(request, sent, renewed=True)
    return _back(request, number)


def _show_link(request: HttpRequest, sent: api.SentOrder, *, renewed: bool = False) -> None:
    """Show the link once: it stands nowhere else, so that its notice stays on the page."""
    if sent.texted and renewed:
        words = gettext("새 링크를 문자로 보냈습니다: %(link)s")
    elif renewed:
        words = gettext("새 링크를 업체에 전해 주세요. 다시 볼 수 없습니다: %(link)s")
    elif sent.texted:
        words = gettext("보수를 지시하고 링크를 문자로 보냈습니다: %(link)s")
    else:
        words = gettext(
            "보수를 지시했습니다. 이 링크를 업체에 전해 주세요. 다시 볼 수 없습니다: %(link)s"
        )
    link = public.address_or_own(request, sent.address)
    messages.success(request, words % {"link": link}, extra_tags="lasting")


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def to_answer(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Put what was found and done into the answer of one case, for who writes it."""
    api.hazard_of(number, viewer)
    code = read(request, inputs.CaseCode).code
    api.hazard_to_answer(Act(viewer, clock.now()), hazard_id=number, code=code)
    messages.success(
        request, gettext("확인하고 조치한 내용을 답변에 넣었습니다. 확인하고 다듬어 주세요.")
    )
    return HttpResponseRedirect(f"/cases/{code}/")

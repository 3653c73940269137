"""Calls at the front desk: how many go on, what was kept out, who is blocked. Nobody is named."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import CallOutcome
from townline.platform.core import clock, district
from townline.platform.core.history.audit import SYSTEM
from townline.platform.core.text.msisdn import InvalidNumber
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import act_of, may
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.inputs import Input, Line, Reason, RowId
from townline.platform.web.reading import as_written, read
from townline.platform.web.staff import staff_page

# Words about calls, requests and what was kept out.

OUTCOMES: dict[str, Promise] = {
    CallOutcome.SETTLED: _("답을 듣고 종료"),
    CallOutcome.REQUESTED: _("문자로 요청"),
    CallOutcome.TALKED: _("통화함"),
    CallOutcome.NO_ANSWER: _("무응답"),
    CallOutcome.BUSY: _("통화 중"),
    CallOutcome.DECLINED: _("거절"),
    CallOutcome.LEFT: _("선택하지 않고 종료"),
    CallOutcome.NO_CHOICE: _("누르지 않음"),
    CallOutcome.LIMITED: _("과다 연락 차단"),
    CallOutcome.BLOCKED: _("차단된 번호"),
    CallOutcome.WITHHELD: _("번호를 숨김"),
    CallOutcome.UNAVAILABLE: _("사용하지 않는 번호"),
    CallOutcome.ROTATED: _("바뀐 번호"),
    CallOutcome.CODE_WRONG: _("6자리 번호 오류"),
    CallOutcome.DRAINED: _("점검으로 종료"),
    CallOutcome.LOST: _("장애로 끊김"),
    CallOutcome.FAILED: _("연결하지 못함"),
}
BLOCKED_WORDS: dict[str, Promise] = {
    "text_spam": _("광고·사기 문자"),
    "text_blocked": _("차단된 번호의 문자"),
    "text_other": _("전할 수 없어 사용법을 안내한 문자"),
    "calls_blocked": _("차단된 번호의 전화"),
    "requests_blocked": _("차단된 번호의 요청"),
    "calls_limited": _("과다 통화"),
    "requests_limited": _("과다 요청"),
    "codes_limited": _("6자리 번호 반복 입력"),
    "codes_wrong": _("6자리 번호 오류"),
    "walk_slowed": _("순차 발신 지연"),
    "walk_refused": _("순차 발신 차단"),
    "calls_withheld": _("발신 번호 숨김 차단"),
    "calls_unavailable": _("사용하지 않는 번호로 온 전화"),
    "calls_rotated": _("바뀐 번호로 온 전화"),
    "reported": _("차주 신고"),
}
BLOCK_REASONS: dict[str, Promise] = {
    "owner": _("차주 차단"),
    "reports": _("여러 차주가 신고"),
}


_DAYS = {"1": 1, "7": 7, "": None}


class CallerBlock(Input):
    """Whom to block, why and for how many days; or the block that ends."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "number": gettext_noop("차단할 전화번호"),
        "days": gettext_noop("기간"),
        "end": gettext_noop("선택한 행"),
    }
    number: Line = ""
    reason: Reason = ""
    days: Line = ""
    end: RowId | None = None


@sensitive_post_parameters("number")
@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.NUMBERS))
def calls(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what goes on, counts only; a POST blocks a number for the district, or ends a block."""
    if request.method == "POST":
        return _handle_post(request, viewer)
    return _calls_page(request, viewer)


def _calls_page(
    request: HttpRequest, viewer: Viewer, *, problem: str = "", status: int = 200
) -> HttpResponse:
    now = clock.now()
    today = now.astimezone(district.current().zone).date()
    out = api.blocked_counts(day=today)
    context = {
        "live": api.calls_live(),
        "walking": api.wardialling(api.asking_settings().limits, now),
        "counts": [(words, out.get(what, 0)) for what, words in BLOCKED_WORDS.items()],
        "blocks": [
            (
                block,
                BLOCK_REASONS.get(block.reason, block.reason),
                # The house has a name in both languages; people keep theirs.
                gettext("자동") if block.by_label == SYSTEM.label else block.by_label,
            )
            for block in api.blocks_of(None, now=now)
        ],
        "may_block": viewer.may(Permission.BLOCK),
        "problem": problem,
        "given": as_written(request),
    }
    return render(request, "number_desk/calls.html", context, status=status)


def _handle_post(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    now, form = clock.now(), read(request, CallerBlock)
    if form.end:
        if api.number_unblock(by=viewer, block_id=form.end, lease_id=None, now=now):
            messages.success(request, gettext("차단을 해제했습니다."))
        return HttpResponseRedirect(request.path)
    days = _DAYS.get(form.days, 1)
    try:
        api.number_block(
            by=viewer,
            number=form.number,
            reason=form.reason,
            until=now + dt.timedelta(days=days) if days else None,
            now=now,
        )
    except InvalidNumber:
        words = gettext("차단할 전화번호를 010-0000-0042처럼 적어 주세요")
        return _calls_page(request, viewer, problem=words, status=422)
    except api.ReasonMissing:
        words = gettext("사유를 적어 주세요. 처리 이력에 남습니다")
        return _calls_page(request, viewer, problem=words, status=422)
    messages.success(request, gettext("번호를 차단했습니다."))
    return HttpResponseRedirect(request.path)


@require_GET
@staff_page(may(Permission.NUMBERS))
def calls_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the calls of the last month for a spreadsheet; callers masked, nothing of owners."""
    since = clock.now() - dt.timedelta(days=31)
    head = ["begun_at", "number", "caller", "outcome", "seconds", "talked_seconds"]
    table = ExportSheet(head, map(line_of, api.calls_each(since=since)))
    return export_tables(act_of(request), "calls.csv", table)


def line_of(call: api.CallView) -> list[str | int]:
    """Give a call as a line of a table."""
    number = api.number_shown(call.number) if call.number else ""
    seconds = "" if call.seconds is None else call.seconds
    begun = call.begun_at.astimezone(district.current().zone).isoformat(timespec="seconds")
    return [begun, number, call.caller, call.outcome, seconds, call.talked]

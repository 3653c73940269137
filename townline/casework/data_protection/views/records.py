"""The privacy officer's pages: who looked at which number and why, what goes and what went."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases import api as cases
from townline.casework.data_protection.records import erasing, reading, words
from townline.casework.data_protection.records.filtering import (
    AccessForm,
    Looked,
    filters,
    parse_access_form,
)
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import act_of, may
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page

_SHOWN, _MOST = 50, 10_000
_LONGEST_ID = 18  # digits of a row's number


@require_GET
@staff_page(may(Permission.AUDIT))
def access_page(request: HttpRequest) -> HttpResponse:
    """List looks at numbers and what was done with people's data, unusual ones on top."""
    form, now = parse_access_form(request.GET), clock.now()
    before = request.GET.get("before", "")
    cursor = int(before) if before.isascii() and before.isdigit() else None
    too_far = len(before) > _LONGEST_ID
    found = []
    if not form.problem and not too_far:
        found = reading.lines(filters(form), limit=_SHOWN + 1, before=cursor)
    context: dict[str, Any] = {
        "wish": form,
        "problem": _problems().get(form.problem, ""),
        "lines": [_line_display(line) for line in found[:_SHOWN]],
        "older": _older(form, found[_SHOWN - 1].id) if len(found) > _SHOWN else "",
        "first": cursor is None,
        "unusual": reading.unusual(now) if cursor is None and not form.any else [],
        "most": reading.most_accesses(),
        "events": [(tag, words.event(tag)) for tag in words.EVENTS],
        "people": departments.people(limit=500),
    }
    return render(request, "config/privacy.html", context, status=422 if form.problem else 200)


def _problems() -> dict[str, str]:
    return {
        "since": gettext("시작일을 2026-11-25처럼 적어 주세요."),
        "until": gettext("종료일을 2026-11-25처럼, 시작일보다 앞서지 않게 적어 주세요."),
    }


def _line_display(line: reading.AccessLine) -> dict[str, Any]:
    return {
        "at": line.at,
        "who": words.who(line),
        "what": words.event(line.event),
        "number": words.number(line),
        "case": line.case,
        "reason": words.reason(line),
    }


def _older(form: AccessForm, last: int) -> str:
    given = {name: getattr(form, name) for name in ("event", "person", "case", "since", "until")}
    return urlencode({name: value for name, value in given.items() if value} | {"before": last})


@require_POST
@staff_page(may(Permission.AUDIT))
def access_log_moved(_request: HttpRequest) -> HttpResponse:
    """Lead from the address that the file had before; what was asked goes along."""
    return redirect("privacy_file", permanent=True, preserve_request=True)


@require_POST
@staff_page(may(Permission.AUDIT))
def access_log_file(request: HttpRequest) -> HttpResponseBase:
    """Give what the filters find as a table, numbers masked; that it was taken is a line itself."""
    form = parse_access_form(dict(read(request, Looked)))
    if form.problem:
        return problem_page(request, 422, detail=_problems()[form.problem])
    found = reading.lines(filters(form), limit=_MOST)
    head = [gettext("일시"), gettext("처리자"), gettext("내용"), gettext("번호"), gettext("민원"),
            gettext("사유")]  # fmt: skip
    return export_tables(act_of(request), "privacy.csv", ExportSheet(head, map(_cells, found)))


def _cells(line: reading.AccessLine) -> list[str]:
    at = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S")
    who, what = words.who(line), words.event(line.event)
    return [at, who, what, words.number(line), line.case, words.reason(line)]


@require_GET
@staff_page(may(Permission.AUDIT))
def erasure(request: HttpRequest) -> HttpResponse:
    """Show what is old enough to go tonight, and what went."""
    now = clock.now()
    context = {
        "due": erasing.due(now),
        "runs": erasing.runs(),
        "next": erasing.next_run(now),
        "persons": [_line_display(line) for line in erasing.persons()],
    }
    return render(request, "config/privacy_erasure.html", context)


# What is in the way of giving out or erasing one person's data, in the reader's language.

_SHOWN_LABELS = 5


def of_number(error: cases.CaseError) -> str:
    """Say why nobody was found."""
    if isinstance(error, cases.NotFound):
        return gettext("이 번호로 받은 문자가 없습니다. 조회는 처리 이력에 남았습니다.")
    return gettext("번호를 모두 적어 주세요. 예: 010-0000-0042")


def no_reason() -> str:
    return gettext("사유를 적어 주세요. 요구한 사람과 날짜가 처리 이력에 남습니다.")


def other_digits() -> str:
    return gettext("번호의 끝 네 자리와 다릅니다. 파기하지 않았습니다.")


def not_now(error: cases.WrongState) -> str:
    """Say why nothing was erased: cases are open, or an answer is on its way."""
    codes = error.extra.get("codes")
    if isinstance(codes, list) and codes:
        shown = ", ".join(codes[:_SHOWN_LABELS])
        return gettext(
            "처리 중인 민원이 있어 파기하지 않았습니다(%(codes)s). 먼저 답변하거나 "
            "종결하고 파기를 선택해 주세요."
        ) % {"codes": shown}
    return gettext("발송 중인 문자가 있어 파기하지 않았습니다. 몇 분 뒤에 다시 시도해 주세요.")

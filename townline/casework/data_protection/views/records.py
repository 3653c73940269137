"""The privacy officer's pages: who looked at which number and why, what goes and what went."""

import csv
import io
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases.views.access import StaffRequest, staff_page
from townline.casework.data_protection.records import erasing, reading, words
from townline.casework.data_protection.records.filtering import Asked, Looked, asked, filters
from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.core.text.foreign import plain
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission
from townline.platform.web.reading import read
from townline.platform.web.views import problem_page

_SHOWN, _MOST = 50, 10_000
_LONGEST_ID = 18  # digits of a row's number


@require_GET
@staff_page(permission=Permission.AUDIT)
def looks(request: HttpRequest) -> HttpResponse:
    """List looks at numbers and what was done with people's data, unusual ones on top."""
    wish, now = asked(request.GET), clock.now()
    before = request.GET.get("before", "")
    cursor = int(before) if before.isascii() and before.isdigit() else None
    too_far = len(before) > _LONGEST_ID
    found = []
    if not wish.problem and not too_far:
        found = reading.lines(filters(wish), limit=_SHOWN + 1, before=cursor)
    context: dict[str, Any] = {
        "wish": wish,
        "problem": _problems().get(wish.problem, ""),
        "lines": [_shown(line) for line in found[:_SHOWN]],
        "older": _older(wish, found[_SHOWN - 1].id) if len(found) > _SHOWN else "",
        "first": cursor is None,
        "unusual": reading.unusual(now) if cursor is None and not wish.any else [],
        "most": reading.most_accesses(),
        "events": [(tag, words.event(tag)) for tag in words.EVENTS],
        "people": departments.people(limit=500),
    }
    return render(request, "config/privacy.html", context, status=422 if wish.problem else 200)


def _problems() -> dict[str, str]:
    return {
        "since": gettext("시작일을 2026-11-25처럼 적어 주세요."),
        "until": gettext("종료일을 2026-11-25처럼, 시작일보다 앞서지 않게 적어 주세요."),
    }


def _shown(line: reading.Line) -> dict[str, Any]:
    return {
        "at": line.at,
        "who": words.who(line),
        "what": words.event(line.event),
        "number": words.number(line),
        "case": line.case,
        "reason": line.reason,
    }


def _older(wish: Asked, last: int) -> str:
    given = {name: getattr(wish, name) for name in ("event", "person", "case", "since", "until")}
    return urlencode({name: value for name, value in given.items() if value} | {"before": last})


@require_POST
@staff_page(permission=Permission.AUDIT)
def access_log_moved(_request: HttpRequest) -> HttpResponse:
    """Lead from the address that the file had before; what was asked goes along."""
    return redirect("privacy_file", permanent=True, preserve_request=True)


@require_POST
@staff_page(permission=Permission.AUDIT)
def access_log_file(request: StaffRequest) -> HttpResponse:
    """Give what the filters find as a table, numbers masked; that it was taken is a line itself."""
    wish, now = asked(dict(read(request, Looked))), clock.now()
    if wish.problem:
        return problem_page(request, 422, detail=_problems()[wish.problem])
    found = reading.lines(filters(wish), limit=_MOST)
    out = io.StringIO()
    table = csv.writer(out)
    head = [gettext("일시"), gettext("처리자"), gettext("내용"), gettext("번호"), gettext("민원"),
            gettext("사유")]  # fmt: skip
    table.writerow(head)
    for line in found:
        at = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S")
        cells = [at, words.who(line), words.event(line.event), words.number(line), line.case]
        table.writerow([plain(cell) for cell in (*cells, line.reason)])
    audit.record(
        audit.Entry(
            subject="privacy",
            event="privacy:log:export",
            actor=request.viewer.actor,
            at=now,
            data={"lines": len(found)},
        )
    )
    # With a mark in front, or spreadsheets read Korean as noise.
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="privacy.csv"'
    return response


@require_GET
@staff_page(permission=Permission.AUDIT)
def erasure(request: HttpRequest) -> HttpResponse:
    """Show what is old enough to go tonight, and what went."""
    now = clock.now()
    context = {
        "due": erasing.due(now),
        "runs": erasing.runs(),
        "next": erasing.next_run(now),
        "persons": [_shown(line) for line in erasing.persons()],
    }
    return render(request, "config/privacy_erasure.html", context)

"""How safe numbers are used, by month: for the heads, and for a spreadsheet."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.lines.safenumbers import api
from townline.platform.core import clock, district
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import act_of, may
from townline.platform.web import moments
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.staff import staff_page

AIM = 90  # per cent settled without talking, as seen in practice
_MONTHS = 3
_FEW = 5  # shares of fewer say nothing


@dataclass(frozen=True, slots=True)
class Column:
    """A month and its figures."""

    name: str
    found: api.SafeFigures


@require_GET
@staff_page(may(Permission.NUMBERS))
def figures(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the last months side by side, with a sentence about the present one."""
    columns = _columns()
    present = columns[0].found
    context = {
        "columns": [column.name for column in columns],
        "rows": _rows(columns),
        "aim": f"{AIM}%",
        "share": f"{present.settled_percent}%",
        "met": (present.settled_percent or 0) >= AIM,
        "few": present.contacts < _FEW,
        "present": present,
        "median": _duration(present.median_seconds),
    }
    return render(request, "number_desk/figures.html", context)


@require_GET
@staff_page(may(Permission.NUMBERS))
def figures_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the same table for a spreadsheet."""
    columns = _columns()
    head = [gettext("안심번호"), *(column.name for column in columns)]
    return export_tables(act_of(request), "safe-numbers.csv", ExportSheet(head, _rows(columns)))


def _columns() -> list[Column]:
    now = clock.now().astimezone(district.current().zone)
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    until, columns = now + dt.timedelta(days=1), []
    for _ in range(_MONTHS):
        name = moments.month(month)
        columns.append(Column(name, api.safe_figures(since=month, until=until)))
        until, month = month, (month - dt.timedelta(days=1)).replace(day=1)
    return columns


def _rows(columns: list[Column]) -> list[list[str]]:
    found = [column.found for column in columns]
    lines: list[tuple[str, list[str]]] = [
        (gettext("안심번호 발급 건수"), [str(each.issued) for each in found]),
        (gettext("받은 전화"), [str(each.calls) for each in found]),
        (gettext("통화로 연결된 전화"), [str(each.talked) for each in found]),
        (gettext("문자로 전달한 요청"), [str(each.requests) for each in found]),
        (gettext("그중 전화"), [str(each.by_call) for each in found]),
        (gettext("그중 QR"), [str(each.by_qr) for each in found]),
        (gettext("그중 문자"), [str(each.by_text) for each in found]),
        (gettext("그중 구청"), [str(each.by_office) for each in found]),
        (gettext("차주가 답한 요청"), [str(each.answered) for each in found]),
        (gettext("통화 없이 해결된 비율"), [_share(each) for each in found]),
        (gettext("답할 때까지 걸린 시간(중앙값)"), [_duration(e.median_seconds) for e in found]),
        (gettext("차단한 광고·연락"), [str(each.spam) for each in found]),
        (gettext("지연하거나 차단한 과다 연락"), [str(each.limited) for each in found]),
    ]
    return [[name, *cells] for name, cells in lines]


def _share(found: api.SafeFigures) -> str:
    if found.contacts < _FEW:
        return gettext("자료가 아직 적습니다")
    return f"{found.settled_percent}%"


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    minutes, rest = divmod(round(seconds), 60)
    if minutes:
        return gettext("%(m)s분 %(s)s초") % {"m": minutes, "s": rest}
    return gettext("%(s)s초") % {"s": rest}

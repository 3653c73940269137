"""What is to be paid; as a list and a workbook."""

import io
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock
from townline.platform.core.text.foreign import plain
from townline.platform.departments.api import Act, Viewer
from townline.platform.web.reading import read
from townline.prevention.works.api import Measure
from townline.prevention.works.views.access import work_page
from townline.prevention.works_progress import api
from townline.prevention.works_progress.selectors import lists, sight
from townline.prevention.works_progress.views import inputs, shown

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _lines() -> list[shown.Line]:
    return sorted(_named(lists.payable()), key=lambda one: (one.firm, one.dong, one.row.pk))


def _named(rows: Sequence[Measure]) -> list[shown.Line]:
    firms = lists.firms_of(rows)
    return [shown.line(row, firms.get(row.pk, "")) for row in rows]


@require_GET
@work_page()
def payments(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List accepted works that were not paid, firm by firm, with what was estimated."""
    lines = _lines()
    groups: dict[str, list[shown.Line]] = {}
    for one in lines:
        groups.setdefault(one.firm, []).append(one)
    context = {
        "tab": "payments",
        "groups": [
            (firm, own, sum(one.won or 0 for one in own), sum(one.over for one in own))
            for firm, own in groups.items()
        ],
        "count": len(lines),
        "won": sum(one.won or 0 for one in lines),
        "paid": _named(lists.paid()),
        "may_work": sight.works(viewer),
    }
    return render(request, "works_progress/payments.html", context)


@require_GET
@work_page()
def payments_file(_request: HttpRequest, _viewer: Viewer) -> HttpResponse:
    """Give the payment list as a workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 -- not at each start, for a file now and then
    from openpyxl.styles import Font  # noqa: PLC0415 -- as above

    book = Workbook()
    sheet = book.active
    sheet.title = gettext("지급 목록")
    for row in _table():
        sheet.append([plain(cell) if isinstance(cell, str) else cell for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, wide in zip("ABCDEFGHIJ", (20, 10, 14, 32, 18, 14, 14, 14, 14, 14), strict=True):
        sheet.column_dimensions[column].width = wide
    for column in "GHI":
        for cell in sheet[column][1:]:
            cell.number_format = "#,##0"
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=_SHEET)
    response["Content-Disposition"] = 'attachment; filename="works-payments.xlsx"'
    return response


def _table() -> list[list[Any]]:
    head: list[Any] = [
        gettext("업체"), gettext("번호"), gettext("동"), gettext("주소"), gettext("공사"),
        gettext("준공일"), gettext("예상 금액"), gettext("지급할 금액"), gettext("차액"),
        gettext("보증 만료일"),
    ]  # fmt: skip
    return [head, *(_cells(one) for one in _lines())]


def _cells(one: shown.Line) -> list[Any]:
    row = one.row
    accepted = timezone.localdate(row.accepted_at) if row.accepted_at else None
    return [
        one.firm, row.pk, one.dong, row.object.address, one.name, accepted, row.estimate, one.won,
        one.over, row.guarantee_until,
    ]  # fmt: skip


@require_POST
@work_page(sight.works)
def paid(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Say that chosen works were paid."""
    ids = read(request, inputs.WorksPaid).measures
    count = api.measures_paid(Act(viewer, clock.now()), ids=ids) if ids else 0
    words = ngettext(
        "%(n)s건을 지급한 것으로 저장했습니다.", "%(n)s건을 지급한 것으로 저장했습니다.", count
    )
    messages.success(request, words % {"n": count})
    return HttpResponseRedirect("/works/payments/")


@require_POST
@work_page(sight.works)
def revoke(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Revoke a payment that was noted by mistake, with a reason."""
    reason = read(request, inputs.WorksReason).reason
    api.measure_unpaid(Act(viewer, clock.now()), measure_id=number, reason=reason)
    messages.success(request, gettext("지급을 취소했습니다. 다시 지급할 공사에 있습니다."))
    return HttpResponseRedirect("/works/payments/")

"""What is to be paid; as a list and a workbook."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock
from townline.platform.departments.api import Act, Viewer
from townline.platform.departments.guards import act_of
from townline.platform.web.export import ExportSheet, Money, export_tables
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.works.api import Measure, reads
from townline.prevention.works.progress import api
from townline.prevention.works.progress.selectors import lists
from townline.prevention.works.progress.views import inputs, shown

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _lines() -> list[shown.WorkLine]:
    return sorted(_payment_lines(lists.payable()), key=lambda one: (one.firm, one.dong, one.row.pk))


def _payment_lines(rows: Sequence[Measure]) -> list[shown.WorkLine]:
    firms = lists.firms_of(rows)
    return [shown.line(row, firms.get(row.pk, "")) for row in rows]


@require_GET
@staff_page(reads)
def payments(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List accepted works that were not paid, firm by firm, with what was estimated."""
    lines = _lines()
    groups: dict[str, list[shown.WorkLine]] = {}
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
        "paid": _payment_lines(lists.paid_measures()),
        "may_work": lists.works(viewer),
    }
    return render(request, "works_progress/payments.html", context)


@require_GET
@staff_page(reads)
def payments_file(request: HttpRequest) -> HttpResponseBase:
    """Give the payment list as a workbook."""
    return export_tables(act_of(request), "works-payments.xlsx", _table())


def _table() -> ExportSheet:
    head = [
        gettext("업체"), gettext("번호"), gettext("동"), gettext("주소"), gettext("공사"),
        gettext("준공일"), gettext("예상 금액"), gettext("지급할 금액"), gettext("차액"),
        gettext("보증 만료일"),
    ]  # fmt: skip
    return ExportSheet(head, map(_cells, _lines()), gettext("지급 목록"))


def _cells(one: shown.WorkLine) -> list[Any]:
    row = one.row
    accepted = timezone.localdate(row.accepted_at) if row.accepted_at else None
    return [
        one.firm, row.pk, one.dong, row.object.address, one.name, accepted,
        *(None if won is None else Money(won) for won in (row.estimate, one.won, one.over)),
        row.guarantee_until,
    ]  # fmt: skip


@require_POST
@staff_page(lists.works)
def mark_paid(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Say that chosen works were paid."""
    ids = read(request, inputs.WorksPaid).measures
    count = api.measures_paid(Act(viewer, clock.now()), ids=ids) if ids else 0
    words = ngettext(
        "%(n)s건을 지급한 것으로 저장했습니다.", "%(n)s건을 지급한 것으로 저장했습니다.", count
    )
    messages.success(request, words % {"n": count})
    return HttpResponseRedirect("/works/payments/")


@require_POST
@staff_page(lists.works)
def revoke(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Revoke a payment that was noted by mistake, with a reason."""
    reason = read(request, inputs.WorksReason).reason
    api.measure_unpaid(Act(viewer, clock.now()), measure_id=number, reason=reason)
    messages.success(request, gettext("지급을 취소했습니다. 다시 지급할 공사에 있습니다."))
    return HttpResponseRedirect("/works/payments/")

"""Orders of works: the list, a new one, one order, its paper."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.platform.core import clock
from townline.platform.core.http import public
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.web.reading import read
from townline.platform.web.showing.lists import (
    Column,
    Filter,
    FilterBar,
    Paging,
    TableHead,
    list_parts,
    make_query,
    read_offset,
)
from townline.platform.web.staff import staff_page
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import OrderItem, OrderState, SentOrder, WorkOrder
from townline.prevention.work_orders.views.firm_number import number_page, phone_context
from townline.prevention.work_orders.views.labels import ORDERS, place_mark
from townline.prevention.works import api as works
from townline.prevention.works.api import Measure, MeasureState, reads
from townline.prevention.works.progress import api
from townline.prevention.works.progress.selectors import lists
from townline.prevention.works.progress.selectors.sites import visit_facts, visits
from townline.prevention.works.progress.selectors.wording import progress_settings, reader
from townline.prevention.works.progress.views import inputs, shown
from townline.prevention.works.progress.views.charts import orders_chart
from townline.prevention.works.progress.views.progress import read_filters

_VIEWS = (
    ("open", _("진행 중")), ("late", _("기한 경과")), ("refused", _("업체 거절")),
    ("waiting", _("업체 확인 중")), ("done", _("준공 승인 대기")), ("over", _("마친 발주")),
)  # fmt: skip
_DUE = dt.timedelta(days=30)
_IN_ORDER = frozenset({MeasureState.ORDERED, MeasureState.DONE, MeasureState.ACCEPTED})
_AGAIN = dt.timedelta(days=14)  # the least that another firm is offered


@require_GET
@staff_page(reads)
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List orders, what is late first."""
    today = timezone.localdate(clock.now())
    view = request.GET.get("view", "open")
    firm = request.GET.get("firm", "").strip()[:80]
    offset, params = read_offset(request), {"view": view, "firm": firm}
    rows, count = lists.orders(view=view, firm=firm, today=today, offset=offset)
    counts = lists.order_counts(today)
    context = list_parts(
        _filter_bar(params),
        Paging(offset=offset, size=lists.PAGE, count=count, params=params),
        TableHead(columns=_COLUMNS, params=params, picks=True),
    ) | {
        "tab": "orders",
        "rows": [(one, ORDERS[one.order.state]) for one in rows],
        "chart": orders_chart(rows, today),
        "count": count,
        "view": view,
        "query": make_query(params),
        "views": [
            (name, word, counts.get(name), make_query(params | {"view": name}))
            for name, word in _VIEWS
        ],
        "may_work": lists.works(viewer),
        "most": works.PAPERS_MOST,
    }
    return render(request, "works_progress/orders.html", context)


_COLUMNS = (
    Column(_("업체")), Column(_("상태")), Column(_("공정")), Column(_("기한")), Column(_("예정")),
)  # fmt: skip


def _filter_bar(params: dict[str, str]) -> FilterBar:
    firms = [(name, name) for name in work_orders.firms()]
    filters = [Filter("firm", _("업체"), firms)]
    return FilterBar(prefix="wp", label=gettext("발주 필터"), params=params, filters=filters)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(lists.works)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Choose measures, by place and kind, and send the order."""
    if request.method == "POST":
        return _send_order(request, viewer)
    filters, today = read_filters(request), timezone.localdate(clock.now())
    rows = lists.orderable(kind=filters.kind, dong=filters.dong, year=filters.year)
    context = {
        "tab": "orders",
        "asked": filters,
        "groups": _groups(rows),
        "count": len(rows),
        "most": lists.MOST,
        "kinds": shown.kinds(),
        "places": sorted({(row.object.dong, shown.place(row.object.dong)) for row in rows}),
        "firms": work_orders.firms(),
        "today": today,
        "due": today + _DUE,
    }
    return render(request, "works_progress/order_new.html", context)


def _groups(rows: Sequence[Measure]) -> list[tuple[str, str, list[shown.WorkLine]]]:
    """Put measures together by place and kind, in their order."""
    found: dict[tuple[str, str], list[shown.WorkLine]] = {}
    for row in rows:
        found.setdefault((row.object.dong, row.kind), []).append(shown.line(row))
    return [
        (shown.place(dong) or "-", shown.kind(kind), own) for (dong, kind), own in found.items()
    ]


def _send_order(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = read(request, inputs.NewWorksOrder)
    sent = api.works_order(
        Act(viewer, clock.now()), prices=dict.fromkeys(form.measures), contractor=form.contractor,
        due_on=form.due_on, note=form.note, phone=form.phone or "",
    )  # fmt: skip
    show_link(request, sent)
    return HttpResponseRedirect(f"/works/orders/{sent.id}/")


def show_link(request: HttpRequest, sent: SentOrder, *, renewed: bool = False) -> None:
    """Show the link once: it stands nowhere else, so that its notice stays on the page."""
    if sent.texted and renewed:
        words = gettext("새 링크를 문자로 보냈습니다: %(link)s")
    elif sent.texted:
        words = gettext("발주하고 링크를 문자로 보냈습니다: %(link)s")
    elif renewed:
        words = gettext("새 링크를 업체에 전해 주세요. 다시 볼 수 없습니다: %(link)s")
    else:
        words = gettext("발주했습니다. 이 링크를 업체에 전해 주세요. 다시 볼 수 없습니다: %(link)s")
    link = public.address_or_own(request, sent.address)
    messages.success(request, words % {"link": link}, extra_tags="lasting")


@require_GET
@staff_page(reads)
def order(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one order, place by place."""
    row = lists.order_of(number)
    context = context_of(row) | {"tab": "orders", "may_work": lists.works(viewer)}
    context |= phone_context(row, viewer)
    if row.state == OrderState.REFUSED:
        context |= _refusal(row)
    return render(request, "works_progress/order.html", context)


def _refusal(row: WorkOrder) -> dict[str, Any]:
    """Give why a firm refused, and what the form for another one offers."""
    today = timezone.localdate(clock.now())
    return {
        "reason": work_orders.refusal_reason(row),
        "unsettled": row.settled_at is None,
        "firms": [name for name in work_orders.firms() if name != row.contractor.name],
        "today": today,
        "due": max(row.due_on, today + _AGAIN),
    }


def context_of(row: WorkOrder) -> dict[str, Any]:
    """Gather what the page and the paper of an order tell; a constant number of queries."""
    items = list(row.items.order_by("id"))
    measures = {
        one.pk: one
        for one in Measure.objects.filter(id__in=[item.object_id for item in items]).select_related(
            "object"
        )
    }
    asks = visits(measures)
    lines = [
        (item, _line(item, row, measures[item.object_id]), visit_facts(asks.get(item.object_id)))
        for item in items
        if item.object_id in measures
    ]
    return {
        "order": row,
        "mark": ORDERS[row.state],
        "late": work_orders.order_late(row, timezone.localdate(clock.now())),
        "events": work_orders.order_events(row),
        "lines": lines,
        "estimate": sum(line.row.estimate or 0 for _, line, _ in lines),
        "price": 0 if row.warranty_of_id else sum(line.won or 0 for _, line, _ in lines),
        "warranty": _warranty(row, measures.values()),
    }


def _line(item: OrderItem, row: WorkOrder, measure: Measure) -> shown.WorkLine:
    """Mark a place in the order's words; one on hold or with a defect keeps its own."""
    line = shown.line(measure)
    return replace(line, mark=place_mark(item, row)) if measure.state in _IN_ORDER else line


def _warranty(row: WorkOrder, measures: Iterable[Measure]) -> dict[str, Any] | None:
    """Give the ground on which a defect is mended free of charge; None for new work."""
    if row.warranty_of_id is None:
        return None
    days = [one.guarantee_until for one in measures if one.guarantee_until]
    return {
        "order": row.warranty_of_id,
        "until": max(days, default=None),
        "ground": progress_settings().warranty_ground.in_language(reader()),
    }


def _may_reveal(viewer: Viewer) -> bool:
    return lists.works(viewer) and viewer.may(Permission.REVEAL)


@require_POST
@staff_page(_may_reveal)
def number_shown(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show the firm's telephone once, to one who says why."""
    return number_page(request, viewer, lists.order_of(number), f"/works/orders/{number}/")


@require_POST
@staff_page(lists.works)
def renew(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Make a new link to an order; the old one is over."""
    sent = api.works_order_renew(Act(viewer, clock.now()), order_id=number)
    show_link(request, sent, renewed=True)
    return HttpResponseRedirect(f"/works/orders/{number}/")


@require_POST
@staff_page(lists.works)
def cancel(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Call an order off, with a reason."""
    reason = read(request, inputs.WorksReason).reason
    api.works_order_cancel(Act(viewer, clock.now()), order_id=number, reason=reason)
    messages.success(request, gettext("발주를 취소했습니다. 조치는 다시 발주할 수 있습니다."))
    return HttpResponseRedirect(f"/works/orders/{number}/")


@require_POST
@staff_page(lists.works)
def reorder(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Order the places of a refused order from another firm."""
    form = read(request, inputs.WorksReorder)
    sent = api.works_reorder(
        Act(viewer, clock.now()), order_id=number, contractor=form.contractor, due_on=form.due_on,
        phone=form.phone or "",
    )  # fmt: skip
    show_link(request, sent)
    return HttpResponseRedirect(f"/works/orders/{sent.id}/")


@require_POST
@staff_page(lists.works)
def settle(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Note that a refusal needs nothing more, with a reason."""
    reason = read(request, inputs.WorksReason).reason
    api.refusal_settle(Act(viewer, clock.now()), order_id=number, reason=reason)
    messages.success(request, gettext("업체 거절을 처리한 것으로 저장했습니다."))
    return HttpResponseRedirect(f"/works/orders/{number}/")

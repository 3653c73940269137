"""The papers of orders, to sign: of one, or of many in one file."""

import datetime as dt
from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock, district
from townline.platform.core.history import audit
from townline.platform.core.settings import Office
from townline.platform.departments.api import Viewer
from townline.platform.web.pdf import pdf_of
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import WorkOrder
from townline.prevention.works.api import Papers, reads
from townline.prevention.works.progress.rules.remarks import KIND as ORDERED
from townline.prevention.works.progress.selectors import lists
from townline.prevention.works.progress.selectors.wording import (
    progress_settings as settings,
    reader,
)
from townline.prevention.works.progress.views import inputs
from townline.prevention.works.progress.views.orders import context_of
from townline.prevention.works.views.papers import pressed_papers

KIND = "orders"


@require_GET
@staff_page(reads)
def paper(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Give an order as a paper to sign."""
    return pressed_papers(request, viewer, KIND, [lists.order_of(number).pk])


@require_POST
@staff_page(reads)
def papers(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give the papers of chosen orders, or of all of the list, in one file."""
    ids = read(request, inputs.OrdersChosen).orders
    if pressed_button(request) == "all":
        view, firm = request.GET.get("view", "open"), request.GET.get("firm", "").strip()[:80]
        ids = lists.order_ids(view=view, firm=firm, today=timezone.localdate(clock.now()))
    return pressed_papers(request, viewer, KIND, ids)


def paper_html(row: WorkOrder) -> str:
    """Write the paper of an order."""
    known, lang = district.part(Office), reader()
    context = context_of(row) | {
        "office": known.name.in_language(lang),
        "address": known.address.in_language(lang) if known.address else "",
        "mayor": known.mayor_title.in_language(lang),
        "contact": work_orders.contact_of(row, lang),
        "ordered_on": timezone.localdate(row.created_at),
        "terms": "" if row.warranty_of_id else settings().terms.in_language(lang),
        "lang": lang,
    }
    return render_to_string("works_progress/order_paper.html", context)


def papers_pdf(
    ids: Sequence[int],
    _actor: audit.Actor,
    _now: dt.datetime,
    on_progress: Callable[[int], None] = lambda _: None,
) -> bytes | None:
    """Make the papers of orders, in their order; None for none. Raises PdfMissing."""
    known = (
        WorkOrder.objects.filter(kind=ORDERED)
        .select_related("contractor", "created_by__department")
        .in_bulk(ids)
    )
    rows = [known[number] for number in ids if number in known]
    return pdf_of(map(paper_html, rows), "works_progress/paper.css", on_progress) if rows else None


def order_papers() -> Papers:
    """Name the papers of orders."""
    return Papers(
        kind=KIND,
        title=lambda: gettext("발주서"),
        make=papers_pdf,
        may=reads,
        back="/works/orders/",
    )

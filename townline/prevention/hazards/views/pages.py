"""The list of hazards with its map, and one hazard with all that is known of it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from townline.platform.conversations.api import Photo
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.platform.web.photo_files import photo_response
from townline.platform.web.showing.lists import (
    Filter,
    FilterBar,
    Paging,
    list_parts,
    make_query,
    read_offset,
)
from townline.platform.web.staff import staff_page
from townline.prevention.hazards import api
from townline.prevention.hazards.models import StepDeadline
from townline.prevention.hazards.ports import sections_of
from townline.prevention.hazards.rules.states import KIND
from townline.prevention.hazards.selectors.detail import LinkedCase
from townline.prevention.hazards.selectors.findings import found_words
from townline.prevention.hazards.selectors.labels import PINS, STATES, STEPS, hazard_settings
from townline.prevention.hazards.services.releasing import RELEASES
from townline.prevention.hazards.views import shown
from townline.prevention.hazards.views.history import lines
from townline.prevention.hazards.views.photo_story import before_and_after, photo_story
from townline.prevention.hazards.views.placing import box, layers
from townline.prevention.work_orders.api import (
    InspectionDetail,
    OrderNotFound,
    WorkOrder,
    firm_phones,
    firms,
    order_events,
    order_late,
    orders_of,
)
from townline.prevention.work_orders.views.firm_number import number_page
from townline.prevention.work_orders.views.labels import ORDERS, Mark
from townline.prevention.work_orders.views.parts import LookLine, look_line, pictures

# Parts of a hazard's page with their words: steps, looks, orders.


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: ``late`` where it is or was done after its deadline."""

    step: StepDeadline
    name: str
    done: bool
    late: bool
    waits: bool


def step_line(step: StepDeadline, detail: api.HazardDetail, now: dt.datetime) -> StepLine:
    """Put words to a step."""
    done = step.done_at is not None
    return StepLine(
        step=step,
        name=str(STEPS[step.step]),
        done=done,
        late=(step.done_at or now) > step.due_at,
        waits=detail.is_live and not done,
    )


def spot_look(look: InspectionDetail) -> LookLine:
    """Put words to a look."""
    name = str(STEPS.get(look.row.step, look.row.step))
    return look_line(look, hazard_settings().far, name)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One repair order, and what may be done with it. ``phone``: the firm's, masked."""

    order: WorkOrder
    mark: Mark
    late: bool
    allowed: frozenset[str]
    phone: str


def order_line(order: WorkOrder, today: dt.date, phone: str) -> OrderLine:
    """Put words to an order."""
    return OrderLine(
        order=order,
        mark=ORDERS[order.state],
        late=order_late(order, today),
        allowed=order_events(order),
        phone=phone,
    )


_VIEWS = (
    ("open", _("진행 중")),
    ("overdue", _("기한 경과")),
    ("orders", _("보수 지연")),
    ("proposed", _("등록 제안")),
    ("finished", _("재점검 완료")),
    ("released", _("지도 공개 중")),
    ("all", pgettext_lazy("hazard", "전체")),
)
_PAGE = 100
_FIELDS = ("view", "kind", "severity", "step", "dong", "q")


def filters_of(request: HttpRequest) -> api.HazardFilters:
    """Read what is asked for."""
    params = {name: request.GET.get(name, "").strip()[:60] for name in _FIELDS}
    return api.HazardFilters(**params | {"view": params["view"] or "open"})


def query_of(filters: api.HazardFilters, **more: object) -> str:
    """Give filters as a query, with what is other."""
    return make_query(_params(filters) | more)


def _params(filters: api.HazardFilters) -> dict[str, str]:
    return {name: getattr(filters, name) for name in _FIELDS}


@require_GET
@staff_page(reads=True)
def hazards(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List what is dangerous, what is late first, beside a map."""
    act, filters = Act(viewer, clock.now()), filters_of(request)
    offset, params = read_offset(request), _params(filters)
    today = timezone.localdate(act.now)
    rows, count = api.hazards_list(act, filters=filters, today=today, offset=offset)
    counts = api.counts(act, today=today)
    previews = api.hazard_previews(row.id for row in rows)
    context = list_parts(
        _filter_bar(params, viewer),
        Paging(offset=offset, size=_PAGE, count=count, params=params),
    ) | {
        "lines": [shown.line(row, previews.get(row.id)) for row in rows],
        "count": count,
        "drawn": layers([({"id": str(row.id)}, row.geometry) for row in rows]),
        "filters": filters,
        "views": [
            (name, word, counts.get(name), query_of(filters, view=name)) for name, word in _VIEWS
        ],
        "query": query_of(filters),
        "may_write": viewer.may(Permission.WRITE),
    }
    return render(request, "hazards/hazards.html", context)


def _filter_bar(params: dict[str, str], viewer: Viewer) -> FilterBar:
    dongs = [(d, dong_name(d, english=english())) for d in api.dongs(viewer=viewer)]
    filters = (
        Filter("kind", _("위험 종류"), shown.kinds()),
        Filter("severity", _("심각도"), shown.severities()),
        Filter("step", _("다음 단계"), shown.steps()),
        Filter("dong", _("동"), dongs),
    )
    return FilterBar(
        prefix="hz", label=gettext("위험 지점 필터"), params=params, filters=filters,
        search=_("검색어"),
    )  # fmt: skip


@require_GET
@staff_page(reads=True)
def hazard(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one hazard: what is due, what was seen, who repairs, and which cases tell of it."""
    detail = api.hazard_get(hazard_id=number, viewer=viewer)
    return render(request, "hazards/hazard.html", context_of(detail, viewer))


def context_of(detail: api.HazardDetail, viewer: Viewer) -> dict[str, Any]:
    """Gather what the page of one hazard shows."""
    act, row = Act(viewer, clock.now()), detail.row
    today = timezone.localdate(act.now)
    may_write = viewer.may(Permission.WRITE)
    phones = firm_phones(detail.orders)
    offices = {office.code: office for office in departments.departments()}
    story = photo_story(detail)
    return {
        "h": row,
        "detail": detail,
        "kind": api.kind_name(row.kind),
        "severity": api.severity_name(row.severity),
        "mark": STATES[detail.state],
        "pin": PINS[detail.state],
        "source": shown.source(row.source),
        "department": offices.get(row.department),
        "steps": [step_line(step, detail, act.now) for step in detail.steps],
        "next_steps": _next(detail) if may_write else [],
        "looks": [spot_look(look) for look in detail.looks],
        "orders": [order_line(one, today, phones.get(one.pk, "")) for one in detail.orders],
        "story": story,
        "pair": before_and_after(story),
        "may_reveal": viewer.may(Permission.REVEAL),
        "firms": firms() if may_write and detail.is_live else [],
        "reports": [(one, pictures(one.photos)) for one in detail.reports],
        "cases": [(case, pictures(_later(case, detail))) for case in detail.cases],
        "merges": _merges(detail, act.now),
        "drawn": layers([({"id": str(row.pk)}, row.geometry)]),
        "drawn_box": ""
        if row.geometry["type"] == "Point"
        else box([[row.west, row.south], [row.east, row.north]]),
        "near": [(one, api.kind_name(one.kind)) for one in detail.near],
        "history": lines(detail),
        "may_write": may_write,
        "found": bool(found_words(row, "ko")),
        "may_release": viewer.may(RELEASES) and str(detail.state) not in _HIDDEN,
        "kinds": shown.kinds(),
        "severities": shown.severities(),
        "today": today,
        "in_a_week": today + dt.timedelta(days=7),
        "sizes": _sizes(detail),
        "sections": sections_of(act, row),
    }


def _may_reveal(viewer: Viewer) -> bool:
    return viewer.may(Permission.WRITE) and viewer.may(Permission.REVEAL)


@require_POST
@staff_page(_may_reveal, reads=True)
def order_number(request: HttpRequest, viewer: Viewer, number: int, order: int) -> HttpResponse:
    """Show the telephone of an order's firm once, to one who says why."""
    api.hazard_of(number, viewer)
    found = next((one for one in orders_of(KIND, number) if one.pk == order), None)
    if found is None:
        raise OrderNotFound(f"the hazard has no order {order}")
    return number_page(request, viewer, found, f"/hazards/{number}/")


def _later(case: LinkedCase, detail: api.HazardDetail) -> list[Photo]:
    """Give the photos of a case that stand with no report: those that came later."""
    reported = {photo.sha256 for one in detail.reports for photo in one.photos}
    return [photo for photo in case.photos if photo.sha256 not in reported]


def _merges(detail: api.HazardDetail, now: dt.datetime) -> list[dict[str, Any]]:
    """Give the merges that can be undone from here: its own, and those of what came to it."""
    found = [detail.merge] if detail.merge else detail.absorbed
    return [
        {"hazard_id": one.hazard_id, "needs_reason": now - one.at > api.UNMERGE_WITHIN}
        for one in found
    ]


_HIDDEN = {"proposed", "dismissed", "merged"}


def _next(detail: api.HazardDetail) -> list[tuple[str, str]]:
    """Give the steps that a press does, in their order; those that need a photo are on the spot."""
    words = dict(shown.steps())
    return [(step, words[step]) for step in ("see", "arrive", "recheck") if step in detail.allowed]


def _sizes(detail: api.HazardDetail) -> list[tuple[str, float]]:
    row = detail.row
    found = (
        (_("너비"), row.width_cm), (_("길이"), row.length_cm), (_("깊이"), row.depth_cm),
    )  # fmt: skip
    return [(str(name), size) for name, size in found if size is not None]


@require_GET
@staff_page(reads=True)
def photo(
    request: HttpRequest, viewer: Viewer, number: int, sha256: str, copy: str
) -> HttpResponse:
    """Give one photo of a hazard to who sees it; never the file as it came."""
    found = api.hazard_photo(hazard_id=number, viewer=viewer, sha256=sha256)
    response = photo_response(found, copy) if found and copy in {"small", "view"} else None
    if response is None:
        raise api.HazardNotFound("there is no such photo")
    return response

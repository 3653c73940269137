"""The ledger, and one matter with all that is known of it."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from django.views.decorators.http import require_GET

from townline.platform.core import clock, district
from townline.platform.core.district_files.values import Names
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Role, Viewer
from townline.platform.web.photo_files import photo_response
from townline.platform.web.staff import staff_page
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.api import BroadcastSummary
from townline.prevention.incidents.broadcasts.views import shown as lines
from townline.prevention.policy import api
from townline.prevention.policy.selectors.detail import AWAITED, STAGES, awaited_of
from townline.prevention.policy.settings import Policy
from townline.prevention.policy.views import shown

_VIEWS = (
    ("open", _("진행 중")),
    ("late", _("기한 경과")),
    *((str(stage), word) for stage, (_icon, _tone, word) in STAGES.items()),
    ("all", pgettext_lazy("policy", "전체")),
)
_PAGE = 100
_FIELDS = ("view", "q", "department")
_OWNERS = (Role.CLERK, Role.OFFICER, Role.HEAD, Role.DEPUTY)


def filters_of(request: HttpRequest) -> api.LedgerFilters:
    """Read what is asked for."""
    params = {name: request.GET.get(name, "").strip()[:60] for name in _FIELDS}
    return api.LedgerFilters(**params | {"view": params["view"] or "open"})


def query_of(filters: api.LedgerFilters, **more: object) -> str:
    """Give filters as a query, with what is other."""
    params = {name: getattr(filters, name) for name in _FIELDS} | more
    return urlencode({name: value for name, value in params.items() if value})


def day_now(now: dt.datetime) -> dt.date:
    """Give the district's day."""
    return timezone.localdate(now, district.current().zone)


@require_GET
@staff_page(reads=True)
def ledger(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List matters by stage, what is late first."""
    day, filters, offset = day_now(clock.now()), filters_of(request), _offset(request)
    rows, count = api.ledger(filters, day=day, offset=offset)
    counts = api.ledger_counts(day)
    offices = {office.code: office for office in departments.departments()}
    context = {
        "lines": [shown.line(row, day, offices.get(row.department)) for row in rows],
        "count": count,
        "filters": filters,
        "departments": offices.values(),
        "views": [
            (name, word, counts.get(name, 0), query_of(filters, view=name)) for name, word in _VIEWS
        ],
        "query": query_of(filters),
        "narrowed": bool(filters.q or filters.department),
        "before": query_of(filters, offset=max(0, offset - _PAGE) or "") if offset else None,
        "after": query_of(filters, offset=offset + _PAGE) if offset + _PAGE < count else None,
        "may_write": viewer.may(Permission.WRITE),
    }
    return render(request, "policy/ledger.html", context)


def _offset(request: HttpRequest) -> int:
    text = request.GET.get("offset", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0  # noqa: PLR2004 -- more than any district has


@require_GET
@staff_page(reads=True)
def matter(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one matter: what is due, and what was written at each step."""
    detail = api.matter_detail(number, viewer=viewer)
    return render(request, "policy/matter.html", context_of(detail, viewer))


def context_of(detail: api.MatterDetail, viewer: Viewer) -> dict[str, Any]:
    """Gather what the page of one matter shows."""
    day, row = day_now(clock.now()), detail.row
    offices = {office.code: office for office in departments.departments()}
    draft = detail.draft
    waiting = draft if draft and draft.row.hash else None
    last = detail.tellings[0] if detail.tellings else None
    return choices() | {
        "m": row,
        "detail": detail,
        "line": shown.line(row, day, offices.get(row.department)),
        "steps": [(AWAITED[api.Awaited(step.step)], step) for step in detail.steps],
        "awaited": AWAITED[awaited_of(row)] if row.due_on else None,
        "control_area": any(t.pilot.control_kind == api.AREA for t in detail.trials[-1:]),
        "trials": [shown.trial(trial) for trial in detail.trials],
        "heard": [shown.recipient_outcome(one) for one in detail.heard],
        "history": shown.history(detail),
        "waiting": waiting,
        "undoable": last
        if last and viewer.may(Permission.CONFIRM) and lines.line(last).undoable
        else None,
        "leaving": last if last and last.row.state == "approved" else None,
        "begins": draft.row.bodies if draft else _beginning(row.state),
        "act": f"/policy/{row.pk}/tell/",
        **(_recipients(waiting, row.pk) if waiting else {}),
        "people": waiting.to if waiting else detail.untold,
        "day": day,
        "in_a_month": day + dt.timedelta(days=30),
        "may_write": api.changes(viewer, row),
        "may_release": api.changes(viewer, row, Permission.ASSIGN),
        "may_confirm": api.changes(viewer, row, Permission.CONFIRM),
        "may_return": api.changes(viewer, row, Permission.SEND_BACK),
    }


def _recipients(waiting: BroadcastSummary, number: int) -> dict[str, Any]:
    """Give who hears of it, and the words as the first of them will read them."""
    people = broadcasts.recipients_of(api.TELLING, number, waiting.row.pk)
    return {
        "samples": shown.samples(waiting, people),
        "recipients": lines.recipient_lines(people),
        "more": waiting.to - len(people),
    }


def _beginning(state: str) -> Names:
    """Give how a message begins: that it became a policy says only one that did."""
    texts = district.part(Policy).texts
    return texts.told if state == api.Stage.ADOPTED else texts.under_way


def choices() -> dict[str, Any]:
    """Give who may do a step, department by department."""
    return {"owners": departments.staff_in_departments(roles=_OWNERS)}


@require_GET
@staff_page(reads=True)
def photo(
    request: HttpRequest, viewer: Viewer, number: int, sha256: str, copy: str
) -> HttpResponse:
    """Give one photo of a matter's story to staff; never the file as it came."""
    detail = api.matter_detail(number, viewer=viewer)
    found = next((each for row, each in detail.photos if row.sha256 == sha256), None)
    response = photo_response(found, copy) if found and copy in {"small", "view"} else None
    if response is None:
        raise api.MatterNotFound("there is no such photo")
    return response

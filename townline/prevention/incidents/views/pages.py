"""The list of incidents, one of them, a new one, a batch, and an update before the mayor."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from townline.casework.cases import api as cases
from townline.casework.classification import api as classification
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import act_of, may
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.moments import english
from townline.platform.web.reading import as_ticked, as_written, read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.incidents import api
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.views import shown as lines
from townline.prevention.incidents.views import safety, shown
from townline.prevention.incidents.views.inputs import IncidentOpening
from townline.prevention.incidents.views.shown import ACTIONS, HELD, STATES, VIEWS, WHY

_MOST = 10_000


def filters_of(request: HttpRequest) -> api.IncidentFilters:
    """Read what is asked for; a list that there is not is that of the open ones."""
    view = request.GET.get("view", "")
    return api.IncidentFilters(
        view=view if view in dict(VIEWS) else "open",
        kind=request.GET.get("kind", "")[:40],
        q=request.GET.get("q", "").strip()[:60],
    )


def _query(filters: api.IncidentFilters, **more: object) -> str:
    params = {"view": filters.view, "kind": filters.kind, "q": filters.q} | more
    return urlencode({name: value for name, value in params.items() if value})


@require_GET
@staff_page(reads=True)
def incidents(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List incidents, the newest first."""
    filters = filters_of(request)
    rows, count = api.incidents_list(viewer=viewer, filters=filters)
    context = {
        "lines": [(row, api.kind_name(row.kind), STATES[row.state]) for row in rows],
        "count": count,
        "filters": filters,
        "views": [(name, word, _query(filters, view=name)) for name, word in VIEWS],
        "query": _query(filters),
        "narrowed": bool(filters.kind or filters.q),
        "kinds": shown.kinds(),
        "may_open": api.leads(viewer),
    }
    return render(request, "incidents/incidents.html", context)


@require_GET
@staff_page(reads=True)
def csv_file(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Give what the list shows as a table; it names no resident."""
    rows, _ = api.incidents_list(viewer=viewer, filters=filters_of(request), limit=_MOST)
    head = [
        gettext("번호"), gettext("종류"), gettext("상황 이름"), gettext("상태"), gettext("위치"),
        gettext("시작 일시"), gettext("종료 일시"), gettext("민원 수"), gettext("미조치 요청"),
    ]  # fmt: skip
    return export_tables(act_of(request), "incidents.csv", ExportSheet(head, map(_cells, rows)))


def _cells(row: api.IncidentRow) -> list[str]:
    since, ended = (f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
                    for at in (row.since, row.ended_at))  # fmt: skip
    return [
        str(row.id), api.kind_name(row.kind), row.title, str(STATES[row.state][2]), row.place,
        since, ended, str(row.cases), str(row.needs),
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(may(Permission.WRITE), reads=True)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask what it is, since when and where; then the batch of its suggestion is looked at."""
    if request.method != "POST":
        return _new_form(request, viewer)
    if not api.leads(viewer):
        return problem_page(request, 403)
    form = read(request, IncidentOpening)
    try:
        incident = api.incident_open(
            Act(viewer, clock.now()), opening=form.opening(), suggestion=form.suggestion
        )
    except (api.IncidentTitleNeeded, api.UnknownIncidentKind) as error:
        return _new_form(request, viewer, problem=error.message(), status=422)
    messages.success(request, gettext("상황을 등록했습니다."))
    then = "join/" if form.suggestion else ""
    return HttpResponseRedirect(f"/incidents/{incident.pk}/{then}")


def _new_form(
    request: HttpRequest, viewer: Viewer, *, problem: str = "", status: int = 200
) -> HttpResponse:
    requested = {name: request.GET.get(name, "")[:200] for name in ("kind", "suggestion", "code")}
    now = timezone.localtime(clock.now())
    before: dict[str, object] = {"since": f"{now:%Y-%m-%dT%H:%M}", "title": "", "place": ""}
    if requested["suggestion"].isdigit() and len(requested["suggestion"]) < 19:  # noqa: PLR2004 -- a row's number
        before |= shown.suggested_fields(
            classification.incident_get(viewer=viewer, number=int(requested["suggestion"]))
        )
    written = as_written(request, **requested | before)
    kind = str(written.get("kind", ""))
    context = {
        "written": written,
        "kinds": shown.kinds(),
        "offices": departments.departments(),
        "ticked": as_ticked(request, "departments"),
        "lessons": api.lessons_of(kind) if kind else [],
        "places": cases.all_places(),
        "problem": problem,
        "may_open": api.leads(viewer),
    }
    return render(request, "incidents/new.html", context, status=status)


@require_GET
@staff_page(reads=True)
def incident(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one incident: its cases, what is offered, its updates, what was asked."""
    detail = api.incident_get(Act(viewer, clock.now()), incident_id=number)
    return render(request, "incidents/incident.html", context_of(detail, viewer))


def context_of(detail: api.IncidentDetail, viewer: Viewer) -> dict[str, Any]:
    """Gather what the page of one incident shows."""
    row = detail.incident
    leads, going = api.leads(viewer), row.state == api.IncidentState.OPEN
    others, _ = (
        api.incidents_list(viewer=viewer, filters=api.IncidentFilters()) if leads else ([], 0)
    )
    needs, items = api.open_of(row) if leads and going else ([], [])
    return {
        "i": row,
        "detail": detail,
        "kind": api.kind_name(row.kind),
        "mark": STATES[row.state],
        "offices": shown.offices(row.departments),
        "members": shown.case_lines(detail.members),
        "hidden": detail.count - len(detail.members),
        "offers": [(o, shown.case_line(case), WHY[o.why]) for o, case in detail.offers],
        "updates": [lines.line(one) for one in detail.updates],
        "draft": lines.line(detail.draft) if detail.draft else None,
        "act": f"/incidents/{row.pk}/do/",
        "opens": not detail.updates,
        "undo_word": ACTIONS[detail.undo.deed] if detail.undo else "",
        "others": [one for one in others if one.id != row.pk],
        "going": going,
        "may_write": viewer.may(Permission.WRITE) and going,
        "may_lead": leads and going,
        "open_needs": [(one, api.need_name(one.kind)) for one in needs],
        "open_items": [getattr(one, "en" if english() else "ko") for one in items],
        "may_learn": leads and row.state == api.IncidentState.ENDED,
        "may_reopen": leads and row.state == api.IncidentState.ENDED,
        "may_approve": viewer.may(Permission.CONFIRM),
        "may_undo": leads,
        "checks": safety.checks_of(row.pk),
        **(safety.askable(row) if leads and going else {}),
    }


@require_GET
@staff_page(may(Permission.WRITE), reads=True)
def batch(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show what may join: of its suggestion, what was offered, else the newest cases."""
    found = api.incident_of(number, viewer)
    ids = shown.candidate_ids(Act(viewer, clock.now()), found, request.GET.get("q", "")[:60])
    seen = api.candidates(incident=found, viewer=viewer, ids=ids)
    context = {
        "i": found,
        "fits": [(one, shown.case_line(one.row)) for one in seen if not one.fit.held],
        "held": [
            (one, shown.case_line(one.row), HELD[one.fit.held]) for one in seen if one.fit.held
        ],
        "q": request.GET.get("q", "")[:60],
    }
    return render(request, "incidents/batch.html", context)


@require_GET
@staff_page(reads=True)
def update(request: HttpRequest, viewer: Viewer, number: int, update: int) -> HttpResponse:
    """Show one update as it leaves: its words, who gets it, what became of each."""
    detail = api.incident_get(Act(viewer, clock.now()), incident_id=number)
    one = next((each for each in detail.updates if each.row.pk == update), None)
    if one is None:
        raise api.IncidentNotFound("there is no such update")
    people = broadcasts.recipients_of("update", number, update)
    context = context_of(detail, viewer) | lines.page_of(one, people)
    context["may_return"] = viewer.may(Permission.SEND_BACK)
    return render(request, "incidents/update.html", context)

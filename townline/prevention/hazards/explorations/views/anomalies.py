"""What was found: the list with what is due, a line with its anomalies, one with its checks."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from townline.platform.core import clock
from townline.platform.core.history import tags
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_written, read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.hazards.explorations import api
from townline.prevention.hazards.explorations.api import (
    AnomalyCheck,
    AnomalyView,
    Finding,
    LineView,
)
from townline.prevention.hazards.explorations.views import labels
from townline.prevention.hazards.explorations.views.campaigns import line_features, middle
from townline.prevention.hazards.explorations.views.inputs import AnomalyForm, CheckForm
from townline.prevention.hazards.explorations.views.paging import part

_SOON = dt.timedelta(days=30)
# Which field a refusal belongs to.
_FIELDS = {
    "anomaly-off-the-line": "position_m",
    "anomaly-exists": "number",
    "exploration-day-ahead": "found_on",
}


@require_GET
@staff_page(reads=True)
def anomalies(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List what was found, and first what is due: drilling, repairs, looks again."""
    requested = request.GET.get("state", "")
    state = requested if requested in set(api.AnomalyState) else ""
    found = part(request, api.anomalies(state=state))
    today = timezone.localdate(clock.now())
    context = {
        "part": found,
        "rows": [_row(each) for each in found.rows],
        "states": [(str(s), labels.STATES[s].word) for s in api.AnomalyState],
        "state": state,
        "due": api.resurveys_due(today=today, within=_SOON),
        "today": today,
        "may_write": viewer.may(Permission.WRITE),
    }
    return render(request, "explorations/anomalies.html", context)


def _row(one: AnomalyView) -> tuple[AnomalyView, labels.LabelMark, str, list[str]]:
    return one, labels.mark_of(one), labels.grade_of(one), labels.flags(one.flags)


@require_http_methods(["GET", "POST"])
@staff_page(reads=True)
def line(request: HttpRequest, viewer: Viewer, line_id: int) -> HttpResponse:
    """Show a line with what was found under it; write down what the radar saw."""
    found = api.line_get(line_id)
    if found is None:
        raise api.ExplorationNotFound(f"there is no line {line_id}")
    if request.method == "GET":
        return _line(request, viewer, found, {"found_on": str(timezone.localdate(clock.now()))}, {})
    if not api.campaign_changes(viewer, found.campaign_id):
        return problem_page(request, 403)
    try:
        form = read(request, AnomalyForm)
        made = api.anomaly_find(
            Act(viewer, clock.now()), line_id=line_id, finding=Finding(**dict(form))
        )
    except InvalidForm as error:
        return _line(request, viewer, found, as_written(request), error.wrong)
    except (api.OffTheLine, api.AnomalyExists, api.DayAhead) as error:
        wrong = {_FIELDS[error.type]: error.message()}
        return _line(request, viewer, found, as_written(request), wrong)
    messages.success(request, gettext("이상 신호를 등록했습니다."))
    return HttpResponseRedirect(f"/explorations/anomalies/{made.pk}/")


def _line(
    request: HttpRequest,
    viewer: Viewer,
    found: LineView,
    given: dict[str, Any],
    wrong: dict[str, str],
) -> HttpResponse:
    rows = [(each, labels.mark_of(each)) for each in api.anomalies(line=found.id)]
    context = {
        "line": found,
        "surface": labels.SURFACES[found.surface],
        "rows": rows,
        "layers": [{"id": "line", "kind": "lines", "data": line_features([found])}],
        "middle": middle(found),
        "may_write": api.campaign_changes(viewer, found.campaign_id),
        "given": given,
        "wrong": wrong,
    }
    return render(request, "explorations/line.html", context, status=422 if wrong else 200)


@require_GET
@staff_page(reads=True)
def anomaly(request: HttpRequest, viewer: Viewer, anomaly_id: int) -> HttpResponse:
    """Show one anomaly: what it is, why it has its grade, what is due, its looks and history."""
    given = {"checked_on": str(timezone.localdate(clock.now()))}
    return _anomaly(request, viewer, _get_anomaly(anomaly_id), given, {})


@require_http_methods(["POST"])
@staff_page(may(Permission.WRITE), reads=True)
def check(request: HttpRequest, viewer: Viewer, anomaly_id: int) -> HttpResponse:
    """Write down what drilling or a camera found; a cavity is graded at once."""
    found = _get_anomaly(anomaly_id)
    try:
        form = read(request, CheckForm)
        look = AnomalyCheck(**(dict(form) | {"hollow": form.hollow == "on"}))
        api.anomaly_check(Act(viewer, clock.now()), anomaly_id=anomaly_id, look=look)
    except InvalidForm as error:
        return _anomaly(request, viewer, found, as_written(request), error.wrong)
    except api.DayAhead as error:
        given = as_written(request)
        return _anomaly(request, viewer, found, given, {"checked_on": error.message()})
    messages.success(request, gettext("확인 결과를 저장했습니다."))
    return HttpResponseRedirect(f"/explorations/anomalies/{anomaly_id}/")


def _get_anomaly(anomaly_id: int) -> AnomalyView:
    found = api.anomaly_get(anomaly_id)
    if found is None:
        raise api.ExplorationNotFound(f"there is no anomaly {anomaly_id}")
    return found


def _anomaly(
    request: HttpRequest,
    viewer: Viewer,
    found: AnomalyView,
    given: dict[str, Any],
    wrong: dict[str, str],
) -> HttpResponse:
    cavity = api.cavity_of(found.id)
    context = {
        "anomaly": found,
        "mark": labels.mark_of(found),
        "cavity": cavity,
        "because": labels.because(cavity) if cavity else "",
        "sizes": labels.sizes(cavity) if cavity else (),
        "flags": labels.flags(found.flags),
        "checks": [
            (c, labels.METHODS[c.method], labels.measured_sizes(c)) for c in api.checks(found.id)
        ],
        "history": [(each, tags.label(each.event)) for each in api.anomaly_history(found.id)],
        "methods": [(str(m), word) for m, word in labels.METHODS.items()],
        "may_write": api.campaign_changes(viewer, found.campaign_id),
        "given": given,
        "wrong": wrong,
    }
    return render(request, "explorations/anomaly.html", context, status=422 if wrong else 200)

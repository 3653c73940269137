"""A file of anomalies and cavities is looked at first, then all of it comes in, or nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.geofiles import api as geofiles
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page
from townline.prevention.hazards.explorations import api
from townline.prevention.hazards.explorations.views.importing import files_of, given_again, keep
from townline.prevention.hazards.explorations.views.inputs import FindingsForm
from townline.prevention.hazards.explorations.views.labels import GRADES

_KIND = "findings"
_SHOWN = 200


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.WRITE), reads=True)
def bring(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Take a file: say what would come in, or bring it when that is wished and all is right."""
    if request.method == "GET":
        return _page(request, {"given": {}})
    given, act = given_again(request), Act(viewer, clock.now())
    try:
        form = read(request, FindingsForm)
        files = files_of(request, _KIND, form.kept)
        plan = api.findings_look(files=files, now=act.now, crs=form.crs)
    except InvalidForm as error:
        return _page(request, {"given": given, "wrong": error.wrong}, 422)
    except geofiles.UnreadableGeofile as error:
        return _page(request, {"given": given, "wrong": {"files": error.problem.words()}}, 422)
    if plan.problems or pressed_button(request) != "import":
        stored = keep(files, _KIND) if not plan.problems else ""
        return _page(request, _plan_context(plan) | {"given": given, "kept": stored},
                     422 if plan.problems else 200)  # fmt: skip
    number = api.findings_import(act, plan=plan)
    words = gettext("이상 신호 %(n)d개를 가져왔습니다. 이미 있던 것은 %(doubles)d개입니다.")
    messages.success(request, words % {"n": number, "doubles": plan.doubles})
    return HttpResponseRedirect("/explorations/anomalies/")


def _page(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    context = {"grids": list(geofiles.Grid), "wrong": {}} | more
    return render(request, "explorations/import_findings.html", context, status=status)


def _plan_context(plan: api.FindingsPlan) -> dict[str, Any]:
    return {
        "plan": plan,
        "rows": [(row, GRADES[row.grade] if row.grade else None) for row in plan.rows[:_SHOWN]],
        "problems": plan.problems[:_SHOWN],
        "more": max(len(plan.problems) - _SHOWN, 0),
    }

"""On the spot: a page for one hand that also works without a line, and a sheet of paper."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web import workers
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.signing_in import wants_json
from townline.platform.web.staff import staff_page
from townline.prevention.hazards import api
from townline.prevention.hazards.rules.states import KIND
from townline.prevention.hazards.selectors.labels import PINS, STATES, hazard_settings
from townline.prevention.hazards.views import shown
from townline.prevention.hazards.views.inputs import HazardLook
from townline.prevention.hazards.views.pages import context_of
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.views import looking
from townline.prevention.work_orders.views.inputs import LookDiscarded
from townline.prevention.work_orders.views.parts import pictures


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(may(Permission.WRITE), reads=True)
def spot(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Write down what is seen and done; the same look sent again changes nothing."""
    if request.method == "POST":
        api.hazard_of(number, viewer)
        act = _discard if pressed_button(request) == "discard" else _keep
        return act(request, viewer, number)
    detail = api.hazard_get(hazard_id=number, viewer=viewer)
    steps = [(code, word) for code, word in shown.steps() if code in detail.allowed]
    context = {
        "h": detail.row,
        "detail": detail,
        "kind": api.kind_name(detail.row.kind),
        "severity": api.severity_name(detail.row.severity),
        "mark": STATES[detail.state],
        "pin": PINS[detail.state],
        "reports": [(one, pictures(one.photos)) for one in detail.reports],
        "steps": [step for step in steps if step[0] != "see"],
        "key": uuid.uuid4(),
        "most": api.PHOTOS,
        "far": hazard_settings().far,
        "measured": True,
        "post": request.path,
        "home": f"/hazards/{number}/",
    }
    response = render(request, "hazards/spot.html", context)
    workers.keepable(response, owner=viewer.staff_id, sign=str(detail.state))
    return response


def _keep(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    act = Act(viewer, clock.now())
    look, files = looking.look_of(request, act.now, HazardLook), looking.files(request)
    api.evidence_add(act, hazard_id=number, look=look, files=files)
    if wants_json(request):
        return JsonResponse({"kept": str(look.key)})
    messages.success(request, gettext("현장 기록을 저장했습니다."))
    return HttpResponseRedirect(f"/hazards/{number}/")


def _discard(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    form = read(request, LookDiscarded, key="look")
    work_orders.evidence_discard(
        (KIND, number), about=api.hazard_subject(number), key=form.key, actor=viewer.actor,
        reason=form.reason, now=clock.now(),
    )  # fmt: skip
    return JsonResponse({"discarded": str(form.key)})


@require_GET
@staff_page(reads=True)
def sheet(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Give a sheet to print, for a place without a telephone: boxes to fill in by hand."""
    detail = api.hazard_get(hazard_id=number, viewer=viewer)
    return render(request, "hazards/sheet.html", context_of(detail, viewer))

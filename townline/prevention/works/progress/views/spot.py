"""On the spot: accept, return, check again; a page for one hand that works without a line."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.platform.core import clock
from townline.platform.departments.api import Act, Viewer
from townline.platform.web import workers
from townline.platform.web.photo_files import photo_response
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.signing_in import wants_json
from townline.platform.web.staff import staff_page
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.views import looking, parts
from townline.prevention.work_orders.views.inputs import LookDiscarded
from townline.prevention.works import api as works
from townline.prevention.works.api import Measure, reads
from townline.prevention.works.progress import api
from townline.prevention.works.progress.rules.remarks import KIND
from townline.prevention.works.progress.selectors import lists
from townline.prevention.works.progress.selectors.sites import sites
from townline.prevention.works.progress.selectors.wording import progress_settings
from townline.prevention.works.progress.services.answering import firm_of
from townline.prevention.works.progress.views import inputs, shown
from townline.prevention.works.progress.views.orders import show_link


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(lists.works)
def spot(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Write down what is seen and decided; the same look sent again changes nothing."""
    if request.method == "POST":
        act = _discard if pressed_button(request) == "discard" else _keep
        return act(request, viewer, number)
    row = _measure(number)
    site = sites([number])[number]
    inspections = [
        parts.look_line(look, progress_settings().far)
        for look in work_orders.inspections_of(KIND, {number: site.point})[number]
    ]
    context = {
        "line": shown.line(row, firm_of(row)),
        "site": site,
        "steps": [(step, shown.STEPS[step]) for step in api.allowed_steps(row.state)],
        "firm_looks": [one for one in inspections if one.look.row.by_id is None],
        "own_looks": [one for one in inspections if one.look.row.by_id is not None],
        "moments": (gettext("시공 전"), gettext("시공 후")),
        "key": uuid.uuid4(),
        "most": work_orders.PHOTOS,
        "far": progress_settings().far,
        "today": timezone.localdate(clock.now()),
        "post": request.path,
    }
    response = render(request, "works_progress/spot.html", context)
    workers.keepable(response, owner=viewer.staff_id, sign=row.state)
    return response


def _measure(number: int) -> Measure:
    row = Measure.objects.filter(id=number).select_related("object").first()
    if row is None:
        raise works.WorkNotFound(f"there is no measure {number}")
    return row


def _keep(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    act = Act(viewer, clock.now())
    form = read(request, inputs.AcceptanceLook, key="look")
    look = looking.look_of(request, act.now, inputs.AcceptanceLook)
    api.spot_add(
        act, measure_id=number, look=look, files=looking.files(request),
        price=form.price,
    )  # fmt: skip
    if wants_json(request):
        return JsonResponse({"kept": str(look.key)})
    messages.success(request, gettext("현장 기록을 저장했습니다."))
    return HttpResponseRedirect(request.path)


def _discard(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    form = read(request, LookDiscarded, key="look")
    work_orders.evidence_discard(
        (KIND, _measure(number).pk), about=works.measure_subject(number), key=form.key,
        actor=viewer.actor, reason=form.reason, now=clock.now(),
    )  # fmt: skip
    return JsonResponse({"discarded": str(form.key)})


@require_GET
@staff_page(reads)
def photo(request: HttpRequest, number: int, sha256: str, copy: str) -> HttpResponse:
    """Give one photo of a measure to who sees works; never the file as it came."""
    found = work_orders.photo_of(KIND, number, sha256)
    response = photo_response(found, copy) if found and copy in {"small", "view"} else None
    if response is None:
        raise works.WorkNotFound("there is no such photo")
    return response


@require_POST
@staff_page(lists.works)
def defect_order(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Have a defect mended by the firm that did the work."""
    form = read(request, inputs.DefectOrder)
    sent = api.defect_order(
        Act(viewer, clock.now()), measure_id=number, due_on=form.due_on, note=form.note
    )
    show_link(request, sent)
    return HttpResponseRedirect(f"/works/orders/{sent.id}/")


@require_POST
@staff_page(lists.works)
def trouble(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Note a flood or a complaint at a home, for the count of what works changed."""
    form = read(request, inputs.TroubleNoted)
    api.trouble_add(Act(viewer, clock.now()), measure_id=number, kind=form.kind, on=form.on)
    messages.success(request, gettext("저장했습니다."))
    return HttpResponseRedirect(f"/works/spot/{number}/")

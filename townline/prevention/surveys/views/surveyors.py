"""Who visits homes: the address for their phone, days away, what their phone has not sent."""

import segno
from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.models import Surveyor
from townline.prevention.surveys.rules.collect import collect_settings
from townline.prevention.surveys.selectors import homes
from townline.prevention.surveys.services import surveyors
from townline.prevention.surveys.views import inputs

_BOTH = require_http_methods(["GET", "HEAD", "POST"])


@_BOTH
@staff_page(homes.works)
def people(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List surveyors; add one, whose address is shown this once."""
    if request.method != "POST":
        return render(request, "surveys/surveyors.html", _context())
    form = read(request, inputs.SurveyorNamed)
    made, token = surveyors.surveyor_add(name=form.name, actor=viewer.actor, now=clock.now())
    return render(request, "surveys/surveyors.html", _context() | _address(made, token))


def _context() -> dict[str, object]:
    rows = Surveyor.objects.annotate(
        given=Count("homes", distinct=True),
        left=Count("homes", filter=Q(homes__state="listed"), distinct=True),
    )
    rows = rows.prefetch_related("absences", "devices")
    return {"surveyors": rows.order_by("-active", "name"), "today": timezone.localdate(clock.now())}


def _address(surveyor: Surveyor, token: str) -> dict[str, object]:
    base = settings.TOWNLINE_PUBLIC_URL.rstrip("/")
    page, server = f"{base}/field/{token}/", f"{base}/openrosa/{token}/"
    collect = segno.make(collect_settings(server, gettext("주택 조사")), error="l", micro=False)
    return {
        "fresh": surveyor,
        "address": server,
        "page": page,
        "collect": collect.svg_data_uri(scale=4, border=4),
        "code": segno.make(page, error="q", micro=False).svg_data_uri(scale=4, border=4),
    }


@require_POST
@staff_page(homes.works)
def open_here(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Open the surveyor's page on this device: a new address, and the one before opens nothing."""
    del request
    _, token = surveyors.token_renew(surveyor_id=number, actor=viewer.actor, now=clock.now())
    return HttpResponseRedirect(f"/field/{token}/")


@require_POST
@staff_page(homes.works)
def renew(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Give a new address; the one before opens nothing any more."""
    found, token = surveyors.token_renew(surveyor_id=number, actor=viewer.actor, now=clock.now())
    return render(request, "surveys/surveyors.html", _context() | _address(found, token))


@require_POST
@staff_page(homes.works)
def revoke(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let a lost phone in no more."""
    form = read(request, inputs.SurveyReason)
    surveyors.token_revoke(
        surveyor_id=number, reason=form.reason, actor=viewer.actor, now=clock.now()
    )
    messages.success(
        request, gettext("접속 링크를 해제했습니다. 그 전화기는 더 접속할 수 없습니다.")
    )
    return HttpResponseRedirect(reverse("survey_surveyors"))


@require_POST
@staff_page(homes.works)
def note_absence(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Note days away."""
    first, last = read(request, inputs.AbsenceDays).days()
    surveyors.absence_set(
        surveyor_id=number, begins_on=first, ends_on=last, actor=viewer.actor, now=clock.now()
    )
    messages.success(request, gettext("부재 기간을 저장했습니다."))
    return HttpResponseRedirect(reverse("survey_surveyors"))

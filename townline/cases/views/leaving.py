"""When a confirmed answer leaves: at once, or at another moment, while it still waits."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from townline.cases import api
from townline.cases.views.access import staff_page
from townline.cases.views.actions import case_url
from townline.cases.views.lists import the_viewer
from townline.cases.views.promised import moment
from townline.core import clock
from townline.departments.api import Power
from townline.web import moments
from townline.web.views import back_to


@require_POST
@staff_page(power=Power.CONFIRM)
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Send what waits now (after the hold), or give it another moment."""
    held = api.case_leave(
        code=code,
        viewer=the_viewer(request),
        now=clock.now(),
        send_at=moment(request.POST.get("send_at", "")),
    )
    said = gettext("%(moment)s에 나갑니다.") % {"moment": moments.moment(held.leaves_at)}
    messages.success(request, said)
    return HttpResponseRedirect(back_to(request, case_url(code)))

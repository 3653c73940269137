"""When a confirmed answer leaves: at once, or at another moment, while it still waits."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.views.actions import case_url
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import the_act
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.web import moments
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import back_to

_SOON = dt.timedelta(minutes=1)


def waits(row: cases.CaseRow, draft: api.DraftView | None, now: dt.datetime) -> dt.datetime | None:
    """Give when an answer would leave that is confirmed now; None for at once."""
    preferred_at = max(now, draft.send_at or now) if draft else now
    leaves_at = cases.answer_leaves(row, preferred_at)
    return leaves_at if leaves_at - now > _SOON else None


def holds(detail: api.AnswerDetail, now: dt.datetime) -> bool:
    """Say whether a confirmed answer waits longer than the hold: it may leave earlier."""
    return detail.hold is not None and detail.hold.leaves_at - now > _SOON


@require_POST
@staff_page(may(Permission.CONFIRM), reads=True)
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Send what waits now (after the hold), or give it another moment."""
    arguments = read(request, inputs.Leave).arguments()
    held = api.case_leave(the_act(request), code=code, **arguments)
    message = gettext("%(moment)s에 발송됩니다.") % {"moment": moments.moment(held.leaves_at)}
    messages.success(request, message)
    return HttpResponseRedirect(back_to(request, case_url(code)))

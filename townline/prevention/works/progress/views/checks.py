"""What is looked at again each year: rounds and whose they are; and what broke."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.works.api import reads
from townline.prevention.works.progress import api
from townline.prevention.works.progress.selectors import lists, yearly_checks
from townline.prevention.works.progress.services.yearly_checks import checkers
from townline.prevention.works.progress.views import inputs, shown

_AHEAD = dt.timedelta(days=60)


@require_GET
@staff_page(reads)
def checks(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List rounds of checks, works that are looked at again soon, and those with a defect."""
    today = timezone.localdate(clock.now())
    dong, number = request.GET.get("dong", "")[:40], _round(request)
    rows = (
        yearly_checks.round_works(number)
        if number
        else lists.checks(until=today + _AHEAD, dong=dong)
    )
    broken = lists.defective()
    firms = lists.firms_of(broken)
    may_work = lists.works(viewer)
    context = {
        "tab": "checks",
        "rounds": [
            (one, shown.kind(one.row.kind), shown.place(one.row.dong))
            for one in yearly_checks.open_checks(today)
        ],
        "round": number,
        "people": list(departments.staff_names(checkers()).values()) if may_work else [],
        "lines": [(shown.line(row), bool(row.check_on and row.check_on < today)) for row in rows],
        "broken": [shown.line(row, firms.get(row.pk, "")) for row in broken],
        "today": today,
        "may_work": may_work,
    }
    return render(request, "works_progress/checks.html", context)


def _round(request: HttpRequest) -> int:
    text = request.GET.get("round", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 -- of a row's number


@require_POST
@staff_page(lists.works)
def assign(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Give a round to somebody else."""
    staff = read(request, inputs.RoundAssigned).staff
    api.round_assign(Act(viewer, clock.now()), round_id=number, staff_id=staff)
    messages.success(request, gettext("점검 담당자를 정했습니다."))
    return HttpResponseRedirect(reverse("works_checks"))

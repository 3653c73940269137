"""The day plan by surveyor beside its map, and the planning run."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.api import (
    Home,
    Surveyor,
    reads,
    works,
)
from townline.prevention.surveys.routes.models import PlanRun
from townline.prevention.surveys.routes.selectors import days as selecting
from townline.prevention.surveys.routes.services import appointments, moving, runs
from townline.prevention.surveys.routes.views import inputs, labels

_DAY = dt.timedelta(days=1)
_FARTHEST = dt.timedelta(days=3_660)
_USUAL, _MOST_DAYS = 5, 60  # working days


def today() -> dt.date:
    """Give the district's day."""
    return timezone.localtime(clock.now()).date()


def wanted_day(request: HttpRequest) -> dt.date:
    """Read the day that is asked for; else the next one with visits, else today."""
    requested = _day(request.GET.get("day", ""))
    if requested is not None and abs(requested - today()) < _FARTHEST:
        return requested
    ahead = selecting.planned_days(today(), limit=1)
    return ahead[0][0] if ahead else today()


def _day(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def wanted_surveyor(request: HttpRequest) -> int | None:
    """Read the surveyor that is asked for; None: all."""
    text = request.GET.get("surveyor", "")[:12]
    return int(text) if text.isascii() and text.isdecimal() else None


@require_GET
@staff_page(reads)
def plan(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show a day by surveyor beside its map, and how the last planning went."""
    day, surveyor = wanted_day(request), wanted_surveyor(request)
    found = selecting.day_plan(day, surveyor)
    run = selecting.last_run()
    change = moving.undoable(clock.now())
    context = {
        "day": day,
        "today": today(),
        "before": day - _DAY,
        "after": day + _DAY,
        "surveyor": surveyor,
        "surveyors": Surveyor.objects.order_by("name"),
        "sheets": found,
        "count": sum(len(each.visits) for each in found),
        "placed": any(v.home.latitude is not None for each in found for v in each.visits),
        "ahead": selecting.planned_days(today()),
        "overdue": selecting.overdue(today()),
        "run": shown_run(run),
        "change": change,
        "changed": labels.CHANGES.get(change.kind, "") if change else "",
        "usual": _USUAL,
        "may_work": works(viewer),
    }
    return render(request, "survey_routes/plan.html", context)


def shown_run(run: PlanRun | None) -> dict[str, Any] | None:
    """Put words to a run: how far it is, or what came of it."""
    if run is None:
        return None
    result = run.result
    named = {number for those in result.get("homes", {}).values() for number in those}
    homes = Home.objects.in_bulk(named)
    people = {str(each.id): each for each in Surveyor.objects.all()} if result else {}
    unplaced = [
        (
            labels.UNPLACED[why],
            count,
            [homes[n] for n in result["homes"].get(why, ()) if n in homes],
        )
        for why, count in result.get("unplaced", {}).items()
    ]
    return {
        "row": run,
        "goes_on": run.ended_at is None,
        "share": _share(run.progress),
        "unplaced": unplaced,
        "overfull": [(people.get(str(n)), _day(day)) for n, day in result.get("overfull", ())],
        "out": [
            (people[n], labels.LEFT_OUT[why])
            for n, why in result.get("people", {}).items()
            if n in people
        ],
    }


def _share(progress: dict[str, Any]) -> int:
    return round(100 * progress["done"] / progress["of"]) if progress.get("of") else 0


@require_GET
@staff_page(reads)
def progress(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give the part of the page that tells how far planning is, for a script that asks again."""
    context = {"run": shown_run(selecting.last_run()), "may_work": works(viewer)}
    return render(request, "survey_routes/run.html", context)


def back(request: HttpRequest) -> HttpResponseRedirect:
    """Go back to the day that a form stood on."""
    query = request.GET.urlencode()
    return HttpResponseRedirect(reverse("survey_routes") + (f"?{query}" if query else ""))


@require_POST
@staff_page(works)
def begin(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Plan the next days as a job."""
    form = read(request, inputs.PlanDays)
    runs.run_defer(days=form.days, actor=viewer.actor, now=clock.now())
    return back(request)


@require_POST
@staff_page(works)
def stop(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let the run end with the best it has found."""
    read(request, inputs.RoutesPress)
    runs.run_stop(run_id=number, actor=viewer.actor, now=clock.now())
    return back(request)


@require_POST
@staff_page(works)
def undo(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Undo the last change of the plan."""
    form = read(request, inputs.UndoChange)
    moving.change_undo(change_id=form.change, actor=viewer.actor, now=clock.now())
    return back(request)


@require_POST
@staff_page(works)
def shift(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Put a visit of the day on another surveyor or day, and plan the rest anew if that is wished.

    What is fixed or promised stays as it is.
    """
    form, now, by = read(request, inputs.ShiftVisit), clock.now(), viewer.actor
    moving.visit_shift(
        home_id=form.home, surveyor_id=form.surveyor, day=form.day, actor=by, now=now
    )
    appointments.appointment_follow(home_id=form.home, actor=by, now=now)
    if form.then:
        ahead = selecting.planned_days(today(), limit=_MOST_DAYS)
        runs.run_defer(days=max(1, len(ahead)), actor=by, now=now)
    messages.success(
        request, gettext("방문을 옮기고 고정했습니다. 계획을 다시 세워도 그대로입니다.")
    )
    return back(request)

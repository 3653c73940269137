"""What planning knows of a surveyor: start, hours, visits a day, skills, days away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.api import (
    PlannedVisit,
    absence_remove,
    absence_set,
    surveyor_change,
    surveys,
    works,
)
from townline.prevention.surveys.routes.errors import BadHours
from townline.prevention.surveys.routes.selectors import days as selecting
from townline.prevention.surveys.routes.selectors.planning import routes
from townline.prevention.surveys.routes.views import inputs
from townline.prevention.surveys.routes.views.homes import skill_choices
from townline.prevention.surveys.routes.views.pages import today
from townline.prevention.surveys.views.inputs import point_of


@require_GET
@staff_page(works)
def surveyor(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show the form of one surveyor; a spot that was pressed on the map stands in it."""
    del viewer
    found = selecting.surveyor_get(number)
    absences = [each for each in found.absences.all() if each.ends_on >= today()]
    context = {
        "s": found,
        "at": _pressed_point(request),
        "routes": routes(),
        "most": surveys().visits_a_day,
        "skills": skill_choices(set(found.skills)),
        "absences": [(each, _hit(found.id, each.begins_on, each.ends_on)) for each in absences],
    }
    return render(request, "survey_routes/surveyor.html", context)


def _pressed_point(request: HttpRequest) -> str:
    text = request.GET.get("at", "")[:40]
    try:
        return text if text and point_of(text) else ""
    except ValueError:
        return ""


def _hit(number: int, begins: object, ends: object) -> list[PlannedVisit]:
    """Give the visits that an absence hits, which people must see to."""
    rows = PlannedVisit.objects.filter(
        surveyor=number, done_at=None, day__gte=begins, day__lte=ends
    )
    return list(rows.select_related("home").order_by("day", "position")[:20])


def _back(number: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("survey_routes_surveyor", args=[number]))


@require_POST
@staff_page(works)
def save(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Save where a surveyor begins, when they go, how many homes, and what they can do."""
    form = read(request, inputs.SurveyorRoutes)
    begins, ends = form.begins or routes().begins_at, form.ends or routes().ends_at
    if begins >= ends:
        raise BadHours("the hours end after they begin")
    point = point_of(form.at or "")
    surveyor_change(
        surveyor_id=number,
        actor=viewer.actor,
        now=clock.now(),
        start=form.start.strip(),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        begins_at=form.begins,
        ends_at=form.ends,
        visits_a_day=form.visits,
        skills=sorted(set(form.skills) & {each.code for each in routes().skills}),
        active=form.active,
    )
    messages.success(request, gettext("저장했습니다. 다음에 계획을 세울 때 반영됩니다."))
    return _back(number)


@require_POST
@staff_page(works)
def absent(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Note days away, and say which visits stand on them."""
    form = read(request, inputs.AbsentDays)
    made = absence_set(
        surveyor_id=number,
        begins_on=form.begins_on,
        ends_on=form.ends_on,
        actor=viewer.actor,
        now=clock.now(),
    )
    messages.success(request, gettext("부재 기간을 저장했습니다."))
    if hit := _hit(number, made.begins_on, made.ends_on):
        words = gettext(
            "이 기간에 방문이 %(count)s건 있습니다. 고정한 방문과 약속은 직접 옮겨 주세요. "
            "나머지는 계획을 다시 세우면 옮겨집니다."
        )
        messages.warning(request, words % {"count": len(hit)})
    return _back(number)


@require_POST
@staff_page(works)
def present(request: HttpRequest, viewer: Viewer, number: int, absence: int) -> HttpResponse:
    """Take days away back."""
    read(request, inputs.RoutesPress)
    absence_remove(surveyor_id=number, absence_id=absence, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("부재 기간을 삭제했습니다."))
    return _back(number)

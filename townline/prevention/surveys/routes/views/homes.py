"""One home's visit: moved, fixed, let go; what it asks for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.departments.api import Act, Viewer
from townline.platform.web.moments import english
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.api import (
    Household,
    Surveyor,
    household_set,
    reads,
    works,
)
from townline.prevention.surveys.routes.models import Appointment
from townline.prevention.surveys.routes.rules.replies import appointment_subject
from townline.prevention.surveys.routes.selectors import days as selecting
from townline.prevention.surveys.routes.selectors.offers import TimeOffer
from townline.prevention.surveys.routes.selectors.planning import routes
from townline.prevention.surveys.routes.services import appointments, moving
from townline.prevention.surveys.routes.views import inputs, labels
from townline.prevention.surveys.routes.views.pages import today


@require_GET
@staff_page(reads)
def home(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show when and by whom a home is visited, with what can be done about it."""
    found, visit = selecting.home_of(number)
    needs = moving.needed_skills(number)
    context = {
        "h": found,
        "visit": visit,
        "today": today(),
        "surveyors": Surveyor.objects.filter(active=True).order_by("name"),
        "skills": skill_choices(needs),
        "needs": moving.skill_words(needs),
        "may_work": works(viewer),
    }
    return render(request, "survey_routes/home.html", context | _contact(number))


def _contact(number: int) -> dict[str, object]:
    """Give the household's telephone, masked, and what was asked and said of a time."""
    household = Household.objects.filter(home=number).first()
    brief = conversations.residents_brief([household.resident_id]) if household else {}
    row = Appointment.objects.filter(home=number).order_by("-asked_at", "-id").first()
    language = "en" if english() else "ko"
    return {
        "phone": brief[household.resident_id].masked if household and brief else "",
        "source": labels.SOURCES.get(household.source, "") if household else "",
        "asked": row,
        "asked_mark": labels.APPOINTMENTS[row.state] if row else None,
        "times": [TimeOffer.read(each).in_language(language) for each in row.offers] if row else [],
        "thread": conversations.thread(appointment_subject(row.pk)) if row else [],
    }


def skill_choices(chosen: set[str]) -> list[tuple[str, str, bool]]:
    """Give code, words, and whether it is chosen, of each skill of the district."""
    language = "en" if english() else "ko"
    return [(s.code, s.name.in_language(language), s.code in chosen) for s in routes().skills]


def back(number: int) -> HttpResponseRedirect:
    """Go back to a home's visit."""
    return HttpResponseRedirect(reverse("survey_routes_home", args=[number]))


@require_POST
@staff_page(works)
def move(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Put the visit on a day of a surveyor."""
    form = read(request, inputs.MoveVisit)
    moving.visit_move(
        home_id=number,
        surveyor_id=form.surveyor,
        day=form.day,
        window=form.window(),
        actor=viewer.actor,
        now=clock.now(),
    )
    appointments.appointment_follow(home_id=number, actor=viewer.actor, now=clock.now())
    messages.success(
        request, gettext("방문을 옮기고 고정했습니다. 계획을 다시 세워도 그대로입니다.")
    )
    return back(number)


@require_POST
@staff_page(works)
def fix(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Fix the visit where it is, or let it go."""
    fixed = read(request, inputs.FixVisit).fixed == "yes"
    moving.visit_fix(home_id=number, fixed=fixed, actor=viewer.actor, now=clock.now())
    appointments.appointment_follow(home_id=number, actor=viewer.actor, now=clock.now())
    message = gettext("방문을 고정했습니다.") if fixed else gettext("방문 고정을 해제했습니다.")
    messages.success(request, message)
    return back(number)


@require_POST
@staff_page(works)
def needs(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say which skills the home asks for."""
    form = read(request, inputs.HomeSkills)
    moving.needs_set(home_id=number, skills=form.skills, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("필요한 역량을 저장했습니다."))
    return back(number)


@require_POST
@staff_page(works)
def household(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Keep the household's telephone, given by them or by a case of theirs; or let it go."""
    form, act = read(request, inputs.HouseholdPhone), Act(viewer, clock.now())
    resident = None
    if code := form.case.strip():
        resident = cases.case_get(act, code=code).resident_id
    household_set(
        home_id=number,
        phone=form.phone or "",
        source="text" if resident else "staff",
        resident_id=resident,
        actor=viewer.actor,
        now=act.now,
    )
    message = (
        gettext("세대 연락처를 저장했습니다.")
        if form.phone or resident
        else gettext("세대 연락처를 삭제했습니다.")
    )
    messages.success(request, message)
    return back(number)


@require_POST
@staff_page(works)
def ask(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Ask the household by text when somebody may come."""
    read(request, inputs.RoutesPress)
    appointments.appointment_ask(home_id=number, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("방문 시간을 문자로 물었습니다."))
    return back(number)


@require_POST
@staff_page(works)
def ask_day(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask all households of a surveyor's day that gave a telephone and were not asked yet."""
    form, now = read(request, inputs.AskDay), clock.now()
    count = appointments.day_ask(
        day=form.day, surveyor_id=form.surveyor, actor=viewer.actor, now=now
    )
    messages.success(
        request, gettext("%(count)s세대에 방문 시간을 문자로 물었습니다.") % {"count": count}
    )
    url = reverse("survey_routes")
    return HttpResponseRedirect(f"{url}?day={form.day:%Y-%m-%d}&surveyor={form.surveyor}")

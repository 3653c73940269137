from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from townline.platform.core import clock, district
from townline.platform.core.http import public
from townline.platform.core.settings import Office
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Department, Viewer
from townline.platform.web.moments import english
from townline.platform.web.pdf import PdfMissing, pdf
from townline.platform.web.reading import pressed_button
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.policy.briefings import api
from townline.prevention.policy.briefings.api import Briefing, Week
from townline.prevention.policy.insights.views.pages import sees_figures

# The briefing of a week, as a page and as a paper; the cases of a sentence; one's own mails.

_OWN = "/my/briefings/"


@require_GET
@staff_page(sees_figures, reads=True)
def newest(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the latest briefing."""
    weeks = api.stored_weeks()
    if not weeks:
        return render(request, "briefings/briefing.html", {"weeks": [], "week": None})
    return _page(request, viewer, weeks[0], weeks)


@require_GET
@staff_page(sees_figures, reads=True)
def briefing(request: HttpRequest, viewer: Viewer, week: str) -> HttpResponse:
    """Show the briefing of a week, as it was said."""
    return _page(request, viewer, _week(week), api.stored_weeks())


def _week(words: str) -> Week:
    try:
        return api.week_named(words)
    except api.WeekUnreadable as error:
        raise Http404(words) from error


def _get_briefing(week: Week) -> Briefing:
    found = api.briefing_of(week)
    if found is None:
        raise Http404(f"there is no briefing of {week}")
    return found


def _page(request: HttpRequest, viewer: Viewer, week: Week, weeks: list[Week]) -> HttpResponse:
    made = _get_briefing(week)
    context = _page_context(made, week, viewer) | {
        "weeks": [one for one in weeks if one != week],
        "mailed": viewer.role in api.MAILED,
    }
    return render(request, "briefings/briefing.html", context)


def _page_context(made: Briefing, week: Week, viewer: Viewer) -> dict[str, Any]:
    """Gather what page and paper show; a fixed number of queries."""
    facts, now = api.facts_for(made, viewer), clock.now()
    others = api.counted_again(week, [fact for _, fact in facts], now)
    return {
        "week": week,
        "made_at": made.made_at,
        "now": now,
        "chapters": api.chapters(week, facts, others),
        "whole": viewer.departments is None,
        "department": _offices().get(viewer.department or ""),
    }


def _offices() -> dict[str, Department]:
    return {office.code: office for office in departments.departments()}


@require_GET
@staff_page(sees_figures, reads=True)
def paper(request: HttpRequest, viewer: Viewer, week: str) -> HttpResponse:
    """Give the briefing of a week as PDF."""
    found = _week(week)
    lang = "en" if english() else "ko"
    context = _page_context(_get_briefing(found), found, viewer) | {
        "office": district.part(Office).name.in_language(lang),
        "lang": lang,
        "base": public.address("/").rstrip("/"),
    }
    try:
        made = pdf(render_to_string("briefings/paper.html", context), "briefings/paper.css")
    except PdfMissing as missing:
        return problem_page(request, 503, detail=str(missing))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="briefing-{found}.pdf"'
    return response


@require_GET
@staff_page(sees_figures, reads=True)
def cases(request: HttpRequest, viewer: Viewer, week: str, number: int) -> HttpResponse:
    """List the cases that a sentence counted, of those that the viewer sees."""
    found = _week(week)
    fact = dict(api.facts_for(_get_briefing(found), viewer)).get(number)
    if fact is None or fact.link:
        raise Http404(f"sentence {number} of {found} has no list of cases")
    lines, offices = api.sentence_cases(fact, viewer), _offices()
    context = {
        "week": found,
        "sentence": api.sentence(fact),
        "lines": [(line, offices.get(line.department or "")) for line in lines],
        "missing": max(0, fact.n - len(lines)),
    }
    return render(request, "briefings/cases.html", context)


@require_http_methods(["GET", "POST"])
@staff_page(sees_figures, reads=True)
def own(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Have briefings by e-mail, or no more: one press."""
    if viewer.role not in api.MAILED:
        return problem_page(request, 403)
    if request.method == "POST":
        wanted = pressed_button(request) == "start"
        api.briefing_mails_choose(Act(viewer, clock.now()), wanted=wanted)
        messages.success(request, gettext("저장했습니다."))
        return HttpResponseRedirect(_OWN)
    context = {
        "wanted": api.briefing_mails_wanted(viewer),
        "email": getattr(request.user, "email", ""),
    }
    return render(request, "briefings/own.html", context)

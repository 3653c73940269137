"""Whether those of a list are safe: the question, its approval, and what was answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases import api as cases
from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.moments import english
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.incidents import api
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.views import shown as lines
from townline.prevention.incidents.views.inputs import SafetyAsking

# Icon, level, word and pin of each answer; those who need help stand first.
ANSWERS: dict[str, tuple[str, str, Promise, str]] = {
    api.SafetyState.HELP: ("danger", "danger", _("도움 필요"), "danger"),
    api.SafetyState.NONE: ("ring", "warning", pgettext_lazy("safety", "답 없음"), "warning"),
    api.SafetyState.SAFE: ("tick", "success", _("안전하다고 답함"), "done"),
}


def checks_of(incident_id: int) -> list[tuple[api.SafetyDetail, list[tuple[Any, int]]]]:
    """Give the checks of an incident with how many answered what."""
    found = api.safety_of(incident_id)
    return [(one, [(mark, one.count(state)) for state, mark in ANSWERS.items()]) for one in found]


def askable(incident: api.Incident) -> dict[str, Any]:
    """Gather what the form of a new question offers: lists with their grounds, and dongs."""
    lang = "en" if english() else "ko"
    dongs = [(ko, en if english() and en else ko) for ko, en in cases.dongs() if ko]
    own = {place.dong for place in incident.places.all()}
    return {
        "safety_lists": [
            (one.code, one.label(), api.safety_ground(one.code, lang)) for one in api.safety_lists()
        ],
        "safety_dongs": [(ko, word, ko in own) for ko, word in dongs],
    }


@require_POST
@staff_page(may(Permission.ASSIGN), reads=True)
def ask(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Draft the question; its page asks for the approval."""
    api.incident_of(number, viewer)
    arguments = read(request, SafetyAsking).arguments()
    made = api.safety_ask(Act(viewer, clock.now()), incident_id=number, **arguments)
    return HttpResponseRedirect(f"/incidents/safety/{made.pk}/")


@require_GET
@staff_page(reads=True)
def safety(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one: its words, who answered what on a list and a map, those who need help first."""
    detail = api.safety_get(number, viewer)
    sent = detail.sent
    unsent = sent is None or sent.row.state in broadcasts.UNSENT
    seen = cases.visible(viewer).filter(id__in=[one.case_id for one in detail.answers])
    codes = dict(seen.values_list("id", "code"))
    context: dict[str, Any] = {
        "i": detail.row.incident,
        "detail": detail,
        "answers": [
            (one, ANSWERS[one.answer], codes.get(one.case_id or 0, "")) for one in detail.answers
        ],
        "counts": [(mark, detail.count(state)) for state, mark in ANSWERS.items()],
        "act": f"/incidents/safety/{number}/do/",
        "unsent": unsent,
        "may_lead": api.leads(viewer),
        "may_approve": viewer.may(Permission.CONFIRM),
        "may_return": viewer.may(Permission.SEND_BACK),
    }
    if sent:
        people = broadcasts.recipients_of(api.SAFETY, number, sent.row.pk)
        context |= lines.page_of(sent, people) | {"draft": lines.line(sent) if unsent else None}
    return render(request, "incidents/safety.html", context)

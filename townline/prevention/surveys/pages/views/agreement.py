"""How far each surveyor agrees with second looks, by week, and who begins to grade otherwise."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.api import kind_of, reads, works
from townline.prevention.surveys.pages.rules import publishing
from townline.prevention.surveys.pages.selectors.agreement import WEEKS, Agrees, agreements
from townline.prevention.surveys.views import labels
from townline.prevention.surveys.views.homes import filters_of

ADDRESS = "/surveys/agreement/"
# Icon, level, words.
_WAYS = {
    "stricter": ("overdue", "warning", _("점점 더 낮게 평가함")),
    "milder": ("overdue", "warning", _("점점 더 높게 평가함")),
    "": ("tick", "calm", _("뚜렷한 변화 없음")),
}


@require_GET
@staff_page(reads)
def page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show each surveyor's agreement with its interval, by week, with the change in words."""
    kind = filters_of(request).kind
    context = {
        "kind": kind,
        "kinds": labels.kind_choices(),
        "name": labels.kind_name(kind_of(kind)),
        "rows": [_row(each) for each in agreements(kind, now=clock.now())],
        "weeks": WEEKS,
        "size": (publishing.WIDTH, publishing.HEIGHT),
        "may_work": works(viewer),
    }
    return render(request, "survey_pages/agreement.html", context)


def _row(each: Agrees) -> dict[str, Any]:
    return {
        "a": each,
        "way": _WAYS[each.drift.way] if each.drift else None,
        "drawn": publishing.trend([week.shift for _monday, week in each.weeks]),
    }

"""An administrator's start page: the pages of settings, and what ``townline doctor`` finds."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from townline.casework.cases.views.lists import the_viewer
from townline.config.checks import everything
from townline.config.checks.everything import CheckGroup
from townline.config.subjects import PLACES, SUBJECTS
from townline.platform.core import clock
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.web.showing.findings import FindingRow, FindingText, Looked
from townline.platform.web.staff import staff_page


@require_GET
@staff_page()
def start(request: HttpRequest) -> HttpResponse:
    """Show the index of settings; to an administrator also how the server is."""
    manages = the_viewer(request).may(Permission.MANAGE)
    return render(request, "config/start.html", {"looked": _look(slow=False) if manages else None})


@require_GET
@staff_page(may(Permission.MANAGE))
def slow(request: HttpRequest) -> HttpResponse:
    """Look at what takes longer: fetched after the page, or a page of its own without a script."""
    alone = request.headers.get("HX-Request") == "true"
    template = "config/start_checks.html" if alone else "config/start_slow.html"
    return render(request, template, {"looked": _look(slow=True)})


def _look(*, slow: bool) -> Looked:
    now, begun = clock.now(), clock.ticks()
    groups = [*everything.of_machine(settings.TOWNLINE_HOME), *everything.of_town(now)]
    found = [_group_rows(group) for group in groups if group.slow is slow]
    return Looked(now, found, round((clock.ticks() - begun) * 1000))


def _group_rows(group: CheckGroup) -> tuple[str, FindingText, list[FindingRow]]:
    rows = [
        FindingRow(one, SUBJECTS.get(one.subject, one.subject), PLACES.get(one.subject, ""))
        for one in group.look()
    ]
    return group.key, FindingText.of(group.title), rows

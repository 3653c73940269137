"""The front desk's list of safe numbers: how full the pools are, who has what, and finding one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import LeaseState
from townline.lines.safenumbers.views import number_words
from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input, Line
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page

_MOST_PAGES = 1000
_LONGEST = 40


class NumberSought(Input):
    q: Line = ""


@sensitive_post_parameters("q")
@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.NUMBERS))
def numbers(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show a page of leases by state; a POST finds by car, safe number, telephone or code."""
    if request.method == "POST":
        return _search_results(request, viewer, read(request, NumberSought).q[:_LONGEST])
    state = _state(request.GET.get("state", ""))
    page = _page(request.GET.get("page", ""))
    rows, more = api.leases_page(state=state, page=page)
    return _numbers_page(request, {"rows": rows, "state": state or "", "page": page, "more": more})


def _search_results(request: HttpRequest, viewer: Viewer, text: str) -> HttpResponse:
    if not text:
        return HttpResponseRedirect(request.path)
    try:
        rows = api.leases_search(Act(viewer, clock.now()), text=text)
    except api.SearchInvalid as error:
        context = {"rows": [], "problem": number_words.refusal(error), "found": True}
        return _numbers_page(request, context, status=422)
    if len(rows) == 1:
        return HttpResponseRedirect(f"/numbers/{rows[0].id}/")
    return _numbers_page(request, {"rows": rows, "found": True})


def _numbers_page(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    counts = api.leases_count()
    context = {
        "states": [(s, number_words.STATES[s], counts.get(s, 0)) for s in LeaseState],
        "pools": [
            (level, percent(level), api.number_shown(level.first), api.number_shown(level.last))
            for level in api.pools_level()
        ],
        "lines": [_line(row) for row in more["rows"]],
    }
    return render(request, "number_desk/numbers.html", context | more, status=status)


def _line(row: api.LeaseRow) -> tuple[Any, ...]:
    number = api.number_shown(row.number) if row.number else ""
    audience = number_words.AUDIENCES.get(row.audience, row.audience)
    return row, number, number_words.STATES[row.state], number_words.MARKS[row.state], audience


def percent(level: api.PoolLevel) -> int:
    """Say how much of a pool is leased or rests, in percent; full only when nothing is free."""
    used = level.total - level.free
    return min(used * 100 // level.total, 100) if level.total else 0


def _state(text: str) -> LeaseState | None:
    return LeaseState(text) if text in list(LeaseState) else None


def _page(text: str) -> int:
    fits = text.isascii() and text.isdigit() and len(text) <= len(str(_MOST_PAGES))
    return min(max(int(text), 1), _MOST_PAGES) if fits else 1

"""The search. Words go into the address, so that it can be kept; a number never does."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from townline.cases import api
from townline.cases.views.access import staff_page
from townline.cases.views.lists import PAGE, decorated, filters_in, query_of, the_viewer
from townline.core import clock, msisdn
from townline.departments.api import Power


@require_http_methods(["GET", "POST"])
@staff_page()
def search(request: HttpRequest) -> HttpResponse:
    """Find a case by its code or words in it; or, asked by a form, by the sender's number."""
    if request.method == "POST":
        q = request.POST.get("q", "").strip()[:200]
        if msisdn.is_whole(q):
            return _by_number(request, q, api.Filters(view="all"))
        return HttpResponseRedirect(f"/search/?{urlencode({'q': q})}")
    viewer, now, q = the_viewer(request), clock.now(), request.GET.get("q", "").strip()[:200]
    cursor = request.GET.get("cursor", "")
    page = api.Page()
    if q:
        filters = api.Filters(view="all", q=q)
        page = api.cases_list(viewer=viewer, filters=filters, now=now, cursor=cursor, limit=PAGE)
    context = {
        "q": q,
        "sought": q,
        "rows": decorated(page.rows),
        "next": page.next_cursor,
        "from_address": "number" in request.GET,
    }
    return render(request, "cases/search.html", context)


@require_POST
@staff_page()
def refine(request: HttpRequest) -> HttpResponse:
    """Narrow the inbox: back to its address, except for a number."""
    filters = filters_in(request.POST, the_viewer(request))
    if msisdn.is_whole(filters.q):
        return _by_number(request, filters.q, filters)
    return HttpResponseRedirect(f"/inbox/?{query_of(filters)}")


def _by_number(request: HttpRequest, number: str, filters: api.Filters) -> HttpResponse:
    """Show what was found, and the number only masked; the look is in the history."""
    viewer, now = the_viewer(request), clock.now()
    page, allowed = api.Page(), viewer.may(Power.REVEAL)
    if allowed:
        page = api.cases_by_number(
            viewer=viewer, number=number, filters=filters, now=now, limit=PAGE
        )
    context = {
        "sought": msisdn.mask(msisdn.parse(number).value),
        "rows": decorated(page.rows),
        "may_not": not allowed,
    }
    return render(request, "cases/search.html", context, status=200 if allowed else 403)

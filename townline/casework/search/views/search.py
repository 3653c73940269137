"""The search. Words go into the address, so that it can be kept; a number never does."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views import access
from townline.casework.cases.views.api.inputs import Narrowed
from townline.casework.cases.views.export import cases_file
from townline.casework.cases.views.lists import (
    PAGE,
    Directory,
    directory,
    filters_in,
    list_lines,
    query_of,
    the_act,
    the_viewer,
)
from townline.casework.search import api
from townline.casework.search.views import query
from townline.casework.search.views.saved_searches import chips_of
from townline.platform.core.text import msisdn
from townline.platform.core.text.personal_numbers import has_number
from townline.platform.departments.api import Permission
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page

SHOWN = 20
_DEEPEST = 50
# Says that a number is searched for by itself, and never stands in an address.
_NUMBER_ALONE = "/search/?number="


@require_http_methods(["GET", "POST"])
@staff_page(reads=True)
def search(request: HttpRequest) -> HttpResponse:
    """Find a case by words in it; asked by a form, also by its code or the sender's number."""
    if request.method == "POST":
        form = read(request, query.Sought)
        if msisdn.is_whole(form.q):
            return _by_number(request, form.q, cases.CaseFilters(view="all"))
        if has_number(form.q):
            return HttpResponseRedirect(_NUMBER_ALONE)
        if code := api.case_named(q=form.q, viewer=the_viewer(request)):
            return HttpResponseRedirect(f"/cases/{code}/")
        given = query.given_in(dict(form))
        return HttpResponseRedirect(f"/search/?{query.query_of(given)}")
    given = query.given_in(request.GET.dict())
    names = directory()
    found, refused = _run_search(request, given)
    return render(
        request,
        "search/search.html",
        _form(request, given, names)
        | _results(found, given, _page(request), names)
        | {"refused": refused, "from_address": "number" in request.GET},
        status=422 if refused else 200,
    )


@require_POST
@staff_page(reads=True)
def export(request: HttpRequest) -> HttpResponseBase:
    """Give what a search by words finds as a table, as the list of cases is given."""
    given = query.given_in(request.GET.dict())
    try:
        found = api.cases_search(
            viewer=the_viewer(request),
            search_request=query.request_of(given),
            limit=SHOWN * _DEEPEST,
        )
    except api.CannotSeek as error:
        return problem_page(request, error.status, detail=access.words(error))
    return cases_file(the_act(request), [one.row for one in found.cases], "search")


def _page(request: HttpRequest) -> int:
    written = request.GET.get("page", "")
    number = int(written[:4]) if written.isascii() and written.isdecimal() else 1
    return max(1, min(number, _DEEPEST))


def _run_search(request: HttpRequest, given: Mapping[str, str]) -> tuple[api.SearchResults, str]:
    """Search, or say in words why not."""
    if "q" not in given:
        return api.SearchResults(), ""
    try:
        return api.cases_search(
            viewer=the_viewer(request),
            search_request=query.request_of(given),
            offset=(_page(request) - 1) * SHOWN,
            limit=SHOWN,
        ), ""
    except api.CannotSeek as error:
        return api.SearchResults(), access.words(error)


def _form(request: HttpRequest, given: Mapping[str, str], names: Directory) -> dict[str, Any]:
    """Give what the form and the kept searches show."""
    return {
        "given": given,
        "names": names,
        "states": query.STATES,
        "kinds": query.KINDS,
        "sorts": query.SORTS,
        "refined": query.filter_words(given, names),
        "chips": chips_of(the_viewer(request), "search"),
        "may_share": bool(the_viewer(request).department),
    }


def _results(
    found: api.SearchResults, given: Mapping[str, str], page: int, names: Directory
) -> dict[str, Any]:
    lines = list_lines([one.row for one in found.cases], names)
    last = page * SHOWN >= found.total or page >= _DEEPEST
    narrow = {name: "" for name in given if name not in {"q", "sort"}}
    return {
        "sought": given.get("q", ""),
        "start": (page - 1) * SHOWN + 1,
        "found": found,
        "results": list(zip(lines, found.cases, strict=True)),
        "file": query.query_of(given),
        "next": "" if last else query.query_of(given) + f"&page={page + 1}",
        "before": query.query_of(given) + f"&page={page - 1}" if page > 1 else "",
        "wider": query.query_of(given, wide="1")
        if len(found.terms) > 1 and "wide" not in given
        else "",
        "unfiltered": query.query_of(given, **narrow) if narrow else "",
    }


@require_POST
@staff_page()
def refine(request: HttpRequest) -> HttpResponse:
    """Narrow the inbox: back to its address, except for a number; a code opens its case."""
    filters = filters_in(dict(read(request, Narrowed)), the_viewer(request))
    if msisdn.is_whole(filters.q):
        return _by_number(request, filters.q, filters)
    if has_number(filters.q):
        return HttpResponseRedirect(_NUMBER_ALONE)
    if code := api.case_named(q=filters.q, viewer=the_viewer(request)):
        return HttpResponseRedirect(f"/cases/{code}/?{query_of(filters, q='')}")
    return HttpResponseRedirect(f"/inbox/?{query_of(filters)}")


def _by_number(request: HttpRequest, number: str, filters: cases.CaseFilters) -> HttpResponse:
    """Show what was found, and the number only masked; the look is in the history."""
    act = the_act(request)
    page, allowed = cases.Page(), act.viewer.may(Permission.REVEAL)
    if allowed:
        page = api.cases_by_number(act, number=number, filters=filters, limit=PAGE)
    names = directory()
    context = _form(request, {}, names) | {
        "sought": msisdn.mask(msisdn.parse(number).value),
        "rows": list_lines(page.rows, names),
        "by_number": True,
        "may_not": not allowed,
    }
    return render(request, "search/search.html", context, status=200 if allowed else 403)

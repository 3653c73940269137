"""Searches that people keep: made, listed with their counts, renamed, shared, deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST
from pydantic import Field

from townline.casework.cases import api as cases
from townline.casework.cases.views.api.inputs import Narrowed
from townline.casework.cases.views.lists import filters_in, query_of, the_act, the_viewer
from townline.casework.search import api
from townline.casework.search.views import query as search_wish
from townline.platform.departments.api import Staff, Viewer
from townline.platform.web.inputs import Input, Line
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import back_to

# Kept searches as they stand beside the search and in the inbox's filters.

_PATHS = {"search": "/search/", "inbox": "/inbox/"}


@dataclass(frozen=True)
class SavedChip:
    """A kept search one press away; ``by``: whose it is, where it is not one's own."""

    id: int
    name: str
    url: str
    mine: bool
    shared: bool
    by: Staff | None
    count: int | None = None

    @property
    def many(self) -> bool:
        return self.count is not None and self.count >= api.COUNTED


def chips_of(viewer: Viewer, page: str) -> list[SavedChip]:
    """Give the searches kept on one page; two queries."""
    return [chip_of(one) for one in api.saved_searches(viewer=viewer, page=page)]


def chip_of(one: api.SavedView, count: int | None = None) -> SavedChip:
    url = f"{_PATHS[one.page]}?{urlencode(one.wish)}"
    return SavedChip(one.id, one.name, url, one.mine, one.shared, one.owner, count)


def saved_chips(chips: Sequence[tuple[api.SavedView, int]]) -> list[SavedChip]:
    return [chip_of(one, count) for one, count in chips]


_LIST = "/search/saved/"


class SaveSearchForm(Input):
    """Under which name, and whether the department sees it; the room says what is missing."""

    CALLED: ClassVar[Mapping[str, str]] = {"shared": gettext_noop("부서와 공유")}
    name: Annotated[Line, Field(max_length=40)] = ""
    shared: bool = False


@require_GET
@staff_page(reads=True)
def saved_page(request: HttpRequest) -> HttpResponse:
    """List what one may use, with how many cases each finds now."""
    viewer = the_viewer(request)
    found = api.saved_searches(viewer=viewer)
    search_requests = {one.id: request_of(one, viewer) for one in found}
    counts = api.search_counts(the_act(request), search_requests=search_requests)
    chips = saved_chips([(one, counts.get(one.id, 0)) for one in found])
    context = {"chips": chips, "most": api.SAVED_MOST, "may_share": bool(viewer.department)}
    return render(request, "search/saved_searches.html", context)


def request_of(one: api.SavedView, viewer: Viewer) -> api.SearchRequest | cases.CaseFilters:
    """Read what was kept as its page reads its address."""
    if one.page == "search":
        return search_wish.request_of(search_wish.given_in(one.wish))
    return filters_in(dict(one.wish), viewer)


@require_POST
@staff_page()
def save(request: HttpRequest) -> HttpResponse:
    """Keep what the form holds under a name, and go back to where it was made."""
    viewer = the_viewer(request)
    page, filters, back = _search_of_form(request, viewer)
    api.search_save(
        the_act(request), page=page, filters=filters, **read(request, SaveSearchForm).arguments()
    )
    messages.success(request, gettext("검색을 저장했습니다."))
    return HttpResponseRedirect(back)


def _search_of_form(request: HttpRequest, viewer: Viewer) -> tuple[str, dict[str, str], str]:
    if pressed_button(request, "page") == "inbox":
        filters = filters_in(dict(read(request, Narrowed)), viewer)
        query = query_of(filters)
        return "inbox", QueryDict(query).dict(), f"/inbox/?{query}"
    given = search_wish.given_in(dict(read(request, search_wish.Sought)))
    return "search", given, f"/search/?{search_wish.query_of(given)}"


@require_POST
@staff_page()
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Rename a search, and share it or not."""
    api.search_change(
        viewer=the_viewer(request),
        saved_id=number,
        **read(request, SaveSearchForm).arguments(),
    )
    messages.success(request, gettext("변경했습니다."))
    return HttpResponseRedirect(back_to(request, _LIST))


@require_POST
@staff_page()
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Delete one of your saved searches."""
    name = api.search_drop(viewer=the_viewer(request), saved_id=number)
    messages.success(request, gettext("'%(name)s' 검색을 삭제했습니다.") % {"name": name})
    return HttpResponseRedirect(back_to(request, _LIST))

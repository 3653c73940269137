"""Who gets to the page of surge mode."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from townline.casework.cases.api import CaseError
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import kept_out, proved_page, viewer_of
from townline.platform.web.signing_in import needs_sign_in, sign_in_needed
from townline.platform.web.views import problem_page
from townline.prevention.surge import api

type Page = Callable[..., HttpResponse]


def reader_of(request: HttpRequest) -> Viewer | None:
    """Give who looks; None where they do not see cases of all departments."""
    viewer = viewer_of(request)
    return viewer if viewer and viewer.may(Permission.READ_ALL) else None


def surge_page(view: Page) -> Page:
    """Let those in who see cases of all departments; the view gets who it is."""
    return _page(view, reader_of)


def helpers_page(view: Page) -> Page:
    """Let those in who take helpers on, after they showed who they are: it opens doors."""

    def taker(request: HttpRequest) -> Viewer | None:
        viewer = viewer_of(request)
        return viewer if viewer and api.may_help(viewer) else None

    return proved_page(_page(view, taker))


def sorting_page(view: Page) -> Page:
    """Let those in who say what the texts of a surge are about, helpers among them."""

    def sorter(request: HttpRequest) -> Viewer | None:
        viewer = viewer_of(request)
        return viewer if viewer and api.may_sort(viewer) else None

    return _page(view, sorter)


def _page(view: Page, allowed: Callable[[HttpRequest], Viewer | None]) -> Page:

    @needs_sign_in
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **more: Any) -> HttpResponse:  # noqa: ANN401 -- of the address
        if viewer_of(request) is None:
            return sign_in_needed(request)
        viewer = allowed(request)
        if viewer is None:
            return kept_out(request)
        try:
            return view(request, viewer, **more)
        except CaseError as error:
            return problem_page(
                request, error.status, detail=error.words(error.detail, error.extra)
            )

    return guarded

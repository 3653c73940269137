"""Who gets to the pages of works and of the rooms above, and how refusals are told there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from townline.casework.cases.api import CaseError
from townline.platform.departments.api import Viewer
from townline.platform.departments.guards import viewer_of
from townline.platform.web.signing_in import needs_sign_in, sign_in_needed
from townline.platform.web.views import problem_page
from townline.prevention.work_orders.views.answers import said, wants_json
from townline.prevention.works.selectors import sight

type Page = Callable[..., HttpResponse]


def reader_of(request: HttpRequest) -> Viewer | None:
    """Give who looks; None where they are not signed in, or see no measures."""
    viewer = viewer_of(request)
    return viewer if viewer and sight.reads(viewer) else None


def work_page(may: Callable[[Viewer], bool] = sight.reads) -> Callable[[Page], Page]:
    """Let those in whom ``may`` lets; the view gets who it is."""

    def decorate(view: Page) -> Page:
        @needs_sign_in
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, **more: Any) -> HttpResponse:  # noqa: ANN401 -- of the address
            if viewer_of(request) is None:
                return sign_in_needed(request)
            viewer = reader_of(request)
            if viewer is None or not may(viewer):
                return problem_page(request, 403)
            try:
                return view(request, viewer, **more)
            except CaseError as error:
                return refused(request, error)

        return guarded

    return decorate


def refused(request: HttpRequest, error: CaseError) -> HttpResponse:
    """Say what was refused and what to do, without changing anything."""
    if wants_json(request):
        told = {"type": error.type, "detail": said(error)}
        return JsonResponse(told, status=error.status)
    return problem_page(request, error.status, detail=said(error))


def offset_of(request: HttpRequest) -> int:
    """Read at which row a page of a list begins."""
    found = request.GET.get("offset", "")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 7 else 0  # noqa: PLR2004 -- more than any list has


def asked(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    """Read filters from the address."""
    return {name: request.GET.get(name, "").replace("\x00", "").strip()[:80] for name in names}

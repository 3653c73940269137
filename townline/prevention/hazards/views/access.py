"""Who gets to the pages of hazards, and how refusals are told there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.cache import never_cache

from townline.casework.cases.api import CaseError
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import case_reader, kept_out, viewer_of
from townline.platform.web.signing_in import needs_sign_in, sign_in_needed
from townline.platform.web.views import problem_page
from townline.prevention.work_orders.views.answers import said, wants_json

type Page = Callable[..., HttpResponse]


def hazard_page(*, writes: bool = False) -> Callable[[Page], Page]:
    """Let those in who read cases (``writes``: and work on them); the view gets who it is."""

    def decorate(view: Page) -> Page:
        @needs_sign_in
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, **more: Any) -> HttpResponse:  # noqa: ANN401 -- of the address
            if msisdn.is_whole(request.GET.get("q", "")):
                # First of all: not even the way to the sign-in may carry it on.
                return HttpResponseRedirect("/search/?number=")
            if viewer_of(request) is None:
                return sign_in_needed(request)
            viewer = case_reader(request)
            if viewer is None:
                return kept_out(request)
            if writes and not viewer.may(Permission.WRITE):
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

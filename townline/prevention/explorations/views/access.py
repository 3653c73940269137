"""Who gets to these pages: whoever reads cases; what changes something asks for more itself."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from townline.casework.cases.api import CaseError
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import case_reader
from townline.platform.web.signing_in import needs_sign_in, sign_in_needed
from townline.platform.web.views import problem_page

type Page = Callable[..., HttpResponse]


def explorations_page(view: Page) -> Page:
    """Let readers in; the view gets them as its second value. Refusals become pages."""

    @needs_sign_in
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **more: Any) -> HttpResponse:  # noqa: ANN401 -- of the address
        viewer = case_reader(request)
        if viewer is None and request.user.is_authenticated:
            return problem_page(request, 403)
        if viewer is None:
            return sign_in_needed(request)
        try:
            return view(request, viewer, **more)
        except CaseError as error:
            return problem_page(request, error.status, detail=refusal(error))

    return guarded


def writing_page(view: Page) -> Page:
    """Let only those in who write."""

    @explorations_page
    @wraps(view)
    def guarded(request: HttpRequest, viewer: Viewer, **more: Any) -> HttpResponse:  # noqa: ANN401 -- the same
        if not viewer.may(Permission.WRITE):
            return problem_page(request, 403)
        return view(request, viewer, **more)

    return guarded


def refusal(error: CaseError) -> str:
    """Say a refusal in the reader's language."""
    return error.words(str(error), error.extra)

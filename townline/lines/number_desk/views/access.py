"""Who gets to the front desk's pages of safe numbers, and how refusals are told there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from townline.lines.safenumbers.api import SafeNumberError
from townline.lines.safenumbers.views import number_words
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import viewer_of
from townline.platform.web.signing_in import needs_sign_in, sign_in_needed
from townline.platform.web.views import problem_page

type Page = Callable[..., HttpResponse]


def keeper_of(request: HttpRequest) -> Viewer | None:
    """Give who looks; None where they are not signed in, or safe numbers are not theirs."""
    viewer = viewer_of(request)
    return viewer if viewer and viewer.may(Permission.NUMBERS) else None


def numbers_page(view: Page) -> Page:
    """Let only those in who issue and keep safe numbers; the view gets them as its second value."""

    @needs_sign_in
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **more: Any) -> HttpResponse:  # noqa: ANN401 -- of the address
        viewer = keeper_of(request)
        if viewer is None and request.user.is_authenticated:
            return problem_page(request, 403)
        if viewer is None:
            return sign_in_needed(request)
        try:
            return view(request, viewer, **more)
        except SafeNumberError as error:
            return problem_page(request, error.status, detail=number_words.refusal(error))

    return guarded

"""Who gets to the desks."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from townline.lines.queues.api import QueueError, words
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import viewer_of
from townline.platform.web.signing_in import needs_sign_in, sign_in_needed
from townline.platform.web.views import problem_page

type Page = Callable[..., HttpResponse]


def caller_of(request: HttpRequest) -> Viewer | None:
    """Give who looks; None where they are not signed in, or desks are not theirs."""
    viewer = viewer_of(request)
    return viewer if viewer and viewer.may(Permission.DESK) else None


def desk_page(view: Page) -> Page:
    """Let only those in who may call; the view gets them as its second value."""

    @needs_sign_in
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **more: Any) -> HttpResponse:  # noqa: ANN401 -- of the address
        viewer = caller_of(request)
        if viewer is None:
            if request.user.is_authenticated:
                return problem_page(request, 403)
            return sign_in_needed(request)
        try:
            return view(request, viewer, **more)
        except QueueError as error:
            return problem_page(request, error.status, detail=words(error))

    return guarded

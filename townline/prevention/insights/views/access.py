"""Who may see the figures of the office: who leads it, checks it, or sorts its texts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from townline.platform.departments.api import Role, Viewer
from townline.platform.departments.guards import case_reader, viewer_of
from townline.platform.web.signing_in import needs_sign_in, sign_in_needed
from townline.platform.web.views import problem_page

ROLES = frozenset({Role.CLERK, Role.HEAD, Role.MAYOR, Role.DEPUTY, Role.AUDITOR})


def reader_of(request: HttpRequest) -> Viewer | None:
    """Give who looks, None where they are not signed in or may not see figures."""
    viewer = viewer_of(request)
    return viewer if viewer and viewer.role in ROLES else None


def figures_page(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let only those in who may see figures; heads see their own departments'."""

    @needs_sign_in
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **more: Any) -> HttpResponse:  # noqa: ANN401 -- of the address
        viewer = reader_of(request)
        if viewer is not None:
            return view(request, viewer, **more)
        if request.user.is_authenticated:
            return problem_page(request, 403, heading="" if case_reader(request) else "sight")
        return sign_in_needed(request)

    return guarded

"""Who reads the list: who sees all cases, and heads and officers of roads and sewers, who plan.

The pages themselves are loaded when somebody first looks: numpy and shapely come with them, and
no other page needs those.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Role, Viewer
from townline.platform.departments.guards import kept_out, viewer_of
from townline.platform.web.signing_in import needs_sign_in, sign_in_needed
from townline.platform.web.views import problem_page
from townline.prevention.exploration_planning.settings import Planning

_PLANNERS = (Role.HEAD, Role.OFFICER)
_VIEWS = "townline.prevention.exploration_planning.views"


def planner(viewer: Viewer) -> bool:
    """Say whether a person works where complaints of roads and sewers are answered; one query."""
    if viewer.role not in _PLANNERS or not viewer.may(Permission.WRITE):
        return False
    codes = district.part(Planning).where_to_look.services
    answering = {
        each.department_id for each in departments.services() if each.service_code in codes
    }
    return any(viewer.sees(code) for code in answering)


def reader_of(request: HttpRequest) -> Viewer | None:
    """Give who looks; None where they are not signed in, or read no list."""
    viewer = viewer_of(request)
    if viewer is None:
        return None
    return viewer if viewer.may(Permission.READ_ALL) or planner(viewer) else None


def page(module: str, name: str, *, plans: bool = False) -> Callable[..., HttpResponse]:
    """Make the page of a view that gets who looks. ``plans``: only for who plans."""

    @needs_sign_in
    @never_cache
    def guarded(request: HttpRequest, **more: Any) -> HttpResponse:  # noqa: ANN401 -- of the address
        if viewer_of(request) is None:
            return sign_in_needed(request)
        viewer = reader_of(request)
        if viewer is None:
            return kept_out(request)
        if plans and not planner(viewer):
            return problem_page(request, 403)
        view = getattr(import_module(f"{_VIEWS}.{module}"), name)
        answer: HttpResponse = view(request, viewer, **more)
        return answer

    return guarded

"""Who reads the list: who sees all cases, and heads and officers of roads and sewers, who plan.

The pages themselves are loaded when somebody first looks: numpy and shapely come with them, and
no other page needs those.
"""

from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponse

from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Role, Viewer
from townline.platform.web.staff import Page, staff_page
from townline.prevention.hazards.exploration_planning.settings import Planning

_PLANNERS = (Role.HEAD, Role.OFFICER)
_VIEWS = "townline.prevention.hazards.exploration_planning.views"


def planner(viewer: Viewer) -> bool:
    """Say whether a person works where complaints of roads and sewers are answered."""
    if viewer.role not in _PLANNERS or not viewer.may(Permission.WRITE):
        return False
    codes = district.part(Planning).where_to_look.services
    answering = {owner for code, owner in district.derive(_owners).items() if code in codes}
    return any(viewer.sees(owner) for owner in answering)


def _owners(_settings: district.Settings) -> dict[str, str | None]:
    """Give who answers each service: asked on every page, read once in half a minute."""
    return {each.service_code: each.department_id for each in departments.services()}


def reads_list(viewer: Viewer) -> bool:
    """Say whether a person reads the list: who sees all cases, and who plans."""
    return viewer.may(Permission.READ_ALL) or planner(viewer)


def page(module: str, name: str, *, plans: bool = False) -> Page:
    """Make the page of a view that gets who looks. ``plans``: only for who plans."""

    @staff_page(planner if plans else reads_list, reads=True)
    def load(request: HttpRequest, viewer: Viewer, **more: Any) -> HttpResponse:  # noqa: ANN401 -- of the address
        view = getattr(import_module(f"{_VIEWS}.{module}"), name)
        answer: HttpResponse = view(request, viewer, **more)
        return answer

    return load

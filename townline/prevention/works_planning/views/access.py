"""Who gets to the pages of plans: who sees works; officers plan, heads adopt."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from townline.casework.cases.api import CaseError
from townline.platform.core import district
from townline.platform.departments.api import Permission, Role, Viewer
from townline.platform.departments.guards import viewer_of
from townline.platform.web.signing_in import needs_sign_in, sign_in_needed
from townline.platform.web.views import problem_page
from townline.prevention.works.settings import Works

type Page = Callable[..., HttpResponse]
_PLANNERS = frozenset({Role.OFFICER, Role.HEAD})


def _own(viewer: Viewer) -> bool:
    department = district.part(Works).department
    return not department or department in (viewer.departments or ())


def reads(viewer: Viewer) -> bool:
    """Say whether they see plans."""
    return viewer.may(Permission.READ_ALL) or (viewer.reads and _own(viewer))


def plans(viewer: Viewer) -> bool:
    """Say whether they have plans made."""
    return viewer.role in _PLANNERS and viewer.may(Permission.WRITE) and _own(viewer)


def adopts(viewer: Viewer) -> bool:
    """Say whether they enter the decision that adopts a plan."""
    return plans(viewer) and viewer.role == Role.HEAD


def reader_of(request: HttpRequest) -> Viewer | None:
    """Give who looks; None where they are not signed in, or see no plans."""
    viewer = viewer_of(request)
    return viewer if viewer and reads(viewer) else None


def plan_page(may: Callable[[Viewer], bool] = reads) -> Callable[[Page], Page]:
    """Let those in whom ``may`` lets; the view gets who it is."""

    def decorate(view: Page) -> Page:
        @needs_sign_in
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, **more: Any) -> HttpResponse:  # noqa: ANN401 -- of the address
            viewer = viewer_of(request)
            if viewer is None:
                return sign_in_needed(request)
            if not may(viewer):
                return problem_page(request, 403)
            try:
                return view(request, viewer, **more)
            except CaseError as error:
                told = error.words(error.detail, error.extra)
                return problem_page(request, error.status, detail=told)

        return guarded

    return decorate

"""Who stands before a page, and how refusals are told to people."""

from collections.abc import Callable, Sequence
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.cache import never_cache

from townline.casework.cases import api
from townline.casework.cases.models import Case
from townline.casework.cases.views import refusals
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Permission, Role, Viewer
from townline.platform.departments.guards import viewer_of
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.signing_in import needs_sign_in, sign_in_needed
from townline.platform.web.views import problem_page

type Page = Callable[..., HttpResponse]
_HIDDEN = frozenset({403, 404})
# Who looks after the links to the phone network, by their page or a program.
LINKS_ROLES = (Role.CLERK, Role.ADMINISTRATOR, Role.AUDITOR)


class StaffRequest(HttpRequest):
    """A request of a signed-in person, with what they may do worked out once."""

    viewer: Viewer


def staff_page(
    *roles: Role, permission: Permission | None = None, reads: bool = False
) -> Callable[[Page], Page]:
    """Let only signed-in staff in: of these roles (none given: any), with this power.

    Refusals of the room become pages, or JSON for a script that asked for it. ``reads``: the page
    is about texts of residents; whose role sees none is told that, and not that there are none.
    """

    def decorate(view: Page) -> Page:
        @needs_sign_in
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if msisdn.is_whole(request.GET.get("q", "")):
                # First of all: not even the way to the sign-in may carry it on.
                return HttpResponseRedirect("/search/?number=")
            viewer = viewer_of(request)
            if viewer is None:
                return sign_in_needed(request)
            kept_out = _kept_out(request, viewer, roles, reads=reads)
            return kept_out or _answered(
                request, viewer, lambda: pressed(request, viewer, *args, **kwargs)
            )

        def pressed(
            request: HttpRequest, viewer: Viewer, *args: object, **kwargs: object
        ) -> HttpResponse:
            code = str(kwargs.get("code", ""))
            if permission and not viewer.may(permission):
                _check_sight(viewer, code)
                raise api.NotAllowed(f"the role {viewer.role} may not do this ({permission})")
            try:
                return view(request, *args, **kwargs)
            except InvalidForm:
                # What a form lacks is told to nobody who may not know of its case.
                _check_sight(viewer, code)
                raise

        return guarded

    return decorate


def _kept_out(
    request: HttpRequest, viewer: Viewer, roles: Sequence[Role], *, reads: bool
) -> HttpResponse | None:
    if reads and not viewer.reads:
        return problem_page(request, 403, heading="sight")
    if roles and viewer.role not in roles:
        return problem_page(request, 403)
    return None


def _answered(
    request: HttpRequest, viewer: Viewer, page: Callable[[], HttpResponse]
) -> HttpResponse:
    try:
        return page()
    except api.CaseError as error:
        if not viewer.reads and error.status in _HIDDEN and not wants_json(request):
            return problem_page(request, 403, heading="sight")
        return refused(request, error)


def _check_sight(viewer: Viewer, code: str) -> None:
    """Hide the case of an address, if it names one, from who may not know of it."""
    case = Case.objects.filter(code=code).first() if code else None
    if code and (case is None or not api.sees(viewer, case)):
        raise api.NotFound(f"there is no case {code}", code=code)


reading_page = staff_page(reads=True)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def refused(request: HttpRequest, error: api.CaseError) -> HttpResponse:
    """Say what was refused and what to do, without changing anything."""
    if wants_json(request):
        told = {"type": error.type, "detail": refusals.words(error)}
        return JsonResponse(told | {k: str(v) for k, v in error.extra.items()}, status=error.status)
    return problem_page(request, error.status, detail=refusals.words(error))

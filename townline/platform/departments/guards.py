"""Who may open this room's pages."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from townline.platform.core import clock
from townline.platform.departments import api, marks
from townline.platform.departments.rules import Permission
from townline.platform.web.signing_in import needs_sign_in, sign_in_needed
from townline.platform.web.views import problem_page

type Page = Callable[..., HttpResponse]


def the_person(request: HttpRequest) -> api.Staff:
    """Give the signed-in person of a guarded page."""
    assert isinstance(request.user, api.Staff)  # noqa: S101 -- the guard looked already
    return request.user


def kept_out(request: HttpRequest) -> HttpResponse:
    """Tell somebody signed in that a page is not theirs; whose role reads no texts, that too."""
    viewer = viewer_of(request)
    return problem_page(request, 403, heading="" if viewer and viewer.reads else "sight")


def viewer_of(request: HttpRequest) -> api.Viewer | None:
    """Give the signed-in person with what they may do, or None; worked out once for a request."""
    known = getattr(request, "viewer", None)
    if known is None and isinstance(request.user, api.Staff):
        known = api.viewer_of(request.user)
        request.viewer = known  # type: ignore[attr-defined] # read back just above
    return known if isinstance(known, api.Viewer) else None


def case_reader(request: HttpRequest) -> api.Viewer | None:
    """Give who looks; None where they are not signed in, or see no cases either."""
    viewer = viewer_of(request)
    return viewer if viewer and viewer.reads else None


def who_may(permission: Permission) -> Callable[[HttpRequest], api.Viewer | None]:
    """Make what gives who looks, and None where they may not do that."""

    def found(request: HttpRequest) -> api.Viewer | None:
        viewer = viewer_of(request)
        return viewer if viewer and viewer.may(permission) else None

    return found


def own_page(view: Page) -> Page:
    """Let signed-in people in, whatever they may do."""

    @needs_sign_in
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not isinstance(request.user, api.Staff):
            return sign_in_needed(request)
        return view(request, *args, **kwargs)

    return guarded


def proved_page(view: Page) -> Page:
    """Let people in who showed within a quarter of an hour who they are; else ask again.

    What opens doors is changed here: a desk left open must not be enough.
    """

    @own_page
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if marks.recently_proved(request.session, clock.now()):
            return view(request, *args, **kwargs)
        person = the_person(request)
        if api.has_second_factor(person.id):
            request.session[marks.PENDING] = marks.pending(person, clock.now())
            return sign_in_needed(request, "/sign-in/second/")
        return sign_in_needed(request, "/sign-in/again/")

    return guarded


def managing_page(view: Page) -> Page:
    """Let those in who manage people, after they showed who they are."""

    @proved_page
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not api.viewer_of(the_person(request)).may(Permission.MANAGE):
            return problem_page(request, 403)
        return view(request, *args, **kwargs)

    return guarded

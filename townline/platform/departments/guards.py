"""Who looks at a page, for the guard of pages (``web/staff.py``), and whom it lets in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from townline.platform.core import clock
from townline.platform.departments import api, marks
from townline.platform.departments.rules import Permission, Role
from townline.platform.web.signing_in import sign_in_needed

type Allow = Callable[[api.Viewer], bool]


def may(permission: Permission) -> Allow:
    """Allow who has a permission."""
    return lambda viewer: viewer.may(permission)


def has_role(*roles: Role) -> Allow:
    """Allow who has one of these roles."""
    return lambda viewer: viewer.role in roles


def the_person(request: HttpRequest) -> api.Staff:
    """Give the signed-in person of a guarded page."""
    assert isinstance(request.user, api.Staff)  # noqa: S101 -- the guard looked already
    return request.user


def viewer_of(request: HttpRequest) -> api.Viewer | None:
    """Give the signed-in person with what they may do, or None; worked out once for a request."""
    known = getattr(request, "viewer", None)
    if known is None and isinstance(request.user, api.Staff):
        known = api.viewer_of(request.user)
        request.viewer = known  # type: ignore[attr-defined] # read back just above
    return known if isinstance(known, api.Viewer) else None


def act_of(request: HttpRequest) -> api.Act:
    """Give the person behind a guarded page with the moment of the request: one for all it does."""
    known = getattr(request, "act", None)
    if not isinstance(known, api.Act):
        viewer = viewer_of(request)
        if viewer is None:
            raise TypeError("the page is not guarded by staff_page")
        known = api.Act(viewer, clock.now())
        request.act = known  # type: ignore[attr-defined] # read back just above
    return known


def case_reader(request: HttpRequest) -> api.Viewer | None:
    """Give who looks; None where they are not signed in, or see no cases either."""
    viewer = viewer_of(request)
    return viewer if viewer and viewer.reads else None


def who_may(allow: Allow) -> Callable[[HttpRequest], api.Viewer | None]:
    """Make what gives who looks, and None where they are not allowed: for places in the bar."""

    def allowed_viewer(request: HttpRequest) -> api.Viewer | None:
        viewer = viewer_of(request)
        return viewer if viewer and allow(viewer) else None

    return allowed_viewer


def signed_in(request: HttpRequest) -> api.Viewer | None:
    """Give who looks at a page of staff, and keep who acts and when for all of the request."""
    return act_of(request).viewer if viewer_of(request) else None


def proof_needed(request: HttpRequest) -> HttpResponse | None:
    """Ask who this is, unless they showed it within a quarter of an hour."""
    if marks.recently_proved(request.session, clock.now()):
        return None
    person = the_person(request)
    if api.has_second_factor(person.id):
        request.session[marks.PENDING] = marks.pending(person, clock.now())
        return sign_in_needed(request, "/sign-in/second/")
    return sign_in_needed(request, "/sign-in/again/")

"""Who asks: a token that acts as a person, or a person's own session on our pages."""

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import AuthenticationError, HttpError, Throttled
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from townline.platform.core import clock
from townline.platform.core.http.limits import Limit
from townline.platform.departments import api as departments
from townline.platform.departments.api import ApiToken, Viewer

if TYPE_CHECKING:
    from townline.platform.departments.views.api import KnownRequest

TOKENS = Limit(name="api:ask", per="token", most=600, shared=False)
_NO_TOKEN = "this token is unknown, expired or revoked; make one with: townline token NAME"  # noqa: S105 -- words, no secret


def _attach_viewer(request: HttpRequest, viewer: Viewer, token: ApiToken | None) -> Viewer:
    known = cast("KnownRequest", request)
    known.viewer, known.token = viewer, token
    return viewer


class Token(HttpBearer):
    """``Authorization: Bearer tl_…``. A wrong one is refused even when a session is there."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer:
        now = clock.now()
        found = departments.token_find(secret=token.strip(), now=now)
        if found is None:
            raise AuthenticationError(message=_NO_TOKEN)
        if wait := TOKENS.take(found.id, now):
            raise Throttled(wait=wait)
        return _attach_viewer(
            request, departments.viewer_of(found.staff, token=found, now=now), found
        )


class Session(APIKeyCookie):
    """The cookie of our own pages; what changes something needs the CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Viewer | None:
        # First who, then CSRF: a stranger is told to sign in, not about a cookie.
        key = request.COOKIES.get(self.param_name)
        viewer = self.authenticate(request, key)
        if viewer is not None and check_csrf(request):
            raise HttpError(403, "the X-CSRFToken header is missing or wrong")
        return viewer

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer | None:
        if not key or not isinstance(request.user, departments.Staff):
            return None
        if departments.factor_due(request.user, request.session):
            raise HttpError(403, "sign in with a second factor first, at /my/sign-in/app/")
        return _attach_viewer(request, departments.viewer_of(request.user), None)

"""Nobody who sees numbers or answers for the mayor gets past here on a password alone."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from townline.core import clock
from townline.departments import api, marks
from townline.web.views import problem_page

SET_UP = "/my/sign-in/app/"
# What helps to sign in, set up, or go away. The API asks for itself, because of its tokens.
OPEN = (
    "/my/sign-in/", "/sign-in/", "/sign-out/", "/demo/sign-in/", "/language/", "/appearance/",
    "/api/", "/healthz", "/readyz",
)  # fmt: skip
_SEEN_EVERY = dt.timedelta(minutes=5)


class SecondFactor:
    """Sends people whose second factor is due to set it up, and notes sessions in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = _person(request)
        if person is None:
            return self.get_response(request)
        if marks.factor_due(person, request.session) and not request.path.startswith(OPEN):
            return _to_set_up(request)
        _note_seen(request)
        return self.get_response(request)


def _person(request: HttpRequest) -> api.Staff | None:
    # Without a cookie nobody is asked for, so that a public page costs no query.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if isinstance(request.user, api.Staff) else None


def _to_set_up(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        return problem_page(request, 403)
    return HttpResponseRedirect(f"{SET_UP}?" + urlencode({"next": request.get_full_path()}))


def _note_seen(request: HttpRequest) -> None:
    seen, now = request.session.get(marks.SEEN), clock.now()
    if seen is None or now.timestamp() - seen < _SEEN_EVERY.total_seconds():
        return
    request.session[marks.SEEN] = now.timestamp()
    api.session_seen(key=str(request.session.session_key), now=now)

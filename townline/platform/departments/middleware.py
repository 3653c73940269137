"""Sessions in use: kept, noted, and held at the door while a second factor is due."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.departments import api, helping, marks
from townline.platform.web import carrying
from townline.platform.web.signing_in import from_our_page, from_script, sign_in_needed
from townline.platform.web.views import problem_page

SET_UP = "/my/sign-in/app/"
# What helps to sign in, set up, or go away. The API asks for itself, because of its tokens.
OPEN = (
    "/my/sign-in/", "/sign-in/", "/sign-out/", "/demo/sign-in/", "/language/", "/appearance/",
    "/api/", "/healthz", "/readyz",
)  # fmt: skip
_SEEN_EVERY = dt.timedelta(minutes=5)


class Sessions(SessionMiddleware):
    """Django's, for pages that ask at the same time.

    A cookie that opens nothing stays where it is: a late answer to one page would take away
    the cookie of the session that the page beside it has just begun. And what a page has done
    is told, also when its session was ended meanwhile.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        session = request.session
        try:
            response = super().process_response(request, response)
        except SessionInterrupted:
            return response
        if session.is_empty() and not session.modified:
            response.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return response


class SecondFactor:
    """Sends people whose second factor is due to set it up, and notes sessions in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = _person(request)
        if person is None:
            _note_gone(request)
            return self.get_response(request)
        if marks.factor_due(person, request.session):
            if not request.path.startswith(OPEN):
                return _to_set_up(request)
        elif person.role == api.Role.HELPER and (blocked_page := helping.blocked_page(request)):
            return blocked_page
        _note_seen(request)
        return self.get_response(request)


def _person(request: HttpRequest) -> api.Staff | None:
    # Without a cookie nobody is asked for, so that a public page costs no query.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    person = request.user
    if not isinstance(person, api.Staff):
        return None
    if not person.works(clock.now()):
        _end_session(request)
        return None
    return person


def _end_session(request: HttpRequest) -> None:
    """Close the session of an account that has ended since; nobody waited for its moment."""
    key = str(request.session.session_key)
    api.session_over(key=key, why=api.SessionEndReason.ENDED, actor=audit.SYSTEM, now=clock.now())
    auth.logout(request)


def _note_gone(request: HttpRequest) -> None:
    if key := request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        # Read by web/carrying.py: what was written is given back to this person only.
        request.ended_session_of = api.session_gone(key=key[:40], now=clock.now())  # type: ignore[attr-defined] # set here


def _to_set_up(request: HttpRequest) -> HttpResponse:
    if request.method != "GET" and not from_script(request):
        form = carrying.gather_form(request) if from_our_page(request) else None
        if form is None:
            return problem_page(request, 403)
        return carrying.give_back(request, form, to=SET_UP, why="factor", status=403)
    return sign_in_needed(request, SET_UP)


def _note_seen(request: HttpRequest) -> None:
    seen, now = request.session.get(marks.SEEN), clock.now()
    if seen is None or now.timestamp() - seen < _SEEN_EVERY.total_seconds():
        return
    request.session[marks.SEEN] = now.timestamp()
    api.session_seen(key=str(request.session.session_key), now=now)

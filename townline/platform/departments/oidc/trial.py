"""A sign-in that an administrator tries: it leads to the provider and back, and lets nobody in."""

import datetime as dt
from typing import Any, Final

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest, HttpResponseRedirect
from requests import RequestException

from townline.platform.departments import api
from townline.platform.departments.oidc.client import NotBelieved

PAGE = "/settings/sign-in/"
_STARTED, _RESULT = "identity_trial", "identity_trial_result"
_LIFE: Final = dt.timedelta(minutes=10)


def start(request: HttpRequest, now: dt.datetime) -> None:
    """Note that this browser's next answer of the provider is only looked at."""
    request.session[_STARTED] = {"id": request.user.pk, "at": now.timestamp()}
    request.session.pop(_RESULT, None)


def take(request: HttpRequest, now: dt.datetime) -> bool:
    """Say, once, whether an answer of the provider belongs to a trial of who is signed in."""
    started = request.session.pop(_STARTED, None)
    if not started or started["id"] != request.user.pk:
        return False
    return now - dt.datetime.fromtimestamp(started["at"], dt.UTC) < _LIFE


def show(
    request: HttpRequest, expected: api.IdentityExpected, *, strong: bool
) -> HttpResponseRedirect:
    """Lead back to the page of settings, which says what a sign-in would have given."""
    person = expected.staff
    return _answer(
        request,
        {
            "outcome": expected.outcome,
            "email": expected.email,
            "staff": person and person.id,
            "strong": strong,
        },
    )


def show_failure(
    request: HttpRequest, exception: object, *, cancelled: bool
) -> HttpResponseRedirect:
    """Lead back to the page of settings, which says why nobody could sign in."""
    problem = "cancelled" if cancelled else "no_answer"
    if isinstance(exception, NotBelieved):
        problem = exception.problem
    elif isinstance(exception, OAuth2Error):
        problem = "code_refused"
    elif isinstance(exception, RequestException):
        problem = "unreachable"
    return _answer(request, {"outcome": "failed", "problem": problem})


def result(request: HttpRequest) -> dict[str, Any]:
    """Give what the last trial found, once; {} where there was none."""
    found: dict[str, Any] = request.session.pop(_RESULT, None) or {}
    return found


def _answer(request: HttpRequest, found: dict[str, Any]) -> HttpResponseRedirect:
    request.session[_RESULT] = found
    return HttpResponseRedirect(f"{PAGE}#trial")

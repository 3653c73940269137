"""Signing in and out. Nothing is said about which part of a sign-in was wrong."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from townline.platform.core import clock
from townline.platform.core.http import client
from townline.platform.departments import api, sign_in as entering
from townline.platform.departments.sign_in import SignInTarget, way_of
from townline.platform.departments.views import demo
from townline.platform.departments.views.inputs import SignIn
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.views import back_to

# Set by pages that keep what could not be sent yet.
UNSENT = "tl-unsent"
_PROBLEMS = frozenset({"provider", "unknown", "passkey"})


@dataclass(frozen=True)
class SignInRefusal:
    """Why nobody was signed in: wrong words, or too many tries until a moment."""

    status: int
    until: dt.datetime | None = None


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        if request.user.is_authenticated:
            return HttpResponseRedirect(back_to(request))
        return page(request, way_of(request))
    name = read(request, SignIn).username
    done = check_credentials(request, name[:60])
    if isinstance(done, SignInRefusal):
        return page(request, way_of(request), done, name)
    return entering.begin(request, done, way_of(request), by="password")


def check_credentials(request: HttpRequest, name: str) -> api.Staff | SignInRefusal:
    """Find who goes by this name and the password of the form."""
    now = clock.now()
    bounds = api.password_bounds(name, client.client_key(request))
    # The password is not even looked at while guessing is suspected.
    if until := api.sign_in_blocked_until(bounds, now=now):
        return SignInRefusal(429, until)
    password = read(request, SignIn).password
    person = auth.authenticate(request, username=name, password=password)
    if not isinstance(person, api.Staff) or not person.works(now):
        api.sign_in_failed(bounds, now=now)
        return SignInRefusal(200)
    api.sign_in_succeeded(bounds)
    return person


def page(
    request: HttpRequest,
    way: SignInTarget,
    refusal: SignInRefusal | None = None,
    username: str = "",
) -> HttpResponse:
    """Show where one signs in."""
    problem = request.GET.get("problem", "")
    context: dict[str, object] = {
        "refusal": refusal,
        "problem": problem if problem in _PROBLEMS else "",
        "username": username,
        "provider": settings.TOWNLINE_OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else "",
    }
    context |= way.context() | demo.people()
    status = refusal.status if refusal else 200
    return render(request, "departments/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here; what this device keeps goes, so ask first if some of it is unsent."""
    if request.COOKIES.get(UNSENT) and pressed_button(request) != "sure":
        return render(request, "departments/unsent.html", status=409)
    if isinstance(request.user, api.Staff):
        key, actor = str(request.session.session_key), api.viewer_of(request.user).actor
        api.session_over(key=key, why=api.SessionEndReason.SIGNED_OUT, actor=actor, now=clock.now())
    auth.logout(request)
    response = HttpResponseRedirect("/sign-in/")
    # What a phone kept for a time without a connection goes with the person.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.delete_cookie(UNSENT)
    return response


def save_language(request: HttpRequest, language: str) -> None:
    """Keep the language a signed-in person switched to as their own."""
    person = request.user
    if isinstance(person, api.Staff):
        person.language = language
        person.save(update_fields=["language"])

"""Signing in and out. Nothing is said about which part of a sign-in was wrong."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from townline.core import clock
from townline.departments import api, views_demo
from townline.web.middleware import LANGUAGE_KEY
from townline.web.views import back_to

BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Refusal:
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
        return _page(request, None)
    refusal = _try(request)
    return HttpResponseRedirect(back_to(request)) if refusal is None else _page(request, refusal)


def _try(request: HttpRequest) -> Refusal | None:
    name, now = request.POST.get("username", "").strip()[:60], clock.now()
    keys = [f"name:{name.lower()}", f"address:{_address(request)}"]
    # The password is not even looked at while guessing is suspected.
    if until := api.sign_in_blocked_until(keys=keys, now=now):
        return Refusal(429, until)
    person = auth.authenticate(request, username=name, password=request.POST.get("password", ""))
    if not isinstance(person, api.Staff):
        api.sign_in_failed(keys=keys, now=now)
        return Refusal(200)
    api.sign_in_succeeded(keys=keys[:1])
    _enter(request, person)
    return None


def _address(request: HttpRequest) -> str:
    # The last entry is written by our own front server; earlier ones are the visitor's to invent.
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
    return (forwarded or request.META.get("REMOTE_ADDR", ""))[:60]


def _enter(request: HttpRequest, person: api.Staff) -> None:
    auth.login(request, person, backend=BACKEND)
    request.session[LANGUAGE_KEY] = person.language


def _page(request: HttpRequest, refusal: Refusal | None) -> HttpResponse:
    context = {
        "refusal": refusal,
        "username": request.POST.get("username", ""),
        "next": back_to(request),
    } | views_demo.people()
    status = refusal.status if refusal else 200
    return render(request, "departments/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return HttpResponseRedirect("/sign-in/")


def save_language(request: HttpRequest, language: str) -> None:
    """Keep the language a signed-in person switched to as their own."""
    person = request.user
    if isinstance(person, api.Staff):
        person.language = language
        person.save(update_fields=["language"])

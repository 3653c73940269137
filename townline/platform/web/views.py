"""The switches of the frame, and pages for what went wrong."""

import sys
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import district
from townline.platform.core.database import availability
from townline.platform.core.settings import Office
from townline.platform.web import carrying, middleware
from townline.platform.web.addresses import without_numbers
from townline.platform.web.context import MODE_COOKIE, MODES, RAIL_COOKIE, remembered_name, shell
from townline.platform.web.middleware import KNOWN, LANGUAGE_COOKIE, LANGUAGE_KEY, known_language
from townline.platform.web.reading import pressed_button
from townline.platform.web.registry import REGISTRY
from townline.platform.web.signing_in import (
    from_our_page,
    from_script,
    is_staff_page,
    place_of,
    problem,
    sign_in_needed,
)

YEAR = 365 * 24 * 3600


def back_to(request: HttpRequest, fallback: str = "/") -> str:
    """Give the page a form came from, never another site, and no address with a number in it."""
    requested = request.POST.get("next", "") or request.GET.get("next", "")
    # No host is asked for: the header that names it is the caller's to write.
    if not url_has_allowed_host_and_scheme(requested, allowed_hosts=None):
        return fallback
    return without_numbers(requested)


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or the device's own in a cookie."""
    response = HttpResponseRedirect(back_to(request))
    if (mode := pressed_button(request, "mode")) in MODES:
        _remember(response, MODE_COOKIE, mode)
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language: in a cookie, and in the person's own setting where there is one."""
    response = HttpResponseRedirect(back_to(request))
    if (requested := pressed_button(request, "language")) in KNOWN:
        _remember(response, LANGUAGE_COOKIE, requested)
        if request.user.is_authenticated:
            request.session[LANGUAGE_KEY] = requested
            for save in REGISTRY.value.language_savers:
                save(request, requested)
    return response


@require_POST
def rail(request: HttpRequest) -> HttpResponse:
    """Keep whether the rail is narrow; a script turns it at once, and sends this after."""
    response = HttpResponseRedirect(back_to(request))
    is_mini = pressed_button(request, "rail") == "mini"
    _remember(response, RAIL_COOKIE, "mini" if is_mini else "wide")
    return response


@require_POST
def single_keys(request: HttpRequest) -> HttpResponse:
    """Turn keys without Ctrl on or off (WCAG 2.1.4)."""
    response = HttpResponseRedirect(back_to(request, "/my/keys/"))
    _remember(response, "tl-keys", "off" if pressed_button(request, "keys") == "off" else "on")
    return response


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )


@never_cache
@require_GET
def banners(request: HttpRequest) -> HttpResponse:
    """Show the bars alone, for a page that hears of an alarm."""
    return render(request, "web/banners.html", {"quiet": REGISTRY.value.quiet(request)})


def problem_page(
    request: HttpRequest, status: int, *, detail: str = "", heading: str = ""
) -> HttpResponse:
    """Show what happened, what was kept and what to do, in plain words. Asks nobody anything."""
    # Sent by a script, the address is still the one of the page that has the form.
    form = request.headers.get("X-Townline") == "form"
    context = {"status": status, "detail": detail, "heading": heading, "form": form}
    context |= shell(request, remembered_name)
    # Residents have no first page: whoever never signed in here reads where to text instead.
    context["line_number"] = "" if settings.SESSION_COOKIE_NAME in request.COOKIES else _line()
    response = render(request, "web/problem.html", context, status=status)
    # A script that sent a form knows by it that the page does not hold what was written.
    response.headers["X-Townline"] = "problem"
    return response


def _line() -> str:
    cached = district.cached_settings()
    return settings.TOWNLINE_LINE_NUMBER or (cached.part(Office).line_number if cached else "")


def _handler(status: int) -> Callable[..., HttpResponse]:
    def show(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        return problem_page(request, status)

    return show


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that a request could not be read; a BadRequest of ours names the field."""
    detail = str(exception) if isinstance(exception, BadRequest) else ""
    return problem_page(request, 400, detail=detail)


forbidden, not_found = map(_handler, (403, 404))


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke; or that the database is away, or takes nothing for want of room."""
    with translation.override(known_language(request)):
        error = sys.exception()
        if isinstance(error, availability.GONE) or (
            isinstance(error, Error) and availability.is_connection_lost(error)
        ):
            request.META[middleware.OUTAGE_KEY] = True
            response = problem_page(
                request, 503, heading="full" if availability.is_full(error) else ""
            )
            response.headers["Retry-After"] = middleware.RETRY_SECONDS
            return response
        return problem_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old, keeping the words; ``reason`` is for the log only."""
    ours = is_staff_page(request) and from_our_page(request)
    if ours and not request.user.is_authenticated:
        return sign_in_needed(request)
    if from_script(request):
        return problem(403, "form-too-old")
    form = carrying.gather_form(request) if ours else None
    if form is not None:
        return carrying.give_back(request, form, to=place_of(request), why="late", status=403)
    response = problem_page(request, 403, heading="form")
    response.headers["X-Townline"] = "form-too-old"
    return response

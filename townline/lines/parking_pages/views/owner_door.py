"""How an owner's phone is known: a link opens the page once, then a cookie of these pages only.

The token so leaves the address: it is not in a history, a bookmark, a screenshot, nor in the
app on the home screen. The cookie holds the same token; what ends the link ends it too.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET

from townline.lines.parking_pages.views.public_pages import digits, frame, language, public_page
from townline.lines.safenumbers import api
from townline.lines.safenumbers.doors import MISSES, OWNER_PAGE_VISITS
from townline.platform.core import clock, district
from townline.platform.core.http.tokens import count_wrong_token

type OwnerPage = Callable[..., HttpResponse]

COOKIE = "tl-owner"
PLACE = "/o/"
COOKIE_SECONDS = 400 * 86400  # browsers keep none longer; the link itself ends sooner


@require_GET
@public_page
def open_(request: HttpRequest, token: str) -> HttpResponse:
    """Let a link's token into the cookie, and go on without it in the address."""
    lease = api.lease_by_owner_token(token, now=clock.now())
    if lease is None:
        return over(request)
    return keep(HttpResponseRedirect(reverse("owner_home")), token)


def keep(response: HttpResponse, token: str) -> HttpResponse:
    """Let the phone be known by this token from now on, on the owner's pages only."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_SECONDS,
        path=PLACE,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
    return response


def token_of(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def over(request: HttpRequest) -> HttpResponse:
    """Say how to get a new link; a wrong token looks like an old one."""
    wait = count_wrong_token(request, MISSES)
    with translation.override(language(request)):
        number = district.line_number()
        context = frame() | {
            "line_number": number,
            "line_dial": digits(number),
            "word": api.owner_page_word(translation.get_language() or "ko"),
        }
        status = 429 if wait else 410
        return render(request, "parking_pages/owner_over.html", context, status=status)


def forget_owner(response: HttpResponse) -> HttpResponse:
    """Take the cookie away again."""
    response.delete_cookie(COOKIE, path=PLACE, samesite="Lax")
    return response


def owners(view: OwnerPage) -> OwnerPage:
    """Give a page the lease whose owner looks at it, in the owner's language."""

    @public_page
    @wraps(view)
    def wrapper(request: HttpRequest, **more: str) -> HttpResponse:
        now = clock.now()
        token = token_of(request)
        lease = api.lease_by_owner_token(token, now=now) if token else None
        if lease is None or OWNER_PAGE_VISITS.take(lease.id, now):
            return over(request)
        with translation.override(language(request, lease.language)):
            return view(request, lease, **more)

    return wrapper

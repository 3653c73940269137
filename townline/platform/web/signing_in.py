"""What is told when nobody is signed in (401), and where to sign in. 403 is for too few rights.

A script is told as a script, and never follows a redirect into the sign-in page; a form leads
to the sign-in with what was written; a link leads there and back.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from townline.platform.web import carrying
from townline.platform.web.addresses import without_numbers
from townline.platform.web.registry import REGISTRY

DOOR = "/sign-in/"
PROBLEM = "application/problem+json"
_MARK = "needs_sign_in"


def needs_sign_in[View: Callable[..., Any]](view: View) -> View:
    """Mark a page as one for signed-in people only."""
    setattr(view, _MARK, True)
    return view


def is_staff_page(request: HttpRequest) -> bool:
    """Say whether the page that was asked for is one for signed-in people."""
    match = request.resolver_match
    return match is not None and getattr(match.func, _MARK, False)


def from_script(request: HttpRequest) -> bool:
    """Say whether a script asks, and not a person who follows a link or sends a form."""
    headers = request.headers
    mode = headers.get("Sec-Fetch-Mode", "navigate")
    json = headers.get("Accept", "").startswith("application/json")
    return "X-Townline" in headers or "HX-Request" in headers or json or mode != "navigate"


def wants_json(request: HttpRequest) -> bool:
    """Say whether a program asks, which is answered with JSON and no page."""
    return request.headers.get("Accept", "").startswith(("application/json", PROBLEM))


def from_our_page(request: HttpRequest) -> bool:
    """Say whether the browser vouches that a form was sent by a page of ours."""
    headers, here = request.headers, f"{request.scheme}://{request.get_host()}"
    site = headers.get("Sec-Fetch-Site", "")
    return site == "same-origin" if site else headers.get("Origin") == here


def problem(status: int, kind: str, **more: str) -> HttpResponse:
    """Tell a script what went wrong, as under /api (RFC 9457)."""
    body = {"type": f"/problems/{kind}", "status": status} | more
    response = JsonResponse(body, status=status, content_type=PROBLEM)
    if status == 401:  # noqa: PLR2004 -- RFC 9110 asks for the header with it
        response.headers["WWW-Authenticate"] = 'Cookie realm="Townline"'
    return response


def sign_in_needed(request: HttpRequest, door: str = DOOR) -> HttpResponse:
    """Ask whoever comes to sign in at a door, and to come back."""
    to = place_of(request)
    way = f"{door}?{urlencode({'next': to})}"
    if from_script(request):
        return problem(401, "unauthenticated", sign_in=way)
    if request.method in {"GET", "HEAD"}:
        return HttpResponseRedirect(way)
    return REGISTRY.value.sign_in_page(request, door, to, carrying.carry(request), 401)


def place_of(request: HttpRequest) -> str:
    """Give the page that somebody looks at: this one, or the one whose form or script asks.

    This is what every ``next`` is made of: no number of a person goes with it.
    """
    if request.method in {"GET", "HEAD"} and not from_script(request):
        return without_numbers(request.get_full_path())
    page = urlsplit(request.headers.get("Referer", ""))
    ours = page.netloc == request.get_host()
    return without_numbers(f"{page.path}?{page.query}".rstrip("?")) if ours and page.path else "/"

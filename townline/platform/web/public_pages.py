"""Pages for people outside, without a sign-in: of one person, kept by nobody; or of everybody."""

import hashlib
import json
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from townline.platform.core import district
from townline.platform.core.settings import Office
from townline.platform.core.text.languages import page_language

type Page = Callable[..., HttpResponse]

LANGUAGES = ("ko", "en")
_BYTES = 16
_CACHE_SECONDS = 600


def public_page(view: Page) -> Page:
    """Make a page that is found by nobody, kept by nobody, and tells nobody where it was."""

    # Django's own check cannot be kept here: without a referrer browsers send "Origin: null".
    # The forms carry a signature of their own (Forms).
    @csrf_exempt
    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, **more: str) -> HttpResponse:
        response = view(request, **more)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapper


def language(request: HttpRequest, own: str = "") -> str:
    """Choose the switch's language, else the person's own, else the browser's."""
    for requested in (
        request.GET.get("lang", ""),
        own and page_language(own),
        translation.get_language() or "",
    ):
        if requested in LANGUAGES:
            return requested
    return LANGUAGES[0]


class Forms:
    """Keys of forms: each holds for one subject, and names the one form that was sent."""

    def __init__(self, salt: str) -> None:
        self._signer = signing.Signer(salt=f"townline.{salt}")

    def key(self, subject: str) -> str:
        """Give a form its key (128 bits)."""
        return self._signer.sign(f"{subject}.{secrets.token_hex(_BYTES)}")

    def nonce(self, request: HttpRequest, subject: str) -> str:
        """Give the name of the form that was sent, "" unless it is one of ours for this subject."""
        if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            return ""
        try:
            made_for, _, nonce = self._signer.unsign(request.POST.get("key", "")).rpartition(".")
        except signing.BadSignature:
            return ""
        return nonce if made_for == subject else ""

    def press(self, request: HttpRequest, subject: str) -> str:
        """Name what was sent, "" as above: sent twice it is one press, with other words another.

        Who goes back finds the form as it was, with its key, and may write something else.
        """
        nonce = self.nonce(request, subject)
        sent = sorted((name, values) for name, values in request.POST.lists() if name != "key")
        written = json.dumps([nonce, sent]).encode()
        return nonce and hashlib.blake2b(written, digest_size=_BYTES).hexdigest()


def frame(office: str) -> dict[str, Any]:
    """Give what every page outside shows: whose it is, and whom to call in need."""
    numbers = district.part(Office)
    return {
        "language": translation.get_language() or LANGUAGES[0],
        "office": office,
        "danger_number": numbers.emergency_phone,
        "duty_phone": numbers.duty_phone,
        "duty_dial": digits(numbers.duty_phone),
    }


def digits(number: str) -> str:
    """Write a number as a phone dials it from a link."""
    return "".join(letter for letter in number if letter.isdigit())


def opened_if(allowed: Callable[[], bool]) -> Callable[[Page], Page]:
    """Serve a page, where the district allows it, that is the same for everybody."""

    def decorator(view: Page) -> Page:
        return _open(view, allowed)

    return decorator


def _open(view: Page, allowed: Callable[[], bool]) -> Page:
    """Serve it in the address's language, kept by caches."""

    @require_safe
    @wraps(view)
    def wrapper(request: HttpRequest, **more: object) -> HttpResponse:
        if not allowed():
            raise Http404
        spoken = language(request)
        with translation.override(spoken):
            response = view(request, **more)
        response["Content-Language"] = spoken
        # The words of another language lie under another address, or go by the browser's.
        response.headers.setdefault("Cache-Control", f"public, max-age={_CACHE_SECONDS}")
        return _with_etag(request, response)

    return wrapper


def _with_etag(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Say what its bytes are, and send them only to who has others."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response

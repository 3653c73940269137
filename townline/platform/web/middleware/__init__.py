import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from townline.platform.core import district

LANGUAGE_COOKIE = "tl-language"
LANGUAGE_KEY = "language"
KNOWN = tuple(code for code, _ in settings.LANGUAGES)


class Language:
    """Speaks the person's own language: their setting, the switch, the browser, Korean.

    A staff member's setting travels in the session (written at sign-in), so no query is spent.
    Times are shown in the district's zone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request_language(request)
        zone = _zone()
        with translation.override(language), timezone.override(zone):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def known_language(request: HttpRequest) -> str:
    """Give the language that was chosen; where that failed, one that needs no session."""
    known = getattr(request, "LANGUAGE_CODE", "") or request.COOKIES.get(LANGUAGE_COOKIE, "")
    return (
        known if known in KNOWN else _accepted_language(request.headers.get("Accept-Language", ""))
    )


def request_language(request: HttpRequest) -> str:
    """Give the language of this request, ``ko`` or ``en``."""
    own = (
        request.session.get(LANGUAGE_KEY) if settings.SESSION_COOKIE_NAME in request.COOKIES else ""
    )
    for language in (own, request.COOKIES.get(LANGUAGE_COOKIE)):
        if language in KNOWN:
            return str(language)
    return _accepted_language(request.headers.get("Accept-Language", ""))


def _accepted_language(header: str) -> str:
    tags = [piece.split(";")[0].strip().lower()[:2] for piece in header.split(",")]
    return next((tag for tag in tags if tag in KNOWN), settings.LANGUAGE_CODE)


def _zone() -> dt.tzinfo:
    """Give the district's zone, as it was read last: a page may say that the database is away."""
    try:
        return (district.cached_settings() or district.current()).zone
    except district.DistrictMissing:
        return timezone.get_default_timezone()

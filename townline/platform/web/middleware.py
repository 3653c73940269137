import datetime as dt
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import resolve
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from townline.platform.core import district
from townline.platform.core.database import availability

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


# Tries a question once more when the database went away in the middle of it.

# Set in ``request.META`` by whoever answers 503 because the database was away.
OUTAGE_KEY = "townline.database_away"
RETRY_SECONDS = "5"
# These change nothing (RFC 9110, 9.2.1), so it does no harm if the first try was done after all.
_SAFE = frozenset({"GET", "HEAD"})


class OnceMore:
    """Asks again, with a new connection; the outermost, so that sessions are read anew too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.META.pop(OUTAGE_KEY, False):
            return response
        availability.close_connection()
        if request.method in _SAFE and isinstance(request, WSGIRequest):
            return self.get_response(WSGIRequest(request.environ))
        return response


# Refuses what no text column can keep, before any page has to think of it.

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class PlainText:
    """Answers 400 to a NUL or a lone surrogate in a form or an address, naming the field.

    The API is left alone: it names its fields itself, as a problem. So are calls of providers,
    whose bodies are signed as they are, and what phones of surveyors send, which goes to the disk
    part by part.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        if request.path.startswith(("/api/", "/hooks/", "/openrosa/")):
            return
        _look(request.GET)
        if request.content_type in _FORMS:
            _look(request.POST)


def _look(values: QueryDict) -> None:
    for name, sent in values.lists():
        if any("\x00" in value or _lone(value) for value in sent):
            field = name.replace("\x00", "")[:40]
            words = gettext("‘%(field)s’ 칸에 쓸 수 없는 글자가 있습니다. 지우고 다시 보내 주세요.")
            raise BadRequest(words % {"field": field})


def _lone(value: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in value)


# What a browser gets that opens an address which only takes forms.


class OpenedByHand:
    """Leads a browser from the address of a form to the page above it, where the form stands.

    Such an address is opened by a bookmark, a reload after signing in, or by typing. Programs,
    which do not ask for ``text/html``, get 405.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        refused = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        if refused and request.method == "GET" and _browser(request):
            return HttpResponseRedirect(above(request.path))
        return response


def _browser(request: HttpRequest) -> bool:
    return "text/html" in request.headers.get("Accept", "")


def above(path: str) -> str:
    """Give the nearest address above ``path`` that is one of ours; ``/`` above all."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        for place in ("/" + "/".join(parts[:length]) + end for end in ("/", "")):
            if _is_known_path(place):
                return place
    return "/"


def _is_known_path(path: str) -> bool:
    try:
        resolve(path)
    except Http404:
        return False
    return True

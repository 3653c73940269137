"""Answers 503 until a district is loaded: no page can say anything without one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from townline.platform.core import district
from townline.platform.web.http_api.problems import problem
from townline.platform.web.views import problem_page

COMMAND = "townline district load"
# Asked by programs that watch the server, and by the page that says so.
_WITHOUT = ("/healthz", "/readyz", "/metrics", "/static/", "/language/", "/appearance/")
_RETRY_SECONDS = "30"


class DistrictNeeded:
    """Refuses pages and the API with what to do; behind ``Language``, in the reader's words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(_WITHOUT) or _is_loaded():
            return self.get_response(request)
        response = _refusal_page(request)
        response.headers["Retry-After"] = _RETRY_SECONDS
        response.headers["Cache-Control"] = "no-store"
        return response


def _is_loaded() -> bool:
    # One that was read stays: a process asks the database only until there is one.
    return district.cached_settings() is not None or district.is_loaded()


def _refusal_page(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return problem(503, f"no district is loaded; run: {COMMAND} FOLDER", kind="no-district")
    return problem_page(request, 503, heading="no-district")

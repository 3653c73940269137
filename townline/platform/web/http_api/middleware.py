"""Under /api nothing answers with a page, whoever refuses: Django, a room or a crash."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from townline.platform.web.http_api.problems import CONTENT_TYPE, DATABASE_UNREACHABLE, problem

BODY_LIMIT = 256 * 1024
_DETAILS = {
    400: "the request cannot be read",
    403: "this is not allowed",
    404: "there is no such address; see /api/openapi.json",
    500: "something broke on our side; it was logged",
    503: DATABASE_UNREACHABLE,
}


class Problems:
    """Turns every refusal under /api into a problem, and refuses large bodies unread."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/api/"):
            return self.get_response(request)
        response = _unread(request) or self.get_response(request)
        # What staff read must not stay in a cache on the way.
        response.headers.setdefault("Cache-Control", "no-store")
        refused = response.status_code >= HTTPStatus.BAD_REQUEST
        if not refused or response.headers.get("Content-Type") == CONTENT_TYPE:
            return response
        return _as_problem(response)


def _unread(request: HttpRequest) -> HttpResponse | None:
    if "Transfer-Encoding" in request.headers:
        # Without a length the body would be taken for none, and its wishes passed over.
        return problem(411, "send the body with a Content-Length, not in chunks")
    if _length(request) > BODY_LIMIT:
        return problem(413, f"a body has at most {BODY_LIMIT} bytes")
    return None


def _length(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "")
    return int(length) if length.isdigit() else 0


def _as_problem(response: HttpResponse) -> HttpResponse:
    status = response.status_code
    problem_response = problem(status, _DETAILS.get(status, response.reason_phrase))
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            problem_response.headers[name] = response.headers[name]
    return problem_response

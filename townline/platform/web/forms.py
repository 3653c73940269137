"""A form that a script sends for its person: told where to go next, instead of being led there.

A script that follows a redirect would fetch the next page, and with it the message meant for the
person's eyes. The header is set by ``static/web/keeping.js``.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

ASKS, TELLS = "X-Townline", "X-Location"


class SentByScript:
    """Answers 204 with the place to go to, where a form would be redirected."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get(ASKS) != "form" or "Location" not in response.headers:
            return response
        told = HttpResponse(status=204)
        told.headers[TELLS] = response.headers["Location"]
        told.cookies = response.cookies
        return told

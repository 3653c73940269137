"""What becomes of a form that was sent: told where to go next, or what is to be mended."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from townline.platform.web import carrying
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.signing_in import from_script, is_staff_page, place_of, problem
from townline.platform.web.views import problem_page

ASKS, TELLS = "X-Townline", "X-Location"


class SentByScript:
    """Answers 204 with the place to go to, where a form would be redirected.

    A script that follows a redirect would fetch the next page, and with it the message meant for
    the person's eyes. The header is set by ``static/web/drafts.js``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get(ASKS) != "form" or "Location" not in response.headers:
            return response
        no_content = HttpResponse(status=204)
        no_content.headers[TELLS] = response.headers["Location"]
        no_content.cookies = response.cookies
        return no_content


class MendForms:
    """Gives back a form that no page of its own shows again, with what is to be mended: 422."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, InvalidForm):
            return None
        if from_script(request) and request.headers.get(ASKS) != "form":
            return problem(error.status, error.type, detail=error.sentences)
        form = carrying.gather_form(request) if is_staff_page(request) else None
        if form is None:
            return problem_page(request, error.status, detail=error.sentences)
        return carrying.give_back(
            request, form, to=place_of(request), wrong=error.wrong, status=error.status
        )

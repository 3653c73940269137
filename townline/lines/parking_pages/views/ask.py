"""The page behind a sticker's QR code: tell the owner something, and see the answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from townline.lines.parking_pages.views import ask_words as words
from townline.lines.parking_pages.views.inputs import CarRequestForm
from townline.lines.parking_pages.views.public_pages import (
    digits,
    form_key,
    form_press,
    frame,
    language,
    public_page,
)
from townline.lines.safenumbers import api
from townline.lines.safenumbers.doors import (
    CAR_MISSES,
    CAR_PAGE_VISITS,
    PRESSES,
    REQUEST_PAGE_VISITS,
)
from townline.lines.safenumbers.rules.asking import CarProblem
from townline.platform.core import clock
from townline.platform.core.http import client
from townline.platform.core.http.tokens import count_wrong_token
from townline.platform.web.reading import read

_NOTHING = {"matter": CarProblem.MOVE, "plate": "", "phone": ""}


@require_http_methods(["GET", "POST"])
@public_page
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of a car, and take what is sent with it."""
    now = clock.now()
    with translation.override(language(request)):
        lease = api.lease_by_qr(code)
        # Unknown, paused, changed and given up look alike: nobody learns how an owner keeps it.
        if lease is None or lease.state is not api.LeaseState.ACTIVE:
            return _over(request, words.out_of_use())
        if CAR_PAGE_VISITS.take(f"{client.client_key(request)} {lease.id}", now):
            return _page(request, "ask_over", words.busy(), 429)
        if request.method == "POST":
            return _handle_post(request, lease)
        return _form(request, lease, _NOTHING)


def _over(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer a code or link that opens nothing."""
    if count_wrong_token(request, CAR_MISSES):
        return _page(request, "ask_over", words.busy(), 429)
    return _page(request, "ask_over", context, 410)


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, f"parking_pages/{name}.html", frame() | context, status=status)


def _form(
    request: HttpRequest,
    lease: api.LeaseView,
    given: dict[str, str],
    errors: dict[str, str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    number = api.number_shown(lease.number)
    context = {
        "key": form_key(str(lease.id)),
        "matters": words.problem_choices(),
        "given": given,
        "errors": errors or {},
        "problems": words.problems(errors or {}),
        "number": number,
        "number_dial": digits(number),
    }
    return _page(request, "ask", context, status)


def _handle_post(request: HttpRequest, lease: api.LeaseView) -> HttpResponse:
    given = {name: str(value)[:40] for name, value in read(request, CarRequestForm)}
    press = form_press(request, str(lease.id))
    if not press:
        again = gettext("화면이 오래되었습니다. 한 번 더 눌러 주세요.")
        return _form(request, lease, given, {"": again}, status=403)
    if PRESSES.take(client.client_key(request), clock.now()):
        return _page(request, "ask_over", words.busy(), 429)
    errors = words.missing_fields(given)
    if errors:
        return _form(request, lease, given, errors, status=422)
    try:
        api.page_ask(
            lease_id=lease.id,
            matter=CarProblem(given["matter"]),
            tail=given["plate"],
            phone=given["phone"],
            nonce=press,
            language=translation.get_language() or "ko",
            address=client.client_key(request),
            now=clock.now(),
        )
    except api.SafeNumberError as error:
        return _form(request, lease, given, words.refusal_errors(error), status=error.status)
    spoken = translation.get_language() or "ko"
    return HttpResponseRedirect(f"/q/r/{press}?lang={spoken}")


@require_GET
@public_page
def request_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show who asked what became of it; while an answer may come the page hears of it by itself."""
    now = clock.now()
    with translation.override(language(request)):
        found = api.page_request(token, now=now)
        if found is None:
            return _over(request, words.expired_context())
        if REQUEST_PAGE_VISITS.take(token, now):
            return _page(request, "ask_over", words.busy(), 429)
        seconds = 0 if request.GET.get("still") else words.refreshing(found, now)
        return _page(request, "asked", words.request_context(found, now) | {"refreshing": seconds})

"""Asking for warnings by page: a telephone that is proved by a code. No sign-in, no script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from townline.casework.cases.api import CaseError
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, district
from townline.platform.core.http.client import client_key
from townline.platform.core.settings import Office
from townline.platform.web.public_pages import Forms, frame, language, public_page
from townline.platform.web.reading import read
from townline.platform.web.registry import open_pages
from townline.platform.web.views import problem_page
from townline.prevention.incidents.warnings import api
from townline.prevention.incidents.warnings.doors import REQUEST_LIMIT
from townline.prevention.incidents.warnings.views.pages import WarningAsking

ADDRESS = "/open/warnings"
FORMS = Forms("warnings.ask")
_SUBJECT = "warnings"
_WHERE = {
    "warning-phone": "phone", "warning-too-often": "phone", "warning-code": "code",
    "warning-kind": "kinds", "warning-dong": "dong",
}  # fmt: skip


def is_public() -> bool:
    """Say whether the district lets everybody ask on a page."""
    return api.warning_settings().public


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public_page
def ask(request: HttpRequest) -> HttpResponse:
    """Take what somebody asks for, then the code that was texted to them."""
    with translation.override(language(request)):
        busy = request.method == "POST" and REQUEST_LIMIT.take(client_key(request), clock.now())
        if not is_public():
            return problem_page(request, 404)
        if request.method != "POST":
            return _page(request, {})
        if busy:
            words = gettext("너무 자주 눌렀습니다. 한 시간 뒤에 다시 시도해 주세요.")
            return _page(request, {}, {"": words}, status=429)
        return _post_subscription(request)


def _post_subscription(request: HttpRequest) -> HttpResponse:
    given: dict[str, Any] = dict(read(request, WarningAsking))
    if not FORMS.nonce(request, _SUBJECT):
        again = gettext("화면이 오래되었습니다. 한 번 더 눌러 주세요.")
        return _page(request, given, {"": again}, status=403)
    try:
        if given["token"]:
            api.subscription_finish(token=given["token"], code=given["code"], now=clock.now())
            return _page(request, {"done": True})
        return _page(request, given | {"token": _begin_subscription(given)})
    except CaseError as error:
        return _wrong(request, given, error)


def _begin_subscription(given: dict[str, Any]) -> str:
    return api.subscription_begin(
        kinds=given["kinds"], dong=given["dong"], phone=given["phone"],
        language=translation.get_language() or "ko", now=clock.now(),
    )  # fmt: skip


def _wrong(request: HttpRequest, given: dict[str, Any], error: CaseError) -> HttpResponse:
    words = error.message()
    where = _WHERE.get(error.type, "")
    token = given.get("token", "")
    # A code that may still be typed keeps its page; anything else begins anew.
    if token and not conversations.verification_open(token, now=clock.now()):
        given = given | {"token": ""}
        where = "phone" if where == "code" else where
    return _page(request, given, {where: words}, status=error.status)


def _page(
    request: HttpRequest, given: dict[str, Any], errors: dict[str, str] | None = None, *,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    lang = translation.get_language() or "ko"
    known, first = api.dongs(), next(iter(api.warning_settings().kinds), "")
    context = frame(district.part(Office).service_name.in_language(lang)) | {
        "key": FORMS.key(_SUBJECT),
        "given": given,
        "errors": errors or {},
        "kinds": [(code, api.kind_name(code, lang)) for code in api.warning_settings().kinds],
        "dongs": [(ko, api.dong_name(ko, lang)) for ko, _ in known],
        "line_number": district.line_number(),
        "example": api.example(first, known[0][0], lang) if first and known else "",
        "open_pages": open_pages(ADDRESS),
    }
    return render(request, "warnings/ask.html", context, status=status)

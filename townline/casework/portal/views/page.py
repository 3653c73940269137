"""A resident's own case, behind a link: no sign-in, no script, nothing that others keep."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods
from pydantic import Field

from townline.casework.cases import api as cases
from townline.casework.cases.doors import MISSES, PAGE_VISITS
from townline.casework.cases.views.photos import guarded_photo
from townline.casework.portal import api
from townline.casework.portal.views.labels import CONFIRMATIONS, page_context
from townline.platform.core import clock, district
from townline.platform.core.http.tokens import count_wrong_token
from townline.platform.core.text.languages import page_language
from townline.platform.web.inputs import Input
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.public_pages import Forms
from townline.platform.web.reading import as_written, pressed_button, read

type Page = Callable[..., HttpResponse]

_FORMS = Forms("case-page")
_LANGUAGES = ("ko", "en")


class More(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"words": gettext_noop("더 알릴 내용")}
    words: Annotated[str, Field(max_length=1_000)]


class Rated(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"stars": gettext_noop("만족도")}
    stars: Annotated[int, Field(ge=1, le=5)]


class TextLanguage(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"language": gettext_noop("문자 언어")}
    language: Annotated[str, Field(max_length=8)]


def _outside(view: Page) -> Page:
    """Make a page behind a link: found by nobody, kept by nobody, telling nobody where it was."""

    # Django's own check cannot be kept here: without a referrer browsers send "Origin: null".
    # The forms carry a signature of their own, and only who has the link can send them at all.
    @csrf_exempt
    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, token: str, **more: str) -> HttpResponse:
        try:
            response = view(request, token, **more)
        except api.LinkOver:
            response = _over(request)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapper


def _over(request: HttpRequest) -> HttpResponse:
    wait = count_wrong_token(request, MISSES)
    with translation.override(_language(request, "")):
        status = 429 if wait else 410
        return render(request, "portal/resident_over.html", page_context(None), status=status)


def _language(request: HttpRequest, own: str) -> str:
    """Choose the switch's language, else that of the resident's texts, else the browser's."""
    for candidate in (
        request.GET.get("lang", ""),
        own and page_language(own),
        translation.get_language() or "",
    ):
        if candidate in _LANGUAGES:
            return candidate
    return _LANGUAGES[0]


@require_http_methods(["GET", "POST"])
@_outside
def case_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show a resident their own case; a POST adds words, says "not fixed", or rates."""
    shown = api.case_page(token=token, now=clock.now())
    if PAGE_VISITS.take(shown.link_id, clock.now()):
        return _over(request)
    with translation.override(_language(request, shown.language)):
        if request.method == "POST":
            return _handle_post(request, token, shown)
        done = request.GET.get("done", "")
        return _page(request, shown, said=CONFIRMATIONS.get(done), explained=done == "why")


def _page(
    request: HttpRequest, shown: api.CasePage, *, status: int = 200, **more: object
) -> HttpResponse:
    context = (
        page_context(shown)
        | {"languages": district.languages(), "key": _FORMS.key(str(shown.link_id))}
        | more
    )
    return render(request, "portal/resident.html", context, status=status)


def _handle_post(request: HttpRequest, token: str, shown: api.CasePage) -> HttpResponse:
    key, written = _FORMS.press(request, str(shown.link_id)), as_written(request).get("words")
    if not key:
        words = gettext("화면이 오래되었습니다. 아래에서 다시 보내 주세요.")
        return _page(request, shown, status=403, problem=words, words=written)
    action = pressed_button(request) if pressed_button(request) in _ACTIONS else "text"
    try:
        done = _ACTIONS[action](request, token, key)
    except api.LinkOver:
        raise
    except (cases.CaseError, InvalidForm):
        words = gettext(_PROBLEMS[action])
        return _page(request, shown, status=422, problem=words, words=written)
    language = translation.get_language() or "ko"
    return HttpResponseRedirect(f"{request.path}?done={done}&lang={language}#said")


def _text(request: HttpRequest, token: str, key: str) -> str:
    words = read(request, More).words
    api.page_text(token=token, words=words, key=key, now=clock.now())
    return "text"


def _not_fixed(_request: HttpRequest, token: str, key: str) -> str:
    api.page_not_fixed(token=token, key=key, now=clock.now())
    return "not_fixed"


def _rate(request: HttpRequest, token: str, _key: str) -> str:
    api.page_rate(token=token, stars=read(request, Rated).stars, now=clock.now())
    return "rate"


def _why(request: HttpRequest, token: str, key: str) -> str:
    _text(request, token, key)
    return "why"


def _choose_language(request: HttpRequest, token: str, _key: str) -> str:
    api.page_language_choose(
        token=token, language=read(request, TextLanguage).language, now=clock.now()
    )
    return "language"


_ACTIONS = {
    "text": _text,
    "not_fixed": _not_fixed,
    "rate": _rate,
    "why": _why,
    "language": _choose_language,
}
_PROBLEMS = {
    "text": gettext_noop("더 알릴 내용을 1자에서 1,000자까지 적어 주세요."),
    "not_fixed": gettext_noop("이미 다시 확인하고 있습니다. 더 알릴 내용을 아래에 적어 주세요."),
    "why": gettext_noop("무엇이 더 나았으면 하는지 1자에서 1,000자까지 적어 주세요."),
    "rate": gettext_noop("1에서 5 가운데 하나를 선택해 주세요."),
    "language": gettext_noop("목록에서 언어를 선택해 주세요."),
}


@require_GET
@_outside
def case_page_photo(_request: HttpRequest, token: str, sha256: str, copy: str) -> HttpResponse:
    """Give a photo of the resident's own texts, or of an answer to them."""
    found = api.case_page_photo(token=token, sha256=sha256, now=clock.now())
    try:
        # Only the copies: the original may say where it was taken.
        return guarded_photo(found, copy if copy != "original" else "")
    except cases.NotFound:
        raise api.LinkOver("there is no such photo") from None

"""A household's own home behind its link: no sign-in, no script, kept by nobody."""

from collections.abc import Callable
from typing import Annotated, Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods
from pydantic import Field

from townline.casework.cases.api import CaseError
from townline.casework.portal.api import LinkOver
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, district, resident_moments
from townline.platform.core.http import client
from townline.platform.core.http.tokens import count_wrong_token
from townline.platform.core.settings import Office
from townline.platform.web.inputs import Input
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.public_pages import Forms, digits, frame, language, public_page
from townline.platform.web.reading import as_written, pressed_button, read
from townline.prevention.surveys.api import Home, HomeState
from townline.prevention.surveys.pages.doors import CODES, MISSES, PAGE_LIMIT
from townline.prevention.surveys.pages.errors import TooManyHelps
from townline.prevention.surveys.pages.models import HomeLink
from townline.prevention.surveys.pages.ports import TIMES, home_lines
from townline.prevention.surveys.pages.selectors.household import household_page
from townline.prevention.surveys.pages.services import household, numbers
from townline.prevention.surveys.pages.services.links import link_behind, link_look
from townline.prevention.surveys.views import labels

_FORMS = Forms("home-page")
_MESSAGES = {
    "refuse": gettext_noop("방문을 원하지 않으신다고 적어 두었습니다."),
    "help": gettext_noop("보내 주신 내용을 접수했습니다. 문자로 답변을 드립니다."),
    "time": gettext_noop("방문 시간을 정했습니다."),
    "code": gettext_noop("인증번호를 문자로 보냈습니다. 10분 안에 아래에 적어 주세요."),
    "prove": gettext_noop("번호를 인증했습니다. 이제 여기서 도움을 요청하실 수 있습니다."),
}
_SHORT = gettext_noop("도움이 필요한 내용을 1자에서 500자까지 적어 주세요.")


_WRONG = {
    "time": gettext_noop("그 시간에는 이제 방문할 수 없습니다. 다른 시간을 선택해 주세요."),
    "number": gettext_noop("휴대전화 번호를 적어 주세요. 예: 010-0000-0042"),
    "prove": gettext_noop("문자로 받은 인증번호를 적어 주세요."),
}


class HelpForm(Input):
    CALLED: ClassVar[dict[str, str]] = {"words": gettext_noop("도움이 필요한 내용")}
    words: Annotated[str, Field(max_length=household.WORDS)]


class TimeChosen(Input):
    CALLED: ClassVar[dict[str, str]] = {"time": gettext_noop("방문 시간")}
    time: Annotated[str, Field(min_length=1, max_length=20)]


class NumberLeft(Input):
    CALLED: ClassVar[dict[str, str]] = {"phone": gettext_noop("휴대전화 번호")}
    phone: Annotated[str, Field(min_length=8, max_length=20)]


class HomeCode(Input):
    CALLED: ClassVar[dict[str, str]] = {"code": gettext_noop("인증번호")}
    code: Annotated[str, Field(min_length=1, max_length=20)]


def _lang() -> str:
    return translation.get_language() or "ko"


def frame_of_office() -> dict[str, Any]:
    """Give whose page it is, in the reader's language."""
    return frame(district.part(Office).service_name.in_language(_lang()))


def _over(request: HttpRequest) -> HttpResponse:
    """Say that a link is over; a wrong one looks the same."""
    wait = count_wrong_token(request, MISSES)
    with translation.override(language(request)):
        status = 429 if wait else 410
        return render(request, "survey_pages/household_over.html", frame_of_office(), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show a household its home, or take what it says. A look changes nothing but the history."""
    now = clock.now()
    try:
        link = link_behind(token=token, now=now)
        if PAGE_LIMIT.take(link.pk, now):
            return _over(request)
        with translation.override(language(request, link.language)):
            if request.method == "POST":
                return _post_action(request, link)
            link_look(link=link, now=now)
            return _page(request, link)
    except LinkOver:
        return _over(request)


def context_of(home: Home) -> dict[str, Any]:
    """Give what a household sees of its home, in the language of the page."""
    lang = _lang()
    shown = household_page(home, language=lang, today=timezone.localdate(clock.now()))
    return frame_of_office() | {
        "shown": shown,
        "h": home,
        "why": labels.EXCLUSIONS.get(home.excluded_for, ""),
        "visit_day": resident_moments.format_date(shown.visit.day, lang) if shown.visit else "",
        "come_back": _come_back(home, lang),
        "step": min(3, 1 + 3 * (shown.place - 1) // max(1, shown.grades)) if shown.grade else 0,
        "line_number": district.line_number(),
        "line_dial": digits(district.line_number()),
        "sms": urlencode({"body": f"{home.place} {home.unit}: "}).replace("+", "%20"),
        "moments": True,
        "times": TIMES.value.offered(home, clock.now(), lang),
        "told": home_lines(home.pk),
    }


def _come_back(home: Home, lang: str) -> str:
    again = home.come_back_on if home.state == HomeState.LISTED else None
    return resident_moments.format_date(again, lang) if again else ""


def _page(
    request: HttpRequest, link: HomeLink, *, status: int = 200, **more: object
) -> HttpResponse:
    message = _MESSAGES.get(request.GET.get("done", ""))
    context = context_of(link.home) | {
        "key": _FORMS.key(str(link.pk)),
        "post": request.path,
        "may_help": link.resident_id is not None,
        "typing": conversations.verification_open(link.verification, now=clock.now()),
        "asked": bool(link.verification),
        "said": gettext(message) if message else "",
        "until": resident_moments.format_date(timezone.localdate(link.expires_at), _lang()),
    }
    return render(request, "survey_pages/household.html", context | more, status=status)


def _post_action(request: HttpRequest, link: HomeLink) -> HttpResponse:
    key = _FORMS.press(request, str(link.pk))
    if not key:
        words = gettext("화면이 오래되었습니다. 아래에서 다시 보내 주세요.")
        return _page(request, link, status=403, problem=words)
    requested = pressed_button(request)
    try:
        return _ACTIONS.get(requested, _help)(request, link, key)
    except InvalidForm:
        return _again(request, link, gettext(_WRONG.get(requested, _SHORT)), 422)
    except CaseError as refused:
        own = gettext(_WRONG.get(requested, _SHORT))
        words = refused.words(refused.detail, refused.extra) if refused.sentence else own
        return _again(request, link, words, refused.status)


def _again(request: HttpRequest, link: HomeLink, words: str, status: int) -> HttpResponse:
    written = as_written(request).get("words")
    return _page(request, link, status=status, problem=words, words=written)


def _redirect_done(request: HttpRequest, what: str) -> HttpResponse:
    return HttpResponseRedirect(f"{request.path}?done={what}&lang={_lang()}#said")


def _refuse(request: HttpRequest, link: HomeLink, key: str) -> HttpResponse:
    household.visit_refuse(link=link, key=key, now=clock.now())
    return _redirect_done(request, "refuse")


def _report_moved(request: HttpRequest, link: HomeLink, key: str) -> HttpResponse:
    household.moved_out(link=link, key=key, now=clock.now())
    return render(request, "survey_pages/household_moved.html", frame_of_office())


def _help(request: HttpRequest, link: HomeLink, key: str) -> HttpResponse:
    words = read(request, HelpForm).words
    household.help_ask(link=link, key=key, words=words, now=clock.now())
    return _redirect_done(request, "help")


def _time(request: HttpRequest, link: HomeLink, key: str) -> HttpResponse:
    choice = read(request, TimeChosen).time
    household.time_choose(link=link, key=key, choice=choice, now=clock.now())
    return _redirect_done(request, "time")


def _number(request: HttpRequest, link: HomeLink, key: str) -> HttpResponse:
    phone, now = read(request, NumberLeft).phone, clock.now()
    if CODES.take(client.client_key(request), now):
        raise TooManyHelps
    numbers.number_leave(link=link, key=key, phone=phone, language=_lang(), now=now)
    return _redirect_done(request, "code")


def _prove(request: HttpRequest, link: HomeLink, key: str) -> HttpResponse:
    del key  # the code itself counts once
    numbers.number_prove(link=link, code=read(request, HomeCode).code, now=clock.now())
    return _redirect_done(request, "prove")


type _Act = Callable[[HttpRequest, HomeLink, str], HttpResponse]
_ACTIONS: dict[str, _Act] = {
    "refuse": _refuse, "moved": _report_moved, "help": _help,
    "time": _time, "number": _number, "prove": _prove,
}  # fmt: skip

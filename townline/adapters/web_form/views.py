"""The page to report a matter: words, a place, photos, a proved telephone. No script needed."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from townline.adapters.web_form import surroundings
from townline.adapters.web_form.inputs import PHOTOS, PLACE, WORDS, ReportInput
from townline.adapters.web_form.limits import PICKING, SENDING
from townline.adapters.web_form.nav import ADDRESS
from townline.adapters.web_form.photos import photos_add, photos_sign, photos_stored
from townline.adapters.web_form.refusals import ReportRefused
from townline.adapters.web_form.sending import Report, report_begin, report_finish
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, district
from townline.platform.core.http.client import client_key
from townline.platform.core.media import MediaRef
from townline.platform.core.settings import Office
from townline.platform.departments import api as departments
from townline.platform.triage import api as triage
from townline.platform.web.moments import english
from townline.platform.web.public_pages import Forms, frame, language, public_page
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.registry import open_pages
from townline.prevention.policy.insights.api import PublicMatter

FORMS = Forms("web-form")
_SUBJECT = "report"
_FORM, _SIMILAR, _CODE = "form", "similar", "code"
# Buttons: on to what lies nearby, a new matter all the same, the code, back to the words.
_NEXT, _NEW, _FINISH, _BACK = "next", "new", "finish", "back"


@dataclass(slots=True)
class _Answer:
    """What the next page shows: one of the three steps, and what is said on it."""

    given: ReportInput
    photos: tuple[MediaRef, ...] = ()
    step: str = _FORM
    token: str = ""
    danger: bool = False
    matters: tuple[PublicMatter, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)
    status: int = 200


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public_page
def report(request: HttpRequest) -> HttpResponse:
    """Take a report, show what is known nearby, then take the code that was texted."""
    with translation.override(language(request)):
        if request.method != "POST":
            return _page(request, _Answer(ReportInput()))
        answer = _Answer(read(request, ReportInput))
        answer.photos = photos_stored(answer.given.stored)
        answer.token = answer.given.token
        try:
            if _handle(request, answer):
                spoken = translation.get_language() or "ko"
                return HttpResponseRedirect(f"{ADDRESS}/sent?lang={spoken}", status=303)
        except ReportRefused as refused:
            _refuse(answer, refused)
        return _page(request, answer)


@require_safe
@public_page
def report_sent(request: HttpRequest) -> HttpResponse:
    """Say that a report came in, and how it is answered; the same page for everybody."""
    with translation.override(language(request)):
        return render(request, "web_form/sent.html", _frame())


def _handle(request: HttpRequest, answer: _Answer) -> bool:
    """Do what was pressed; True once the report is in. Raises ReportRefused."""
    if not FORMS.nonce(request, _SUBJECT):
        words = gettext("화면이 오래되었습니다. 한 번 더 눌러 주세요.")
        raise ReportRefused("", words, 403)
    pressed, files = pressed_button(request), request.FILES.getlist("photos")
    limit = SENDING if pressed in {_NEXT, _NEW, _FINISH} or files else PICKING
    if limit.take(client_key(request), clock.now()):
        words = gettext("너무 자주 눌렀습니다. 잠시 뒤에 다시 눌러 주세요.")
        raise ReportRefused("", words, 429)
    if pressed == _FINISH:
        report_finish(token=answer.token, code=answer.given.code, now=clock.now())
        return True
    answer.token = ""
    answer.photos = photos_add(answer.photos, files)
    if pressed in {_NEXT, _NEW}:
        _go_on(answer, past_similar=pressed == _NEW)
    elif pressed != _BACK and not surroundings.point_pressed(answer.given.at):
        raise ReportRefused("place", gettext("지도에서 이 구 안의 장소를 눌러 주세요."))
    return False


def _go_on(answer: _Answer, *, past_similar: bool) -> None:
    given, now = answer.given, clock.now()
    point = surroundings.point_of(given.at, given.place, given.words)
    around = surroundings.look_around(given.words[:WORDS], point, now)
    answer.danger = around.danger
    _check(answer)
    if around.matters and not past_similar:
        answer.step, answer.matters = _SIMILAR, around.matters
        return
    answer.token = report_begin(_report(answer), now=now)
    answer.step = _CODE


def _check(answer: _Answer) -> None:
    """Refuse what cannot be sent, before a code is texted. Raises ReportRefused."""
    given = answer.given
    if not 1 <= len(given.words.strip()) <= WORDS:
        words = gettext("무슨 일인지 1자에서 %(n)s자까지 적어 주세요.") % {"n": f"{WORDS:,}"}
        raise ReportRefused("words", words)
    if len(given.place.strip()) > PLACE:
        raise ReportRefused("place", gettext("장소는 %(n)s자까지 적어 주세요.") % {"n": PLACE})
    if not given.place.strip() and not surroundings.point_pressed(given.at):
        raise ReportRefused("place", gettext("어디인지 주소나 동을 적거나 지도에서 눌러 주세요."))


def _report(answer: _Answer) -> Report:
    given = answer.given
    point = surroundings.point_pressed(given.at)
    lines = [
        given.words.strip(),
        given.place.strip() and gettext("장소: %(place)s") % {"place": given.place.strip()},
        _pressed_line(point),
    ]
    return Report(
        body="\n".join(line for line in lines if line),
        photos=answer.photos,
        phone=given.phone,
        language=translation.get_language() or "ko",
    )


def _pressed_line(point: surroundings.Point | None) -> str:
    if point is None:
        return ""
    spot = surroundings.place_words(point, english=english())
    return gettext("지도에서 누른 곳: %(place)s") % {"place": spot}


def _refuse(answer: _Answer, refused: ReportRefused) -> None:
    """Put the refusal beside its field; a code that may still be typed keeps its page."""
    where = refused.field
    if answer.token and conversations.verification_open(answer.token, now=clock.now()):
        answer.step = _CODE
    else:
        answer.token = ""
        where = "phone" if where == "code" else where
    answer.errors, answer.status = {where: refused.words}, refused.status


def _page(request: HttpRequest, answer: _Answer) -> HttpResponse:
    given = answer.given
    point = surroundings.point_pressed(given.at)
    context = _frame() | {
        "key": FORMS.key(_SUBJECT),
        "given": given,
        "stored": photos_sign(answer.photos),
        "photo_count": len(answer.photos),
        "photos_left": PHOTOS - len(answer.photos),
        "most_photos": PHOTOS,
        "token": answer.token,
        "danger": answer.danger,
        "matters": [_matter(matter) for matter in answer.matters],
        "errors": answer.errors,
        "point": point,
        "pressed": surroundings.place_words(point, english=english()) if point else "",
        "open_pages": open_pages(ADDRESS),
    }
    return render(request, f"web_form/{answer.step}.html", context, status=answer.status)


def _frame() -> dict[str, Any]:
    name = district.part(Office).service_name.in_language(translation.get_language() or "ko")
    return frame(name) | {"line_number": district.line_number()}


def _matter(matter: PublicMatter) -> dict[str, Any]:
    spoken = english()
    names = {
        each.service_code: each.name_en if spoken else each.name_ko
        for each in departments.services()
    }
    return {
        "service": names.get(matter.service, ""),
        "dong": triage.dong_name(matter.dong, english=spoken) if matter.dong else "",
        "day": matter.day,
    }

"""The words of a resident's own case page: plain, dated, and none of the office's own."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from townline.casework.cases.api import CaseEvent
from townline.casework.cases.views.photos import PhotoDisplay, photo_displays
from townline.casework.portal import api
from townline.platform.conversations.api import ThreadText
from townline.platform.core import clock, district, resident_moments
from townline.platform.core.settings import Office
from townline.platform.departments import api as departments
from townline.platform.web.templatetags.townline import named

CONFIRMATIONS: dict[str, Promise] = {
    "text": _("보내 주신 내용을 받았습니다. 곧 아래에 나타납니다."),
    "not_fixed": _("다시 확인하고 부서장에게 알립니다. 곧 새 답변 기한이 나타납니다."),
    "rate": _("만족도를 보내 주셔서 고맙습니다."),
    "why": _("알려 주셔서 고맙습니다. 부서장이 읽습니다."),
    "language": _("다음 문자부터 이 언어로 보냅니다."),
}
_STEPS: dict[str, Promise] = {
    "case:status:open": _("문자를 받았습니다"),
    "case:department:assign": _("담당 부서를 정했습니다"),
    "case:answer:send": _("답변을 드렸습니다"),
    "case:interim:send": _("진행 안내를 드렸습니다"),
    "case:decline:send": _("어려운 이유를 알려 드렸습니다"),
    "case:question:ask": _("한 가지를 여쭈었습니다"),
    "case:reply:receive": _("답을 주셨습니다"),
    "case:status:reopen": _("다시 확인하고 있습니다"),
    "case:status:close": _("처리를 마쳤습니다"),
}
_NEXT: dict[str, Promise] = {
    "received": _("민원실이 담당 부서를 정합니다."),
    "awaiting_resident": _(
        "저희가 여쭌 것에 답해 주세요. 문자로 답하시거나 아래에 적으시면 됩니다."
    ),
    "awaiting_confirmation": _("구청장이 확인하면 바로 문자로 답변을 보내 드립니다."),
    "confirmed": _("곧 문자로 답변을 보내 드립니다."),
    "answered": _("해결되지 않았거나 더 하실 말씀이 있으면 아래에서 알려 주세요."),
    "declined": _("의견이 다르시면 아래에 적어 주세요. 다시 확인하겠습니다."),
    "closed": _("해결되지 않았거나 더 하실 말씀이 있으면 아래에서 알려 주세요."),
}
_WORKING = _("담당 부서가 확인하고 답변을 작성합니다. 구청장이 확인하면 문자로 보내 드립니다.")


@dataclass(frozen=True)
class TimelineLine:
    """A step or a day, as it is told; ``done``: it is past."""

    at: dt.datetime
    when: str
    words: str
    done: bool = True


@dataclass(frozen=True)
class ThreadEntry:
    """A text as the resident knows it; ``who`` wrote it."""

    mine: bool
    who: str
    when: str
    at: dt.datetime
    body: str
    photos: list[PhotoDisplay]


def page_context(page: api.CasePage | None) -> dict[str, Any]:
    """Gather what the page of a link shows; without one, what the page of an old link does."""
    language = translation.get_language() or "ko"
    frame = {
        "language": language,
        "office": district.part(Office).service_name.in_language(language),
        "line_number": district.line_number(),
        "danger_number": district.part(Office).emergency_phone,
        "status_word": district.words("status")[language][0],
    }
    return frame if page is None else frame | _case(page, language)


def _case(page: api.CasePage, language: str) -> dict[str, Any]:
    names = {d.code: named(d) for d in departments.departments()}
    late = page.is_open and page.answer_due_at <= clock.now()
    return {
        "page": page,
        "state": _capital(api.state_summary(page.state, language)),
        "department": names.get(page.department or "", ""),
        "next_words": _NEXT.get(page.state, _WORKING),
        "due": resident_moments.promise(page.answer_due_at, page.promise_from, language),
        "late": late,
        "answered": resident_moments.moment(page.answered_at, language) if page.answered_at else "",
        "expires": resident_moments.day(page.expires_at, language),
        "steps": [_step(step, names, language) for step in page.steps],
        "ahead": _ahead(page, language),
        "texts": [_thread_entry(text, language) for text in page.texts],
        "stars": range(1, 6),
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _step(step: api.PageStep, names: dict[str, str], language: str) -> TimelineLine:
    words = str(_STEPS[step.event])
    if step.event == CaseEvent.ASSIGN.tag and step.department in names:
        words = gettext("%(department)s에서 담당합니다") % {"department": names[step.department]}
    return TimelineLine(step.at, resident_moments.moment(step.at, language), words)


def _ahead(page: api.CasePage, language: str) -> list[TimelineLine]:
    """Tell visits and promised dates, in order of time."""
    found = []
    for visit in page.visits:
        when = (
            resident_moments.moment(visit.at, language)
            if visit.timed
            else resident_moments.day(visit.at, language)
        )
        words = gettext("현장에 다녀왔습니다") if visit.done else gettext("담당자가 현장에 갑니다")
        found.append(TimelineLine(visit.at, when, words, visit.done))
    for date in page.dates:
        words = gettext("약속드린 일 (지켰습니다)") if date.done else gettext("약속드린 일")
        found.append(
            TimelineLine(date.at, resident_moments.day(date.at, language), words, date.done)
        )
    return sorted(found, key=lambda line: line.at)


def _thread_entry(text: ThreadText, language: str) -> ThreadEntry:
    at = text.accepted_at or text.at
    mine = text.direction == "in"
    who = gettext("나") if mine else district.current().name(language)
    photos = [one for one in photo_displays(text.photos) if one.photo.sha256 and not one.words]
    return ThreadEntry(mine, who, resident_moments.moment(at, language), at, text.body, photos)

"""The dates in an answer, before it goes up: which of them are promises, a person says."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods
from pydantic import Field

from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.views.actions import case_url
from townline.casework.cases.views.lists import the_act
from townline.casework.deadlines import api as deadlines
from townline.platform.core.text.dates import DateKind, FoundDate
from townline.platform.departments.api import Act, Permission
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input, Line, Moment, Version
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import back_to

_MOST = 40


class Checked(Input):
    """Dates found in an answer: ``use`` numbers those that are promises; and those put by hand."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "at": gettext_noop("이행 약속 시각"),
        "base_version": gettext_noop("버전"),
        "by_hand": gettext_noop("찾지 못한 이행 약속"),
        "send_at": gettext_noop("발송 일시"),
        "use": gettext_noop("이행 약속 기한"),
        "words": gettext_noop("이행 약속 기한"),
    }
    base_version: Version = 0
    send_at: Moment | None = None
    use: Annotated[list[Line], Field(max_length=_MOST)] = []
    at: dict[Line, Moment] = {}
    words: dict[Line, Line] = {}
    by_hand: Annotated[list[Moment], Field(max_length=_MOST)] = []

    def arguments(self) -> dict[str, Any]:
        if not self.at.keys() >= set(self.use):
            raise cases.InvalidInput("a date that is ticked needs its day")
        found = [
            deadlines.Promise(at=self.at[number], words=self.words.get(number, "")[:80])
            for number in self.at
            if number in self.use
        ]
        return {
            "base_version": self.base_version,
            "send_at": self.send_at,
            "promised": found + [deadlines.Promise(at=at) for at in self.by_hand],
        }


def check_url(code: str, **given: str) -> str:
    """Give the address of the page that asks about an answer's dates."""
    query = urlencode({name: value for name, value in given.items() if value})
    return f"/cases/{code}/promised?{query}"


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.WRITE), reads=True)
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Show the words with their dates marked, and submit them with what was ticked."""
    act = the_act(request)
    detail = api.answer_get(act, code=code)
    draft = detail.draft
    if draft is None or not draft.body.strip():
        raise cases.WrongState("there is no draft yet; write one first")
    if request.method == "POST":
        return _submit(request, act, code)
    return render(
        request, "deadlines/promised_check.html", _context(request, detail, draft, act.now)
    )


def _context(
    request: HttpRequest, detail: api.AnswerDetail, draft: api.DraftView, now: dt.datetime
) -> dict[str, Any]:
    found = deadlines.dates_found(draft.body, now)
    words = {(one.words, one.at) for one in draft.promised}
    extra = [one for one in draft.promised if not one.words and not one.next_word]
    return {
        "case": detail.row,
        "draft": draft,
        "pieces": _pieces(draft.body, found),
        "dates": [
            (number, one, (one.words, one.at) in words if _is_seen(one, draft) else _promise(one))
            for number, one in enumerate(found)
            # Of what was done there is nothing to remind of.
            if one.looks is not DateKind.REPORT
        ],
        "by_hand": [*(one.at for one in extra), None],
        "send_at": request.GET.get("send_at", "")[:40],
        "next": request.GET.get("next", ""),
        "now": now,
    }


def _is_seen(one: FoundDate, draft: api.DraftView) -> bool:
    return (one.words, one.at) in draft.seen


def _promise(one: FoundDate) -> bool:
    return one.looks is DateKind.PROMISE


def _pieces(body: str, found: tuple[FoundDate, ...]) -> list[tuple[str, int | None]]:
    """Cut the words at their dates: what stands between, and each date with its number."""
    pieces: list[tuple[str, int | None]] = []
    at = 0
    for number, one in enumerate(found):
        pieces += [(body[at : one.start], None), (body[one.start : one.end], number)]
        at = one.end
    return [*pieces, (body[at:], None)]


def _submit(request: HttpRequest, act: Act, code: str) -> HttpResponse:
    api.draft_submit(act, code=code, **read(request, Checked).arguments())
    messages.success(request, gettext("승인을 요청했습니다."))
    return HttpResponseRedirect(back_to(request, case_url(code)))

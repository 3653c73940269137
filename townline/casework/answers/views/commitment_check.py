"""The dates in an answer, before it goes up: which of them are promises, a person says."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.views.access import staff_page
from townline.casework.cases.views.actions import case_url
from townline.casework.cases.views.lists import the_viewer
from townline.casework.deadlines import api as deadlines
from townline.casework.deadlines.views.commitments import moment
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.web.numbers import is_number
from townline.platform.web.views import back_to

_MOST = 40


def check_url(code: str, **given: str) -> str:
    """Give the address of the page that asks about an answer's dates."""
    query = urlencode({name: value for name, value in given.items() if value})
    return f"/cases/{code}/promised?{query}"


@require_http_methods(["GET", "POST"])
@staff_page(permission=Permission.WRITE)
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Show the words with their dates marked, and submit them with what was ticked."""
    viewer, now = the_viewer(request), clock.now()
    detail = api.answer_get(code=code, viewer=viewer, now=now)
    draft = detail.draft
    if draft is None or not draft.body.strip():
        raise cases.WrongState("there is no draft yet; write one first")
    if request.method == "POST":
        return _submit(request, code, viewer, now)
    return render(request, "deadlines/promised_check.html", _context(request, detail, draft, now))


def _context(
    request: HttpRequest, detail: api.AnswerDetail, draft: api.DraftView, now: dt.datetime
) -> dict[str, Any]:
    found = deadlines.dates_found(draft.body, now)
    known = {one.at for one in draft.promised}
    words = {(one.words, one.at) for one in draft.promised}
    extra = [one for one in draft.promised if not one.words and not one.next_word]
    return {
        "case": detail.row,
        "draft": draft,
        "pieces": _pieces(draft.body, found),
        "dates": [
            (number, one, (one.words, one.at) in words if known else _promise(one))
            for number, one in enumerate(found)
            # Of what was done there is nothing to remind of.
            if one.looks is not cases.Looks.REPORT
        ],
        "by_hand": [*(one.at for one in extra), None],
        "send_at": request.GET.get("send_at", "")[:40],
        "next": request.GET.get("next", ""),
        "now": now,
    }


def _promise(one: cases.Found) -> bool:
    return one.looks is cases.Looks.PROMISE


def _pieces(body: str, found: tuple[cases.Found, ...]) -> list[tuple[str, int | None]]:
    """Cut the words at their dates: what stands between, and each date with its number."""
    pieces: list[tuple[str, int | None]] = []
    at = 0
    for number, one in enumerate(found):
        pieces += [(body[at : one.start], None), (body[one.start : one.end], number)]
        at = one.end
    return [*pieces, (body[at:], None)]


def _submit(request: HttpRequest, code: str, viewer: Viewer, now: dt.datetime) -> HttpResponse:
    base = request.POST.get("base_version", "")
    api.draft_submit(
        code=code,
        viewer=viewer,
        now=now,
        base_version=int(base) if is_number(base) else 0,
        send_at=moment(request.POST.get("send_at", "")),
        promised=_ticked(request),
    )
    messages.success(request, gettext("승인을 요청했습니다."))
    return HttpResponseRedirect(back_to(request, case_url(code)))


def _ticked(request: HttpRequest) -> list[deadlines.Promise]:
    """Read the dates that were ticked, and those put by hand."""
    ticked = set(request.POST.getlist("use"))
    found = []
    for number in range(_MOST):
        at = moment(request.POST.get(f"at-{number}", ""))
        if str(number) in ticked:
            if at is None:
                raise cases.InvalidInput("a date that is ticked needs its day")
            words = request.POST.get(f"words-{number}", "")[:80]
            found.append(deadlines.Promise(at=at, words=words))
    by_hand = (moment(value) for value in request.POST.getlist("by_hand"))
    return found + [deadlines.Promise(at=at) for at in by_hand if at is not None]

"""Writing: saved every two seconds under a version; a second writer sees both."""

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from townline.casework.answers import api
from townline.casework.answers.views.commitment_check import check_url
from townline.casework.cases import api as cases
from townline.casework.cases.views import lists
from townline.casework.cases.views.access import staff_page, wants_json
from townline.casework.cases.views.actions import case_url, done
from townline.casework.cases.views.following import row_below
from townline.casework.coordination.views.joint_words import inserted
from townline.casework.deadlines import api as deadlines
from townline.platform.core import clock, media
from townline.platform.departments.api import Viewer
from townline.platform.web import moments
from townline.platform.web.numbers import is_number

_ORIGIN = ("korean", "template")
_END_OF_DAY = dt.time(18, 0)


@require_POST
@staff_page()
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Save the words; ``do`` says what then: save, submit, or ask the resident at once."""
    viewer = lists.the_viewer(request)
    body = request.POST.get("body", "").replace("\r\n", "\n")
    body = inserted(request, code, viewer, body)
    old = request.POST.get("old", "")
    if not old and "ask" in _wishes(request):
        return _ask(request, code, viewer, body)
    try:
        version = _save(request, code, viewer, body)
    except api.DraftConflict as conflict:
        return _conflict(request, code, conflict)
    version = _photos(request, code, viewer) or version
    if is_number(old):
        api.old_answer_put(code=code, viewer=viewer, now=clock.now(), text_id=int(old))
        return done(request, code, gettext("지난 답변을 초안에 넣었습니다. 빈칸을 채워 주세요."))
    if wants_json(request):
        return JsonResponse({"version": version, "saved": moments.hour(clock.now())})
    if request.POST.get("do") == "submit":
        return _submit(request, code, viewer, version)
    return done(request, code, gettext("저장했습니다."))


def _wishes(request: HttpRequest) -> set[str]:
    asks = request.POST.get("kind") == "question"
    return {request.POST.get("do", ""), "ask" if asks else ""}


def _save(request: HttpRequest, code: str, viewer: Viewer, body: str) -> int:
    base, korean = request.POST.get("base_version", ""), request.POST.get("korean")
    draft = api.draft_save(
        code=code,
        viewer=viewer,
        now=clock.now(),
        body=body,
        kind=_kind(request),
        reason=request.POST.get("reason", "").strip(),
        remedy=request.POST.get("remedy", "").strip(),
        next_due_at=_next_due(request),
        base_version=int(base) if is_number(base) else 0,
        korean=korean.replace("\r\n", "\n") if korean is not None else None,
        template=request.POST.get("template") or None,
    )
    return draft.version


def _photos(request: HttpRequest, code: str, viewer: Viewer) -> int | None:
    """Put the photos that were chosen with the draft, or take one out: its version then."""
    dropped, chosen = request.POST.get("drop"), request.FILES.getlist("photos")
    if dropped:
        draft = api.draft_photo_drop(code=code, viewer=viewer, now=clock.now(), sha256=dropped)
        return draft.version
    if not chosen:
        return None
    if any((file.size or 0) > settings.TOWNLINE_PHOTO_BYTES for file in chosen):
        raise cases.PhotoUnusable("a file is too large", problem=media.TOO_LARGE)
    files = [file.read() for file in chosen]
    return api.draft_photos_add(code=code, viewer=viewer, now=clock.now(), files=files).version


def _kind(request: HttpRequest) -> cases.Kind:
    wished = request.POST.get("kind", "answer")
    if wished == "question":
        return cases.Kind.ANSWER  # an old answer was put in while a question was being written
    if wished not in set(cases.Kind):
        raise cases.InvalidInput(f"unknown kind {wished!r}")
    return cases.Kind(wished)


def _next_due(request: HttpRequest) -> dt.datetime | None:
    if request.POST.get("kind") != "interim":
        return None
    try:
        day = parse_date(request.POST.get("next_due", ""))
    except ValueError:
        day = None
    return timezone.make_aware(dt.datetime.combine(day, _END_OF_DAY)) if day else None


def _send_at(request: HttpRequest) -> dt.datetime | None:
    try:
        moment = parse_datetime(request.POST.get("send_at", ""))
    except ValueError:
        moment = None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment


def _submit(request: HttpRequest, code: str, viewer: Viewer, version: int) -> HttpResponse:
    following = _next_url(request, code)
    try:
        api.draft_submit(
            code=code,
            viewer=viewer,
            now=clock.now(),
            base_version=version,
            send_at=_send_at(request),
        )
    except deadlines.DatesUnchecked:
        # The words are saved; which of their dates are promises, a person says next.
        send_at = request.POST.get("send_at", "")[:40]
        return HttpResponseRedirect(check_url(code, next=following, send_at=send_at))
    messages.success(request, gettext("승인을 요청했습니다."))
    return HttpResponseRedirect(following)


def _next_url(request: HttpRequest, code: str) -> str:
    # After one is done the row below opens.
    below = row_below(request, code, clock.now())
    query = lists.query_of(lists.filters_of(request, lists.the_viewer(request)))
    return f"{case_url(below)}?{query}" if below else f"/inbox/?{query}"


def _ask(request: HttpRequest, code: str, viewer: Viewer, body: str) -> HttpResponse:
    if wants_json(request):
        # A question is not kept as a draft of the answer.
        return JsonResponse({"version": None})
    api.question_send(code=code, viewer=viewer, now=clock.now(), body=body.strip())
    return done(request, code, gettext("보완을 요청했습니다. 답변 기한은 그대로입니다."))


def _conflict(request: HttpRequest, code: str, conflict: api.DraftConflict) -> HttpResponse:
    if wants_json(request):
        told = {"type": conflict.type, "version": conflict.extra["version"]}
        return JsonResponse(told, status=409)
    context = {
        "code": code,
        "theirs": conflict.extra["theirs"],
        "mine": conflict.extra["mine"],
        "version": conflict.extra["version"],
        "kept": {
            name: request.POST.get(name, "")
            for name in ("kind", "reason", "remedy", "next_due", *_ORIGIN)
            if name in request.POST or name not in _ORIGIN
        },
    }
    return render(request, "answers/conflict.html", context, status=409)

"""Writing: saved every two seconds under a version; a second writer sees both."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from townline.casework.answers import api
from townline.casework.answers.views.api.composing import Writing
from townline.casework.answers.views.commitment_check import check_url
from townline.casework.cases import api as cases
from townline.casework.cases.views import access, lists
from townline.casework.cases.views.actions import back_to_case, case_url
from townline.casework.cases.views.following import row_below
from townline.casework.coordination.api import ReferralOpen
from townline.casework.coordination.views.joint import insert_words
from townline.casework.deadlines import api as deadlines
from townline.platform.core import clock, media
from townline.platform.departments.api import Act, Viewer
from townline.platform.web import moments
from townline.platform.web.reading import as_written, pressed_button, read
from townline.platform.web.signing_in import wants_json
from townline.platform.web.staff import staff_page

_TO_MEND = 422
STOPS = gettext_noop(
    "답변이 문장 중간에서 끝난 것으로 보입니다. 이대로 맞으면 한 번 더 눌러 주세요."
)
_CARRIED_FIELDS = ("kind", "reason", "remedy", "next_due", "korean", "template")


@require_POST
@staff_page()
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Save the words; ``do`` says what then: save, submit, or ask the resident at once."""
    viewer = lists.the_viewer(request)
    form = read(request, Writing, asks="kind", next_due_at="next_due")
    form.body = insert_words(request, code, viewer, form.body)
    button = pressed_button(request)
    if form.old is None and (form.asks == "question" or button == "ask"):
        return _ask(request, code, viewer, form.body)
    try:
        version = api.draft_save(lists.the_act(request), code=code, **form.arguments()).version
    except api.DraftConflict as conflict:
        return _conflict(request, code, conflict)
    version = _photos(request, code, viewer, form.drop) or version
    if form.old is not None:
        api.old_answer_put(lists.the_act(request), code=code, text_id=form.old)
        return back_to_case(
            request, code, gettext("지난 답변을 초안에 넣었습니다. 빈칸을 채워 주세요.")
        )
    if wants_json(request):
        return JsonResponse({"version": version, "saved": moments.hour(clock.now())})
    if button == "submit":
        return _submit(request, code, form, version)
    return back_to_case(request, code, gettext("저장했습니다."))


def _photos(request: HttpRequest, code: str, viewer: Viewer, dropped: str) -> int | None:
    """Put the photos that were chosen with the draft, or take one out: its version then."""
    chosen = request.FILES.getlist("photos")
    if dropped:
        draft = api.draft_photo_drop(Act(viewer, clock.now()), code=code, sha256=dropped)
        return draft.version
    if not chosen:
        return None
    if any((file.size or 0) > settings.TOWNLINE_PHOTO_BYTES for file in chosen):
        raise cases.PhotoUnusable("a file is too large", problem=media.TOO_LARGE)
    files = [file.read() for file in chosen]
    return api.draft_photos_add(Act(viewer, clock.now()), code=code, files=files).version


def _submit(request: HttpRequest, code: str, form: Writing, version: int) -> HttpResponse:
    if form.ended != version and api.stops_mid_sentence(form.body):
        return _ask_ending(request, code, version)
    act, send_at, following = lists.the_act(request), form.send_at, _next_url(request, code)
    try:
        api.draft_submit(act, code=code, base_version=version, send_at=send_at)
    except deadlines.DatesUnchecked:
        # The words are saved; which of their dates are promises, a person says next.
        later = f"{timezone.localtime(send_at):%Y-%m-%dT%H:%M}" if send_at else ""
        return HttpResponseRedirect(check_url(code, next=following, send_at=later))
    except cases.CaseError as refused:
        if refused.status != _TO_MEND and not isinstance(refused, ReferralOpen):
            raise
        # The words are saved: what is missing is filled in where they stand.
        messages.warning(request, access.words(refused))
        return HttpResponseRedirect(f"{case_url(code)}?{_list_query(request)}#draft")
    messages.success(request, gettext("승인을 요청했습니다."))
    return HttpResponseRedirect(following)


def _ask_ending(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Ask once whether words that seem cut off are whole; a second press submits them."""
    messages.warning(request, gettext(STOPS))
    return HttpResponseRedirect(f"{case_url(code)}?{_list_query(request)}&ended={version}#draft")


def _next_url(request: HttpRequest, code: str) -> str:
    # After one is done the row below opens.
    below = row_below(request, code, clock.now())
    query = _list_query(request)
    return f"{case_url(below)}?{query}" if below else f"/inbox/?{query}"


def _list_query(request: HttpRequest) -> str:
    return lists.query_of(lists.filters_of(request, lists.the_viewer(request)))


def _ask(request: HttpRequest, code: str, viewer: Viewer, body: str) -> HttpResponse:
    if wants_json(request):
        # A question is not kept as a draft of the answer.
        return JsonResponse({"version": None})
    api.question_send(Act(viewer, clock.now()), code=code, body=body.strip())
    return back_to_case(request, code, gettext("보완을 요청했습니다. 답변 기한은 그대로입니다."))


def _conflict(request: HttpRequest, code: str, conflict: api.DraftConflict) -> HttpResponse:
    if wants_json(request):
        problem = {"type": conflict.type, "version": conflict.extra["version"]}
        return JsonResponse(problem, status=409)
    context = {
        "code": code,
        "theirs": conflict.extra["theirs"],
        "mine": conflict.extra["mine"],
        "version": conflict.extra["version"],
        "written": as_written(request),
        "kept": _CARRIED_FIELDS,
    }
    return render(request, "answers/conflict.html", context, status=409)

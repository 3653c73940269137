"""One answer a screen: the resident's words, the answer, and the mayor's word for exactly it."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from townline.casework.answers import api
from townline.casework.answers.views import hint_words, leaving, photo_links
from townline.casework.answers.views.answer_actions import mayors_page
from townline.casework.answers.views.commitment_check import check_url
from townline.casework.answers.views.drafts import STOPS
from townline.casework.answers.views.instructions import instruction_word
from townline.casework.answers.views.worker import keepable
from townline.casework.cases import api as cases
from townline.casework.cases.views import access, thread
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import directory, the_act, the_viewer
from townline.casework.cases.views.places import places
from townline.casework.coordination.views.joint import position_summary
from townline.casework.deadlines import api as deadlines
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Permission, Viewer
from townline.platform.web.inputs import AS_TYPED, Body, Input, Line, TextId, Version
from townline.platform.web.numbers import is_number
from townline.platform.web.reading import read
from townline.platform.web.showing.difference import Piece, difference
from townline.platform.web.signing_in import wants_json

_LAST_MS = 9_999_999_999_999


class Then(Input):
    """``then``: the case to go on with; ``seen``: the version that was looked at before."""

    then: Line = ""
    seen: Line = ""


class Press(inputs.Confirm):
    """``press`` names a press without a connection, ``person`` who pressed, ``at`` when (ms).

    ``ended``: the hash of the words whose end the person was asked about.
    """

    CALLED: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("press", "person", "at", "ended"), gettext_noop("오프라인 승인")
    )
    press: Line = ""
    person: TextId = 0
    at: Line = ""
    ended: Line = ""

    @property
    def pressed_at(self) -> dt.datetime | None:
        """Say when; None for nonsense: a clock must not keep its holder's press from counting."""
        if not (self.at.isascii() and is_number(self.at) and int(self.at) <= _LAST_MS):
            return None
        return dt.datetime.fromtimestamp(int(self.at) / 1000, dt.UTC)


class Edit(inputs.Written):
    """``korean`` may be emptied; without it, what is there stays."""

    CALLED: ClassVar[Mapping[str, str]] = inputs.OF_ANSWERS
    base_version: Version = 0
    korean: Annotated[Body | None, AS_TYPED] = None


@require_GET
@mayors_page
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show one answer exactly as it will be sent."""
    context = _context(request, code)
    page = render(request, "answers/confirm.html", context)
    if context["case"].state == "awaiting_confirmation" and context["may_confirm"]:
        keepable(request, page, context["draft"].hash)
    return page


def _context(request: HttpRequest, code: str, *, seen: str = "") -> dict[str, Any]:
    act = the_act(request)
    detail = api.answer_get(act, code=code)
    waiting = [w.row.code for w in api.awaiting(viewer=act.viewer)]
    here = waiting.index(code) if code in waiting else None
    names = directory()
    draft = detail.draft
    behind = photo_links.behind_links(detail.row.id, draft)
    return {
        "case": detail.row,
        "detail": detail,
        "draft": draft,
        "draft_photos": photo_links.of_draft(draft),
        "behind_links": behind,
        "has_photos": bool(behind or (draft and draft.photos))
        or any(t.photos for t in detail.thread),
        "places": places(detail.thread),
        "department": names.departments.get(detail.row.department or ""),
        "texts": thread.short(detail.thread),
        "instructions": [note for note in detail.notes if note.instruction],
        "instruction_word": instruction_word(),
        "hints": hint_words.of_draft(draft, detail.row.language),
        "measure": conversations.measure(draft.body) if draft else None,
        "place": here + 1 if here is not None else None,
        "total": len(waiting),
        "next": _after(waiting, code),
        "before": waiting[here - 1] if here else None,
        "leaving": [item for item in api.leaving(act) if item.code != code],
        "edit": request.GET.get("edit") == "1",
        "changes": _changes(code, act.viewer, draft, seen or request.GET.get("seen", "")),
        "may_confirm": act.viewer.may(Permission.CONFIRM),
        "may_undo": detail.hold is not None and act.viewer.may(Permission.CONFIRM),
        "joint": position_summary(detail, names),
        "waits": leaving.waits(detail.row, draft, act.now),
        "holds": leaving.holds(detail, act.now),
    }


def _after(waiting: list[str], code: str) -> str | None:
    others = [c for c in waiting if c != code]
    if code not in waiting or not others:
        return others[0] if others else None
    return waiting[(waiting.index(code) + 1) % len(waiting)]


def _changes(code: str, viewer: Viewer, draft: api.DraftView | None, seen: str) -> list[Piece]:
    """Compare the words that were looked at (a submitted version) with those of now."""
    if draft is None or not is_number(seen) or int(seen) == draft.version:
        return []
    versions = api.draft_versions(code=code, viewer=viewer)
    before = next((v.body for v in versions if v.version == int(seen)), None)
    return difference(before, draft.body) if before is not None else []


def _next_url(request: HttpRequest, code: str) -> str:
    waiting = [w.row.code for w in api.awaiting(viewer=the_viewer(request))]
    requested = read(request, Then).then
    following = requested if requested in waiting and requested != code else _after(waiting, code)
    return f"/morning/{following}/" if following else "/morning/"


@require_POST
@mayors_page
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm exactly the words looked at; otherwise show what changed and ask again.

    A phone that pressed without a connection names the press, and may ask for JSON: nobody is
    there then who could be asked whether the words are whole.
    """
    if not wants_json(request) and (question_page := _ask_ending(request, code)):
        return question_page
    try:
        fresh = _confirm(request, code)
    except api.TextChanged as error:
        if wants_json(request):
            raise
        context = _context(request, code, seen=read(request, Then).seen)
        return render(
            request,
            "answers/confirm.html",
            context | {"changed": access.words(error)},
            status=409,
        )
    if wants_json(request):
        return JsonResponse({"fresh": fresh, "next": _next_url(request, code)})
    return HttpResponseRedirect(_next_url(request, code))


def _ask_ending(request: HttpRequest, code: str) -> HttpResponse | None:
    """Ask once whether words that seem cut off are whole; a second press approves them."""
    form, draft = read(request, Press), api.answer_get(the_act(request), code=code).draft
    # Other words than those looked at are shown first.
    if draft is None or form.hash != draft.hash or form.ended == draft.hash:
        return None
    if not api.stops_mid_sentence(draft.body):
        return None
    context = _context(request, code) | {"changed": gettext(STOPS), "ended": draft.hash}
    return render(request, "answers/confirm.html", context, status=409)


def _confirm(request: HttpRequest, code: str) -> bool:
    act, form = the_act(request), read(request, Press)
    if not form.press:
        api.case_confirm(act, code=code, **form.arguments())
        return True
    return api.case_confirm_once(
        act,
        code=code,
        hash_=form.hash,
        press=form.press,
        person=form.person,
        # Never after now.
        pressed_at=min(form.pressed_at or act.now, act.now),
    )


@require_POST
@mayors_page
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """Return the answer for rewording, with what should be different."""
    reason = read(request, inputs.WithReason).reason
    api.draft_send_back(the_act(request), code=code, reason=reason)
    messages.success(request, gettext("답변을 반려했습니다."))
    return HttpResponseRedirect(_next_url(request, code))


@require_POST
@mayors_page
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the words; they are looked at once more before they are confirmed."""
    act = the_act(request)
    before = api.answer_get(act, code=code).draft
    if before is None:
        raise cases.WrongState("there is no draft to change")
    draft = api.draft_save(
        act,
        code=code,
        kind=cases.Kind(before.kind),
        reason=before.reason,
        remedy=before.remedy,
        next_due_at=before.next_due_at,
        **read(request, Edit).arguments(),
    )
    if cases.case_get(act, code=code).row.state != "awaiting_confirmation":
        try:
            api.draft_submit(act, code=code, base_version=draft.version)
        except deadlines.DatesUnchecked:
            return HttpResponseRedirect(check_url(code, next=f"/morning/{code}/"))
    return HttpResponseRedirect(f"/morning/{code}/")


@require_POST
@mayors_page
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take a confirmation back while its text has not left."""
    api.case_undo(the_act(request), code=code)
    messages.success(request, gettext("실행을 취소했습니다. 답변은 발송되지 않았습니다."))
    return HttpResponseRedirect(f"/morning/{code}/")

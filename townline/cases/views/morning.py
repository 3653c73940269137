"""The mayor's morning on a phone: what matters first, then one answer a screen."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.cases import api
from townline.cases.views import photos, refusals, thread
from townline.cases.views.access import staff_page
from townline.cases.views.difference import Piece, difference
from townline.cases.views.lists import decorated, directory, the_viewer
from townline.conversations import api as conversations
from townline.core import clock
from townline.departments.api import Power, Role, Viewer

_EVENING = dt.time(18, 0)
_SHOWN = 8
_mayors_page = staff_page(Role.MAYOR, Role.DEPUTY)


@require_GET
@_mayors_page
def morning(request: HttpRequest) -> HttpResponse:
    """Show figures, danger, what waits, what is late and what came since last evening."""
    viewer, now = the_viewer(request), clock.now()
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    since = timezone.make_aware(dt.datetime.combine(today.date() - dt.timedelta(days=1), _EVENING))
    names = directory()
    rows = api.cases_list(viewer=viewer, filters=api.Filters(view="open"), now=now, limit=200).rows
    waiting = api.awaiting(viewer=viewer)
    context = {
        "now": now,
        "since": since,
        "figures": api.morning_figures(viewer=viewer, now=now, since=since, day_start=today),
        "danger": decorated([r for r in rows if r.danger][:10], names),
        "late": decorated(
            [r for r in rows if r.answer_due_at < now and not r.danger][:_SHOWN], names
        ),
        "came": decorated(
            [r for r in rows if r.first_text_at >= since and not r.danger][:_SHOWN], names
        ),
        "waiting": waiting,
        "leaving": api.leaving(viewer=viewer, now=now),
        "may_confirm": viewer.may(Power.CONFIRM),
    }
    return render(request, "cases/morning.html", context)


@require_GET
@_mayors_page
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show one answer exactly as it will be sent."""
    return render(request, "cases/confirm.html", _context(request, code))


def _context(request: HttpRequest, code: str, *, seen: str = "") -> dict[str, Any]:
    viewer, now = the_viewer(request), clock.now()
    detail = api.case_get(code=code, viewer=viewer, now=now)
    waiting = [w.row.code for w in api.awaiting(viewer=viewer)]
    here = waiting.index(code) if code in waiting else None
    names = directory()
    draft = detail.draft
    return {
        "case": detail.row,
        "detail": detail,
        "draft": draft,
        "draft_photos": photos.of_draft(draft),
        "has_photos": bool(draft and draft.photos) or any(t.photos for t in detail.thread),
        "department": names.departments.get(detail.row.department or ""),
        "incoming": [t for t in detail.thread if t.direction == "in"],
        "asked": [b for day in thread.days(detail.thread) for b in day.bubbles][-8:],
        "measure": conversations.measure(draft.body) if draft else None,
        "place": here + 1 if here is not None else None,
        "total": len(waiting),
        "next": _after(waiting, code),
        "leaving": [item for item in api.leaving(viewer=viewer, now=now) if item.code != code],
        "edit": request.GET.get("edit") == "1",
        "changes": _changes(code, viewer, draft, seen or request.GET.get("seen", "")),
        "may_confirm": viewer.may(Power.CONFIRM),
        "may_undo": detail.hold is not None and viewer.may(Power.CONFIRM),
    }


def _after(waiting: list[str], code: str) -> str | None:
    others = [c for c in waiting if c != code]
    if code not in waiting or not others:
        return others[0] if others else None
    return waiting[(waiting.index(code) + 1) % len(waiting)]


def _changes(code: str, viewer: Viewer, draft: api.DraftView | None, seen: str) -> list[Piece]:
    """Compare the words that were looked at (a submitted version) with those of now."""
    if draft is None or not seen.isdigit() or int(seen) == draft.version:
        return []
    versions = api.draft_versions(code=code, viewer=viewer)
    before = next((v.body for v in versions if v.version == int(seen)), None)
    return difference(before, draft.body) if before is not None else []


def _next_page(request: HttpRequest, code: str) -> HttpResponse:
    waiting = [w.row.code for w in api.awaiting(viewer=the_viewer(request))]
    wished = request.POST.get("then", "")
    following = wished if wished in waiting and wished != code else _after(waiting, code)
    return HttpResponseRedirect(f"/morning/{following}/" if following else "/morning/")


@require_POST
@_mayors_page
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm exactly the words looked at; otherwise show what changed and ask again."""
    try:
        api.case_confirm(
            code=code,
            viewer=the_viewer(request),
            now=clock.now(),
            hash_=request.POST.get("hash", ""),
        )
    except api.TextChanged as error:
        context = _context(request, code, seen=request.POST.get("seen", ""))
        return render(
            request, "cases/confirm.html", context | {"changed": refusals.words(error)}, status=409
        )
    return _next_page(request, code)


@require_POST
@_mayors_page
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """Return the answer for rewording, with what should be different."""
    reason = request.POST.get("reason", "").strip()[:2000]
    api.draft_send_back(code=code, viewer=the_viewer(request), now=clock.now(), reason=reason)
    messages.success(request, gettext("답변을 돌려보냈습니다."))
    return _next_page(request, code)


@require_POST
@_mayors_page
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the words; they are looked at once more before they are confirmed."""
    viewer, now = the_viewer(request), clock.now()
    before = api.case_get(code=code, viewer=viewer, now=now).draft
    if before is None:
        raise api.WrongState("there is no draft to change")
    base = request.POST.get("base_version", "")
    draft = api.draft_save(
        code=code,
        viewer=viewer,
        now=now,
        body=request.POST.get("body", "").replace("\r\n", "\n").strip(),
        kind=api.Kind(before.kind),
        reason=before.reason,
        remedy=before.remedy,
        next_due_at=before.next_due_at,
        base_version=int(base) if base.isdigit() else 0,
    )
    if api.case_get(code=code, viewer=viewer, now=now).row.state != "awaiting_confirmation":
        api.draft_submit(code=code, viewer=viewer, now=now, base_version=draft.version)
    return HttpResponseRedirect(f"/morning/{code}/")


@require_POST
@_mayors_page
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take a confirmation back while its text has not left."""
    api.case_undo(code=code, viewer=the_viewer(request), now=clock.now())
    messages.success(request, gettext("되돌렸습니다. 답변은 나가지 않았습니다."))
    return HttpResponseRedirect(f"/morning/{code}/")

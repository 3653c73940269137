"""Blocked senders: the list, what they wrote since, and the way back."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views.access import staff_page
from townline.casework.cases.views.actions import done
from townline.casework.cases.views.lists import the_viewer
from townline.casework.data_protection import api
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Role
from townline.platform.web.numbers import is_number

_SHOWN = 200


@require_GET
@staff_page(Role.CLERK, Role.HEAD, Role.AUDITOR)
def blocked(request: HttpRequest) -> HttpResponse:
    """Show who is blocked, why, until when and by whom, and their texts."""
    blocks = conversations.blocks_active(clock.now())
    ids = {block.by: int(block.by.partition(":")[2] or 0) for block in blocks}
    people = departments.staff_names(set(ids.values()))
    context = {
        "blocks": [(block, people.get(ids[block.by])) for block in blocks],
        "texts": conversations.blocked_incoming(_SHOWN),
        "may_block": the_viewer(request).may(Permission.BLOCK),
    }
    return render(request, "desk/blocked.html", context)


@require_POST
@staff_page(permission=Permission.BLOCK)
def unblock(request: HttpRequest) -> HttpResponse:
    """Let a sender in again at once."""
    number = request.POST.get("resident", "")
    if is_number(number) and api.sender_unblock(
        resident_id=int(number), viewer=the_viewer(request), now=clock.now()
    ):
        messages.success(request, gettext("번호 차단을 해제했습니다. 다음 문자부터 접수됩니다."))
    return HttpResponseRedirect("/blocked/")


@require_POST
@staff_page(permission=Permission.BLOCK)
def block(request: HttpRequest, code: str) -> HttpResponse:
    """Block the sender of a case to the end of a day."""
    text = request.POST.get("text", "")
    api.sender_block(
        code=code,
        viewer=the_viewer(request),
        now=clock.now(),
        reason=request.POST.get("reason", "").strip()[:2000],
        until=_end_of(request.POST.get("until", "")),
        text=int(text) if is_number(text) else None,
    )
    return done(
        request, code, gettext("번호를 차단했습니다. 문자는 남으며 차단한 번호에서 볼 수 있습니다.")
    )


def _end_of(day: str) -> dt.datetime:
    try:
        last = parse_date(day)
    except ValueError:
        last = None
    if last is None:
        raise cases.InvalidInput("say until which day")
    after = last + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(after, dt.time()))

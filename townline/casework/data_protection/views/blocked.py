"""Blocked senders: the list, what they wrote since, and the way back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases.views.actions import back_to_case
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import the_act, the_viewer
from townline.casework.data_protection import api
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Role
from townline.platform.departments.guards import has_role, may
from townline.platform.web.inputs import Day, Input, Reason, TextId
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page

_SHOWN = 200


class Unblock(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"resident": gettext_noop("차단할 번호")}
    resident: TextId


class BlockForDays(Input):
    """As ``inputs.Block``, but ``until`` is the last day, which the block lasts to the end of."""

    CALLED: ClassVar[Mapping[str, str]] = inputs.Block.CALLED
    reason: Reason
    until: Day
    text: TextId | None = None

    def arguments(self) -> dict[str, Any]:
        after = dt.datetime.combine(self.until + dt.timedelta(days=1), dt.time())
        return dict(self) | {"until": timezone.make_aware(after)}


@require_GET
@staff_page(has_role(Role.CLERK, Role.HEAD, Role.AUDITOR))
def blocked_page(request: HttpRequest) -> HttpResponse:
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
@staff_page(may(Permission.BLOCK), reads=True)
def unblock(request: HttpRequest) -> HttpResponse:
    """Let a sender in again at once."""
    resident = read(request, Unblock).resident
    if api.sender_unblock(the_act(request), resident_id=resident):
        messages.success(request, gettext("번호 차단을 해제했습니다. 다음 문자부터 접수됩니다."))
    return HttpResponseRedirect("/blocked/")


@require_POST
@staff_page(may(Permission.BLOCK), reads=True)
def block(request: HttpRequest, code: str) -> HttpResponse:
    """Block the sender of a case to the end of a day."""
    arguments = read(request, BlockForDays).arguments()
    api.sender_block(the_act(request), code=code, **arguments)
    return back_to_case(
        request, code, gettext("번호를 차단했습니다. 문자는 남으며 차단한 번호에서 볼 수 있습니다.")
    )

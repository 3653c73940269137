"""What is pressed of a broadcast, on the pages of whoever owns it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input
from townline.platform.web.moments import moment
from townline.platform.web.reading import read
from townline.platform.web.staff import Page, staff_page
from townline.platform.web.views import back_to
from townline.prevention.incidents.broadcasts import api
from townline.prevention.incidents.broadcasts.models import Broadcast
from townline.prevention.incidents.broadcasts.views import inputs

_PRESSES: dict[str, tuple[Callable[..., object], str, type[Input]]] = {
    "save": (api.broadcast_save, gettext_noop("안내를 저장했습니다."), inputs.BroadcastWriting),
    "submit": (
        api.broadcast_submit, gettext_noop("구청장 승인을 요청했습니다."), inputs.BroadcastChosen,
    ),
    "withdraw": (
        api.broadcast_withdraw, gettext_noop("승인 요청을 회수했습니다."), inputs.BroadcastChosen,
    ),
    "discard": (
        api.broadcast_discard, gettext_noop("초안을 삭제했습니다."), inputs.BroadcastChosen,
    ),
    "approve": (
        api.broadcast_approve,
        gettext_noop("승인했습니다. 잠시 뒤 발송하며, 그 전에는 실행을 취소할 수 있습니다."),
        inputs.BroadcastApproval,
    ),
    "expedite": (
        api.broadcast_expedite, gettext_noop("지금 발송합니다."), inputs.BroadcastChosen,
    ),
    "return": (
        api.broadcast_return, gettext_noop("안내를 반려했습니다."), inputs.BroadcastReason,
    ),
    "take-back": (
        api.broadcast_undo,
        gettext_noop("실행을 취소했습니다. 안내는 발송되지 않았습니다."),
        inputs.BroadcastChosen,
    ),
    "stop": (
        api.broadcast_stop,
        gettext_noop("발송을 중단했습니다. 남은 분께는 보내지 않습니다."),
        inputs.BroadcastReason,
    ),
}  # fmt: skip

# What a press asks for; the others are of whoever writes.
_POWERS = {
    "approve": Permission.CONFIRM,
    "return": Permission.SEND_BACK,
    "expedite": Permission.CONFIRM,
    "take-back": Permission.CONFIRM,
    "stop": Permission.CONFIRM,
}


def presses(kind: str, *, at: str, name: str, back: str) -> list[URLPattern]:
    """Give the addresses of all presses of a kind, such as ``<at>approve`` as ``<name>_approve``.

    ``at`` holds ``<int:number>``, the owner; ``back``: the page of ``{number}`` to go back to.
    """
    return [
        path(f"{at}{press}", _view(kind, press, back), name=f"{name}_{press.replace('-', '_')}")
        for press in _PRESSES
    ]


def _view(kind: str, press: str, back: str) -> Page:
    action, message, schema = _PRESSES[press]
    permission = _POWERS.get(press, Permission.WRITE)

    @require_POST
    @staff_page(may(Permission.WRITE), reads=True)
    def view(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
        api.broadcast_may(kind, number, viewer, permission)
        arguments = read(request, schema).arguments()
        done = action(Act(viewer, clock.now()), kind=kind, owner=number, **arguments)
        messages.success(request, _quiet(done) or gettext(message))
        return HttpResponseRedirect(back_to(request, back.format(number=number)))

    return view


def _quiet(done: object) -> str:
    """Give the notice of an approval that waits for the morning; "" for every other press."""
    at = api.quiet_until(done, clock.now()) if isinstance(done, Broadcast) else None
    words = gettext("승인했습니다. 지금은 문자를 보내지 않는 시간이라 %(at)s에 발송합니다.")
    return words % {"at": moment(at)} if at else ""

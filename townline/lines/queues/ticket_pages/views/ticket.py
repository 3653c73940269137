"""One's own ticket, behind its token; and taking it to another device."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from townline.lines.queues import api
from townline.lines.queues.api import Hall, QueueError, TicketState, TicketView
from townline.lines.queues.ticket_pages.doors import TRIES
from townline.lines.queues.ticket_pages.views.board import FORMS, device_mark, device_of, page
from townline.lines.queues.views.labels import at_now, between, english, place, progress_words
from townline.lines.queues.views.shapes import CodeIn, MoveIn
from townline.platform.core import clock, resident_moments
from townline.platform.core.history import audit
from townline.platform.core.http import client
from townline.platform.core.text.particles import settle
from townline.platform.web.public_pages import language, public_page
from townline.platform.web.reading import as_written, pressed_button, read

LIVE = frozenset({TicketState.WAITING, TicketState.CALLED, TicketState.GATHERED, TicketState.HELD})
_ACTIONS: dict[str, Callable[..., object]] = {
    "arrive": api.booking_arrive,
    "late": api.ticket_late,
    "leave": api.ticket_leave,
    "rejoin": api.ticket_rejoin,
    "undo": api.ticket_undo,
    "undo_slot": api.booking_move_undo,
}


@require_http_methods(["GET", "POST"])
@public_page
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Show a ticket; a POST leaves, is late, comes back, or goes to another place."""
    now = clock.now()
    try:
        view = api.ticket_view(api.ticket_id_of(token), now)
    except QueueError as error:
        return gone_page(request, error)
    with translation.override(language(request, view.ticket.language)):
        if request.method == "GET":
            if view.unseen:
                api.ticket_seen(ticket_id=view.ticket.id, now=now)
            return _ticket_page(request, view, token)
        try:
            token = _apply_action(request, view, token)
        except QueueError as error:
            view = api.ticket_view(view.ticket.id, now)
            proving = pressed_button(request) == "prove"
            problem = "" if proving else api.words(error)
            wrong = {"code": _code_words()} if proving else {}
            return _ticket_page(request, view, token, problem, errors=wrong, status=error.status)
        return HttpResponseRedirect(f"/n/t/{token}?lang={translation.get_language()}")


def _code_words() -> str:
    return gettext("문자로 받은 인증번호 6자리를 다시 확인해 주세요. 10분이 지나면 쓸 수 없습니다.")


def gone_page(request: HttpRequest, error: QueueError) -> HttpResponse:
    """Say that a token opens nothing."""
    with translation.override(language(request)):
        return page(request, "ticket_pages/gone.html", {"problem": api.words(error)}, status=404)


def _apply_action(request: HttpRequest, view: TicketView, token: str) -> str:
    """Do what was pressed; give the token that goes on."""
    do, now, id_ = pressed_button(request), clock.now(), view.ticket.id
    if not FORMS.nonce(request, str(id_)):
        return token
    if do == "prove":
        api.phone_prove(ticket_id=id_, code=read(request, CodeIn).code[:20], now=now)
    if do == "move":
        to = read(request, MoveIn).to
        return api.ticket_move(ticket_id=id_, to=to, actor=audit.RESIDENT, now=now)
    if action := _ACTIONS.get(do):
        action(ticket_id=id_, actor=audit.RESIDENT, now=now)
    return token


def _ticket_page(
    request: HttpRequest,
    view: TicketView,
    token: str,
    problem: str = "",
    *,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    hall, row = view.hall, view.ticket
    live = view.state in LIVE
    over = not live and view.state not in {TicketState.MOVED, TicketState.BOOKED}
    context: dict[str, Any] = {
        "place": place(hall),
        "number": view.shown,
        "state": str(view.state),
        "live": live,
        "over": over,
        "words": _words(view),
        "ahead": view.ahead,
        "when": api.when_words(view.wait.low, view.wait.high) if view.wait else "",
        "between": between(view.wait, clock.now()) if view.wait else "",
        "desk": _desk(view),
        "at": at_now(),
        "can": _can(view),
        "others": [place(other) for other in _faster(view)],
        "slot": _slot(view),
        "texted": row.phone is not None and row.phone_proved,
        "proves": bool(row.verification) and not over,
        "claim": int(hall.plan.admission.claim.total_seconds() // 60) if live and row.bare else 0,
        "unconfirmed": bool(live and row.need and not row.granted),
        "date": row.day.day.isoformat(),
        "lot": row.id if api.is_lot(row) else 0,
        "code": " ".join(re.findall("..", view.code)),
        "asked": progress_words(view),
        "token": token,
        "moved_to": view.moved_to,
        "key": FORMS.key(str(row.id)),
        "problem": problem,
        "errors": errors or {},
    }
    return page(request, "ticket_pages/ticket.html", context, status=status)


def _slot(view: TicketView) -> str:
    slot = view.ticket.slot
    if slot is None or view.state != TicketState.BOOKED:
        return ""
    return resident_moments.moment(slot)


def _desk(view: TicketView) -> str:
    desk = view.ticket.desk
    if desk is None:
        return ""
    return desk.name_en if english() else settle(f"{desk.name_ko}(으)로")


def _words(view: TicketView) -> str:
    return {
        TicketState.GATHERED: gettext("문을 열 때 추첨으로 순서를 정합니다. 그때 번호가 나옵니다."),
        TicketState.BOOKED: gettext("오시면 '왔어요'를 눌러 주세요. 그때부터 번호로 부릅니다."),
        TicketState.HELD: gettext("창구에서 잠시 보류했습니다. 곧 다시 부릅니다."),
        TicketState.DONE: gettext("업무를 마치셨습니다. 고맙습니다."),
        TicketState.MISSED: gettext(
            "호출했지만 오지 않으셨습니다. 지금 오셨으면 아래를 눌러 주세요."
        ),
        TicketState.LEFT: gettext("번호표를 취소했습니다."),
        TicketState.MOVED: gettext("다른 곳으로 옮긴 번호표입니다."),
        TicketState.SETTLED: gettext("날짜가 지나 끝난 번호표입니다."),
    }.get(view.state, "")


def _can(view: TicketView) -> list[tuple[str, str, bool]]:
    late = ("late", gettext("조금 늦어요"), False)
    leave = ("leave", gettext("번호표 취소"), True)
    back = ("rejoin", gettext("지금 왔어요"), False)
    ended = view.ticket.ended_at
    undo = ended is not None and clock.now() <= ended + api.UNDO
    changed = view.ticket.slot_changed_at if view.ticket.slot_before else None
    moved = changed is not None and clock.now() <= changed + api.UNDO
    return {
        TicketState.LEFT: [("undo", gettext("번호표 유지하기"), False)] if undo else [],
        TicketState.WAITING: [late, leave],
        TicketState.CALLED: [late, leave],
        TicketState.GATHERED: [leave],
        TicketState.BOOKED: [
            *([("undo_slot", gettext("예약 시각 변경 취소"), False)] if moved else []),
            ("arrive", gettext("왔어요"), False),
            ("leave", gettext("예약 취소"), True),
        ],
        TicketState.HELD: [back, leave],
        TicketState.MISSED: [back],
    }.get(view.state, [])


def _faster(view: TicketView) -> list[Hall]:
    """Give other places of the same service where one would probably be called sooner."""
    if view.wait is None:
        return []
    here = view.hall.queue
    halls = [hall for hall in api.halls(clock.now()) if hall.queue.group == here.group]
    return [
        hall
        for hall in halls
        if hall.queue.code != here.code
        and hall.takes
        and hall.wait
        and hall.wait.high < view.wait.likely
    ]


@require_http_methods(["GET", "POST"])
@public_page
def code(request: HttpRequest) -> HttpResponse:
    """Open a ticket on this device by its number and code; the other device's opens no more."""
    with translation.override(language(request)):
        if request.method == "GET":
            return device_mark(request, _code(request))
        if not FORMS.nonce(request, "code") or TRIES.take(client.client_key(request), clock.now()):
            words = gettext("잠시 뒤에 다시 시도해 주세요.")
            return _code(request, words, 429)
        form = read(request, CodeIn)
        try:
            token = api.ticket_take_over(
                queue=form.service,
                number=int("".join(sign for sign in form.number[:40] if sign.isdecimal()) or 0),
                code=form.code[:40],
                device=device_of(request),
                now=clock.now(),
            )
        except QueueError as error:
            return _code(request, api.words(error), error.status)
        return HttpResponseRedirect(f"/n/t/{token}?lang={translation.get_language()}")


def _code(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    places = [place(hall) for hall in api.halls(clock.now())]
    services = [(each["code"], f"{each['name']} · {each['site']}") for each in places]
    context = {
        "services": services,
        "given": as_written(request),
        "problem": problem,
        "key": FORMS.key("code"),
    }
    return page(request, "ticket_pages/code.html", context, status=status)

"""Bookings at a desk: who is still to come today, and booking for somebody who calls or asks."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from ninja.errors import ValidationError

from townline.lines.queues import api
from townline.lines.queues.api import Booking, QueueError
from townline.lines.queues.views.inputs import request_of, slot_of
from townline.lines.queues.views.labels import english
from townline.lines.queues.views.shapes import SlotChosen, TakeAtDesk, TicketChosen
from townline.platform.core import clock
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web import moments
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_written, pressed_button, read
from townline.platform.web.staff import staff_page


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.DESK))
def bookings(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Show bookings; a POST says that one is here, moves or cancels one, or makes one."""
    desk = api.desk_get(code)
    if request.method == "GET":
        return _page(request, code, {})
    try:
        _handle_post(request, viewer, {queue.code for queue in desk.queues.all()}, code)
    except QueueError as error:
        messages.error(request, api.words(error))
        return _page(request, code, as_written(request), status=error.status)
    except (ValidationError, InvalidForm):
        messages.error(request, gettext("휴대전화 번호와 인원을 다시 확인해 주세요."))
        return _page(request, code, as_written(request), status=422)
    return HttpResponseRedirect(f"/desk/{code}/bookings/")


def _page(
    request: HttpRequest, code: str, given: dict[str, object], *, status: int = 200
) -> HttpResponse:
    """Show bookings; ``given``: what somebody wrote into a form that was refused."""
    desk = api.desk_get(code)
    spoken, now = english(), clock.now()
    rows = api.desk_bookings(desk, now)
    context: dict[str, Any] = {
        "desk": desk,
        "name": desk.name_en if spoken else desk.name_ko,
        "bookings": [
            {
                "row": row,
                "hour": moments.hour(row.slot) if row.today else moments.moment(row.slot),
                "name": row.queue_en if spoken else row.queue_ko,
            }
            for row in rows
        ],
        "moving": _moving(rows, str(request.GET.get("move", "")), now),
        "lines": [
            {
                "code": queue.code,
                "name": queue.name_en if spoken else queue.name_ko,
                "slots": slots,
            }
            for queue in desk.queues.all()
            if (slots := _slots(queue, now))
        ],
    }
    return render(request, "queues/bookings.html", context | {"given": given}, status=status)


def _moving(rows: Sequence[Booking], wanted: str, now: dt.datetime) -> dict[str, Any] | None:
    """Give the booking that is to be moved, with the slots that it may have; None for none."""
    row = next((row for row in rows if str(row.id) == wanted), None)
    if row is None:
        return None
    slots = [each for each in _slots(row.queue, now) if slot_of(each[0]) != row.slot]
    return {"row": row, "when": moments.moment(row.slot), "slots": slots}


def _slots(queue: Any, now: Any) -> list[tuple[str, str]]:  # noqa: ANN401 -- a row of the room
    return [
        (slot.at.isoformat(), moments.moment(slot.at))
        for day in api.slots_free(queue, now)
        for slot in day.slots
        if slot.left
    ]


def _handle_post(request: HttpRequest, viewer: Viewer, served: set[str], code: str) -> None:
    do, now = pressed_button(request), clock.now()
    if do == "book":
        _book(request, viewer, served)
        return
    wanted = read(request, TicketChosen).ticket
    # Only those of this desk: no other ticket is changed by a number in a form.
    if wanted not in {row.id for row in api.desk_bookings(api.desk_get(code), now)}:
        words = gettext("내용이 바뀌었습니다. 현재 상태를 확인하고 다시 눌러 주세요.")
        messages.warning(request, words)
    elif do == "arrive":
        number = api.booking_arrive(ticket_id=wanted, actor=viewer.actor, now=now)
        messages.success(request, gettext("번호표 %(number)s") % {"number": number})
    elif do == "move":
        slot = slot_of(read(request, SlotChosen).slot)
        api.booking_move(ticket_id=wanted, slot=slot, actor=viewer.actor, now=now)
        words = gettext("예약을 %(slot)s(으)로 변경했습니다.") % {"slot": moments.moment(slot)}
        messages.success(request, settle(words))
    elif do == "cancel":
        api.ticket_leave(ticket_id=wanted, actor=viewer.actor, now=now, reason="desk")
        messages.info(request, gettext("예약을 취소했습니다."))


def _book(request: HttpRequest, viewer: Viewer, served: set[str]) -> None:
    form = read(request, TakeAtDesk)
    if form.service not in served:
        raise api.NoSlot
    ticket_request = request_of(form, channel="desk", actor=viewer.actor)
    slot = slot_of(read(request, SlotChosen).slot)
    api.slot_book(queue=form.service, slot=slot, ticket_request=ticket_request, now=clock.now())
    words = moments.moment(slot)
    messages.success(request, gettext("%(slot)s에 예약했습니다.") % {"slot": words})

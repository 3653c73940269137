"""A hall at work: people wait, desks call, at whatever hour the demo is begun."""

import datetime as dt
import itertools

from townline.demo.halls.answering import answers, save_answers
from townline.lines.queues import api as queues
from townline.lines.queues.api import PriorityNeed, QueueError, TicketEvent, TicketRequest
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments import api as departments

_MINUTE = dt.timedelta(minutes=1)
_BEGAN = 30  # minutes ago
_DESKS = {
    "hall-1": "clerk1",
    "hall-2": "clerk1",
    "hall-4": "clerk1",
    "hall-6": "clerk1",
    "health-1": "clerk1",
    "health-2": "clerk1",
}
# Every so many minutes somebody takes a ticket.
_COMING = {"passport": 2, "papers": 2, "papers-saebeot": 7, "tax": 6, "test": 1}
# Every so many minutes a desk calls.
_CALLING = {"hall-1": 5, "hall-2": 6, "hall-4": 3, "hall-6": 8, "health-1": 2, "health-2": 2}
_ASKS = "test"
_ANSWERS = answers()
_NEEDS = itertools.cycle(
    [PriorityNeed.NONE] * 6
    + [PriorityNeed.ELDERLY]
    + [PriorityNeed.NONE] * 4
    + [PriorityNeed.INFANT]
)


def halls(now: dt.datetime) -> None:
    """Let tickets be taken and called in the last minutes; nobody left a number, so none goes out.

    Queues are opened by hand until the end of the day: one can play at night as well.
    """
    midnight, until = _day(now)
    begin = max(now - _BEGAN * _MINUTE, midnight)
    clerk = departments.staff_by_username("clerk1")
    if clerk is None or begin >= until:
        return
    here = [code for code in _COMING if _open_queue(code, begin, until)]
    actor = audit.Actor("staff", clerk.id, clerk.name_ko)
    _desks_open(clerk.id, actor, begin)
    for minute in range(int((now - begin) / _MINUTE)):
        _minute(minute, begin + minute * _MINUTE, here, actor)
    for hall in queues.halls(now, ["passport", "tax"]):
        _book_slots(hall, actor, now)


def halls_keep_open(now: dt.datetime) -> list[str]:
    """Open today's queues again where none is open; give their codes. Safe to repeat.

    Whoever tries the demo at three on a Sunday morning takes a ticket as well. One that somebody
    closed by hand stays closed while another is open.
    """
    clerk = departments.staff_by_username("clerk1")
    if clerk is None or any(hall.state == "open" for hall in queues.halls(now)):
        return []
    _, until = _day(now)
    opened = [code for code in _COMING if _open_queue(code, now, until)]
    _desks_open(clerk.id, audit.SYSTEM, now)
    return opened


def _day(now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Give the first and the last moment of the district's day at which its queues are open."""
    local = now.astimezone(district.current().zone)
    midnight = local.replace(hour=0, minute=0, second=5, microsecond=0)
    return midnight, local.replace(hour=23, minute=59, second=58, microsecond=0)


def _desks_open(staff_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    for desk in _DESKS:
        queues.desk_open(desk=desk, staff_id=staff_id, actor=actor, now=now)


def _book_slots(hall: queues.Hall, actor: audit.Actor, now: dt.datetime) -> None:
    """Book every third slot of the next two days at the counter, for people without a number."""
    slots = [slot for day in queues.slots_free(hall.queue, now)[:2] for slot in day.slots[::3]]
    for slot in slots:
        ticket_request = TicketRequest(channel="desk", actor=actor)
        queues.slot_book(
            queue=hall.queue.code, slot=slot.at, ticket_request=ticket_request, now=now
        )


def _open_queue(code: str, begin: dt.datetime, until: dt.datetime) -> bool:
    try:
        queues.queue_open(code=code, actor=audit.SYSTEM, now=begin, until=until)
    except QueueError:
        return False  # a day off there
    return True


def _minute(minute: int, at: dt.datetime, here: list[str], actor: audit.Actor) -> None:
    for code in here:
        if minute % _COMING[code] == 0:
            ticket_request = TicketRequest(
                channel="web", need=next(_NEEDS), party=1 + minute % 11 // 10
            )
            (outcome,) = queues.tickets_take(queue=code, ticket_requests=[ticket_request], now=at)
            if code == _ASKS:
                save_answers(outcome, *next(_ANSWERS), at)
    for place, (desk, every) in enumerate(_CALLING.items()):
        if minute % every == place % every:
            _call(desk, minute, at, actor)


def _call(desk: str, minute: int, at: dt.datetime, actor: audit.Actor) -> None:
    called = queues.desk_next(desk=desk, actor=actor, now=at)
    if called.ticket_id and minute % 9 == 0:
        miss = at + _MINUTE / 2
        queues.desk_end(desk=desk, event=TicketEvent.MISS, actor=actor, now=miss)

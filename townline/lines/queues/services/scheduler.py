"""What a clock does each minute: open and close on time, learn of desks, settle days gone by."""

import datetime as dt

from django.db import transaction

from townline.lines.queues.errors import NotToday
from townline.lines.queues.models import Queue
from townline.lines.queues.rules.days import DayState
from townline.lines.queues.services import figures
from townline.lines.queues.services.booking import bookings_remind
from townline.lines.queues.services.calling import unclaimed_end
from townline.lines.queues.services.days import day_locked, day_settle, days_over, plan_for

MINUTE = 60.0


def queues_tick(*, now: dt.datetime) -> int:
    """Do the minute's work, a transaction for each queue; give how many days were settled.

    Safe to repeat and to leave out: what a queue is at a moment never hangs on it.
    """
    for code in Queue.objects.filter(active=True).order_by("code").values_list("code", flat=True):
        _tick(code, now)
    bookings_remind(now=now)
    unclaimed_end(now=now)
    over = days_over(now)
    for day_id in over:
        day_settle(day_id=day_id, now=now)
    return len(over)


@transaction.atomic
def _tick(code: str, now: dt.datetime) -> None:
    queue = Queue.objects.get(code=code)
    try:
        day = day_locked(queue, now)
    except NotToday:
        return
    if day.state == DayState.OPEN:
        figures.learn_open_desks(day, plan_for(queue), now, MINUTE)
        day.save(update_fields=["pace"])

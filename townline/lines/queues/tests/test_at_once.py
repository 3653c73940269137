"""Many take and many desks call in the same moment: no gap, no double, never one at two desks."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from townline.lines.queues import api
from townline.lines.queues.models import QueueDay, Ticket
from townline.lines.queues.rules.tickets import TicketState
from townline.lines.queues.tests.halls import CLERK, Office
from townline.platform.core.history import audit

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]
TAKES, DESKS = 12, ("hall-1", "hall-2", "hall-3")


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Run each work on a connection of its own, all from the same moment on."""
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            gate.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [one.result() for one in [pool.submit(run, work) for work in works]]


@pytest.fixture
def hall(district):
    hall = Office()
    hall.open(*DESKS)
    hall.take(count=5)
    hall.take("papers", count=2)
    return hall


def test_takes_calls_and_leaves_side_by_side(hall):
    def takes():
        return [each.number for _ in range(TAKES) for each in hall.take(count=2)]

    def calls(desk):
        return lambda: [hall.next(desk) for _ in range(TAKES)]

    def leaves():
        waiting = Ticket.objects.filter(state=TicketState.WAITING).order_by("-id")
        left = []
        for id_ in list(waiting.values_list("id", flat=True)[:4]):
            try:
                api.ticket_leave(ticket_id=id_, actor=audit.RESIDENT, now=hall.now)
                left.append(id_)
            except api.QueueError:
                pass  # a desk was quicker
        return left

    first, second, *_ = at_once([takes, takes, *(calls(desk) for desk in DESKS), leaves])
    numbers = sorted(Ticket.objects.filter(day__queue="passport").values_list("number", flat=True))
    assert numbers == list(range(201, 201 + 5 + 4 * TAKES))
    assert not set(first) & set(second)
    called = Ticket.objects.filter(called_at__isnull=False)
    assert set(called.values_list("calls", flat=True)) == {1}
    for day in QueueDay.objects.all():
        waiting = Ticket.objects.filter(day=day, state=TicketState.WAITING).count()
        assert day.waiting == waiting
    assert Ticket.objects.filter(state=TicketState.CALLED).count() <= len(DESKS)


def test_the_same_telephone_and_the_same_browser_in_the_same_moment(hall):
    def take():
        return hall.take("tax", phone="010-0000-0042", device=b"d" * 16)[0]

    outcomes = at_once([take] * 6)
    assert sum(isinstance(each, api.IssuedTicket) for each in outcomes) == 1
    assert Ticket.objects.filter(day__queue="tax").count() == 1


def test_one_ticket_moved_and_called_in_the_same_moment(hall):
    (ticket,) = hall.take("papers")
    other = Ticket.objects.get(id=ticket.id)

    def move():
        try:
            return api.ticket_move(
                ticket_id=other.id, to="passport", actor=audit.RESIDENT, now=hall.now
            )
        except api.QueueError:
            return None

    def call():
        return [
            api.desk_next(desk="hall-3", actor=CLERK, now=hall.now).ticket_id for _ in range(12)
        ]

    moved, called = at_once([move, call])
    states = set(Ticket.objects.filter(id=other.id).values_list("state", flat=True))
    assert states <= ({"moved"} if moved else {"called", "done"})
    assert len([each for each in called if each]) == len({each for each in called if each})

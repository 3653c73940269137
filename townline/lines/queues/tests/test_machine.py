"""Any order of deeds keeps what must hold: numbers, counts, one ticket at a desk, a fair order."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from townline.lines.queues import api
from townline.lines.queues.models import Desk, QueueDay, Ticket
from townline.lines.queues.rules.order import PriorityNeed
from townline.lines.queues.rules.tickets import TicketEvent, TicketState
from townline.lines.queues.tests.halls import CLERK, NINE, Office
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
DESKS = ("hall-1", "hall-3")
QUEUES = ("passport", "papers")
actions = st.one_of(
    st.tuples(st.just("take"), st.sampled_from(QUEUES), st.sampled_from(list(PriorityNeed))),
    st.tuples(st.just("next"), st.sampled_from(DESKS)),
    st.tuples(
        st.just("end"),
        st.sampled_from(DESKS),
        st.sampled_from([TicketEvent.DONE, TicketEvent.MISS, TicketEvent.HOLD, TicketEvent.SKIP]),
    ),
    st.tuples(st.just("again"), st.sampled_from(DESKS)),
    st.tuples(st.sampled_from(["leave", "late", "rejoin"]), st.integers(0, 30)),
    st.tuples(st.just("move"), st.integers(0, 30), st.sampled_from(QUEUES)),
    st.tuples(st.just("wait"), st.integers(-60, 600)),
)


class Hall:
    """Does one deed after another; what is refused must change nothing."""

    def __init__(self) -> None:
        self.office = Office()
        self.office.open(*DESKS)

    def do(self, action: tuple[Any, ...]) -> None:
        kind, *rest = action
        before = self.seen()
        try:
            getattr(self, f"do_{kind}")(*rest)
        except api.QueueError:
            assert self.seen() == before
        self.check()

    def seen(self) -> list[Any]:
        rows = Ticket.objects.order_by("id")
        return list(rows.values_list("id", "state", "number", "rank", "desk", "calls"))

    def some(self, place: int) -> int:
        ids = list(Ticket.objects.order_by("id").values_list("id", flat=True))
        return ids[place % len(ids)] if ids else 0

    def do_take(self, queue: str, need: PriorityNeed) -> None:
        self.office.take(queue, need=need)

    def do_next(self, desk: str) -> None:
        self.office.next(desk)

    def do_end(self, desk: str, event: TicketEvent) -> None:
        self.office.end(event, desk)

    def do_again(self, desk: str) -> None:
        api.desk_again(desk=desk, actor=CLERK, now=self.office.now)

    def do_wait(self, seconds: int) -> None:
        self.office.now = max(self.office.now + dt.timedelta(seconds=seconds), NINE)

    def do_move(self, place: int, to: str) -> None:
        if id_ := self.some(place):
            api.ticket_move(ticket_id=id_, to=to, actor=audit.RESIDENT, now=self.office.now)

    def do_leave(self, place: int) -> None:
        if id_ := self.some(place):
            api.ticket_leave(ticket_id=id_, actor=audit.RESIDENT, now=self.office.now)

    def do_late(self, place: int) -> None:
        if id_ := self.some(place):
            api.ticket_late(ticket_id=id_, actor=audit.RESIDENT, now=self.office.now)

    def do_rejoin(self, place: int) -> None:
        if id_ := self.some(place):
            api.ticket_rejoin(ticket_id=id_, actor=audit.RESIDENT, now=self.office.now)

    def check(self) -> None:
        for day in QueueDay.objects.select_related("queue"):
            mine = Ticket.objects.filter(day=day)
            first = day.queue.first_number
            numbers = list(mine.order_by("number").values_list("number", flat=True))
            assert numbers == list(range(first, first + len(numbers)))
            assert day.waiting == mine.filter(state=TicketState.WAITING).count()
            assert day.taken == len(numbers)
        for desk in Desk.objects.filter(code__in=DESKS):
            assert Ticket.objects.filter(desk=desk, state=TicketState.CALLED).count() <= 1
        for ticket in Ticket.objects.filter(state=TicketState.WAITING):
            assert ticket.rank is not None
            assert ticket.came is not None
            assert ticket.desk_id is None or ticket.calls


@given(st.lists(actions, max_size=20))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_the_hall_stays_in_order(db, done):
    with transaction.atomic():
        hall = Hall()
        for action in done:
            hall.do(action)
        # Whoever waits is called in the end, and nobody is called twice.
        for desk in DESKS:
            while hall.office.next(desk) is not None:
                hall.check()
        assert not Ticket.objects.filter(state=TicketState.WAITING).exists()
        transaction.set_rollback(True)

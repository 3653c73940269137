"""A hall to test in: people take tickets, desks call, time passes. Through the front door."""

import datetime as dt
from typing import Any

from townline.lines.queues import api
from townline.lines.queues.models import Ticket
from townline.platform.core.history import audit
from townline.platform.core.text import msisdn
from townline.platform.departments import api as departments

NINE = dt.datetime(2026, 11, 25, 0, 0, tzinfo=dt.UTC)  # a Wednesday, 09:00 in Seoul
CLERK = audit.Actor("staff", 1, "창구 담당")


class Office:
    """``now`` is the hall's clock; ``wait`` moves it."""

    def __init__(self) -> None:
        self.now = NINE + dt.timedelta(minutes=1)

    def wait(self, **delta: float) -> None:
        self.now += dt.timedelta(**delta)

    def take(self, queue: str = "passport", count: int = 1, **fields: Any) -> list[api.Outcome]:
        if phone := fields.pop("phone", None):
            fields["phone"] = msisdn.parse(phone)
        ticket_requests = [api.TicketRequest(**{"channel": "web"} | fields) for _ in range(count)]
        return api.tickets_take(queue=queue, ticket_requests=ticket_requests, now=self.now)

    def one(self, queue: str = "passport", **fields: Any) -> api.IssuedTicket:
        (ticket,) = self.take(queue, **fields)
        if isinstance(ticket, api.QueueError):
            raise ticket
        return ticket

    def open(self, *desks: str) -> None:
        staff = departments.staff_by_username("clerk1")
        assert staff is not None
        for desk in desks:
            api.desk_open(desk=desk, staff_id=staff.id, actor=CLERK, now=self.now)

    def next(self, desk: str = "hall-1") -> int | None:
        """Call the next one; give the number."""
        called = api.desk_next(desk=desk, actor=CLERK, now=self.now)
        return called.ticket_id and Ticket.objects.get(id=called.ticket_id).number

    def end(self, event: api.TicketEvent, desk: str = "hall-1") -> None:
        api.desk_end(desk=desk, event=event, actor=CLERK, now=self.now)

    def hall(self, queue: str = "passport") -> api.Hall:
        return api.halls(self.now, [queue])[0]

    def state(self, ticket: api.IssuedTicket) -> str:
        return Ticket.objects.get(id=ticket.id).state

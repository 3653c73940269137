"""The one writer of a ticket's state, and the one of a day's."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from townline.core import audit, live
from townline.queues.errors import WrongTicketState
from townline.queues.models import QueueDay, Ticket
from townline.queues.rules import days, tickets
from townline.queues.rules.days import DayEvent, DayState
from townline.queues.rules.tickets import ENDED, TicketEvent, TicketState

CHANNEL = "queues"


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something, when, and why."""

    actor: audit.Actor
    now: dt.datetime
    reason: str = ""


def ticket_transition(
    ticket: Ticket,
    day: QueueDay,
    event: TicketEvent,
    deed: Deed,
    changes: dict[str, Any] | None = None,
) -> TicketState:
    """Move a ticket along its table and write its history (``ticket:12``).

    The day is locked by the caller, and saved by it: ``waiting`` is counted here. Raises
    WrongTicketState when the table has no such move.
    """
    before = TicketState(ticket.state)
    after = tickets.state_after(before, event)
    if after is None:
        raise WrongTicketState(state=str(before), event=str(event))
    columns = {"state": after, **(changes or {})}
    columns["ended_at"] = deed.now if after in ENDED else None
    for name, value in columns.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=list(columns))
    day.waiting += (after is TicketState.WAITING) - (before is TicketState.WAITING)
    audit.record(entry(ticket.id, event, deed, before=before, after=after))
    return after


def entry(
    ticket_id: int, event: str, deed: Deed, *, before: str = "", after: str = ""
) -> audit.Entry:
    """Make a line of a ticket's history."""
    return audit.Entry(
        subject=f"ticket:{ticket_id}",
        event=f"ticket:{event}",
        actor=deed.actor,
        at=deed.now,
        from_state=before,
        to_state=after,
        reason=deed.reason,
    )


def day_transition(
    day: QueueDay, event: DayEvent, deed: Deed, changes: dict[str, Any] | None = None
) -> DayState:
    """Move a locked day along its table, save it, and write its history (``queue_day:3``)."""
    before = DayState(day.state)
    after = days.state_after(before, event)
    if after is None:
        raise WrongTicketState(state=str(before), event=str(event))
    for name, value in {"state": after, "reason": deed.reason, **(changes or {})}.items():
        setattr(day, name, value)
    day.save()
    audit.record(
        audit.Entry(
            subject=f"queue_day:{day.id}",
            event=f"queue_day:{event}",
            actor=deed.actor,
            at=deed.now,
            from_state=before,
            to_state=after,
            reason=deed.reason,
        )
    )
    tell(day)
    return after


def tell(day: QueueDay) -> None:
    """Tell open pages, after COMMIT, that something changed in a queue."""
    told(day.queue_id)


def told(code: str) -> None:
    """Tell, on a channel of its own: a rush must not knock at every page of the staff."""
    live.wake(live.channel(CHANNEL), code)

"""How tickets and days change their state (``core/history/machine.py``)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from townline.lines.queues.errors import WrongTicketState
from townline.lines.queues.models import QueueDay, Ticket
from townline.lines.queues.rules import days, tickets
from townline.lines.queues.rules.days import DayEvent, DayState
from townline.lines.queues.rules.tickets import ENDED, TicketEvent, TicketState
from townline.platform.core import live
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine

CHANNEL = "queues"


@dataclass(frozen=True, slots=True)
class Action:
    """Who does something, when, and why."""

    actor: audit.Actor
    now: dt.datetime
    reason: str = ""


TICKETS: Machine[Ticket, TicketState, TicketEvent] = Machine(
    model=Ticket,
    table=tickets.TRANSITIONS,
    subject=lambda ticket: f"ticket:{ticket.id}",
    refusal=lambda ticket, event: WrongTicketState(state=str(ticket.state), event=str(event)),
    columns=lambda step: {"ended_at": step.at if step.after in ENDED else None},
)
DAYS: Machine[QueueDay, DayState, DayEvent] = Machine(
    model=QueueDay,
    table=days.TRANSITIONS,
    subject=lambda day: f"queue_day:{day.id}",
    refusal=lambda day, event: WrongTicketState(state=str(day.state), event=str(event)),
    columns=lambda step: {"reason": step.reason},
    # Numbers are counted on a locked day before it is moved.
    writes=tuple(f.attname for f in QueueDay._meta.concrete_fields if not f.primary_key),
)


def ticket_transition(
    ticket: Ticket,
    day: QueueDay,
    event: TicketEvent,
    action: Action,
    changes: dict[str, Any] | None = None,
) -> TicketState:
    """Move a ticket along its table, and count who waits on its day.

    The day is locked by the caller, and saved by it. Raises WrongTicketState.
    """
    before = ticket.state
    after = TICKETS.move(
        ticket, event, actor=action.actor, now=action.now, reason=action.reason, changes=changes
    )
    day.waiting += (after is TicketState.WAITING) - (before == TicketState.WAITING)
    return after


def entry(
    ticket_id: int, event: str, action: Action, *, before: str = "", after: str = ""
) -> audit.AuditEntry:
    """Make a line of a ticket's history."""
    return audit.AuditEntry(
        subject=f"ticket:{ticket_id}",
        event=event,
        actor=action.actor,
        at=action.now,
        from_state=before,
        to_state=after,
        reason=action.reason,
    )


def day_transition(
    day: QueueDay, event: DayEvent, action: Action, changes: dict[str, Any] | None = None
) -> DayState:
    """Move a locked day along its table, save all of it, and tell open pages."""
    after = DAYS.move(
        day, event, actor=action.actor, now=action.now, reason=action.reason, changes=changes
    )
    publish_day(day)
    return after


def publish_day(day: QueueDay) -> None:
    """Tell open pages, after COMMIT, that something changed in a queue."""
    publish_queue(day.queue_id)


def publish_queue(code: str) -> None:
    """Tell, on a channel of its own: a rush must not knock at every page of the staff."""
    live.wake(live.channel(CHANNEL), code)

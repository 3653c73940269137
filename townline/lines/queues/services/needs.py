"""Whether somebody really needs it sooner: claimed by pressing a button, seen at the counter."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.lines.queues.errors import WrongTicketState
from townline.lines.queues.models import Ticket
from townline.lines.queues.rules import order
from townline.lines.queues.rules.order import Fairness, NeedCheck, PriorityNeed
from townline.lines.queues.rules.tickets import TicketEvent, TicketState
from townline.lines.queues.services.calling import pair_locked
from townline.lines.queues.services.days import plan_for
from townline.lines.queues.services.texts import turn_alerts
from townline.lines.queues.services.writing import Action, publish_day, ticket_transition
from townline.platform.core.history.audit import Actor


@transaction.atomic
def need_decide(
    *, ticket_id: int, granted: bool, actor: Actor, now: dt.datetime, reason: str = ""
) -> None:
    """Confirm a claimed need, or take the priority away: then one is where one came.

    Whoever was called already goes back to that place. Decided otherwise later, one has it again.
    Raises WrongTicketState where nothing is claimed, it is decided so, or the ticket has ended.
    """
    ticket, day = pair_locked(ticket_id)
    event = TicketEvent.CONFIRM_NEED if granted else TicketEvent.REFUSE_NEED
    check = NeedCheck.CONFIRMED if granted else NeedCheck.REFUSED
    if not ticket.need or ticket.need_checked == check:
        raise WrongTicketState(state=ticket.state, event=str(event))
    fairness = plan_for(day.queue).fairness
    changes = {"need_checked": check} | _place_changes(ticket, fairness, granted=granted)
    ticket_transition(ticket, day, event, Action(actor, now, reason), changes)
    turn_alerts.notify_near(day, day.queue, now)
    day.save()
    publish_day(day)


def _place_changes(ticket: Ticket, fairness: Fairness, *, granted: bool) -> dict[str, Any]:
    """Give the place that follows from the decision, for one who waits or was called."""
    if ticket.came is None or ticket.state not in {TicketState.WAITING, TicketState.CALLED}:
        return {}
    if not granted:
        back = ticket.state == TicketState.CALLED
        return {"rank": ticket.came} | ({"desk": None} if back else {})
    if ticket.need_checked != NeedCheck.REFUSED:
        return {}
    return {"rank": order.rank_of(ticket.came, PriorityNeed(ticket.need), fairness)}

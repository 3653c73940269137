"""Answers under the keys, how long they stay, and one person's: told and erased with the ticket."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from townline.lines.queues.models import Ticket, TicketAnswers
from townline.lines.queues.rules.hours import local_day
from townline.lines.queues.selectors.answers import answers_open
from townline.platform.core import district
from townline.platform.core.keys import crypto
from townline.platform.core.keys.sealed import Sealed
from townline.platform.core.personal_data.retention import Rule, by_age


def answers_renew(row: TicketAnswers) -> bool:
    """Bring a ticket's answers under the current keys; say whether that changed anything."""
    ring = crypto.ring()
    words = ring.unseal(row.sealed)
    if ring.is_current(row.sealed):
        return False
    row.sealed = ring.seal(words)
    return True


def answers_sealed() -> Sealed:
    """Name the table that lies under the keys."""
    return Sealed(model=TicketAnswers, columns=("sealed",), renew=answers_renew)


def answers_rule() -> Rule:
    """Name how long answers stay, counted from the end of the ticket's day."""
    return by_age("ticket_answers", "P1D", _old)


def _old(before: dt.datetime) -> QuerySet[TicketAnswers]:
    # By the day and not by when they were saved: who booked ahead is still to come.
    day = local_day(before, district.current().zone)
    return TicketAnswers.objects.filter(ticket__day__day__lt=day)


def answers_summary(ticket: Ticket) -> dict[str, Any]:
    """Give one ticket's answers, for the person whose they are; empty where there are none."""
    row = TicketAnswers.objects.filter(ticket=ticket).first()
    return {"answers": answers_open(row)} if row else {}


def answers_erase(ticket_ids: list[int]) -> None:
    """Let go of the answers of these tickets."""
    TicketAnswers.objects.filter(ticket__in=ticket_ids).delete()

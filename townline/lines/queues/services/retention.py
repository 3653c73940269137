"""What tickets keep of people: telephone and answers, under the keys, for a short time."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from townline.lines.queues.models import Printout, Ticket
from townline.lines.queues.rules.tickets import OPEN, TicketState
from townline.lines.queues.services.answering import (
    answers_erase,
    answers_rule,
    answers_sealed,
    answers_summary,
)
from townline.lines.queues.services.writing import Action, entry
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.core.keys.sealed import Sealed
from townline.platform.core.personal_data import persons
from townline.platform.core.personal_data.retention import Rule, by_age


def phone_renew(row: Ticket) -> bool:
    """Bring a ticket's telephone under the current keys; say whether that changed anything."""
    if row.phone is None:
        return False
    ring = crypto.ring()
    number = ring.decrypt(bytes(row.phone))
    changed = not ring.is_current(bytes(row.phone))
    if changed:
        row.phone = ring.encrypt(number)
    if row.phone_lookup is not None and bytes(row.phone_lookup) != ring.lookup_of(number):
        row.phone_lookup, changed = ring.lookup_of(number), True
    return changed


def sealed_tables() -> list[Sealed]:
    """Name what lies under the keys."""
    return [
        Sealed(model=Ticket, columns=("phone", "phone_lookup"), renew=phone_renew),
        answers_sealed(),
    ]


def retention_rules() -> list[Rule]:
    """Name what goes by age: telephones soon after the day, tickets after the figures' years."""
    return [
        answers_rule(),
        Rule(kind="ticket_phones", default="P7D", count=_count, sweep=_sweep),
        by_age("printouts", "P7D", lambda before: Printout.objects.filter(made_at__lt=before)),
        by_age("tickets", "P1095D", lambda before: Ticket.objects.filter(taken_at__lt=before)),
    ]


def _count(before: dt.datetime) -> int:
    return _old(before).count()


def _old(before: dt.datetime) -> QuerySet[Ticket]:
    # Who booked long ago is still to come.
    has_personal = Q(phone__isnull=False) | Q(device__isnull=False) | Q(origin__isnull=False)
    rows = Ticket.objects.filter(has_personal, taken_at__lt=before)
    return rows.exclude(state=TicketState.BOOKED)


@transaction.atomic
def _sweep(before: dt.datetime, limit: int) -> int:
    old = _old(before).order_by("id")
    ids = list(old.values_list("id", flat=True)[:limit])
    return _forget(ids)


def _forget(ids: list[int]) -> int:
    return Ticket.objects.filter(id__in=ids).update(
        phone=None, phone_lookup=None, phone_masked="", device=None, origin=None, work=None
    )


def person_part() -> persons.PersonPart:
    """Name what this room keeps of one person."""
    return persons.PersonPart(name="tickets", tell=_export_tickets, erase=_erase)


def _of(number: str) -> list[Ticket]:
    lookups = crypto.ring().lookups_of(number)
    rows = Ticket.objects.filter(phone_lookup__in=lookups).select_related("day")
    return list(rows.order_by("taken_at", "id"))


def _export_tickets(number: str) -> list[dict[str, Any]]:
    return [
        {
            "service": ticket.day.queue_id,
            "day": ticket.day.day.isoformat(),
            "number": ticket.number,
            "state": ticket.state,
            "party": ticket.party,
            "need": ticket.need,
            "taken_at": ticket.taken_at.isoformat(),
            **answers_summary(ticket),
        }
        for ticket in _of(number)
    ]


def _erase(number: str, *, actor: audit.Actor, reason: str, now: dt.datetime) -> int:
    tickets = _of(number)
    closed = [ticket for ticket in tickets if ticket.state not in OPEN]
    action = Action(actor, now, reason)
    # An open one keeps its place in the line: only the telephone goes.
    audit.record_many(entry(ticket.id, "ticket:phone:erase", action) for ticket in tickets)
    _forget([ticket.id for ticket in tickets])
    answers_erase([ticket.id for ticket in tickets])
    Ticket.objects.filter(id__in=[ticket.id for ticket in closed]).update(need="")
    return len(tickets)

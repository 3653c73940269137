"""Booking a slot ahead, and coming to it: then one waits in the same line as everybody else."""

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import Q

from townline.lines.queues import tokens
from townline.lines.queues.errors import (
    AlreadyHere,
    NoSlot,
    NotToday,
    PartyTooLarge,
    PhoneNeeded,
    QueueClosed,
    QueueFull,
    TooEarly,
    WrongCode,
    WrongTicketState,
)
from townline.lines.queues.models import Queue, QueueDay, Ticket
from townline.lines.queues.rules import hours, order, slots
from townline.lines.queues.rules.days import DayState
from townline.lines.queues.rules.order import PriorityNeed
from townline.lines.queues.rules.plans import QueuePlan
from townline.lines.queues.rules.tickets import OPEN, TicketEvent, TicketState
from townline.lines.queues.selectors.order import places_of
from townline.lines.queues.services import figures
from townline.lines.queues.services.admission import Gate, gate_of
from townline.lines.queues.services.calling import pair_locked
from townline.lines.queues.services.days import day_of, plan_for, queue_get
from townline.lines.queues.services.issuing import (
    IssuedTicket,
    TicketRequest,
    is_proved,
    phone_columns,
)
from townline.lines.queues.services.texts import texting, turn_alerts
from townline.lines.queues.services.writing import Action, entry, publish_day, ticket_transition
from townline.lines.queues.work import Work
from townline.platform.core.history import audit
from townline.platform.core.history.audit import Actor
from townline.platform.core.keys import crypto

REMIND = dt.timedelta(hours=1)


@transaction.atomic
def slot_book(
    *, queue: str, slot: dt.datetime, ticket_request: TicketRequest, now: dt.datetime
) -> IssuedTicket:
    """Book a slot. ``wish.phone`` may be missing only where staff book for somebody.

    Raises UnknownQueue, NoSlot (past, taken up, none at that time, closed on that day),
    PhoneNeeded, AlreadyHere, PartyTooLarge, QueueFull, ProofNeeded.
    """
    found = queue_get(queue)
    # Bookings of two days know of each other: of one address, as of one person, there is one.
    Queue.objects.select_for_update(no_key=True).get(pk=found.pk)
    plan = plan_for(found)
    try:
        day = day_of(found, slot_date(plan, slot, now), now)
    except NotToday as error:
        # Closed on that day, whatever today is.
        raise NoSlot from error
    _check_once(day, ticket_request, hours.local_day(now, plan.hours.zone))
    _check(day, plan, slot, ticket_request)
    gate, shown = _gate(day, plan, ticket_request, now)
    ticket = Ticket(
        key=secrets.token_bytes(tokens.KEY),
        day=day,
        state=TicketState.BOOKED,
        slot=slot,
        channel=ticket_request.channel,
        need=ticket_request.need if ticket_request.need in plan.needs else PriorityNeed.NONE,
        party=ticket_request.party,
        language=ticket_request.language,
        device=ticket_request.device,
        taken_at=now,
        **phone_columns(ticket_request, _phones(day, ticket_request)),
    )
    if ticket_request.stranger:
        gate.admitted(ticket, ticket_request.stranger, shown)
    ticket.save()
    day.taken += 1
    day.save(update_fields=["taken", "lately", "lately_at"])
    action = Action(ticket_request.actor, now, slot.isoformat())
    audit.record(entry(ticket.id, "ticket:booking:make", action, after=ticket.state))
    texting.notify_booking(ticket, found, now)
    return IssuedTicket(
        id=ticket.id,
        token=tokens.token_of(bytes(ticket.key), ticket.holder),
        number=None,
        shown="",
        ahead=0,
        wait=None,
        state=TicketState.BOOKED,
    )


def _gate(
    day: QueueDay, plan: QueuePlan, ticket_request: TicketRequest, now: dt.datetime
) -> tuple[Gate, Work | None]:
    """Let somebody unknown in as for a ticket of that day. Raises ProofNeeded, AlreadyHere."""
    strangers = [ticket_request.stranger] if ticket_request.stranger else []
    numbers = plan.capacity or day.taken + figures.forecast(day, plan, now).ahead_until(
        (day.closes_at - now).total_seconds()
    )
    gate = gate_of(day, plan, strangers, numbers, now, ahead=True)
    return gate, gate.check(ticket_request.stranger) if ticket_request.stranger else None


def _phones(day: QueueDay, ticket_request: TicketRequest) -> set[bytes]:
    """Give the wish's telephone if it has an open ticket on that day already."""
    if ticket_request.phone is None:
        return set()
    lookups = crypto.ring().lookups_of(ticket_request.phone.value)
    rows = Ticket.objects.filter(day=day, state__in=OPEN, phone_lookup__in=lookups)
    return {bytes(each) for each in rows.values_list("phone_lookup", flat=True) if each}


def slot_date(plan: QueuePlan, slot: dt.datetime, now: dt.datetime) -> dt.date:
    """Give the slot's day, if it is one that can be booked. Raises NoSlot."""
    zone = plan.hours.zone
    day, today = hours.local_day(slot, zone), hours.local_day(now, zone)
    if plan.slots is None or slot <= now or (day - today).days > plan.slots.days:
        raise NoSlot
    if slot not in slots.times(day, plan.slots, plan.hours):
        raise NoSlot
    return day


def _check(
    day: QueueDay, plan: QueuePlan, slot: dt.datetime, ticket_request: TicketRequest
) -> None:
    if not 1 <= ticket_request.party <= plan.party_most:
        raise PartyTooLarge(most=plan.party_most)
    if ticket_request.phone is None and ticket_request.actor.kind == audit.RESIDENT.kind:
        raise PhoneNeeded
    check_slot(day, plan, slot)


def check_slot(day: QueueDay, plan: QueuePlan, slot: dt.datetime, *, counted: bool = False) -> None:
    """Check that a locked day has room for one booking more at a slot.

    ``counted``: the booking is one of the day's tickets already. Raises QueueClosed, QueueFull,
    NoSlot.
    """
    if day.state in {DayState.CLOSED, DayState.SETTLED} or slot >= day.closes_at:
        raise QueueClosed(queue=day.queue_id)
    if plan.capacity is not None and not counted and day.taken >= plan.capacity:
        raise QueueFull(queue=day.queue_id)
    booked = Ticket.objects.filter(day=day, slot=slot).exclude(state=TicketState.LEFT)
    if plan.slots is None or booked.count() >= plan.slots.each:
        raise NoSlot


def _check_once(day: QueueDay, ticket_request: TicketRequest, today: dt.date) -> None:
    """One person holds one booking of a queue, and no ticket beside it on that day."""
    open_ones = Ticket.objects.filter(day__queue=day.queue_id, day__day__gte=today, state__in=OPEN)
    theirs = open_ones.filter(Q(state=TicketState.BOOKED) | Q(day=day))
    ways: list[tuple[str, Q]] = []
    if ticket_request.phone is not None and not ticket_request.again and is_proved(ticket_request):
        lookups = crypto.ring().lookups_of(ticket_request.phone.value)
        ways.append(("phone", Q(phone_lookup__in=lookups)))
    if ticket_request.device is not None:
        ways.append(("device", Q(device=ticket_request.device)))
    for by, same in ways:
        if found := theirs.filter(same).values_list("id", flat=True).first():
            raise AlreadyHere(by=by, ticket_id=found)


@transaction.atomic
def booking_arrive(*, ticket_id: int, actor: Actor, now: dt.datetime) -> int:
    """Who booked is here: they get a number and wait from now on; give the number.

    Whoever comes in time counts as having come a little before the slot, whoever is late as
    coming now. Raises TooEarly, QueueClosed, WrongTicketState.
    """
    ticket, day = pair_locked(ticket_id)
    if ticket.state != TicketState.BOOKED or ticket.slot is None:
        raise WrongTicketState(state=ticket.state, event="arrive")
    plan = plan_for(day.queue)
    opens = arrives_from(plan, ticket.slot)
    if now < opens:
        raise TooEarly(opens=opens)
    if day.state == DayState.SETTLED or now >= day.closes_at:
        raise QueueClosed(queue=day.queue_id)
    arrived_at = order.slot_arrival(ticket.slot, now, plan.fairness)
    rank = order.rank_of(arrived_at, ticket.granted, plan.fairness)
    ticket.came, ticket.rank = arrived_at, rank
    ahead = places_of([ticket], day, plan.fairness)[bytes(ticket.key)]
    wait = figures.forecast(day, plan, now).wait(ahead)
    day.number += 1
    ticket_transition(
        ticket,
        day,
        TicketEvent.ADMIT,
        Action(actor, now),
        {"number": day.number, "came": arrived_at, "rank": rank, "low": int(wait.low),
         "high": int(wait.high), "told_near": False},
    )  # fmt: skip
    day.save()
    texting.notify_ticket(ticket, day.queue, ahead, now)
    turn_alerts.notify_near(day, day.queue, now)
    publish_day(day)
    return day.number


def arrives_from(plan: QueuePlan, slot: dt.datetime) -> dt.datetime:
    """Give the moment from which one may say that one is here."""
    return slot - plan.slots.arrive if plan.slots else slot


def booking_find(*, site: str, slot: str, code: str, now: dt.datetime) -> int:
    """Find today's booking at a site by its slot (``09:30``) and code. Raises WrongCode."""
    rows = Ticket.objects.filter(
        day__queue__site=site, state=TicketState.BOOKED, slot__gte=now - dt.timedelta(days=1)
    ).select_related("day__queue")
    for ticket in rows.filter(slot__lte=now + dt.timedelta(days=1)):
        zone = plan_for(ticket.day.queue).hours.zone
        local = ticket.slot.astimezone(zone) if ticket.slot else None
        if local is None or local.date() != hours.local_day(now, zone):
            continue
        fits = tokens.code_fits(code, bytes(ticket.key), ticket.holder)
        if local.strftime("%H:%M") == slot and fits:
            return ticket.id
    raise WrongCode(left=0)


@transaction.atomic
def bookings_remind(*, now: dt.datetime, limit: int = 200) -> int:
    """Text whoever booked a slot within the next hour, once; give how many."""
    rows = Ticket.objects.select_for_update(of=("self",), skip_locked=True).filter(
        state=TicketState.BOOKED, slot__gt=now, slot__lte=now + REMIND, told_near=False,
        phone__isnull=False,
    )  # fmt: skip
    found = list(rows.select_related("day__queue__site").order_by("slot", "id")[:limit])
    for ticket in found:
        # Who booked within the hour has just read it.
        confirmed_at = ticket.slot_changed_at or ticket.taken_at
        if ticket.slot and confirmed_at <= ticket.slot - REMIND:
            texting.slot_near(ticket, ticket.day.queue, now)
        ticket.told_near = True
        ticket.save(update_fields=["told_near"])
    return len(found)

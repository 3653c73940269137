"""Taking tickets: those who ask at the same moment share one transaction and one locked row."""

import datetime as dt
import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from townline.lines.queues import tokens
from townline.lines.queues.errors import (
    AlreadyHere,
    NotYet,
    PartyTooLarge,
    QueueClosed,
    QueueError,
    QueueFull,
)
from townline.lines.queues.models import Queue, QueueDay, Ticket
from townline.lines.queues.rules import hours, order
from townline.lines.queues.rules.days import DayState
from townline.lines.queues.rules.estimate import Forecast, Wait
from townline.lines.queues.rules.order import NeedCheck, PriorityNeed
from townline.lines.queues.rules.plans import QueuePlan
from townline.lines.queues.rules.tickets import OPEN, TicketState, format_number
from townline.lines.queues.selectors.order import places_of
from townline.lines.queues.services import figures
from townline.lines.queues.services.admission import Gate, Stranger, gate_of
from townline.lines.queues.services.days import day_locked, plan_for, queue_get
from townline.lines.queues.services.texts import texting
from townline.lines.queues.services.writing import Action, entry, publish_day
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.core.text.msisdn import Msisdn, mask


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRequest:
    """Somebody wants a ticket. ``device``: 16 bytes by which a browser is known again.

    ``channel``: web, kiosk, text, desk or api. ``again``: a person at the desk has decided that
    this phone may have a second one. ``stranger``: it comes from anybody, and this is what they
    show; None for the office's own doors.
    """

    channel: str
    phone: Msisdn | None = None
    party: int = 1
    need: PriorityNeed = PriorityNeed.NONE
    device: bytes | None = None
    language: str = "ko"
    actor: audit.Actor = audit.RESIDENT
    again: bool = False
    stranger: Stranger | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedTicket:
    """A ticket as it was given. ``number`` is None before opening: there is no order yet."""

    id: int
    token: str
    number: int | None
    shown: str
    ahead: int
    wait: Wait | None
    state: TicketState


type Outcome = IssuedTicket | QueueError


@dataclass
class _TicketBatch:
    """One transaction of taking."""

    queue: Queue
    day: QueueDay
    plan: QueuePlan
    now: dt.datetime
    forecast: Forecast
    phones: dict[bytes, int]
    devices: dict[bytes, int]
    # Bookings of today that have not come yet: their places are kept.
    booked: int
    gate: Gate
    made: list[Ticket] = field(default_factory=list)
    ahead: dict[bytes, int] = field(default_factory=dict)


@transaction.atomic
def tickets_take(
    *, queue: str, ticket_requests: Sequence[TicketRequest], now: dt.datetime
) -> list[Outcome]:
    """Give tickets to all who wish, in their order; one outcome for each, in the same order.

    A refusal of one hinders no other. Raises UnknownQueue and NotToday for all of them.
    """
    found = queue_get(queue)
    day = day_locked(found, now)
    batch = _begin(found, day, ticket_requests, now)
    tried: list[Ticket | QueueError] = [
        _one(batch, ticket_request) for ticket_request in ticket_requests
    ]
    _foresee(batch)
    Ticket.objects.bulk_create(batch.made)
    _name_those_just_made(batch, ticket_requests, tried)
    audit.record_many(
        entry(
            ticket.id,
            "ticket:turn:take",
            Action(ticket_request.actor, now, ticket.channel),
            after=ticket.state,
        )
        for ticket_request, ticket in zip(ticket_requests, tried, strict=True)
        if isinstance(ticket, Ticket)
    )
    for ticket in batch.made:
        texting.notify_ticket(ticket, found, batch.ahead.get(bytes(ticket.key), 0), now)
    day.save()
    if batch.made:
        publish_day(day)
    return [_outcome(batch, each) for each in tried]


def _begin(
    queue: Queue, day: QueueDay, ticket_requests: Sequence[TicketRequest], now: dt.datetime
) -> _TicketBatch:
    ring = crypto.ring()
    phones = [v for w in ticket_requests if w.phone for v in ring.lookups_of(w.phone.value)]
    devices = [w.device for w in ticket_requests if w.device]
    here = Ticket.objects.filter(day=day, state__in=OPEN)
    plan = plan_for(queue)
    forecast = figures.forecast(day, plan, now)
    numbers = plan.capacity or day.taken + room(forecast, day, now)
    strangers = [each.stranger for each in ticket_requests if each.stranger]
    return _TicketBatch(
        gate=gate_of(day, plan, strangers, numbers, now),
        booked=here.filter(state=TicketState.BOOKED).count() if plan.slots else 0,
        queue=queue,
        day=day,
        plan=plan,
        now=now,
        forecast=forecast,
        phones=_ids(here.filter(phone_lookup__in=phones).values_list("phone_lookup", "id"))
        if phones
        else {},
        devices=_ids(here.filter(device__in=devices).values_list("device", "id"))
        if devices
        else {},
    )


def _ids(rows: Iterable[tuple[bytes | memoryview | None, int]]) -> dict[bytes, int]:
    return {bytes(value): id_ for value, id_ in rows if value is not None}


def _one(batch: _TicketBatch, ticket_request: TicketRequest) -> Ticket | QueueError:
    try:
        # Whoever has a ticket opens it, though no more are given.
        _check_here(batch, ticket_request)
        _check(batch, ticket_request)
        shown = batch.gate.check(ticket_request.stranger) if ticket_request.stranger else None
    except QueueError as error:
        return error
    ticket = _new_ticket(batch, ticket_request)
    if ticket_request.stranger:
        batch.gate.admitted(ticket, ticket_request.stranger, shown)
    batch.made.append(ticket)
    if ticket.device is not None:
        batch.devices[bytes(ticket.device)] = 0
    if ticket.phone_lookup is not None:
        batch.phones[bytes(ticket.phone_lookup)] = 0
    return ticket


def _name_those_just_made(
    batch: _TicketBatch,
    ticket_requests: Sequence[TicketRequest],
    tried: Sequence[Ticket | QueueError],
) -> None:
    """Let the second of two presses that came in one transaction know the ticket of the first."""
    made = {bytes(ticket.device): ticket.id for ticket in batch.made if ticket.device}
    for ticket_request, outcome in zip(ticket_requests, tried, strict=True):
        if isinstance(outcome, AlreadyHere) and ticket_request.device and outcome.ticket_id is None:
            outcome.ticket_id = made.get(ticket_request.device)


def _check(batch: _TicketBatch, ticket_request: TicketRequest) -> None:
    day, plan, now = batch.day, batch.plan, batch.now
    if day.state in {DayState.CLOSED, DayState.SETTLED}:
        raise QueueClosed(queue=day.queue_id)
    times = hours.moments(day.day, plan.hours)
    if day.state == DayState.EARLY and now < times.gathers:
        raise NotYet(opens=times.gathers)
    if not 1 <= ticket_request.party <= plan.party_most:
        raise PartyTooLarge(most=plan.party_most)
    if plan.capacity is not None and day.taken >= plan.capacity:
        raise QueueFull(queue=day.queue_id)
    coming = day.waiting + batch.booked
    if day.state == DayState.OPEN and coming >= room(batch.forecast, day, now):
        raise QueueFull(queue=day.queue_id)


def room(forecast: Forecast, day: QueueDay, now: dt.datetime) -> int:
    """Give how many may wait so that all of them are probably called before closing."""
    return forecast.ahead_until((day.closes_at - now).total_seconds())


def _check_here(batch: _TicketBatch, ticket_request: TicketRequest) -> None:
    if ticket_request.device is not None and ticket_request.device in batch.devices:
        raise AlreadyHere(by="device", ticket_id=batch.devices[ticket_request.device] or None)
    if ticket_request.phone is None or ticket_request.again or not is_proved(ticket_request):
        return  # whoever names somebody's number learns nothing of it, and keeps them from nothing
    for value in crypto.ring().lookups_of(ticket_request.phone.value):
        if value in batch.phones:
            raise AlreadyHere(by="phone", ticket_id=batch.phones[value] or None)


def _new_ticket(batch: _TicketBatch, ticket_request: TicketRequest) -> Ticket:
    day, early = batch.day, batch.day.state == DayState.EARLY
    ticket = Ticket(
        key=secrets.token_bytes(tokens.KEY),
        day=day,
        state=TicketState.GATHERED if early else TicketState.WAITING,
        channel=ticket_request.channel,
        need=ticket_request.need if ticket_request.need in batch.plan.needs else PriorityNeed.NONE,
        need_checked=_need_check(ticket_request),
        party=ticket_request.party,
        language=ticket_request.language,
        device=ticket_request.device,
        taken_at=batch.now,
        **phone_columns(ticket_request, batch.phones),
    )
    day.taken += 1
    if not early:
        _place(batch, ticket)
    return ticket


def _need_check(ticket_request: TicketRequest) -> NeedCheck:
    """Whoever takes a ticket for somebody at the desk has seen them."""
    staff = ticket_request.channel == "desk" and ticket_request.actor.kind == "staff"
    return NeedCheck.CONFIRMED if staff and ticket_request.need else NeedCheck.OPEN


def is_proved(ticket_request: TicketRequest) -> bool:
    """Say whether a wish's telephone is known to be theirs: a form of anybody's proves none."""
    return ticket_request.stranger is None or ticket_request.stranger.proved


def phone_columns(
    ticket_request: TicketRequest, known: Collection[bytes]
) -> dict[str, bytes | str | bool | None]:
    """Give a wish's telephone as a ticket keeps it. ``known``: those that have an open one.

    A number that nobody proved is let go where it has a ticket: nothing more is texted to it.
    """
    if ticket_request.phone is None:
        return {}
    ring = crypto.ring()
    # Until a code has been texted it opens nothing; there is one for any number, or the page tells.
    code = {} if is_proved(ticket_request) else {"verification": secrets.token_hex(16)}
    if code and not set(known).isdisjoint(ring.lookups_of(ticket_request.phone.value)):
        return {**code}
    return {
        "phone": ring.encrypt(ticket_request.phone.value),
        # Somebody at the desk has decided: the constraint holds for everybody else.
        "phone_lookup": None
        if ticket_request.again
        else ring.lookup_of(ticket_request.phone.value),
        "phone_masked": mask(ticket_request.phone.value),
        "phone_proved": is_proved(ticket_request),
        **code,
    }


def _place(batch: _TicketBatch, ticket: Ticket) -> None:
    day = batch.day
    # A clock that jumps back puts nobody in front of those who were here.
    arrived_at = max(batch.now, (day.latest or batch.now) + order.TICK)
    ticket.came, day.latest = arrived_at, arrived_at
    ticket.rank = order.rank_of(arrived_at, PriorityNeed(ticket.need), batch.plan.fairness)
    ticket.number = day.number = day.number + 1
    # Who comes last and needs nothing sooner is called after all who wait.
    batch.ahead[bytes(ticket.key)] = day.waiting
    day.waiting += 1


def _foresee(batch: _TicketBatch) -> None:
    """Say of each ticket how many are called before it, and the wait."""
    made = [ticket for ticket in batch.made if ticket.number is not None]
    # One that needs it sooner passes some, and after some turns waits for them.
    if any(ticket.need for ticket in made):
        places = places_of(made, batch.day, batch.plan.fairness)
        batch.ahead |= {bytes(t.key): places[bytes(t.key)] for t in made if t.need}
    for ticket in made:
        wait = batch.forecast.wait(batch.ahead[bytes(ticket.key)])
        ticket.low, ticket.high = int(wait.low), int(wait.high)


def _outcome(batch: _TicketBatch, tried: Ticket | QueueError) -> Outcome:
    if isinstance(tried, QueueError):
        return tried
    wait = None
    if tried.low is not None and tried.high is not None:
        wait = Wait(tried.low, tried.high, (tried.low + tried.high) / 2)
    return IssuedTicket(
        id=tried.id,
        token=tokens.token_of(bytes(tried.key), tried.holder),
        number=tried.number,
        shown=format_number(batch.queue.prefix, tried.number),
        ahead=batch.ahead.get(bytes(tried.key), 0),
        wait=wait,
        state=TicketState(tried.state),
    )

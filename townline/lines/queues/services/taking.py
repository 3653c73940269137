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
from townline.lines.queues.rules.naming import shown
from townline.lines.queues.rules.order import Need, NeedCheck
from townline.lines.queues.rules.plans import Plan
from townline.lines.queues.rules.tickets import OPEN, TicketState
from townline.lines.queues.selectors.order import places_of
from townline.lines.queues.services import service_rates
from townline.lines.queues.services.admission import Gate, Stranger, gate_of
from townline.lines.queues.services.days import day_locked, plan_for, queue_get
from townline.lines.queues.services.texts import texting
from townline.lines.queues.services.writing import Action, entry, tell
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.core.text.msisdn import Msisdn, mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Somebody wants a ticket. ``device``: 16 bytes by which a browser is known again.

    ``channel``: web, kiosk, text, desk or api. ``again``: a person at the desk has decided that
    this phone may have a second one. ``stranger``: it comes from anybody, and this is what they
    show; None for the office's own doors.
    """

    channel: str
    phone: Msisdn | None = None
    party: int = 1
    need: Need = Need.NONE
    device: bytes | None = None
    language: str = "ko"
    actor: audit.Actor = audit.RESIDENT
    again: bool = False
    stranger: Stranger | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A ticket as it was given. ``number`` is None before opening: there is no order yet."""

    id: int
    token: str
    number: int | None
    shown: str
    ahead: int
    wait: Wait | None
    state: TicketState


type Outcome = Taken | QueueError


@dataclass
class _Taking:
    """One transaction of taking."""

    queue: Queue
    day: QueueDay
    plan: Plan
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
def tickets_take(*, queue: str, wishes: Sequence[Wish], now: dt.datetime) -> list[Outcome]:
    """Give tickets to all who wish, in their order; one outcome for each, in the same order.

    A refusal of one hinders no other. Raises UnknownQueue and NotToday for all of them.
    """
    found = queue_get(queue)
    day = day_locked(found, now)
    taking = _begin(found, day, wishes, now)
    tried: list[Ticket | QueueError] = [_one(taking, wish) for wish in wishes]
    _foresee(taking)
    Ticket.objects.bulk_create(taking.made)
    _name_those_just_made(taking, wishes, tried)
    audit.record_many(
        entry(
            ticket.id,
            "ticket:turn:take",
            Action(wish.actor, now, ticket.channel),
            after=ticket.state,
        )
        for wish, ticket in zip(wishes, tried, strict=True)
        if isinstance(ticket, Ticket)
    )
    for ticket in taking.made:
        texting.taken(ticket, found, taking.ahead.get(bytes(ticket.key), 0), now)
    day.save()
    if taking.made:
        tell(day)
    return [_outcome(taking, each) for each in tried]


def _begin(queue: Queue, day: QueueDay, wishes: Sequence[Wish], now: dt.datetime) -> _Taking:
    ring = crypto.ring()
    phones = [v for w in wishes if w.phone for v in ring.lookups_of(w.phone.value)]
    devices = [w.device for w in wishes if w.device]
    here = Ticket.objects.filter(day=day, state__in=OPEN)
    plan = plan_for(queue)
    forecast = service_rates.forecast(day, plan, now)
    numbers = plan.capacity or day.taken + room(forecast, day, now)
    strangers = [each.stranger for each in wishes if each.stranger]
    return _Taking(
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


def _one(taking: _Taking, wish: Wish) -> Ticket | QueueError:
    try:
        # Whoever has a ticket opens it, though no more are given.
        _check_here(taking, wish)
        _check(taking, wish)
        shown = taking.gate.check(wish.stranger) if wish.stranger else None
    except QueueError as error:
        return error
    ticket = _made(taking, wish)
    if wish.stranger:
        taking.gate.admitted(ticket, wish.stranger, shown)
    taking.made.append(ticket)
    if ticket.device is not None:
        taking.devices[bytes(ticket.device)] = 0
    if ticket.phone_lookup is not None:
        taking.phones[bytes(ticket.phone_lookup)] = 0
    return ticket


def _name_those_just_made(
    taking: _Taking, wishes: Sequence[Wish], tried: Sequence[Ticket | QueueError]
) -> None:
    """Let the second of two presses that came in one transaction know the ticket of the first."""
    made = {bytes(ticket.device): ticket.id for ticket in taking.made if ticket.device}
    for wish, outcome in zip(wishes, tried, strict=True):
        if isinstance(outcome, AlreadyHere) and wish.device and outcome.ticket_id is None:
            outcome.ticket_id = made.get(wish.device)


def _check(taking: _Taking, wish: Wish) -> None:
    day, plan, now = taking.day, taking.plan, taking.now
    if day.state in {DayState.CLOSED, DayState.SETTLED}:
        raise QueueClosed(queue=day.queue_id)
    times = hours.moments(day.day, plan.hours)
    if day.state == DayState.EARLY and now < times.gathers:
        raise NotYet(opens=times.gathers)
    if not 1 <= wish.party <= plan.party_most:
        raise PartyTooLarge(most=plan.party_most)
    if plan.capacity is not None and day.taken >= plan.capacity:
        raise QueueFull(queue=day.queue_id)
    coming = day.waiting + taking.booked
    if day.state == DayState.OPEN and coming >= room(taking.forecast, day, now):
        raise QueueFull(queue=day.queue_id)


def room(forecast: Forecast, day: QueueDay, now: dt.datetime) -> int:
    """Give how many may wait so that all of them are probably called before closing."""
    return forecast.ahead_until((day.closes_at - now).total_seconds())


def _check_here(taking: _Taking, wish: Wish) -> None:
    if wish.device is not None and wish.device in taking.devices:
        raise AlreadyHere(by="device", ticket_id=taking.devices[wish.device] or None)
    if wish.phone is None or wish.again or not is_proved(wish):
        return  # whoever names somebody's number learns nothing of it, and keeps them from nothing
    for value in crypto.ring().lookups_of(wish.phone.value):
        if value in taking.phones:
            raise AlreadyHere(by="phone", ticket_id=taking.phones[value] or None)


def _made(taking: _Taking, wish: Wish) -> Ticket:
    day, early = taking.day, taking.day.state == DayState.EARLY
    ticket = Ticket(
        key=secrets.token_bytes(tokens.KEY),
        day=day,
        state=TicketState.GATHERED if early else TicketState.WAITING,
        channel=wish.channel,
        need=wish.need if wish.need in taking.plan.needs else Need.NONE,
        need_checked=_seen(wish),
        party=wish.party,
        language=wish.language,
        device=wish.device,
        taken_at=taking.now,
        **phone_columns(wish, taking.phones),
    )
    day.taken += 1
    if not early:
        _place(taking, ticket)
    return ticket


def _seen(wish: Wish) -> NeedCheck:
    """Whoever takes a ticket for somebody at the desk has seen them."""
    staff = wish.channel == "desk" and wish.actor.kind == "staff"
    return NeedCheck.CONFIRMED if staff and wish.need else NeedCheck.OPEN


def is_proved(wish: Wish) -> bool:
    """Say whether a wish's telephone is known to be theirs: a form of anybody's proves none."""
    return wish.stranger is None or wish.stranger.proved


def phone_columns(wish: Wish, known: Collection[bytes]) -> dict[str, bytes | str | bool | None]:
    """Give a wish's telephone as a ticket keeps it. ``known``: those that have an open one.

    A number that nobody proved is let go where it has a ticket: nothing more is texted to it.
    """
    if wish.phone is None:
        return {}
    ring = crypto.ring()
    # Until a code has been texted it opens nothing; there is one for any number, or the page tells.
    code = {} if is_proved(wish) else {"verification": secrets.token_hex(16)}
    if code and not set(known).isdisjoint(ring.lookups_of(wish.phone.value)):
        return {**code}
    return {
        "phone": ring.encrypt(wish.phone.value),
        # Somebody at the desk has decided: the constraint holds for everybody else.
        "phone_lookup": None if wish.again else ring.lookup_of(wish.phone.value),
        "phone_masked": mask(wish.phone.value),
        "phone_proved": is_proved(wish),
        **code,
    }


def _place(taking: _Taking, ticket: Ticket) -> None:
    day = taking.day
    # A clock that jumps back puts nobody in front of those who were here.
    came = max(taking.now, (day.latest or taking.now) + order.TICK)
    ticket.came, day.latest = came, came
    ticket.rank = order.rank_of(came, Need(ticket.need), taking.plan.fairness)
    ticket.number = day.number = day.number + 1
    # Who comes last and needs nothing sooner is called after all who wait.
    taking.ahead[bytes(ticket.key)] = day.waiting
    day.waiting += 1


def _foresee(taking: _Taking) -> None:
    """Say of each ticket how many are called before it, and the wait."""
    made = [ticket for ticket in taking.made if ticket.number is not None]
    # One that needs it sooner passes some, and after some turns waits for them.
    if any(ticket.need for ticket in made):
        places = places_of(made, taking.day, taking.plan.fairness)
        taking.ahead |= {bytes(t.key): places[bytes(t.key)] for t in made if t.need}
    for ticket in made:
        wait = taking.forecast.wait(taking.ahead[bytes(ticket.key)])
        ticket.low, ticket.high = int(wait.low), int(wait.high)


def _outcome(taking: _Taking, tried: Ticket | QueueError) -> Outcome:
    if isinstance(tried, QueueError):
        return tried
    wait = None
    if tried.low is not None and tried.high is not None:
        wait = Wait(tried.low, tried.high, (tried.low + tried.high) / 2)
    return Taken(
        id=tried.id,
        token=tokens.token_of(bytes(tried.key), tried.holder),
        number=tried.number,
        shown=shown(taking.queue.prefix, tried.number),
        ahead=taking.ahead.get(bytes(tried.key), 0),
        wait=wait,
        state=TicketState(tried.state),
    )

"""Whether somebody unknown may have a ticket: what it costs them now, and what they showed.

Of one address one ticket without a proved telephone is open on a day of a queue, and one booking
in the queue: who takes one today is not kept out by a neighbour's booking of next week.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from townline.lines.queues import work
from townline.lines.queues.errors import AlreadyHere, ProofNeeded
from townline.lines.queues.models import QueueDay, Ticket
from townline.lines.queues.rules import admission as rules
from townline.lines.queues.rules.days import DayState
from townline.lines.queues.rules.plans import QueuePlan
from townline.lines.queues.rules.tickets import OPEN, TicketState
from townline.lines.queues.selectors.halls import Hall
from townline.lines.queues.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """What somebody unknown shows: whence they come, their work, a telephone that was proved.

    ``origin``: of their address (work.origin_of). ``rush``: the line at the door is active.
    """

    origin: bytes
    work: str = ""
    proved: bool = False
    rush: bool = False


@dataclass
class Gate:
    """Admission in one transaction. ``numbers``: how many tickets the day has."""

    day: QueueDay
    plan: QueuePlan
    now: dt.datetime
    numbers: int
    held: Counter[bytes] = field(default_factory=Counter)
    spent: dict[bytes, int] = field(default_factory=dict)

    def pressed(self, *, rush: bool = False) -> bool:
        """Say whether numbers are rushed for: before opening they always are."""
        if rush or self.day.state == DayState.EARLY:
            return True
        return rules.is_pressed(self._lately(), self.numbers, self.plan.admission)

    def _lately(self) -> float:
        if self.day.lately_at is None:
            return 0.0
        seconds = (self.now - self.day.lately_at).total_seconds()
        return rules.lately(self.day.lately, seconds, self.plan.admission)

    def price(self, stranger: Stranger) -> int | None:
        """Give the hashes that one more ticket costs them now; None: no work is enough."""
        return rules.price(self.plan.admission, self.held[stranger.origin])

    def check(self, stranger: Stranger) -> Work | None:
        """Give the work that lets somebody in; None where none was asked.

        Raises AlreadyHere for work that has its ticket, ProofNeeded.
        """
        if stranger.proved or not self.plan.admission.hashes:
            return None
        shown = work.work_read(stranger.work, self.day.queue_id, self.now)
        if shown is not None and shown.name in self.spent:
            raise AlreadyHere(by="work", ticket_id=self.spent[shown.name] or None)
        price = self.price(stranger)
        if shown is None or price is None or not shown.is_worth(price):
            raise self.needed(price)
        return shown

    def needed(self, price: int | None) -> ProofNeeded:
        """Make the refusal that says what to show."""
        challenge = work.challenge_new(self.day.queue_id, self.now) if price else ""
        return ProofNeeded(challenge=challenge, hashes=price or 0, pieces=rules.PIECES)

    def admitted(self, ticket: Ticket, stranger: Stranger, shown: Work | None) -> None:
        """Note on a ticket what it was given for."""
        ticket.bare = not stranger.proved and self.pressed(rush=stranger.rush)
        self.day.lately, self.day.lately_at = self._lately() + 1, self.now
        if not stranger.proved:
            ticket.origin = stranger.origin
            self.held[stranger.origin] += 1
        if shown is not None:
            ticket.work = shown.name
            self.spent[shown.name] = 0


def gate_of(
    day: QueueDay,
    plan: QueuePlan,
    strangers: Sequence[Stranger],
    numbers: int,
    now: dt.datetime,
    *,
    ahead: bool = False,
) -> Gate:
    """Make the gate of a locked day; two queries where anybody unknown is there, else none.

    ``ahead``: for bookings, of which those of the other days count as well.
    """
    gate = Gate(day, plan, now, numbers)
    if strangers and plan.admission.hashes:
        gate.held.update(_origins(day, {each.origin for each in strangers}, ahead=ahead))
        shown = (work.work_read(each.work, day.queue_id, now) for each in strangers)
        gate.spent |= _used_work(day, [each.name for each in shown if each])
    return gate


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one more ticket costs an address now; ``hashes`` 0: nothing, None: a telephone only."""

    challenge: str
    hashes: int | None
    pieces: int = rules.PIECES


def price_now(hall: Hall, origin: bytes, now: dt.datetime, *, ahead: bool = False) -> Price:
    """Say what a ticket costs an address now, with a challenge to work on; one query.

    ``ahead``: what a booking costs.
    """
    if not hall.plan.admission.hashes:
        return Price(challenge="", hashes=0)
    day = hall.day or QueueDay(queue=hall.queue)
    held = _origins(day, [origin], ahead=ahead) if day.pk or ahead else []
    hashes = rules.price(hall.plan.admission, len(held))
    challenge = work.challenge_new(hall.queue.code, now) if hashes else ""
    return Price(challenge=challenge, hashes=hashes)


def check_back(ticket: Ticket, day: QueueDay, plan: QueuePlan) -> None:
    """Let a ticket come to a locked day, or come back, only where its address has none by now.

    What was left, missed or moved does not count while it is away. Raises ProofNeeded.
    """
    if ticket.origin is None:
        return
    held = _origins(day, [bytes(ticket.origin)], ahead=ticket.slot is not None)
    if rules.price(plan.admission, len(held)) is None:
        raise ProofNeeded(challenge="", hashes=0, pieces=rules.PIECES)


def _origins(day: QueueDay, origins: Iterable[bytes], *, ahead: bool) -> list[bytes]:
    # Nobody is left in a day that is settled: only the few days ahead are looked at.
    others = Q(day__queue=day.queue_id, state=TicketState.BOOKED) & ~Q(day__state=DayState.SETTLED)
    here = Ticket.objects.filter(Q(day=day.pk) | others if ahead else Q(day=day.pk))
    rows = here.filter(origin__in=list(origins), state__in=OPEN)
    return [bytes(each) for each in rows.values_list("origin", flat=True) if each]


def _used_work(day: QueueDay, names: list[bytes]) -> dict[bytes, int]:
    rows = Ticket.objects.filter(day=day, work__in=names) if names else Ticket.objects.none()
    return {bytes(name): id_ for name, id_ in rows.values_list("work", "id") if name}

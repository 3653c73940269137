"""Tickets and days move along their tables only; every other pair is refused."""

import itertools

import pytest

from tests.undone import undone
from townline.lines.queues.errors import WrongTicketState
from townline.lines.queues.models import QueueDay, Ticket
from townline.lines.queues.rules import days, tickets
from townline.lines.queues.rules.days import DayEvent, DayState
from townline.lines.queues.rules.tickets import ENDED, OPEN, TicketEvent, TicketState
from townline.lines.queues.services.writing import Action, day_transition, ticket_transition
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
MOVES = list(itertools.product(TicketState, TicketEvent))
DAYS = list(itertools.product(DayState, DayEvent))


@pytest.fixture
def ticket(office):
    return Ticket.objects.select_related("day").get(id=office.one().id)


def test_an_allowed_move_happens_is_counted_and_written(office, ticket):
    for before, event in list(tickets.TRANSITIONS):
        with undone(before, event):
            Ticket.objects.filter(id=ticket.id).update(state=before)
            ticket.refresh_from_db()
            day = ticket.day
            day.waiting = 10
            after = tickets.TRANSITIONS[before, event]
            action = Action(audit.SYSTEM, office.now, "why")
            assert ticket_transition(ticket, day, event, action) is after
            ticket.refresh_from_db()
            assert ticket.state == after
            assert ticket.ended_at == (office.now if after in ENDED else None)
            counted = (after == TicketState.WAITING) - (before == TicketState.WAITING)
            assert day.waiting == 10 + counted
            line = audit.history(f"ticket:{ticket.id}").order_by("-id").first()
            assert (line.event, line.from_state, line.to_state, line.reason) == (
                event.tag, before, after, "why",
            )  # fmt: skip


def test_any_other_move_is_refused_and_changes_nothing(office, ticket):
    for before, event in [pair for pair in MOVES if pair not in tickets.TRANSITIONS]:
        with undone(before, event):
            Ticket.objects.filter(id=ticket.id).update(state=before)
            ticket.refresh_from_db()
            lines = audit.history(f"ticket:{ticket.id}").count()
            with pytest.raises(WrongTicketState):
                ticket_transition(ticket, ticket.day, event, Action(audit.SYSTEM, office.now))
            assert Ticket.objects.get(id=ticket.id).state == before
            assert audit.history(f"ticket:{ticket.id}").count() == lines


def test_a_day_moves_along_its_table_only(office, ticket):
    for before, event in DAYS:
        with undone(before, event):
            QueueDay.objects.update(state=before)
            day = QueueDay.objects.get()
            after = days.TRANSITIONS.get((before, event))
            if after is None:
                with pytest.raises(WrongTicketState):
                    day_transition(day, event, Action(audit.SYSTEM, office.now))
            else:
                assert day_transition(day, event, Action(audit.SYSTEM, office.now)) is after
                assert audit.history(f"queue_day:{day.id}").last().to_state == after


def test_from_every_state_a_ticket_comes_to_an_end():
    for state in TicketState:
        reached, edge = {state}, {state}
        while edge:
            edge = {
                after
                for (before, _), after in tickets.TRANSITIONS.items()
                if before in edge and after not in reached
            }
            reached |= edge
        assert reached & ENDED, state
    assert not OPEN & ENDED

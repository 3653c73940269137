"""In which order those who wait will be called, as far as it is known now."""

from collections.abc import Collection
from itertools import islice

from django.db.models import Q

from townline.lines.queues.models import QueueDay, Ticket
from townline.lines.queues.rules import order
from townline.lines.queues.rules.order import Fairness
from townline.lines.queues.rules.tickets import TicketState


def ahead_of(ticket: Ticket, day: QueueDay, fairness: Fairness) -> int:
    """Count who is called before a ticket that waits, turns counted; two queries.

    Nobody behind it in both orders is called before it: only those in front are read.
    """
    waiting = Ticket.objects.filter(day=day.pk, state=TicketState.WAITING)
    before = Q(rank__lt=ticket.rank) | Q(rank=ticket.rank, id__lte=ticket.pk)
    older = Q(came__lt=ticket.came) | Q(came=ticket.came, id__lte=ticket.pk)
    by_rank = waiting.filter(before).order_by("rank", "id").values_list("id", flat=True)
    by_coming = waiting.filter(older).order_by("came", "id").values_list("id", flat=True)
    foreseen = order.calls(list(by_rank), list(by_coming), past=day.past, turns=fairness.turns)
    return next((place for place, id_ in enumerate(foreseen) if id_ == ticket.pk), 0)


def next_called(day: QueueDay, fairness: Fairness, count: int) -> list[int]:
    """Give the ids of those who are called next, in their order; two queries."""
    waiting = Ticket.objects.filter(day=day.pk, state=TicketState.WAITING)
    by_rank = waiting.order_by("rank", "id").values_list("id", flat=True)[:count]
    by_coming = waiting.order_by("came", "id").values_list("id", flat=True)[:count]
    foreseen = order.calls(list(by_rank), list(by_coming), past=day.past, turns=fairness.turns)
    return list(islice(foreseen, count))


def places_of(made: Collection[Ticket], day: QueueDay, fairness: Fairness) -> dict[bytes, int]:
    """Count who is called before each of some tickets that are not stored yet, by key; one query.

    ``made`` are all that join at this moment, in their order.
    """
    waiting = Ticket.objects.filter(day=day, state=TicketState.WAITING)
    rows = [*waiting.values_list("id", "rank", "came")]
    # Not stored, they have no ids: counting down from nought they come after nobody's.
    keys = {-number: ticket for number, ticket in enumerate(made, start=1)}
    rows += [(number, ticket.rank, ticket.came) for number, ticket in keys.items()]
    by_rank = sorted(rows, key=lambda row: (row[1], row[0] < 0, abs(row[0])))
    by_coming = sorted(rows, key=lambda row: (row[2], row[0] < 0, abs(row[0])))
    foreseen = order.calls(
        [row[0] for row in by_rank],
        [row[0] for row in by_coming],
        past=day.past,
        turns=fairness.turns,
    )
    return {bytes(keys[id_].key): place for place, id_ in enumerate(foreseen) if id_ < 0}

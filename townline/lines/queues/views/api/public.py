"""What anybody may ask: tickets and queues. Nobody signs in for it.

In a rush the live server answers these addresses itself (views/live.py), in the same shapes.
"""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from ninja.errors import HttpError

from townline.lines.queues import api
from townline.lines.queues.views.inputs import request_of
from townline.lines.queues.views.shapes import (
    BookIn,
    DrawOut,
    EntryOut,
    ProofOut,
    SlotDayOut,
    SlotDaysOut,
    SlotIn,
    SlotOut,
    SnapshotOut,
    SnapshotsOut,
    TakeIn,
    TakenOut,
    TicketOut,
    draw_out,
    issued_ticket_out,
    snapshot_out,
    ticket_out,
)
from townline.lines.queues.views.strangers import is_office, stranger_of
from townline.platform.core import clock
from townline.platform.core.history import audit

router = Router(auth=None, tags=["tickets"])
FRESH = "public, max-age=1, stale-while-revalidate=5"


@router.get("/queues", response=SnapshotsOut)
def queues(request: HttpRequest, response: HttpResponse) -> SnapshotsOut:
    """List all queues with their current wait."""
    response.headers["Cache-Control"] = FRESH
    return SnapshotsOut(items=[snapshot_out(hall) for hall in api.halls(clock.now())])


@router.get("/queues/{service}", response=SnapshotOut)
def queue(request: HttpRequest, response: HttpResponse, service: str) -> SnapshotOut:
    """Get the current state of a queue; at most a second old."""
    response.headers["Cache-Control"] = FRESH
    return snapshot_out(api.hall(service, clock.now()))


@router.post("/queues/{service}/tickets", response={201: TakenOut, 202: EntryOut})
def take(request: HttpRequest, service: str, payload: TakeIn) -> Status[TakenOut]:
    """Issue a ticket.

    Keep the token: it opens the ticket. In a rush the answer may be 202: ask again after that many
    seconds, with ``entry``. Callers must send the proof of work that ``…/proof`` asks for, or get
    428; a token of scope ``desks`` (a kiosk, a counter) needs none.
    """
    ticket_request = _ticket_request(request, payload)
    (outcome,) = api.tickets_take(queue=service, ticket_requests=[ticket_request], now=clock.now())
    if isinstance(outcome, api.QueueError):
        raise outcome
    return Status(201, issued_ticket_out(outcome))


def _ticket_request(request: HttpRequest, payload: TakeIn) -> api.TicketRequest:
    office = is_office(request.headers.get("Authorization", ""), clock.now())
    if office is None:
        raise HttpError(401, "this token is unknown, expired or revoked")
    return request_of(payload, stranger=None if office else stranger_of(request, payload.proof))


@router.get("/queues/{service}/proof", response=ProofOut)
def proof(request: HttpRequest, response: HttpResponse, service: str) -> ProofOut:
    """Get the proof of work that one ticket needs now, for this address."""
    response.headers["Cache-Control"] = "no-store"
    now = clock.now()
    price = api.price_now(api.hall(service, now), stranger_of(request, "").origin, now)
    return ProofOut(challenge=price.challenge, hashes=price.hashes, pieces=price.pieces)


@router.get("/queues/{service}/draw", response=DrawOut)
def draw(request: HttpRequest, service: str, date: dt.date | None = None) -> DrawOut:
    """Get the draw before opening; after opening also its seed and every number drawn."""
    return draw_out(api.draw(service, clock.now(), date))


@router.get("/queues/{service}/slots", response=SlotDaysOut)
def slots(request: HttpRequest, service: str) -> SlotDaysOut:
    """List the days and times that can be booked; empty where the queue takes no bookings."""
    now = clock.now()
    days = api.slots_free(api.hall(service, now).queue, now)
    return SlotDaysOut(
        items=[
            SlotDayOut(date=day.date, slots=[SlotOut(at=s.at, left=s.left) for s in day.slots])
            for day in days
        ]
    )


@router.post("/queues/{service}/bookings", response={201: TakenOut})
def book(request: HttpRequest, service: str, payload: BookIn) -> Status[TakenOut]:
    """Book a time; a mobile number is needed.

    Keep the token: it opens the booking. A booking needs the same proof of work as a ticket
    (``…/proof``).
    """
    ticket_request = _ticket_request(request, payload)
    booking = api.slot_book(
        queue=service, slot=payload.slot, ticket_request=ticket_request, now=clock.now()
    )
    return Status(201, issued_ticket_out(booking))


@router.post("/tickets/{token}/arrive", response=TicketOut)
def arrive(request: HttpRequest, token: str) -> TicketOut:
    """Check in for a booking; a ticket number is issued."""
    now, id_ = clock.now(), api.ticket_id_of(token)
    api.booking_arrive(ticket_id=id_, actor=audit.RESIDENT, now=now)
    return ticket_out(api.ticket_view(id_, now))


@router.put("/tickets/{token}/slot", response=TicketOut)
def move_booking(request: HttpRequest, token: str, payload: SlotIn) -> TicketOut:
    """Move a booking to another time of its queue."""
    now, id_ = clock.now(), api.ticket_id_of(token)
    api.booking_move(ticket_id=id_, slot=payload.slot, actor=audit.RESIDENT, now=now)
    return ticket_out(api.ticket_view(id_, now))


@router.post("/tickets/{token}/slot/undo", response=TicketOut)
def undo_move(request: HttpRequest, token: str) -> TicketOut:
    """Undo the change of a booking's time within ten minutes."""
    now, id_ = clock.now(), api.ticket_id_of(token)
    api.booking_move_undo(ticket_id=id_, actor=audit.RESIDENT, now=now)
    return ticket_out(api.ticket_view(id_, now))


@router.get("/tickets/{token}", response=TicketOut)
def ticket(request: HttpRequest, response: HttpResponse, token: str) -> TicketOut:
    """Get a ticket with its current place and estimated wait."""
    response.headers["Cache-Control"] = "no-store"
    view = api.ticket_view(api.ticket_id_of(token), clock.now())
    if view.unseen:
        api.ticket_seen(ticket_id=view.ticket.id, now=clock.now())
    return ticket_out(view)


@router.delete("/tickets/{token}", response={204: None})
def leave(request: HttpRequest, token: str) -> Status[None]:
    """Cancel a ticket."""
    now = clock.now()
    api.ticket_leave(ticket_id=api.ticket_id_of(token), actor=audit.RESIDENT, now=now)
    return Status(204, None)


@router.post("/tickets/{token}/undo", response=TicketOut)
def undo(request: HttpRequest, token: str) -> TicketOut:
    """Undo the cancellation of a ticket within ten minutes."""
    now, id_ = clock.now(), api.ticket_id_of(token)
    api.ticket_undo(ticket_id=id_, actor=audit.RESIDENT, now=now)
    return ticket_out(api.ticket_view(id_, now))


@router.post("/tickets/{token}/late", response=TicketOut)
def late(request: HttpRequest, token: str) -> TicketOut:
    """Let some people go first because you are a little late."""
    now, id_ = clock.now(), api.ticket_id_of(token)
    api.ticket_late(ticket_id=id_, actor=audit.RESIDENT, now=now)
    return ticket_out(api.ticket_view(id_, now))


@router.post("/tickets/{token}/rejoin", response=TicketOut)
def rejoin(request: HttpRequest, token: str) -> TicketOut:
    """Rejoin the queue after a no-show, behind a few people."""
    now, id_ = clock.now(), api.ticket_id_of(token)
    api.ticket_rejoin(ticket_id=id_, actor=audit.RESIDENT, now=now)
    return ticket_out(api.ticket_view(id_, now))


@router.get("/queues/{service}/events")
def events(request: HttpRequest, service: str) -> HttpResponse:
    """Stream the state of a queue after each change (text/event-stream).

    Only the live server streams; without it one state is returned and the connection ends, after
    which the client asks again.
    """
    body = snapshot_out(api.hall(service, clock.now())).model_dump_json()
    message = f"retry: 3000\nevent: snapshot\ndata: {body}\n\n"
    return HttpResponse(
        message, content_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )

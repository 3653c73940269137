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
    SlotOut,
    SnapshotOut,
    SnapshotsOut,
    TakeIn,
    TakenOut,
    TicketOut,
    draw_out,
    snapshot_out,
    taken_out,
    ticket_out,
)
from townline.lines.queues.views.strangers import is_office, stranger_of
from townline.platform.core import clock
from townline.platform.core.history import audit

router = Router(auth=None, tags=["tickets"])
FRESH = "public, max-age=1, stale-while-revalidate=5"


@router.get("/queues", response=SnapshotsOut, summary="All queues, now")
def queues(request: HttpRequest, response: HttpResponse) -> SnapshotsOut:
    """List the queues by service; people choose the shorter line."""
    response.headers["Cache-Control"] = FRESH
    return SnapshotsOut(items=[snapshot_out(hall) for hall in api.halls(clock.now())])


@router.get("/queues/{service}", response=SnapshotOut, summary="One queue, now")
def queue(request: HttpRequest, response: HttpResponse, service: str) -> SnapshotOut:
    """Read the public snapshot of a queue; it is at most a second old."""
    response.headers["Cache-Control"] = FRESH
    return snapshot_out(api.hall(service, clock.now()))


@router.post(
    "/queues/{service}/tickets", response={201: TakenOut, 202: EntryOut}, summary="Take a ticket"
)
def take(request: HttpRequest, service: str, said: TakeIn) -> Status[TakenOut]:
    """Take a ticket. The token opens it; keep it.

    In a rush the answer may be 202: ask again after so many seconds, with ``entry``. Anybody shows
    the work that ``…/proof`` names, or has 428; a token of scope ``desks`` (a kiosk, a counter)
    takes without.
    """
    wish = _wish(request, said)
    (taken,) = api.tickets_take(queue=service, wishes=[wish], now=clock.now())
    if isinstance(taken, api.QueueError):
        raise taken
    return Status(201, taken_out(taken))


def _wish(request: HttpRequest, said: TakeIn) -> api.Wish:
    office = is_office(request.headers.get("Authorization", ""), clock.now())
    if office is None:
        raise HttpError(401, "this token is unknown, expired or revoked")
    return request_of(said, stranger=None if office else stranger_of(request, said.proof))


@router.get("/queues/{service}/proof", response=ProofOut, summary="What a ticket costs")
def proof(request: HttpRequest, response: HttpResponse, service: str) -> ProofOut:
    """Ask for a challenge: the work that makes one ticket, for this address, at this moment."""
    response.headers["Cache-Control"] = "no-store"
    now = clock.now()
    price = api.price_now(api.hall(service, now), stranger_of(request, "").origin, now)
    return ProofOut(challenge=price.challenge, hashes=price.hashes, pieces=price.pieces)


@router.get("/queues/{service}/draw", response=DrawOut, summary="The draw before opening")
def draw(request: HttpRequest, service: str, date: dt.date | None = None) -> DrawOut:
    """Read what the draw is committed to; after opening also its seed and every lot's number."""
    return draw_out(api.draw(service, clock.now(), date))


@router.get("/queues/{service}/slots", response=SlotDaysOut, summary="Slots to book ahead")
def slots(request: HttpRequest, service: str) -> SlotDaysOut:
    """List the days and slots that lie ahead; empty where the queue takes no bookings."""
    now = clock.now()
    days = api.slots_free(api.hall(service, now).queue, now)
    return SlotDaysOut(
        items=[
            SlotDayOut(date=day.date, slots=[SlotOut(at=s.at, left=s.left) for s in day.slots])
            for day in days
        ]
    )


@router.post("/queues/{service}/bookings", response={201: TakenOut}, summary="Book a slot")
def book(request: HttpRequest, service: str, said: BookIn) -> Status[TakenOut]:
    """Book a slot; a mobile number is needed. The token opens the booking; keep it.

    It costs what a ticket costs (``…/proof``).
    """
    wish = _wish(request, said)
    taken = api.slot_book(queue=service, slot=said.slot, wish=wish, now=clock.now())
    return Status(201, taken_out(taken))


@router.post("/tickets/{token}/arrive", response=TicketOut, summary="Say that one is here")
def arrive(request: HttpRequest, token: str) -> TicketOut:
    """Come to one's booking: from now on one waits under a number."""
    now, id_ = clock.now(), api.ticket_id_of(token)
    api.booking_arrive(ticket_id=id_, actor=audit.RESIDENT, now=now)
    return ticket_out(api.ticket_view(id_, now))


@router.get("/tickets/{token}", response=TicketOut, summary="One's own ticket")
def ticket(request: HttpRequest, response: HttpResponse, token: str) -> TicketOut:
    """Read a ticket with its place and the wait, as they are now."""
    response.headers["Cache-Control"] = "no-store"
    view = api.ticket_view(api.ticket_id_of(token), clock.now())
    if view.unseen:
        api.ticket_seen(ticket_id=view.ticket.id, now=clock.now())
    return ticket_out(view)


@router.delete("/tickets/{token}", response={204: None}, summary="Give a ticket back")
def leave(request: HttpRequest, token: str) -> Status[None]:
    """Leave the line."""
    now = clock.now()
    api.ticket_leave(ticket_id=api.ticket_id_of(token), actor=audit.RESIDENT, now=now)
    return Status(204, None)


@router.post("/tickets/{token}/undo", response=TicketOut, summary="Have it again after leaving")
def undo(request: HttpRequest, token: str) -> TicketOut:
    """Take back, within ten minutes, that a ticket was given back."""
    now, id_ = clock.now(), api.ticket_id_of(token)
    api.ticket_undo(ticket_id=id_, actor=audit.RESIDENT, now=now)
    return ticket_out(api.ticket_view(id_, now))


@router.post("/tickets/{token}/late", response=TicketOut, summary="Let some others go first")
def late(request: HttpRequest, token: str) -> TicketOut:
    """Be a little late: some people go first."""
    now, id_ = clock.now(), api.ticket_id_of(token)
    api.ticket_late(ticket_id=id_, actor=audit.RESIDENT, now=now)
    return ticket_out(api.ticket_view(id_, now))


@router.post("/tickets/{token}/rejoin", response=TicketOut, summary="Come back after being missed")
def rejoin(request: HttpRequest, token: str) -> TicketOut:
    """Come back: behind a few of those who wait."""
    now, id_ = clock.now(), api.ticket_id_of(token)
    api.ticket_rejoin(ticket_id=id_, actor=audit.RESIDENT, now=now)
    return ticket_out(api.ticket_view(id_, now))


@router.get("/queues/{service}/events", summary="Changes of a queue, as server-sent events")
def events(request: HttpRequest, service: str) -> HttpResponse:
    """Stream the snapshot after each change (text/event-stream).

    Only the live server streams; without it one snapshot is given and the connection ends, after
    which a client asks again.
    """
    body = snapshot_out(api.hall(service, clock.now())).model_dump_json()
    message = f"retry: 3000\nevent: snapshot\ndata: {body}\n\n"
    return HttpResponse(
        message, content_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )

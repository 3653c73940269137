"""What a desk does, with a token or a session of somebody who may."""

from ninja import Router, Schema

from townline.lines.queues import api
from townline.lines.queues.errors import NobodyCalled, NotAllowed
from townline.lines.queues.views.shapes import CalledOut, MoveIn, ReasonIn
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.views.api import KnownRequest

router = Router(tags=["desks"])


class NeedIn(Schema):
    """Whether the priority is confirmed."""

    granted: bool
    reason: str = ""


class DeskOut(Schema):
    """A counter: which queues it serves, and whether it is open."""

    desk: str
    name_ko: str
    name_en: str
    site: str
    services: list[str]
    open: bool


class DesksOut(Schema):
    items: list[DeskOut]


def viewer_of(request: KnownRequest) -> Viewer:
    """Give who asks. Raises NotAllowed for one who may not call."""
    if not request.viewer.may(Permission.DESK):
        raise NotAllowed
    return request.viewer


@router.get("", response=DesksOut)
def desks(request: KnownRequest) -> DesksOut:
    """List the counters."""
    viewer_of(request)
    return DesksOut(
        items=[
            DeskOut(
                desk=row.code,
                name_ko=row.name_ko,
                name_en=row.name_en,
                site=row.site_id,
                services=[queue.code for queue in row.queues.all()],
                open=row.open,
            )
            for row in api.desks()
        ]
    )


@router.post("/{desk}/open", response=CalledOut)
def open_(request: KnownRequest, desk: str) -> CalledOut:
    """Open a counter; you call people to it from now on."""
    viewer, now = viewer_of(request), clock.now()
    api.desk_open(desk=desk, staff_id=viewer.staff_id, actor=viewer.actor, now=now)
    return _at(desk)


@router.post("/{desk}/close", response=CalledOut)
def close(request: KnownRequest, desk: str) -> CalledOut:
    """Close a counter that is free."""
    api.desk_close(desk=desk, actor=viewer_of(request).actor, now=clock.now())
    return _at(desk)


@router.post("/{desk}/next", response=CalledOut)
def next_(request: KnownRequest, desk: str) -> CalledOut:
    """Call the next person.

    Refused while somebody is at the counter (409 ``desk-busy``): first finish with them by done,
    no-show, hold, skip or move.
    """
    api.desk_next(desk=desk, actor=viewer_of(request).actor, now=clock.now(), finish=False)
    return _at(desk)


@router.post("/{desk}/again", response=CalledOut)
def again(request: KnownRequest, desk: str) -> CalledOut:
    """Recall the person called to the counter."""
    api.desk_again(desk=desk, actor=viewer_of(request).actor, now=clock.now())
    return _at(desk)


@router.post("/{desk}/no-show", response=CalledOut)
def no_show(request: KnownRequest, desk: str) -> CalledOut:
    """Mark a no-show."""
    return _end(request, desk, api.TicketEvent.MISS)


@router.post("/{desk}/done", response=CalledOut)
def done(request: KnownRequest, desk: str) -> CalledOut:
    """Complete the person at the counter."""
    return _end(request, desk, api.TicketEvent.DONE)


@router.post("/{desk}/skip", response=CalledOut)
def skip(request: KnownRequest, desk: str, payload: ReasonIn) -> CalledOut:
    """Move the person at the counter behind the next one."""
    return _end(request, desk, api.TicketEvent.SKIP, payload.reason)


@router.post("/{desk}/hold", response=CalledOut)
def hold(request: KnownRequest, desk: str, payload: ReasonIn) -> CalledOut:
    """Put the person at the counter on hold, to be called by hand."""
    return _end(request, desk, api.TicketEvent.HOLD, payload.reason)


@router.post("/{desk}/move", response=CalledOut)
def move(request: KnownRequest, desk: str, payload: MoveIn) -> CalledOut:
    """Transfer the person at the counter to another queue; they keep their arrival time."""
    viewer = viewer_of(request)
    api.desk_move(
        desk=desk, to=payload.to, actor=viewer.actor, now=clock.now(), reason=payload.reason
    )
    return _at(desk)


@router.post("/{desk}/need", response=CalledOut)
def need(request: KnownRequest, desk: str, payload: NeedIn) -> CalledOut:
    """Confirm or remove the priority of the person at the counter.

    Where it is removed, they go back to the place of their arrival time.
    """
    actor, at = viewer_of(request).actor, api.at_desk(desk)
    if at is None:
        raise NobodyCalled(desk=desk)
    api.need_decide(
        ticket_id=at.ticket_id,
        granted=payload.granted,
        actor=actor,
        now=clock.now(),
        reason=payload.reason,
    )
    return _at(desk)


def _end(request: KnownRequest, desk: str, event: api.TicketEvent, reason: str = "") -> CalledOut:
    actor = viewer_of(request).actor
    api.desk_end(desk=desk, event=event, actor=actor, now=clock.now(), reason=reason)
    return _at(desk)


def _at(desk: str) -> CalledOut:
    now = api.at_desk(desk)
    return CalledOut(
        desk=desk,
        number=now.shown if now else None,
        service=now.queue if now else None,
        party=now.party if now else None,
        need=now.need if now else None,
        need_checked=now.need_checked if now else None,
        calls=now.calls if now else None,
    )

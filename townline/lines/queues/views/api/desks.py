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
    """Whether somebody really needs it sooner."""

    granted: bool
    reason: str = ""


class DeskOut(Schema):
    """A desk: who may be called to it, and whether somebody sits there."""

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


@router.get("", response=DesksOut, summary="All desks")
def desks(request: KnownRequest) -> DesksOut:
    """List the desks."""
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


@router.post("/{desk}/open", response=CalledOut, summary="Sit down at a desk")
def open_(request: KnownRequest, desk: str) -> CalledOut:
    """Open a desk; who is called is called here from now on."""
    viewer, now = viewer_of(request), clock.now()
    api.desk_open(desk=desk, staff_id=viewer.staff_id, actor=viewer.actor, now=now)
    return _at(desk)


@router.post("/{desk}/close", response=CalledOut, summary="Stand up")
def close(request: KnownRequest, desk: str) -> CalledOut:
    """Close a desk that has nobody at it."""
    api.desk_close(desk=desk, actor=viewer_of(request).actor, now=clock.now())
    return _at(desk)


@router.post("/{desk}/next", response=CalledOut, summary="Call who is next")
def next_(request: KnownRequest, desk: str) -> CalledOut:
    """Call who is next. While somebody is at the desk it is refused (409 ``desk-busy``).

    A program says first what became of them: done, no-show, hold, skip or move.
    """
    api.desk_next(desk=desk, actor=viewer_of(request).actor, now=clock.now(), finish=False)
    return _at(desk)


@router.post("/{desk}/again", response=CalledOut, summary="Call once more")
def again(request: KnownRequest, desk: str) -> CalledOut:
    """Call who is at the desk once more."""
    api.desk_again(desk=desk, actor=viewer_of(request).actor, now=clock.now())
    return _at(desk)


@router.post("/{desk}/no-show", response=CalledOut, summary="Nobody came")
def no_show(request: KnownRequest, desk: str) -> CalledOut:
    """Note that nobody came."""
    return _end(request, desk, api.TicketEvent.MISS)


@router.post("/{desk}/done", response=CalledOut, summary="Done with")
def done(request: KnownRequest, desk: str) -> CalledOut:
    """Be done with who is at the desk."""
    return _end(request, desk, api.TicketEvent.DONE)


@router.post("/{desk}/skip", response=CalledOut, summary="Behind the next one")
def skip(request: KnownRequest, desk: str, said: ReasonIn) -> CalledOut:
    """Put who is at the desk behind the next one."""
    return _end(request, desk, api.TicketEvent.SKIP, said.reason)


@router.post("/{desk}/hold", response=CalledOut, summary="Put aside")
def hold(request: KnownRequest, desk: str, said: ReasonIn) -> CalledOut:
    """Put who is at the desk aside, to be called by hand."""
    return _end(request, desk, api.TicketEvent.HOLD, said.reason)


@router.post("/{desk}/move", response=CalledOut, summary="Send on to another queue")
def move(request: KnownRequest, desk: str, said: MoveIn) -> CalledOut:
    """Send who is at the desk on; they keep the moment at which they came."""
    viewer = viewer_of(request)
    api.desk_move(desk=desk, to=said.to, actor=viewer.actor, now=clock.now(), reason=said.reason)
    return _at(desk)


@router.post("/{desk}/need", response=CalledOut, summary="Confirm or take away a priority")
def need(request: KnownRequest, desk: str, said: NeedIn) -> CalledOut:
    """Say of who is at the desk whether the need they claimed is there.

    Taken away, they go back to the place at which they came.
    """
    actor, at = viewer_of(request).actor, api.at_desk(desk)
    if at is None:
        raise NobodyCalled(desk=desk)
    api.need_decide(
        ticket_id=at.ticket_id,
        granted=said.granted,
        actor=actor,
        now=clock.now(),
        reason=said.reason,
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

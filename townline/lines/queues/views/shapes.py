"""What the JSON API and the live events give: one shape, written in one place.

The live server answers the rush by hand; both doors must say the same.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field

from townline.lines.queues.api import Draw, Hall, IssuedTicket, TicketCall, TicketView, Wait, is_lot
from townline.lines.queues.work import LONGEST
from townline.platform.web.inputs import AS_TYPED, Input, Line, Reason, RowId


class TakeIn(Input):
    """A request for a ticket. ``proof``: the proof of work, see ``…/proof``."""

    model_config = ConfigDict(extra="ignore")
    CALLED: ClassVar[Mapping[str, str]] = {
        "party": gettext_noop("인원"),
        "need": gettext_noop("우선 안내"),
        "slot": gettext_noop("일시"),
        "proof": gettext_noop("인증"),
        "entry": gettext_noop("인증"),
        "language": gettext_noop("언어"),
    }

    phone: str | None = Field(default=None, max_length=24)
    party: int = 1
    need: str = ""
    language: str = "ko"
    entry: str = Field(default="", max_length=80)
    proof: str = Field(default="", max_length=LONGEST)


class BookIn(TakeIn):
    """A request for a booking; ``slot``: one of those listed."""

    slot: AwareDatetime


class SlotIn(Input):
    """Another time for a booking; ``slot``: one of those listed."""

    CALLED: ClassVar[Mapping[str, str]] = {"slot": gettext_noop("일시")}
    slot: AwareDatetime


class ReasonIn(Input):
    """The reason; optional."""

    model_config = ConfigDict(extra="ignore")
    reason: Reason = ""


class MoveIn(ReasonIn):
    """The queue to transfer the ticket to."""

    CALLED: ClassVar[Mapping[str, str]] = {"to": gettext_noop("대기열")}
    to: Line


class TakeAtDesk(TakeIn):
    """``service``: the queue; ``again``: a second one for a telephone that has one."""

    CALLED: ClassVar[Mapping[str, str]] = {"again": gettext_noop("추가 발권")}
    service: Line = ""
    again: bool = False


class TicketChosen(Input):
    """A ticket of a list, 0 for none; ``saw``: whom the page showed at the desk."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "ticket": gettext_noop("번호표"),
        "saw": gettext_noop("창구"),
    }
    ticket: RowId = 0
    saw: Line = "0"


class SlotChosen(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"slot": gettext_noop("일시")}
    slot: Line = ""


class UntilIn(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"until": gettext_noop("마감 시각")}
    until: dt.time


class CodeIn(Input):
    """What somebody types from another page of theirs: a code, perhaps with its number or hour."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "number": gettext_noop("번호표 번호"),
        "slot": gettext_noop("일시"),
    }
    service: Line = ""
    number: Line = ""
    slot: Line = ""
    code: Line = ""


class Answered(Input):
    """An answer to a question, or to one of which several choices may be ticked."""

    CALLED: ClassVar[Mapping[str, str]] = {"a": gettext_noop("답변")}
    a: Annotated[str | None, AS_TYPED] = None


class AnsweredMany(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"a": gettext_noop("답변")}
    a: list[str] = []


class ProofOut(Schema):
    """The proof of work that a ticket needs now; ``hashes`` 0: none.

    ``proof`` of a request is the challenge, a dot, and one count for each of the ``pieces``, joined
    by hyphens: for piece ``i`` (from 0) the first four bytes of SHA-256("challenge.i.count"), as a
    number, times ``hashes``, are below ``pieces`` times 2^32. Null: only a verified telephone gets
    a ticket.
    """

    challenge: str
    hashes: int | None
    pieces: int


class SlotOut(Schema):
    at: dt.datetime
    left: int


class SlotDayOut(Schema):
    date: dt.date
    slots: list[SlotOut]


class SlotDaysOut(Schema):
    items: list[SlotDayOut]


class EntryOut(Schema):
    """Too many requests at once: ask again after ``again`` seconds, with ``entry``."""

    state: str
    entry: str
    ahead: int
    again: int


class WaitOut(Schema):
    """The estimated wait in seconds: called not before ``low``, and probably by ``high``."""

    low: int
    high: int


class TakenOut(Schema):
    number: str
    token: str
    ahead: int
    wait: WaitOut | None
    state: str


class CallOut(Schema):
    number: str
    desk: str
    desk_ko: str
    desk_en: str
    at: dt.datetime
    calls: int


class SnapshotOut(Schema):
    """The public state of a queue at the time ``at``.

    ``draw_digest``: the commitment of today's draw; ``draw_seed``: its seed, once the queue has
    opened.
    """

    service: str
    group: str
    name_ko: str
    name_en: str
    site: str
    site_ko: str
    site_en: str
    state: str
    takes: bool
    full: bool
    waiting: int
    gathered: int
    desks: int
    wait: WaitOut | None
    calls: list[CallOut]
    draw_digest: str | None = None
    draw_seed: str | None = None
    opens: dt.datetime
    closes: dt.datetime
    closes_about: dt.datetime | None
    at: dt.datetime


class LotOut(Schema):
    lot: int
    number: int


class DrawOut(Schema):
    """``seed`` is null before opening; ``entries``: those who were there before opening, by number.

    ``digest`` is the seed's SHA-256; numbers follow HMAC-SHA-256(seed, lot), ascending.
    """

    service: str
    date: dt.date
    digest: str
    seed: str | None
    entries: list[LotOut]


class SnapshotsOut(Schema):
    items: list[SnapshotOut]


class TicketOut(Schema):
    """A ticket.

    ``code`` opens it on another device; ``moved_to``: the token of the ticket it became.

    ``lot``: its number in the draw before opening, null without one.
    """

    number: str
    service: str
    site: str
    state: str
    ahead: int | None
    wait: WaitOut | None
    desk: str | None
    desk_ko: str | None
    desk_en: str | None
    party: int
    code: str
    lot: int | None
    slot: dt.datetime | None
    taken_at: dt.datetime
    called_at: dt.datetime | None
    moved_to: str | None


class CalledOut(Schema):
    """The person called; ``number`` is null where nobody waits.

    ``need_checked``: confirmed, refused or "".
    """

    desk: str
    number: str | None
    service: str | None
    party: int | None
    need: str | None
    need_checked: str | None
    calls: int | None


def wait_out(wait: Wait | None) -> WaitOut | None:
    return None if wait is None else WaitOut(low=int(wait.low), high=int(wait.high))


def issued_ticket_out(ticket: IssuedTicket) -> TakenOut:
    """Write a ticket just taken."""
    return TakenOut(
        number=ticket.shown,
        token=ticket.token,
        ahead=ticket.ahead,
        wait=wait_out(ticket.wait),
        state=ticket.state,
    )


def call_out(call: TicketCall) -> CallOut:
    return CallOut(
        number=call.number,
        desk=call.desk,
        desk_ko=call.desk_ko,
        desk_en=call.desk_en,
        at=call.at,
        calls=call.again,
    )


def snapshot_out(hall: Hall) -> SnapshotOut:
    """Write a queue as anybody may see it."""
    queue, site = hall.queue, hall.queue.site
    return SnapshotOut(
        service=queue.code,
        group=queue.group,
        name_ko=queue.name_ko,
        name_en=queue.name_en,
        site=site.code,
        site_ko=site.name_ko,
        site_en=site.name_en,
        state=hall.state,
        takes=hall.takes,
        full=hall.full,
        waiting=hall.waiting,
        gathered=hall.gathered,
        desks=hall.desks_open,
        wait=wait_out(hall.wait),
        calls=[call_out(call) for call in hall.calls],
        draw_digest=hall.draw_digest,
        draw_seed=hall.draw_seed,
        opens=hall.opens,
        closes=hall.closes,
        closes_about=hall.closes_about,
        at=hall.at,
    )


def draw_out(draw: Draw) -> DrawOut:
    """Write a draw as anybody may check it."""
    return DrawOut(
        service=draw.queue.code,
        date=draw.date,
        digest=draw.digest,
        seed=draw.seed,
        entries=[LotOut(lot=lot, number=number) for lot, number in draw.entries],
    )


def ticket_out(view: TicketView) -> TicketOut:
    """Write a ticket as its holder sees it."""
    ticket, desk = view.ticket, view.ticket.desk
    return TicketOut(
        number=view.shown,
        service=view.hall.queue.code,
        site=view.hall.queue.site.code,
        state=view.state,
        ahead=view.ahead,
        wait=wait_out(view.wait),
        desk=desk.code if desk else None,
        desk_ko=desk.name_ko if desk else None,
        desk_en=desk.name_en if desk else None,
        party=ticket.party,
        code=view.code,
        lot=ticket.id if is_lot(ticket) else None,
        slot=ticket.slot,
        taken_at=ticket.taken_at,
        called_at=ticket.called_at,
        moved_to=view.moved_to,
    )

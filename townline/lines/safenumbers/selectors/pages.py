"""What the pages outside show: to who asked, and to the owner. Never who the other one is."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from townline.lines.safenumbers.models import Call, OwnerPhone, PageAsk, Request
from townline.lines.safenumbers.rules.leases import LeaseState
from townline.lines.safenumbers.rules.requests import LIVE, CarProblem, RequestState, token_hash
from townline.lines.safenumbers.selectors.leases import lease_chain

LOG = 30  # lines
_ANSWERED_FOR = dt.timedelta(minutes=30)
_SHOWN = dt.timedelta(hours=24)  # to who asked: later the address may be in other hands


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """A request as who sent it from the page sees it. ``number``: to call instead, "" if none.

    ``answer``: 1, 2, 3, or None. ``quiet``: the owner is told later. ``texted``: the answer is
    also texted. ``request``: its id, "" for the moment before it is made.
    """

    request: str
    matter: CarProblem
    asked_at: dt.datetime
    answered_at: dt.datetime | None
    answer: int | None
    is_open: bool
    quiet: bool
    texted: bool
    number: str

    @property
    def state(self) -> str:
        """How far it has come, in one word: who shows another one shows what is old."""
        if self.answer is not None:
            return f"answer-{self.answer}"
        return "over" if not self.is_open else "quiet" if self.quiet else "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerRequest:
    """A request that the owner may answer. ``matter``: a Matter, or ``trouble`` by telephone."""

    id: UUID
    matter: str
    token: str
    at: dt.datetime
    answer: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerLogLine:
    """What came once. ``what``: a matter, ``trouble`` or ``talk``; ``via``: the way it came."""

    at: dt.datetime
    what: str
    via: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerPhoneLine:
    """One of the owner's telephones. ``id`` holds until the telephones are changed."""

    id: int
    masked: str
    fallback: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerPage:
    """What an owner sees of their number; ``last``: the request that could be reported."""

    open: tuple[OwnerRequest, ...]
    log: tuple[OwnerLogLine, ...]
    phones: tuple[OwnerPhoneLine, ...]
    last: UUID | None
    can_block: bool


def page_request(token: str, *, now: dt.datetime) -> PageRequest | None:
    """Give what became of a form that was sent; None for a token of no form, or an old one."""
    found = PageAsk.objects.select_related("request__lease").filter(
        token_hash=token_hash(token), made_at__gt=now - _SHOWN
    )
    page = found.first()
    if page is None:
        return None
    row = page.request
    live = row is None or row.state in LIVE
    active = row is not None and row.lease.state == LeaseState.ACTIVE
    return PageRequest(
        request=str(row.id) if row else "",
        matter=CarProblem(page.matter),
        asked_at=page.made_at,
        answered_at=row.answered_at if row else None,
        answer=int(row.answer) if row and row.answer else None,
        is_open=live,
        quiet=row is not None and row.state == RequestState.WAITING,
        texted=row is not None and row.tell,
        number=(row.lease.number_id or "") if row and active else "",
    )


def owner_page(lease_id: UUID, *, now: dt.datetime) -> OwnerPage:
    """Give what an owner's page shows, what came to the numbers before this one included.

    Four queries however much there is, and one for each earlier number.
    """
    leases = lease_chain(lease_id)
    rows = list(Request.objects.filter(lease__in=leases).order_by("-made_at", "id")[:LOG])
    last = rows[0] if rows else None
    return OwnerPage(
        open=tuple(map(_request, sorted(_answerable(rows, now), key=_turn))),
        log=_log(rows, leases),
        phones=_phones(lease_id),
        last=last.id if last else None,
        can_block=last is not None and bool(last.asker),
    )


def _answerable(rows: list[Request], now: dt.datetime) -> list[Request]:
    return [row for row in rows if _can_answer(row, now)]


def _turn(row: Request) -> tuple[bool, dt.datetime]:
    """Put those without an answer first, and who has waited longest before the others."""
    return bool(row.answer), row.made_at


def _can_answer(row: Request, now: dt.datetime) -> bool:
    """Say whether an answer can be given, or be changed while somebody may still look for it."""
    if row.state in LIVE:
        return True
    fresh = row.answered_at is not None and row.answered_at > now - _ANSWERED_FOR
    return row.state == RequestState.ANSWERED and fresh and row.expires_at > now


def _matter(row: Request) -> str:
    return row.matter or row.kind


def _request(row: Request) -> OwnerRequest:
    answer = int(row.answer) if row.answer else None
    return OwnerRequest(
        id=row.id, matter=_matter(row), token=row.token, at=row.made_at, answer=answer
    )


def _log(rows: list[Request], leases: list[UUID]) -> tuple[OwnerLogLine, ...]:
    lines = [
        OwnerLogLine(at=row.made_at, what=_matter(row), via=row.via, outcome=_outcome(row))
        for row in rows
    ]
    # A call that only sent a request is that request's line already.
    calls = Call.objects.filter(lease__in=leases, request=None).exclude(ended_at=None)
    lines += [
        OwnerLogLine(
            at=call.begun_at,
            what="talk",
            via="call",
            outcome="talked" if call.talked_at else "unanswered",
        )
        for call in calls.order_by("-begun_at")[:LOG]
    ]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True)[:LOG])


def _outcome(row: Request) -> str:
    if row.answer:
        return row.answer
    return "open" if row.state in LIVE else "unanswered"


def _phones(lease_id: UUID) -> tuple[OwnerPhoneLine, ...]:
    rows = OwnerPhone.objects.filter(lease=lease_id).order_by("fallback", "position")
    return tuple(
        OwnerPhoneLine(id=row.pk, masked=row.number_masked, fallback=row.fallback) for row in rows
    )

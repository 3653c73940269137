"""Requests as pages and calls see them: never who asked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from townline.lines.safenumbers.errors import RequestNotFound
from townline.lines.safenumbers.models import Request, RequestPhone
from townline.lines.safenumbers.rules.limits import AskingLimits, Withheld
from townline.lines.safenumbers.rules.requests import LIVE, RequestState
from townline.lines.safenumbers.selectors.leases import lease_chain
from townline.lines.safenumbers.settings import Safe, SafeWords
from townline.platform.core import district
from townline.platform.core.keys import crypto
from townline.platform.core.settings import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """A request. ``token``: two digits; ``answer``: 1, 2, 3, or None while there is none.

    ``send_at``: when the owner will be texted, while it ``waits`` for the end of quiet hours.
    ``can_block``: its asker is known, so the owner may keep them out.
    """

    id: UUID
    lease_id: UUID
    kind: str
    via: str
    token: str
    state: RequestState
    answer: int | None
    made_at: dt.datetime
    send_at: dt.datetime | None
    expires_at: dt.datetime
    answered_at: dt.datetime | None
    reported: bool
    can_block: bool

    @property
    def waits(self) -> bool:
        """Whether the owner's quiet hours keep it back."""
        return self.state is RequestState.WAITING

    @property
    def live(self) -> bool:
        """Whether an answer is still waited for."""
        return self.state in LIVE


def view_of(row: Request) -> RequestView:
    """Tell of a row."""
    return RequestView(
        id=row.id,
        lease_id=row.lease_id,
        kind=row.kind,
        via=row.via,
        token=row.token,
        state=RequestState(row.state),
        answer=int(row.answer) if row.answer else None,
        made_at=row.made_at,
        send_at=row.send_at,
        expires_at=row.expires_at,
        answered_at=row.answered_at,
        reported=row.reported_at is not None,
        can_block=bool(row.asker),
    )


def request_get(request_id: UUID) -> RequestView:
    """Give a request. Raises RequestNotFound."""
    row = Request.objects.filter(id=request_id).first()
    if row is None:
        raise RequestNotFound("there is no such request")
    return view_of(row)


def requests_of(lease_id: UUID, *, limit: int = 100) -> tuple[RequestView, ...]:
    """Give the requests of a lease and of those it replaced, the latest first."""
    rows = Request.objects.filter(lease__in=lease_chain(lease_id)).order_by("-made_at", "id")[
        :limit
    ]
    return tuple(map(view_of, rows))


def requests_to(number: str, *, since: dt.datetime) -> list[Request]:
    """Give the requests that went to a telephone (E.164) since a moment, the latest first."""
    lookups = crypto.ring().lookups_of(number)
    rows = RequestPhone.objects.filter(number_lookup__in=lookups, made_at__gte=since)
    chosen = rows.select_related("request__lease").order_by("-made_at", "-id")
    return [row.request for row in chosen[:100]]


# What a district decides about calls and requests, and the words it understands.


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingSettings:
    """``request_for``: how long an answer is waited for once the owner was texted.

    ``answers``: phrases by the digit they stand for. ``relayed``: phrases by kind of request.
    """

    request_for: dt.timedelta
    withheld: Withheld
    limits: AskingLimits
    access_number: str
    office_phone: str
    answers: Mapping[int, list[str]]
    fillers: list[str]
    relayed: Mapping[str, list[str]]
    advertising: list[str]


def asking_settings() -> AskingSettings:
    """Give what the district decided."""
    return district.derive(_read_settings)


def _read_settings(settings: district.Settings) -> AskingSettings:
    safe, words = settings.part(Safe).safe_numbers, settings.part(SafeWords)
    return AskingSettings(
        request_for=safe.request_for,
        withheld=safe.withheld,
        limits=safe.limits,
        access_number=safe.access_number,
        office_phone=settings.part(Office).duty_phone,
        answers={digit: words.both(f"answer_{digit}") for digit in (1, 2, 3)},
        fillers=words.both("fillers"),
        relayed={kind: words.both(kind) for kind in ("move", "trouble")},
        advertising=words.both("advertising"),
    )

"""Requests as pages and calls see them: never who asked."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from townline.lines.safenumbers.errors import RequestNotFound
from townline.lines.safenumbers.models import Request, RequestPhone
from townline.lines.safenumbers.rules.requests import LIVE, RequestState
from townline.lines.safenumbers.selectors.leases import lease_chain
from townline.platform.core.keys import crypto


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

"""A request is made: limits and blocks first, then a token, then texts to the owner."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction

from townline.casework.cases.api import NotAllowed
from townline.lines.safenumbers import doors
from townline.lines.safenumbers.doors import with_district_limit
from townline.lines.safenumbers.errors import AskerBlocked, AskingLimited, AskingOff, ReasonMissing
from townline.lines.safenumbers.models import Lease, OwnerPhone, Request, RequestPhone
from townline.lines.safenumbers.rules.leases import Audience, LeaseState
from townline.lines.safenumbers.rules.limits import quiet_end
from townline.lines.safenumbers.rules.requests import (
    LIVE,
    RequestKind,
    RequestState,
    RequestVia,
    token_draw,
)
from townline.lines.safenumbers.selectors.blocks import is_blocked
from townline.lines.safenumbers.selectors.leases import owner_phones
from townline.lines.safenumbers.selectors.requests import RequestView, asking_settings, view_of
from townline.lines.safenumbers.services.numbers import day_count, queue_up
from townline.lines.safenumbers.services.requests.notifications import owner_ask
from townline.lines.safenumbers.services.requests.writer import request_record
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.http.limits import Bound, Limit
from townline.platform.core.keys import crypto
from townline.platform.core.text import msisdn
from townline.platform.core.text.msisdn import Msisdn
from townline.platform.departments.api import Act, Permission

ASKER = audit.Actor("asker", None, "요청한 사람")


@dataclass(frozen=True, slots=True, kw_only=True)
class _ContactRequest:
    """What somebody asks of an owner; ``tell``: the answer is wanted as a text."""

    lease_id: UUID
    kind: RequestKind
    via: RequestVia
    asker: Msisdn | None = None
    tell: bool = False
    language: str = "ko"
    matter: str = ""
    actor: audit.Actor = ASKER

    @property
    def urgent(self) -> bool:
        return self.via is RequestVia.OFFICE


def request_make(
    *,
    lease_id: UUID,
    kind: str,
    via: str,
    asker: Msisdn | None,
    now: dt.datetime,
    tell: bool = False,
    language: str = "ko",
    matter: str = "",
) -> RequestView:
    """Ask an owner, on behalf of whoever calls, texts or scans.

    ``matter`` (rules/asking.py) says closer than the kind what is wrong, where that is known.
    """
    contact = _ContactRequest(
        lease_id=lease_id,
        kind=RequestKind(kind),
        via=RequestVia(via),
        asker=asker,
        tell=tell and asker is not None and asker.is_mobile,
        language=language,
        matter=matter,
    )
    if contact.urgent:
        raise ValueError("the office asks by request_urge, with a reason")
    _limits_keep(lease_id, asker, now)
    try:
        return _create_request(contact, now)
    except AskingLimited:
        day_count("requests_limited", now)
        raise


@transaction.atomic
def request_urge(act: Act, *, lease_id: UUID, kind: str, reason: str) -> RequestView:
    """Ask an owner for the office, also in quiet hours: a person decided that it cannot wait."""
    if not act.viewer.may(Permission.NUMBERS):
        raise NotAllowed("owners are asked by the front desk")
    if not reason.strip():
        raise ReasonMissing("say why it cannot wait; the reason stays in the history")
    contact = _ContactRequest(
        lease_id=lease_id, kind=RequestKind(kind), via=RequestVia.OFFICE, actor=act.actor
    )
    return _create_request(contact, act.now, reason=reason.strip())


def _limits_keep(lease_id: UUID, asker: Msisdn | None, now: dt.datetime) -> None:
    """Refuse who asks too often, and whom the owner or the district keeps out.

    Statements of their own: a refusal must not undo the count.
    """
    bounds: list[Bound] = [
        (with_district_limit(doors.ALL_REQUESTS), ""),
        (with_district_limit(doors.REQUESTS_TO), lease_id),
    ]
    if asker is not None:
        bounds.append((with_district_limit(doors.REQUESTS_OF), asker.value))
    if Limit.check(bounds, now):
        day_count("requests_limited", now)
        raise AskingLimited("too many requests lately; the office helps by telephone")
    if asker is not None and is_blocked(asker.value, lease_id=lease_id, now=now):
        day_count("requests_blocked", now)
        raise AskerBlocked("this number may not ask here; the office helps by telephone")


def _peace_keep(lease_id: UUID, now: dt.datetime) -> None:
    """Refuse what would be too much for one person, whatever it is about and whoever asks.

    A company's telephones serve many cars: there each car has its own limit only. It counts in
    the transaction of the request: what is refused never reached them, and cuts nobody off.
    """
    phones = OwnerPhone.objects.filter(lease=lease_id, fallback=False)
    private = phones.exclude(lease__audience=Audience.FLEET)
    keys = [bytes(key).hex() for key in private.values_list("number_lookup", flat=True)]
    sums = (with_district_limit(doors.OWNER_REQUESTS), with_district_limit(doors.OWNER_DAY))
    if Limit.check([(limit, key) for limit in sums for key in keys], now):
        raise AskingLimited("this owner was asked often enough lately; the office helps")


@transaction.atomic
def _create_request(contact: _ContactRequest, now: dt.datetime, *, reason: str = "") -> RequestView:
    lease, phones = _reachable_lease(contact.lease_id)
    # Two cars may share a telephone: its tokens are drawn one after the other, in one order.
    for value in sorted({phone.value for phone in phones}):
        queue_up(f"tokens of {value}")
    row = _row(contact, lease, now)
    row.token = _token(lease, phones, bound=not contact.urgent)
    if not contact.urgent:
        _peace_keep(lease.id, now)
    row.save(force_insert=True)
    _phones_note(row, phones, now)
    request_record(
        row,
        "request:contact:urge" if contact.urgent else "request:contact:make",
        contact.actor,
        now,
        reason=reason,
    )
    if row.state == RequestState.OPEN:
        owner_ask(row, phones, now=now)
    return view_of(row)


def _reachable_lease(lease_id: UUID) -> tuple[Lease, tuple[Msisdn, ...]]:
    lease = Lease.objects.select_for_update(of=("self",)).filter(id=lease_id).first()
    phones = owner_phones(lease_id)
    if lease is None or lease.state != LeaseState.ACTIVE or not phones:
        raise AskingOff("this number is not in use now")
    return lease, phones


def _row(contact: _ContactRequest, lease: Lease, now: dt.datetime) -> Request:
    wait = None if contact.urgent else quiet_until(lease, now)
    ring, asker = crypto.ring(), contact.asker
    return Request(
        id=uuid4(),
        lease=lease,
        kind=contact.kind,
        matter=contact.matter,
        via=contact.via,
        state=RequestState.WAITING if wait else RequestState.OPEN,
        language=contact.language,
        asker=ring.encrypt(asker.value) if asker else b"",
        asker_lookup=ring.lookup_of(asker.value) if asker else b"",
        asker_masked=msisdn.mask(asker.value)[:24] if asker else "",
        tell=contact.tell,
        made_at=now,
        send_at=wait,
        sent_at=None if wait else now,
        expires_at=(wait or now) + asking_settings().request_for,
    )


def quiet_until(lease: Lease, now: dt.datetime) -> dt.datetime | None:
    """Give the end of the owner's quiet hours if they run now."""
    local = now.astimezone(district.current().zone)
    return quiet_end(lease.quiet_from, lease.quiet_until, local)


def _token(lease: Lease, phones: tuple[Msisdn, ...], *, bound: bool) -> str:
    open_here = Request.objects.filter(lease=lease, state__in=LIVE).count()
    lookups = [value for phone in phones for value in crypto.ring().lookups_of(phone.value)]
    used = RequestPhone.objects.filter(number_lookup__in=lookups, live=True)
    token = token_draw(set(used.values_list("token", flat=True)))
    full = bound and open_here >= asking_settings().limits.open_requests
    if full or token is None:
        raise AskingLimited("the owner was asked several times already and has not answered yet")
    return token


def _phones_note(row: Request, phones: tuple[Msisdn, ...], now: dt.datetime) -> None:
    ring = crypto.ring()
    RequestPhone.objects.bulk_create(
        RequestPhone(
            request=row,
            number=ring.encrypt(value),
            number_lookup=ring.lookup_of(value),
            token=row.token,
            made_at=now,
        )
        for value in {phone.value: None for phone in phones}
    )

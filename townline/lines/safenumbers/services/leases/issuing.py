"""Giving a number to a car: at once, or as soon as one is free."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from townline.lines.safenumbers.errors import AlreadyIssued, PlateInvalid
from townline.lines.safenumbers.models import Lease, SafeNumber
from townline.lines.safenumbers.rules import plates
from townline.lines.safenumbers.rules.leases import (
    LIVE,
    OPEN,
    Audience,
    LeaseEvent,
    LeaseState,
    Via,
)
from townline.lines.safenumbers.rules.requests import token_hash
from townline.lines.safenumbers.sealing import plate_lookup, plate_lookups
from townline.lines.safenumbers.selectors.leases import LeaseView, lease_get
from townline.lines.safenumbers.selectors.settings import numbers_settings, quiet_columns
from townline.lines.safenumbers.services.leases.claims import (
    claims_lock,
    claims_yield,
    refuse_proved,
)
from townline.lines.safenumbers.services.leases.notifications import link_words, notify_owner
from townline.lines.safenumbers.services.leases.phones import phones_parse, phones_write
from townline.lines.safenumbers.services.leases.writer import LEASES, By, acting
from townline.lines.safenumbers.services.numbers import number_take
from townline.platform.conversations.api import Cause
from townline.platform.core.history.audit import SYSTEM, Actor
from townline.platform.core.keys import crypto
from townline.platform.core.text.msisdn import Msisdn

_QR_BYTES = 16
CODES = 10**6
_CODE_TRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseRequest:
    """Who asks for a number: the car and the telephones as they were typed, in order.

    ``consent``: the version of the words that were agreed to.
    """

    plate: str
    phones: Sequence[str]
    audience: Audience
    language: str
    consent: str
    fallback: str = ""


def plate_parse(text: str) -> str:
    """Read a car number. Raises PlateInvalid, saying what is accepted."""
    try:
        return plates.parse(text)
    except plates.NotPlate as error:
        raise PlateInvalid(str(error)) from error


@transaction.atomic
def lease_issue(
    *, by: By, wish: LeaseRequest, via: Via, now: dt.datetime, tell: bool = True
) -> LeaseView:
    """Give a car a number, or put it on the waiting list when none is free.

    Who waits already comes first. Outside, somebody only claims a car (``claims``): that tells
    nobody of others. Raises PlateInvalid, PhonesInvalid, AlreadyIssued.
    """
    actor = acting(by)
    plate = plate_parse(wish.plate)
    phones = phones_parse(wish.phones, wish.fallback)
    others_wait = Lease.objects.filter(state=LeaseState.WAITING).exists()
    proved = via is not Via.WEB
    if proved:
        claims_lock(plate)
        refuse_proved(plate)
    elif _claimed_by(plate, phones):
        raise AlreadyIssued("this telephone has a number for this car already")
    row = _row(wish, plate, via, now, proved=proved)
    phones_write(row, phones)
    if proved:
        claims_yield(plate, to=row.id, actor=actor, now=now)
    issued = not others_wait and lease_serve(row, actor=actor, now=now)
    if tell:
        notify_issue(
            row, issued=issued, cause=Cause.OWN if via is Via.BULK else Cause.ASKED, now=now
        )
    return lease_get(row.id)


def _claimed_by(plate: str, phones: Sequence[tuple[Msisdn, bool]]) -> bool:
    lookups = [each for phone, _ in phones for each in crypto.ring().lookups_of(phone.value)]
    mine = Lease.objects.filter(plate_lookup__in=plate_lookups(plate), state__in=OPEN)
    return mine.filter(phones__number_lookup__in=lookups).exists()


def _row(
    lease_request: LeaseRequest, plate: str, via: Via, now: dt.datetime, *, proved: bool
) -> Lease:
    try:
        with transaction.atomic():
            return Lease.objects.create(
                audience=lease_request.audience,
                language=lease_request.language,
                via=via,
                plate=crypto.ring().encrypt(plate),
                plate_lookup=plate_lookup(plate),
                plate_masked=plates.mask_plate(plate),
                consent_version=lease_request.consent,
                asked_at=now,
                proved_at=now if proved else None,
                **quiet_columns(),
            )
    except IntegrityError as error:
        raise AlreadyIssued("this car has a number already, or waits for one") from error


def lease_serve(row: Lease, *, actor: Actor, now: dt.datetime) -> bool:
    """Give a waiting lease a number, in the caller's transaction; False when none is free."""
    number = number_take(actor=actor, now=now)
    if number is None:
        return False
    changes = issued_columns(row, number, _code(), now)
    LEASES.move(row, LeaseEvent.ISSUE, actor=actor, now=now, changes=changes)
    return True


def issued_columns(row: Lease, number: SafeNumber, code: str, now: dt.datetime) -> dict[str, Any]:
    """Give what a lease holds from the moment it has a number."""
    lasts = numbers_settings().lasts.of(Audience(row.audience))
    token = secrets.token_hex(_QR_BYTES)
    return {
        "number": number,
        "code": code,
        "qr_token": crypto.ring().encrypt(token),
        "qr_hash": token_hash(token),
        "issued_at": now,
        "expires_at": now + lasts,
        "remind_at": remind_moment(now, lasts),
    }


def remind_moment(now: dt.datetime, lasts: dt.timedelta) -> dt.datetime:
    """Give when an owner is told of the end; a short lease is half over by then."""
    return now + max(lasts - numbers_settings().remind, lasts / 2)


def _code() -> str:
    """Find a code that no live lease has; "" where chance finds none, and calls work without."""
    tries = {f"{secrets.randbelow(CODES):06d}" for _ in range(_CODE_TRIES)}
    used = Lease.objects.filter(code__in=tries, state__in=LIVE).values_list("code", flat=True)
    return next(iter(tries - set(used)), "")


def notify_issue(row: Lease, *, issued: bool, cause: Cause, now: dt.datetime) -> None:
    """Text an owner the number that was given, or that they wait for one."""
    if not issued:
        notify_owner(row, "safe_waiting", now=now, cause=cause)
        return
    key = "safe_issued_link" if (link := link_words(row, now)) else "safe_issued"
    notify_owner(row, key, now=now, cause=cause, code=row.code, link=link)


def waiting_run(*, now: dt.datetime, limit: int = 100) -> int:
    """Give free numbers to those who wait, the longest waiting first; tell how many got one.

    One transaction each. The first in line is waited for rather than passed over: two servers
    at once must not serve the second before the first.
    """
    served = 0
    while served < limit and _next_served(now):
        served += 1
    return served


@transaction.atomic
def _next_served(now: dt.datetime) -> bool:
    waiting = Lease.objects.select_for_update(of=("self",)).filter(state=LeaseState.WAITING)
    row = waiting.order_by("asked_at", "id").first()
    if row is None or not lease_serve(row, actor=SYSTEM, now=now):
        return False
    # Whoever waits was told that it will come; for a whole fleet the list says so.
    cause = Cause.OWN if row.via == Via.BULK else Cause.PROMISED
    notify_issue(row, issued=True, cause=cause, now=now)
    return True

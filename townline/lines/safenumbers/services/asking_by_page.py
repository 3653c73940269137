"""Somebody at a car sends the form behind its QR code."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from townline.lines.safenumbers import doors
from townline.lines.safenumbers.errors import AskerPhoneInvalid, GuessedTooOften, TailWrong
from townline.lines.safenumbers.models import PageAsk
from townline.lines.safenumbers.rules.requests import CarProblem, RequestVia, kind_of, token_hash
from townline.lines.safenumbers.selectors.leases import plate_tail_fits
from townline.lines.safenumbers.services.numbers import day_count
from townline.lines.safenumbers.services.requests.making import request_make
from townline.platform.core.http.limits import Bound, Limit
from townline.platform.core.personal_data.retention import Rule, by_age
from townline.platform.core.text import msisdn
from townline.platform.core.text.msisdn import InvalidNumber, Msisdn


def page_ask(
    *,
    lease_id: UUID,
    matter: CarProblem,
    tail: str,
    phone: str,
    nonce: str,
    language: str,
    address: str,
    now: dt.datetime,
) -> None:
    """Ask the owner of a car, on behalf of whoever typed the end of its plate (``tail``).

    ``nonce`` names the form: sent twice, it is one request. ``phone``: "" or where the answer
    is texted. Not in a transaction of the caller's: a refusal must not undo the counts.
    Raises TailWrong, GuessedTooOften, AskerPhoneInvalid, and what request_make refuses.
    """
    if PageAsk.objects.filter(token_hash=token_hash(nonce)).exists():
        return
    asker = _phone(phone)
    _stands_there(lease_id, tail, address, now)
    page, is_new = PageAsk.objects.get_or_create(
        token_hash=token_hash(nonce), defaults={"matter": matter, "made_at": now}
    )
    if is_new:
        _send(page, lease_id, asker, language, now)


def _phone(text: str) -> Msisdn | None:
    if not text.strip():
        return None
    try:
        phone = msisdn.parse(text)
    except InvalidNumber as error:
        raise AskerPhoneInvalid(str(error)) from error
    if not phone.is_mobile or not phone.value.startswith("+82"):
        raise AskerPhoneInvalid("write a mobile number like 010-0000-0042, or nothing")
    return phone


def _stands_there(lease_id: UUID, tail: str, address: str, now: dt.datetime) -> None:
    bounds: list[Bound] = [
        (doors.GUESSES, f"{address} {lease_id}"),
        (doors.ALL_GUESSES, lease_id),
    ]
    # Before the answer is looked at: past the limit a right one is answered like a wrong one.
    if any(limit.waits(key, now) for limit, key in bounds):
        raise GuessedTooOften("too many wrong ends of the plate; call the number instead")
    if plate_tail_fits(lease_id, tail):
        return
    day_count("guesses", now)
    if Limit.check(bounds, now):
        raise GuessedTooOften("too many wrong ends of the plate; call the number instead")
    raise TailWrong("these are not the last four characters of the plate")


def _send(
    page: PageAsk, lease_id: UUID, asker: Msisdn | None, language: str, now: dt.datetime
) -> None:
    try:
        made = request_make(
            lease_id=lease_id,
            kind=kind_of(CarProblem(page.matter)),
            via=RequestVia.QR,
            asker=asker,
            now=now,
            tell=asker is not None,
            language=language,
            matter=page.matter,
        )
    except Exception:
        # Nothing was asked: a page that waits for an answer would be a lie.
        page.delete()
        raise
    with transaction.atomic():
        PageAsk.objects.filter(pk=page.pk).update(request=made.id)


def page_retention_rules() -> list[Rule]:
    """Name what goes by age: forms that were sent, long after their pages show nothing."""
    return [by_age("page_asks", "P30D", lambda before: PageAsk.objects.filter(made_at__lt=before))]

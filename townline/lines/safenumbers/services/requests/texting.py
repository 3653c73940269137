"""A text to a safe number: a fixed request is passed on, all else stays with us."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from townline.lines.safenumbers import doors
from townline.lines.safenumbers.doors import HELP_TEXTS, with_district_limit
from townline.lines.safenumbers.errors import SafeNumberError
from townline.lines.safenumbers.rules import numbers
from townline.lines.safenumbers.rules.requests import RequestVia
from townline.lines.safenumbers.rules.texts import TextMeaning, text_read
from townline.lines.safenumbers.selectors.blocks import is_blocked
from townline.lines.safenumbers.selectors.leases import LeaseView, lease_by_number
from townline.lines.safenumbers.selectors.requests import asking_settings
from townline.lines.safenumbers.services.numbers import day_count
from townline.lines.safenumbers.services.requests.claiming import BY, is_safe_number
from townline.lines.safenumbers.services.requests.making import request_make
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause, Claim, IncomingView
from townline.platform.core import district
from townline.platform.core.text.msisdn import Msisdn

SPAM = "safenumbers:spam"


# Without a savepoint: the router undoes its whole transaction when a text fails.
@transaction.atomic(savepoint=False)
def safe_text_claim(view: IncomingView) -> Claim | None:
    """Take every text to a number of the 050 range; nothing of its words goes to the owner.

    Advertising, links and numbers to call back are counted and dropped, without an answer that
    would tell the sender that somebody reads there.
    """
    if not is_safe_number(view.destination_addr):
        return None
    number = numbers.parse(view.destination_addr)
    phone = conversations.resident_phone(view.resident_id)
    lease = lease_by_number(number)
    if phone is None or is_blocked(phone.value, lease_id=lease.id if lease else None, now=view.now):
        return _drop(view, "text_blocked", number)
    settings = asking_settings()
    if view.photos:  # a picture may hold anything
        return _help(view, phone, number)
    meaning = text_read(view.body, settings.relayed, settings.advertising, settings.fillers)
    if meaning is TextMeaning.SPAM:
        return _drop(view, "text_spam", number)
    if meaning is TextMeaning.OTHER:
        return _help(view, phone, number)
    return _ask(view, phone, lease, meaning, number)


def _drop(view: IncomingView, what: str, number: str) -> Claim:
    day_count(what, view.now)
    return Claim(by=SPAM, reference=f"number:{number}")


def _help(view: IncomingView, phone: Msisdn, number: str) -> Claim:
    """Say how it goes, a few times a day: a robot that answers must not keep us talking."""
    day_count("text_other", view.now)
    if not HELP_TEXTS.take(f"{phone.value} {number}", view.now):
        _send_text(view, "safe_text_help", number)
    return Claim(by=BY, reference=f"number:{number}")


def _ask(
    view: IncomingView, phone: Msisdn, lease: LeaseView | None, meaning: TextMeaning, number: str
) -> Claim:
    """Pass it on where somebody is there; whoever texts is told the same wherever it went.

    Nobody finds out which numbers of a pool are leased, nor how an owner keeps theirs.
    """
    is_sequential = _is_sequential_texter(phone, number, view.now)
    request = None if is_sequential or lease is None else _make_request(view, phone, lease, meaning)
    _send_text(view, "safe_text_taken", number)
    return Claim(by=BY, reference=f"request:{request.hex}" if request else f"number:{number}")


def _make_request(
    view: IncomingView, phone: Msisdn, lease: LeaseView, meaning: TextMeaning
) -> UUID | None:
    try:
        made = request_make(
            lease_id=lease.id,
            kind=meaning,
            via=RequestVia.TEXT,
            asker=phone,
            tell=True,
            language=view.language,
            now=view.now,
        )
    except SafeNumberError:
        return None
    return made.id


def _is_sequential_texter(phone: Msisdn, number: str, now: dt.datetime) -> bool:
    """Hold back who texts number after number, as with calls (``rules.limits.walk_of``)."""
    if doors.TEXTED_BEFORE.take(f"{phone.value} {number}", now):
        return False
    slowed = with_district_limit(doors.TEXTED_MANY).take(phone.value, now)
    refused = with_district_limit(doors.TEXTED_TOO_MANY).take(phone.value, now)
    pause = dt.timedelta(minutes=asking_settings().limits.slow_minutes)
    lately = replace(doors.TEXTED_LATELY, window=pause)
    if not refused and not (slowed and lately.take(phone.value, now)):
        return False
    day_count("walk_refused" if refused else "walk_slowed", now)
    return True


def _send_text(view: IncomingView, key: str, number: str) -> None:
    phone = asking_settings().office_phone
    conversations.automatic_queue(
        resident_id=view.resident_id,
        body=district.text(key, view.language).format(phone=phone),
        reference=f"number:{number}",
        now=view.now,
        cause=Cause.ASKED,
    )

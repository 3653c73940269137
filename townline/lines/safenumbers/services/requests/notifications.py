"""Texts about requests: to the owner's telephones, and to whoever asked.

They are queued as questions, not as automatic texts: those few an hour are for receipts, and
requests have limits of their own (``rules/limits.py``). Only an answer to the page goes as an
automatic text: nobody showed that the telephone typed there is theirs.
"""

import datetime as dt

from townline.lines.safenumbers.models import Request
from townline.lines.safenumbers.rules.requests import RequestVia, request_subject
from townline.lines.safenumbers.selectors.requests import asking_settings
from townline.lines.safenumbers.services.leases.notifications import resident_of
from townline.lines.safenumbers.services.notices import owner_notice
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import IncomingView
from townline.platform.core import district
from townline.platform.core.http.limits import Limit
from townline.platform.core.keys import crypto
from townline.platform.core.text.msisdn import Msisdn
from townline.platform.core.text.particles import settle


def notify_phone(
    phone: Msisdn, key: str, *, language: str, reference: str, now: dt.datetime, **words: str
) -> None:
    """Text a number with the district's words; nothing where it takes no texts."""
    if phone.is_mobile:
        conversations.notice_queue(
            resident_id=resident_of(phone, language=language, now=now),
            body=_body(key, language, words),
            reference=reference,
            now=now,
        )


def _notify_typed_phone(
    phone: Msisdn, key: str, *, language: str, reference: str, now: dt.datetime
) -> None:
    """Text a number that somebody typed on a page: as seldom as a code goes there."""
    resident_id = resident_of(phone, language=language, now=now)
    conversations.automatic_queue(
        resident_id=resident_id,
        body=_body(key, language, {}),
        reference=reference,
        now=now,
        cause=conversations.typed_cause(resident_id),
    )


def _body(key: str, language: str, words: dict[str, str]) -> str:
    fields = {"line_number": district.line_number(), "phone": asking_settings().office_phone}
    return settle(district.text(key, language).format(**(fields | words)))


def owner_hear(view: IncomingView, body: str, *, reference: str, limit: Limit) -> None:
    """Answer what an owner texted of their own accord; only that counts towards ``limit``.

    Not as an automatic text: what strangers did to an owner's hour must not silence this.
    """
    if not limit.take(view.resident_id, view.now):
        conversations.notice_queue(
            resident_id=view.resident_id,
            body=body,
            reference=reference,
            now=view.now,
        )


def owner_ask(row: Request, phones: tuple[Msisdn, ...], *, now: dt.datetime) -> None:
    """Text a request to all telephones of its owner at once: whoever is nearest comes.

    Browsers that the owner chose are told too, without any content.
    """
    ttl = row.expires_at - now
    owner_notice(lease_id=row.lease_id, request_id=row.id, ttl=ttl, now=now)
    for phone in phones:
        notify_phone(
            phone,
            f"safe_request_{row.matter or row.kind}",
            language=row.lease.language,
            reference=request_subject(row.id),
            now=now,
            token=row.token,
            car=row.lease.plate_masked,
        )


def notify_asker(row: Request, *, now: dt.datetime) -> None:
    """Text the answer to whoever asked, if they wanted it so."""
    if not row.tell or not row.asker:
        return
    phone = Msisdn(crypto.ring().decrypt(row.asker), "mobile")
    notify = _notify_typed_phone if row.via == RequestVia.QR else notify_phone
    notify(
        phone,
        f"safe_answer_{row.answer}",
        language=row.language,
        reference=request_subject(row.id),
        now=now,
    )

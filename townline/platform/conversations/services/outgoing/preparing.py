"""Deliveries made ready for the database: number encrypted, text cleaned, hash taken.

What cannot be read as a text may be a whole unit, with the sender's number in it: it is kept
encrypted too, and its hash is keyed, because who knows the rest could try all numbers.
"""

import hashlib
from functools import lru_cache
from typing import Any
from uuid import UUID

from townline.platform.conversations import rules
from townline.platform.conversations.models import IncomingText, TextPart
from townline.platform.conversations.ports import Delivery
from townline.platform.conversations.rules import IncomingState
from townline.platform.core.keys import crypto
from townline.platform.core.text import charsets, msisdn
from townline.platform.core.text.personal_numbers import mask_registration_numbers

NO_TEXT = "no text: the network says the content is binary"
_WIDTH = 24  # of addresses and masks


def own_key(delivery: Delivery) -> str:
    """Name a delivery where the network gives no id: its place in its session."""
    return f"{UUID(delivery.session)}:{delivery.sequence}"


def is_part(delivery: Delivery) -> bool:
    """Say whether this is one of several parts with a sound header; else it stands alone."""
    part = delivery.part
    return part is not None and 1 <= part.number <= part.total and part.total > 1


def text_of(delivery: Delivery) -> IncomingText:
    """Make the row of a text that came whole."""
    number = sender_of(delivery.source_addr)
    unreadable = delivery.charset == "binary"
    text = IncomingText(
        **_incoming_fields(delivery, number),
        provider_reference=delivery.provider_reference or own_key(delivery),
        sender_masked=msisdn.mask(number.value)[:_WIDTH],
        sender_kind=number.kind,
        body=charsets.decode(delivery.charset, delivery.payload),
        problem=charsets.clean(delivery.problem)[:200] or (NO_TEXT if unreadable else ""),
        # Nobody could answer what nobody can read: a person looks at it first.
        state=IncomingState.FAILED if unreadable else IncomingState.WAITING,
        photos=len(delivery.attachments),
    )
    text.attached = delivery.attachments
    personal_numbers_seal(text)
    return text


def personal_numbers_seal(text: IncomingText) -> None:
    """Mask personal numbers in a text that came; the words as they came are kept sealed.

    Whatever shows, prints, exports, searches or reads the text sees the mask only.
    """
    masked = mask_registration_numbers(text.body)
    if masked == text.body:
        text.sealed_body = b""
        return
    text.sealed_body = crypto.ring().seal(text.body.encode())
    # The bytes of the network would tell it too.
    text.body, text.payload = masked, b""


def raw_of(delivery: Delivery, error: Exception) -> IncomingText:
    """Make a row that the database takes for certain, for a person to look at."""
    row = text_of(delivery)
    row.provider_reference = own_key(delivery)
    row.charset, row.body, row.data_coding = "binary", "", 0
    row.payload = stored_payload("binary", delivery.payload)
    row.payload_hash = payload_hash("binary", delivery.payload)
    row.problem = f"could not be stored as it came: {type(error).__name__}"
    row.state = IncomingState.FAILED
    return row


def part_of(delivery: Delivery) -> TextPart:
    """Make the row of a part. Its key tells parts under one id of the network apart."""
    part, number = delivery.part, sender_of(delivery.source_addr)
    if part is None:
        raise ValueError("this delivery is no part")
    given = delivery.provider_reference
    received = _incoming_fields(delivery, number)

    def group_of(lookup: bytes) -> bytes:
        return rules.group_key(lookup, received["destination_addr"], part.reference, part.total)

    row = TextPart(
        **received,
        provider_reference=f"{given}:{part.number}" if given else own_key(delivery),
        group_key=group_of(received["sender_lookup"]),
        total=part.total,
        number=part.number,
    )
    older = crypto.ring().lookups_of(number.value)[1:]
    row.older_groups = [group_of(lookup) for lookup in older]
    return row


def _incoming_fields(delivery: Delivery, number: msisdn.Msisdn) -> dict[str, Any]:
    ring = crypto.ring()
    return {
        "transport": delivery.transport,
        "session": UUID(delivery.session),
        "sequence": delivery.sequence,
        "sender": ring.encrypt(number.value),
        "sender_lookup": ring.lookup_of(number.value),
        "destination_addr": charsets.clean(delivery.destination_addr)[:_WIDTH],
        "data_coding": delivery.data_coding,
        "charset": delivery.charset,
        "payload": stored_payload(delivery.charset, delivery.payload),
        "payload_hash": payload_hash(delivery.charset, _identity_bytes(delivery)),
        "received_at": delivery.received_at,
    }


def _identity_bytes(delivery: Delivery) -> bytes:
    """Give what tells a text from another one: two photos without words are two texts."""
    photos = [ref.sha256 or str(ref.size) for ref in delivery.attachments]
    if delivery.charset == "binary" or not photos:
        return delivery.payload
    return "\0".join([*photos, ""]).encode() + delivery.payload


def stored_payload(charset: str, payload: bytes) -> bytes:
    """Give a payload as a row keeps it: a text's as it is, anything else encrypted."""
    return crypto.ring().seal(payload) if charset == "binary" else payload


def payload_opened(row: IncomingText | TextPart) -> bytes:
    """Give the payload of a row as the network sent it."""
    stored = bytes(row.payload)
    return crypto.ring().unseal(stored) if row.charset == "binary" else stored


def payload_hash(charset: str, payload: bytes, *, key: bytes | None = None) -> bytes:
    """Shorten a payload to 16 bytes for comparing; ``key`` is another than the current one."""
    key = (key or crypto.ring().lookup) if charset == "binary" else b""
    return hashlib.blake2b(payload, digest_size=16, key=key).digest()


@lru_cache(maxsize=4096)
def sender_of(source_addr: str) -> msisdn.Msisdn:
    """Read a sender's address; one without any digit or letter is ``unknown``."""
    try:
        return msisdn.parse(charsets.clean(source_addr))
    except msisdn.InvalidNumber:
        return msisdn.Msisdn("unknown", "other")

"""Rows under several keys, while the keys of the district are changed.

A row in memory is brought under the current keys before it is compared with another. What the
rows are found by (look-up values, groups of parts, hashes of unreadable units) is looked for
under all keys of the ring. Everything here does nothing while the keys stay as they are.
"""

import hashlib
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from townline.platform.conversations.models import (
    IncomingText,
    PhoneVerification,
    ReceivedReceipt,
    Resident,
    TextPart,
)
from townline.platform.conversations.rules import IncomingState
from townline.platform.conversations.services import savepoints
from townline.platform.conversations.services.outgoing import preparing
from townline.platform.core.keys import crypto
from townline.platform.core.keys.sealed import Sealed, rows_write

type Received = IncomingText | TextPart

_RECEIVED = ("sender", "sender_lookup", "payload", "payload_hash")


def resident_renew(row: Resident) -> bool:
    """Bring a resident under the current keys; say whether that changed anything."""
    if not row.number:  # erased
        return False
    ring = crypto.ring()
    number = ring.decrypt(row.number)
    fresh, lookup = ring.is_current(row.number), ring.lookup_of(number)
    if fresh and lookup == bytes(row.number_lookup):
        return False
    row.number = row.number if fresh else ring.encrypt(number)
    row.number_lookup = lookup
    return True


def received_renew(row: Received) -> bool:
    """Bring a text or part under the current keys; say whether that changed anything."""
    sender, payload = _sender_renew(row), _payload_renew(row)
    body = isinstance(row, IncomingText) and _body_renew(row)
    return sender or payload or body


def _body_renew(row: IncomingText) -> bool:
    ring = crypto.ring()
    if not row.sealed_body or ring.is_current(row.sealed_body):
        return False
    row.sealed_body = ring.seal(ring.unseal(row.sealed_body))
    return True


def _sender_renew(row: Received) -> bool:
    if not row.sender:  # erased
        return False
    ring = crypto.ring()
    number = ring.decrypt(row.sender)
    fresh, lookup = ring.is_current(row.sender), ring.lookup_of(number)
    if fresh and lookup == bytes(row.sender_lookup):
        return False
    row.sender = row.sender if fresh else ring.encrypt(number)
    if lookup != bytes(row.sender_lookup):
        row.sender_lookup = lookup
        if isinstance(row, TextPart):
            row.group_key = _rehash_group(bytes(row.group_key))
    return True


def _rehash_group(group_key: bytes) -> bytes:
    """Rename a group of parts whose reference is not kept: equal ones stay equal."""
    return hashlib.blake2b(group_key, digest_size=32, key=crypto.ring().lookup).digest()


def _payload_renew(row: Received) -> bool:
    if row.charset != "binary" or not row.payload:
        return False
    ring = crypto.ring()
    payload = ring.unseal(row.payload)
    fresh, named = ring.is_current(row.payload), preparing.payload_hash("binary", payload)
    if fresh and named == bytes(row.payload_hash):
        return False
    row.payload = row.payload if fresh else ring.seal(payload)
    row.payload_hash = named
    return True


def receipt_renew(row: ReceivedReceipt) -> bool:
    """Bring a receipt under the current key; say whether that changed anything."""
    ring = crypto.ring()
    if not row.raw or ring.is_current(row.raw):
        return False
    row.raw = ring.seal(ring.unseal(row.raw))
    return True


def verification_renew(row: PhoneVerification) -> bool:
    """Bring what a code opens under the current key; say whether that changed anything."""
    ring = crypto.ring()
    if ring.is_current(row.payload):
        return False
    row.payload = ring.encrypt(ring.decrypt(row.payload))
    return True


# In this order: a text takes over what its parts hold, a resident what their text holds.
PARTS = Sealed(model=TextPart, columns=(*_RECEIVED, "group_key"), renew=received_renew)
TEXTS = Sealed(model=IncomingText, columns=(*_RECEIVED, "sealed_body"), renew=received_renew)
RESIDENTS = Sealed(model=Resident, columns=("number", "number_lookup"), renew=resident_renew)
RECEIPTS = Sealed(model=ReceivedReceipt, columns=("raw",), renew=receipt_renew)
VERIFICATIONS = Sealed(model=PhoneVerification, columns=("payload",), renew=verification_renew)


def sealed_tables() -> list[Sealed]:
    """Name the tables that hold something made with the keys, in the order of rewriting them."""
    return [PARTS, TEXTS, RESIDENTS, RECEIPTS, VERIFICATIONS]


# Finding rows under any of the keys


def sender_lookups(row: Received) -> list[bytes]:
    """Give the values under which this row's sender may be kept now, the current one first."""
    ring = crypto.ring()
    if not ring.changing or not row.sender:
        return [bytes(row.sender_lookup)]
    return ring.lookups_of(ring.decrypt(row.sender))


def hashes(rows: Sequence[Received]) -> list[bytes]:
    """Give the hashes by which equal payloads may be kept now."""
    found = [bytes(row.payload_hash) for row in rows]
    older = crypto.ring().older_lookups
    for row in rows if older else ():
        if row.charset == "binary":
            payload = preparing.payload_opened(row)
            found += [preparing.payload_hash("binary", payload, key=key) for key in older]
    return found


def groups(rows: Iterable[TextPart]) -> dict[bytes, bytes]:
    """Give all names under which these rows' groups may be kept, each with its present one."""
    names: dict[bytes, bytes] = {}
    for row in rows:
        present = bytes(row.group_key)
        names[present] = present
        for older in row.older_groups:
            names[older] = names[_rehash_group(older)] = present
    return names


# Bringing rows in line that the work of the house puts in order by their names


def waiting_align() -> None:
    """Bring all waiting texts under the current keys: routers go by the sender's name.

    Holds a lock, so that one router works at a time while keys change: two would not see that
    an older and a newer text are of one sender.
    """
    savepoints.lock("router")
    _align(TEXTS, IncomingText.objects.filter(state=IncomingState.WAITING))


def loose_align() -> None:
    """Bring all loose parts under the current keys. The caller holds the lock on parts."""
    _align(PARTS, TextPart.objects.filter(text=None))


def _align(table: Sealed, rows: QuerySet[IncomingText] | QuerySet[TextPart]) -> None:
    found = list(rows.order_by("id").select_for_update(no_key=True))
    rows_write(table, [row for row in found if table.renew(row)])


def moved_save(rows: Sequence[TextPart]) -> None:
    """Write parts that were found under an older name of their group."""
    rows_write(PARTS, rows)

"""What of an owner lies under the district's keys, and by which look-up values it is found.

A plate is found as a number is: by an HMAC under the look-up key, so that nobody who holds the
tables alone can try all plates.
"""

from collections.abc import Callable
from typing import Any

from townline.lines.safenumbers.models import (
    Call,
    Lease,
    NumberBlock,
    OwnerPhone,
    Request,
    RequestPhone,
)
from townline.platform.core.keys import crypto
from townline.platform.core.keys.sealed import Sealed


# Fields of callers that are encrypted with the district's keys.
def _number(column: str) -> Callable[[Any], bool]:
    """Make what renews a number and the value that it is found by; both may be empty."""

    def renew(row: Any) -> bool:  # noqa: ANN401 -- four tables have such columns
        sealed = getattr(row, column)
        if not sealed:
            return False
        ring = crypto.ring()
        number = ring.decrypt(sealed)
        fresh, lookup = ring.is_current(sealed), ring.lookup_of(number)
        if fresh and lookup == bytes(getattr(row, f"{column}_lookup")):
            return False
        setattr(row, column, sealed if fresh else ring.encrypt(number))
        setattr(row, f"{column}_lookup", lookup)
        return True

    return renew


def _call_renew(row: Call) -> bool:
    ring, changed = crypto.ring(), _number("caller")(row)
    if row.dialogs and not ring.is_current(row.dialogs):
        row.dialogs, changed = ring.seal(ring.unseal(row.dialogs)), True
    return changed


def call_tables() -> list[Sealed]:
    """Name what a change of keys rewrites of calls, requests and blocks."""
    number = ("number", "number_lookup")
    return [
        Sealed(model=Call, columns=("caller", "caller_lookup", "dialogs"), renew=_call_renew),
        Sealed(model=Request, columns=("asker", "asker_lookup"), renew=_number("asker")),
        Sealed(model=RequestPhone, columns=number, renew=_number("number")),
        Sealed(model=NumberBlock, columns=number, renew=_number("number")),
    ]


def plate_lookup(plate: str) -> bytes:
    """Give the value by which a plate (``12가3456``) is kept."""
    return crypto.ring().lookup_of(_plate_key(plate))


def plate_lookups(plate: str) -> list[bytes]:
    """Give all values under which a plate may lie now."""
    return crypto.ring().lookups_of(_plate_key(plate))


def _plate_key(plate: str) -> str:
    # Its own kind of name: a plate's value never equals that of a telephone number.
    return f"plate:{plate}"


def lease_renew(row: Lease) -> bool:
    """Bring a lease in memory under the current keys; say whether that changed anything."""
    ring, changed = crypto.ring(), False
    if row.plate:
        plate = ring.decrypt(row.plate)
        if not ring.is_current(row.plate):
            row.plate, changed = ring.encrypt(plate), True
        if plate_lookup(plate) != bytes(row.plate_lookup):
            row.plate_lookup, changed = plate_lookup(plate), True
    if row.qr_token and not ring.is_current(row.qr_token):
        row.qr_token, changed = ring.encrypt(ring.decrypt(row.qr_token)), True
    return changed


def phone_renew(row: OwnerPhone) -> bool:
    """The same for a telephone of an owner."""
    ring = crypto.ring()
    number = ring.decrypt(row.number)
    fresh, lookup = ring.is_current(row.number), ring.lookup_of(number)
    if fresh and lookup == bytes(row.number_lookup):
        return False
    row.number = row.number if fresh else ring.encrypt(number)
    row.number_lookup = lookup
    return True


def sealed_tables() -> list[Sealed]:
    """Name what a change of keys rewrites here."""
    return [
        Sealed(model=Lease, columns=("plate", "plate_lookup", "qr_token"), renew=lease_renew),
        Sealed(model=OwnerPhone, columns=("number", "number_lookup"), renew=phone_renew),
        *call_tables(),
    ]

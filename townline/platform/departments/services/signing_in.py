"""Counting wrong proofs at the sign-in, so that guessing stops."""

import datetime as dt
from collections.abc import Sequence

from townline.platform.core.http.limits import Bound, Limit
from townline.platform.departments.doors import ADDRESS, CODES, NAME, SIGN_IN


def password_bounds(name: str, address: str) -> list[Bound]:
    """Give what a wrong password counts against. ``address``: as ``client_key`` gives it."""
    # By the written name: "Clerk1" and "clerk1" sign in as the same person.
    plain = name.casefold()
    return [(SIGN_IN, f"{plain} {address}"), (NAME, plain), (ADDRESS, address)]


def code_bounds(staff_id: int, address: str) -> list[Bound]:
    """Give what a wrong code counts against: whoever gets so far has the password."""
    return [(CODES, staff_id), (ADDRESS, address)]


def passkey_bounds(address: str) -> list[Bound]:
    """Give what a wrong passkey counts against; it cannot be guessed, only cost time."""
    return [(ADDRESS, address)]


def sign_in_blocked_until(bounds: Sequence[Bound], *, now: dt.datetime) -> dt.datetime | None:
    """Say until when no further proof is looked at."""
    wait = max(limit.waits(key, now) for limit, key in bounds)
    return now + dt.timedelta(seconds=wait) if wait else None


def sign_in_failed(bounds: Sequence[Bound], *, now: dt.datetime) -> None:
    """Count a wrong proof."""
    Limit.check(bounds, now)


def sign_in_succeeded(bounds: Sequence[Bound]) -> None:
    """Forget the wrong ones once the right one was given; an address keeps its own."""
    for limit, key in bounds:
        if limit is not ADDRESS:
            limit.clear(key)

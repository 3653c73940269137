"""What of callers and askers lies under the district's keys."""

from collections.abc import Callable
from typing import Any

from townline.lines.safenumbers.models import Call, NumberBlock, Request, RequestPhone
from townline.platform.core.keys import crypto
from townline.platform.core.keys.sealed import Sealed


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

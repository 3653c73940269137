"""What of landlords and tenants lies under the district's keys."""

from functools import partial
from typing import Any

from townline.platform.core.keys import crypto
from townline.platform.core.keys.sealed import Sealed
from townline.prevention.works.models import Consent, Party, Press


def seal(words: str) -> bytes | None:
    """Seal words; None for none."""
    return crypto.ring().encrypt(words) if words else None


def unseal(sealed: bytes | memoryview | None) -> str:
    """Read what was sealed; "" for nothing."""
    return crypto.ring().decrypt(sealed) if sealed else ""


def renew(row: Any, *, columns: tuple[str, ...]) -> bool:  # noqa: ANN401 -- of several models
    """Bring a row in memory under the current keys; say whether that changed anything."""
    ring, changed = crypto.ring(), False
    for name in columns:
        sealed = getattr(row, name)
        if sealed and not ring.is_current(sealed):
            setattr(row, name, ring.seal(ring.unseal(sealed)))
            changed = True
    return changed


def sealed_tables() -> list[Sealed]:
    """Name what a change of keys rewrites here."""
    tables = ((Party, ("name", "post")), (Consent, ("reason",)), (Press, ("content",)))
    return [
        Sealed(model=model, columns=columns, renew=partial(renew, columns=columns))
        for model, columns in tables
    ]
